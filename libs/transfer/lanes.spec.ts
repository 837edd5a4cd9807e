import { type LaneCargo, TransferId, newId } from '@whispernet/protocol';
import { FakeClock, settled } from '@whispernet/testing/fake-clock';
import { fakeLink } from './fake-link';
import { Lanes, type Shipper } from './lanes';

class FakeShipper implements Shipper {
  readonly ready: LaneCargo[] = [];
  readonly arrivedThere: LaneCargo[] = [];
  readonly taken: LaneCargo[] = [];
  violations = 0;
  next(): LaneCargo | undefined {
    return this.ready.shift();
  }
  arrived(cargo: LaneCargo): void {
    this.arrivedThere.push(cargo);
  }
  take(cargo: LaneCargo): void {
    this.taken.push(cargo);
  }
  violated(): void {
    this.violations += 1;
  }
}

describe('Lanes', () => {
  it('ships both ways over one lane', async () => {
    const { alice, bob } = fakeLink();
    const { signal } = new AbortController();
    const [a, b] = [new FakeShipper(), new FakeShipper()];
    const clock = new FakeClock();
    const lanesA = new Lanes({ port: alice, shipper: a, signal, scheduler: clock });
    const lanesB = new Lanes({ port: bob, shipper: b, signal, scheduler: clock });
    const id = newId(TransferId);
    lanesA.open();
    await settled();
    const want: LaneCargo = { t: 'want', id, round: 0, first: 0, count: 3 };
    lanesB.post(want);
    for (let at = 0; at < 100; at += 1) {
      a.ready.push({ t: 'data', id, offset: at * 1000, bytes: new Uint8Array(1000).fill(at) });
    }
    const sent = [...a.ready];
    lanesA.wake();
    await settled();
    await settled();
    expect(a.taken).toEqual([want]);
    expect(b.taken).toEqual(sent);
    expect(a.arrivedThere).toEqual(sent);
    expect(b.arrivedThere).toEqual([want]);
    expect([a.violations, b.violations]).toEqual([0, 0]);
    expect(alice.opened.length + bob.opened.length).toBe(1);
  });
});
