import type { Opener, Sealer } from '@whispernet/crypto';
import {
  type PeerSignal,
  RoomNumber,
  type SeatId,
  relayKind,
  toBase64url,
} from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing';
import { Subject, firstValueFrom, take, toArray } from 'rxjs';
import * as v from 'valibot';
import { type FakeChannel, FakeGateway, immediately } from './fake-gateway';
import { SealedPath } from './sealed-path';
import { SignalingError } from './signaling-channel';

const room = v.parse(RoomNumber, '482193067');

/** A seal that hides nothing: what it hides is the business of libs/crypto's specs. */
const sealer: Sealer = {
  seal: (plain) => Promise.resolve(Uint8Array.of(0xaa, ...plain)),
};
const opener: Opener = {
  open: (box) => Promise.resolve(box[0] === 0xaa ? box.slice(1) : undefined),
};

const signal = (n: number): PeerSignal => ({ pc: 0, e: 0, n, t: 'renew' });

describe('SealedPath', () => {
  let gateway: FakeGateway;
  let alice: FakeChannel;
  let bob: FakeChannel;
  let aliceSeat: SeatId;
  let bobSeat: SeatId;
  let aliceEnded$: Subject<void>;
  let toBob: SealedPath;
  let toAlice: SealedPath;

  beforeEach(async () => {
    gateway = new FakeGateway();
    alice = gateway.connect();
    bob = gateway.connect();
    aliceSeat = await sit(alice);
    bobSeat = gateway.seat(room, bob);
    aliceEnded$ = new Subject();
    toBob = new SealedPath(
      { channel: alice, peer: bobSeat, sealer, opener, ended$: aliceEnded$ },
      immediately,
    );
    toAlice = new SealedPath(
      { channel: bob, peer: aliceSeat, sealer, opener, ended$: new Subject() },
      immediately,
    );
  });

  const bobHears = (count: number) => firstValueFrom(toAlice.signals$.pipe(take(count), toArray()));
  const send = (...ns: readonly number[]) => {
    for (const n of ns) toBob.send(signal(n));
  };

  it('carries signals in order', async () => {
    send(0, 1, 2);
    expect(await bobHears(3)).toEqual([signal(0), signal(1), signal(2)]);
  });

  it('waits, in order, while its own way to the gateway is lost', async () => {
    alice.lose();
    send(0, 1);
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    gateway.reseat(room, aliceSeat, alice);
    alice.restore();
    expect(await bobHears(2)).toEqual([signal(0), signal(1)]);
  });

  it('waits while the other one is away, until the gateway says that they are back', async () => {
    bob.lose();
    send(0, 1);
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    bob.restore();
    gateway.reseat(room, bobSeat, bob);
    gateway.tell(alice, { name: 'back', body: { seat: bobSeat } });
    expect(await bobHears(2)).toEqual([signal(0), signal(1)]);
  });

  it('tries again after a while when the gateway is busy', async () => {
    alice.refuseOnce.set('relay', { code: 'too-many-tries', retryAfterS: 3 });
    send(0);
    expect(await bobHears(1)).toEqual([signal(0)]);
  });

  it('tries again after a while, not at once, when the gateway answers nonsense', async () => {
    const clock = new FakeClock();
    const path = new SealedPath(
      { channel: alice, peer: bobSeat, sealer, opener, ended$: new Subject() },
      clock,
    );
    let asked = 0;
    const ask = alice.request.bind(alice);
    alice.request = (name, body) => {
      asked += 1;
      return asked === 1 ? Promise.reject(new SignalingError('nonsense')) : ask(name, body);
    };
    const heard = bobHears(1);
    path.send(signal(0));
    await clock.advance(1_999);
    expect(asked).toBe(1);
    await clock.advance(1);
    expect(await heard).toEqual([signal(0)]);
  });

  it('says nothing more once it has ended', async () => {
    alice.lose();
    send(0);
    aliceEnded$.next();
    gateway.reseat(room, aliceSeat, alice);
    alice.restore();
    send(1);
    for (let i = 0; i < 50; i += 1) await Promise.resolve();
    expect(gateway.log.filter((line) => line.startsWith('{"name":"relay"')).length).toBe(0);
  });

  it('rests when its channel was closed for good', async () => {
    alice.close();
    send(0);
    for (let i = 0; i < 50; i += 1) await Promise.resolve();
    expect(gateway.log.filter((line) => line.startsWith('{"name":"relay"')).length).toBe(0);
  });

  it('drops what somebody else relays', async () => {
    const forged = toBase64url(Uint8Array.of(relayKind.sealed, 0xaa, ...json(signal(7))));
    gateway.tell(bob, { name: 'relayed', body: { from: bobSeat, blob: forged } });
    send(0);
    expect(await bobHears(1)).toEqual([signal(0)]);
  });

  describe('with a gateway that makes boxes up', () => {
    const forge = (times: number) => {
      for (let i = 0; i < times; i += 1) {
        const blob = toBase64url(Uint8Array.of(relayKind.sealed, 0xbb, i));
        gateway.tell(bob, { name: 'relayed', body: { from: aliceSeat, blob } });
      }
    };

    it('drops them, and counts from zero after a good one', async () => {
      const closed = jasmine.createSpy('closed');
      toAlice.forged$.subscribe(closed);
      forge(4);
      send(0);
      await bobHears(1);
      forge(4);
      send(1);
      expect(await bobHears(1)).toEqual([signal(1)]);
      expect(closed).not.toHaveBeenCalled();
    });

    it('closes after five in a row', async () => {
      const closed = firstValueFrom(toAlice.forged$);
      forge(5);
      await expectAsync(closed).toBeResolved();
    });
  });
});

async function sit(channel: FakeChannel): Promise<SeatId> {
  const rc = toBase64url(new Uint8Array(32));
  const opened = await channel.request('open', { v: 1, room, cap: 2, rc });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.seat;
}

function json(value: PeerSignal): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
