import { TransferId, newId } from '@whispernet/protocol';
import { FakeByteChannel } from './fake-byte-channel';
import { quiet } from './fake-link';
import { HIGH_WATER_BYTES, LOW_WATER_BYTES, SendGate } from './send-gate';
import { TransferError } from './transfer-error';

const FRAME_BYTES = 65_536;

describe('SendGate', () => {
  const never = new AbortController().signal;
  const data = (id: TransferId, offset = 0) =>
    ({ t: 'data', id, offset, bytes: new Uint8Array(FRAME_BYTES) }) as const;

  function gateByHand() {
    const [near, far] = FakeByteChannel.pair({ byHand: true });
    return { near, far, gate: new SendGate(near) };
  }

  /** Sends until stopped; the ids in the order in which the gate let them pass. */
  async function keepSending(gate: SendGate, name: string, passed: string[], signal: AbortSignal) {
    const id = newId(TransferId);
    while (!signal.aborted) {
      await gate.send(data(id), signal);
      passed.push(name);
    }
  }

  it('closes at the high water mark and opens at the low one', async () => {
    const { near, gate } = gateByHand();
    const passed: string[] = [];
    const stop = new AbortController();
    const sending = keepSending(gate, 'alice', passed, stop.signal);
    await quiet();
    const full = Math.ceil(HIGH_WATER_BYTES / (FRAME_BYTES + 25));
    expect(passed.length).toBe(full);

    while (near.bufferedAmount - FRAME_BYTES - 25 > LOW_WATER_BYTES) {
      await quiet();
      expect(passed.length).toBe(full);
      near.deliver();
    }
    await quiet();
    expect(passed.length).toBe(full);
    near.deliver();
    await quiet();
    expect(passed.length).toBeGreaterThan(full);
    expect(near.highestBufferedAmount).toBeLessThan(HIGH_WATER_BYTES + FRAME_BYTES + 25);
    stop.abort();
    await expectAsync(sending).toBeRejected();
  });

  it('lets files take turns', async () => {
    const { near, gate } = gateByHand();
    const passed: string[] = [];
    const stop = new AbortController();
    const sending = ['a', 'b', 'c'].map((name) => keepSending(gate, name, passed, stop.signal));
    for (let frame = 0; frame < 60; frame += 1) {
      await quiet();
      near.deliver();
    }
    for (let at = 0; at + 3 <= passed.length; at += 3) {
      expect(new Set(passed.slice(at, at + 3)).size).toBe(3);
    }
    expect(passed.length).toBeGreaterThan(60);
    stop.abort();
    await Promise.allSettled(sending);
  });

  it('lets go of a frame whose file has ended', async () => {
    const { near, far, gate } = gateByHand();
    const stop = new AbortController();
    const passed: string[] = [];
    let arrived = 0;
    far.messages$.subscribe(() => {
      arrived += 1;
    });
    const sending = keepSending(gate, 'alice', passed, stop.signal);
    await quiet();
    stop.abort();
    await expectAsync(sending).toBeRejected();
    while (near.deliver());
    expect(arrived).toBe(passed.length);
  });

  it('tells who waits that the channel has closed', async () => {
    const { near, gate } = gateByHand();
    const sending = keepSending(gate, 'alice', [], never);
    await quiet();
    near.close();
    await expectAsync(sending).toBeRejectedWithError(TransferError, /closed/);
    await expectAsync(gate.send(data(newId(TransferId)), never)).toBeRejectedWithError(/closed/);
  });

  it('keeps a frame within the largest message', () => {
    const [small] = FakeByteChannel.pair({ maxMessageSize: 16_384 });
    const [large] = FakeByteChannel.pair({ maxMessageSize: 262_144 });
    expect(new SendGate(small).dataBytes).toBe(16_384 - 25);
    expect(new SendGate(large).dataBytes).toBe(65_536);
  });
});
