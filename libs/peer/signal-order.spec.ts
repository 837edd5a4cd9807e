import type { PeerSignal } from '@whispernet/protocol';
import { SignalOrder } from './signal-order';
import { SignalOutbox } from './signal-outbox';

const signal = (n: number): PeerSignal => ({ pc: 0, e: 0, n, t: 'renew' });

describe('SignalOrder', () => {
  const orders: readonly (readonly number[])[] = [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 0, 3, 2],
    [0, 0, 2, 2, 1, 1, 3, 0],
  ];
  for (const order of orders)
    it(`brings ${order.join(', ')} into order, each once`, () => {
      const signals = new SignalOrder();
      const due = order.flatMap((n) => signals.take(signal(n)).due);

      expect(due.map(({ n }) => n)).toEqual([0, 1, 2, 3]);
    });

  it('says which one was due before', () => {
    const signals = new SignalOrder();

    expect(signals.take(signal(0)).repeated).toBeFalse();
    expect(signals.take(signal(0)).repeated).toBeTrue();
    expect(signals.take(signal(2)).repeated).toBeFalse();
    expect(signals.take(signal(2)).repeated).toBeFalse(); // it still waits
  });

  it('keeps no more than 64 that are ahead', () => {
    const signals = new SignalOrder();
    for (const n of [64, 63]) expect(signals.take(signal(n)).due).toEqual([]);
    const due = Array.from({ length: 63 }, (_, n) => signals.take(signal(n)).due).flat();

    expect(due.map(({ n }) => n)).toEqual(Array.from({ length: 64 }, (_, n) => n));
  });
});

describe('SignalOutbox', () => {
  it('numbers the signals of one connection', () => {
    const outbox = new SignalOutbox(4, 1);

    expect(outbox.add({ t: 'renew' })).toEqual({ pc: 4, e: 1, n: 0, t: 'renew' });
    expect(outbox.add({ t: 'renew' })).toEqual({ pc: 4, e: 1, n: 1, t: 'renew' });
  });

  it('remembers what nothing proves to have arrived', () => {
    const outbox = new SignalOutbox(0, 0);
    outbox.add({ t: 'sdp', k: 'offer', sdp: '' });
    outbox.add({ t: 'renew' });

    expect(outbox.unconfirmed.map(({ n }) => n)).toEqual([0, 1]);
    outbox.confirmDescription();
    expect(outbox.unconfirmed.map(({ n }) => n)).toEqual([1]);
    outbox.add({ t: 'sdp', k: 'offer', sdp: '' });
    outbox.confirmDescription();
    expect(outbox.unconfirmed).toEqual([]);
  });
});
