import { KnockId, RoomNumber, type Notice, SeatId, newId } from '@whispernet/protocol';
import { SignalingError } from '@whispernet/room';
import type { Socket } from 'ngx-socket-io';
import { VirtualTimeScheduler } from 'rxjs';
import { parse } from 'valibot';
import { SocketSignaling } from './socket-signaling';

/** Socket.IO's socket as far as signalling uses it. */
class FakeSocket {
  readonly calls: unknown[] = [];
  readonly listeners = new Map<string, (argument: unknown) => void>();
  any: (name: string, body: unknown) => void = () => undefined;
  answer: () => Promise<unknown> = () => Promise.resolve({ ok: true });

  on(event: string, listener: (argument: unknown) => void) {
    this.listeners.set(event, listener);
  }
  onAny(listener: (name: string, body: unknown) => void) {
    this.any = listener;
  }
  connect() {
    this.calls.push('connect');
  }
  disconnect() {
    this.calls.push('disconnect');
  }
  timeout(ms: number) {
    return {
      emitWithAck: (name: string, body: unknown) => {
        this.calls.push([name, body, ms]);
        return this.answer();
      },
    };
  }
}

describe('SocketSignaling', () => {
  let socket: FakeSocket;
  let clock: VirtualTimeScheduler;
  let signaling: SocketSignaling;

  beforeEach(() => {
    socket = new FakeSocket();
    clock = new VirtualTimeScheduler();
    signaling = new SocketSignaling({ ioSocket: socket } as unknown as Socket, clock);
  });

  it('connects, and says whether it is connected', () => {
    const seen: boolean[] = [];
    signaling.connected$.subscribe((connected) => seen.push(connected));
    socket.listeners.get('connect')?.(undefined);
    socket.listeners.get('disconnect')?.('transport close');
    expect(socket.calls).toEqual(['connect']);
    expect(seen).toEqual([false, true, false]);
  });

  it('comes back after the gateway has cut it', () => {
    socket.listeners.get('disconnect')?.('io server disconnect');
    clock.flush();
    expect(socket.calls).toEqual(['connect', 'connect']);
  });

  it('does not come back after it was closed', () => {
    socket.listeners.get('disconnect')?.('io server disconnect');
    signaling.close();
    clock.flush();
    expect(socket.calls).toEqual(['connect', 'disconnect']);
  });

  it('passes on notices of the protocol and nothing else', () => {
    const seen: Notice[] = [];
    signaling.notices$.subscribe((notice) => seen.push(notice));
    const seat = newId(SeatId);
    socket.any('joined', { seat });
    socket.any('joined', { seat: 'short' });
    socket.any('exception', { seat });
    socket.any('gone', { k: newId(KnockId), more: 1 });
    expect(seen).toEqual([{ name: 'joined', body: { seat } }]);
  });

  it('asks with ten seconds to answer', async () => {
    expect(await signaling.request('leave', {})).toEqual({ ok: true });
    expect(socket.calls).toContain(['leave', {}, 10_000]);
  });

  it('hands on a refusal', async () => {
    const refusal = { ok: false, error: { code: 'no-such-room' } };
    socket.answer = () => Promise.resolve(refusal);
    const body = { v: 1, room: parse(RoomNumber, '4821'), blob: '' };
    expect(await signaling.request('knock', body)).toEqual(refusal as never);
  });

  it('rejects where there is no answer, or one of another protocol', async () => {
    socket.answer = () => Promise.reject(new Error('operation has timed out'));
    await expectAsync(signaling.request('leave', {})).toBeRejectedWithError(SignalingError);
    socket.answer = () => Promise.resolve('welcome');
    await expectAsync(signaling.request('leave', {})).toBeRejectedWithError(SignalingError);
  });

  it('rejects after it was closed', async () => {
    signaling.close();
    await expectAsync(signaling.request('leave', {})).toBeRejectedWithError(SignalingError);
  });
});
