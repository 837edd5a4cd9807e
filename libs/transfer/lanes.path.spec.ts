import { FakeClock } from '@whispernet/testing/fake-clock';
import { aliceToBob } from './fake-pair';
import { FakePath, type FakePathOptions } from './fake-path';

const MBIT = 125_000;
const MIB = 1024 * 1024;
const CLEAN: FakePathOptions = { rate: 10 * MBIT, roundTripMs: 30, queueMs: 200 };
const LOSSY: FakePathOptions = { rate: 100 * MBIT, roundTripMs: 100, queueMs: 100, loss: 0.01 };

/** What one channel carries that is kept between 256 KiB and 1 MiB full, in each second, as a share of the path. */
function plainChannel(options: FakePathOptions, seconds: number): number[] {
  const clock = new FakeClock();
  const [near, far] = new FakePath(clock, options).openLane();
  let bytes = 0;
  far.messages$.subscribe((message) => (bytes += message.length));
  const fill = () => {
    while (near.bufferedAmount < MIB) near.send(new Uint8Array(64 * 1024));
  };
  near.bufferedAmountLowThreshold = MIB / 4;
  near.bufferedAmountLow$.subscribe(fill);
  fill();
  return Array.from({ length: seconds }, () => {
    const before = bytes;
    clock.leap(1000);
    return (bytes - before) / options.rate;
  });
}

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

// Virtual time: what these say of rates is what the model of the path says, the same in every run.
describe('Lanes over 10 Mbit, 30 ms, with a queue of 200 ms', () => {
  it('use 85 % of it from a cold start, and never less than half after two seconds', async () => {
    const { alice, seconds, path, ended } = aliceToBob(new FakeClock(), CLEAN);
    alice.wake();
    const shares = await seconds(20);
    expect(mean(shares)).toBeGreaterThan(0.85);
    expect(Math.min(...shares.slice(2))).toBeGreaterThan(0.5);
    expect(path.there.dropped).toBe(0);
    ended.abort();
  });

  it('keep the queue under 100 ms, and at the target once they know the path', async () => {
    const { alice, seconds, path, ended } = aliceToBob(new FakeClock(), CLEAN);
    alice.wake();
    await seconds(2);
    expect(path.there.longestWaitMs).toBeLessThan(100);
    path.there.longestWaitMs = 0;
    await seconds(30);
    expect(path.there.longestWaitMs).toBeLessThan(60);
    ended.abort();
  });

  it('do without the stall of a plain channel', () => {
    const shares = plainChannel(CLEAN, 8);
    expect(Math.min(...shares)).toBeLessThan(0.1); // else the model would not show what it is for
  });

  it('do not need many connections', async () => {
    const { alice, seconds, ports, ended } = aliceToBob(new FakeClock(), CLEAN);
    alice.wake();
    await seconds(20);
    expect(ports.opened.length).toBe(4);
    ended.abort();
  });

  it('send nothing twice', async () => {
    const { alice, pass, sink, ended } = aliceToBob(new FakeClock(), CLEAN, 4 * MIB);
    alice.wake();
    await pass(6000);
    expect(sink.distinctBytes).toBe(4 * MIB);
    expect(sink.takenBytes).toBe(4 * MIB);
    ended.abort();
  });

  it('take less within a second of a call that suffers, and the path back when it is well', async () => {
    const { alice, seconds, ports, path, ended } = aliceToBob(new FakeClock(), CLEAN);
    alice.wake();
    await seconds(4);
    ports.alice.share$.next(0.3);
    await seconds(1);
    path.there.longestWaitMs = 0;
    const shared = await seconds(3);
    expect(Math.max(...shared)).toBeLessThan(0.36);
    expect(mean(shared)).toBeGreaterThan(0.2);
    expect(path.there.longestWaitMs).toBeLessThan(25);
    ports.alice.share$.next(1);
    path.there.longestWaitMs = 0;
    const rising = await seconds(12);
    expect(path.there.longestWaitMs).toBeLessThan(100);
    expect(rising[1]).toBeLessThan(0.7);
    expect(mean(rising.slice(-3))).toBeGreaterThan(0.85);
    ended.abort();
  });

  it('find the rate again when the path becomes slower and longer, and when it is well again', async () => {
    const { alice, seconds, path, ended } = aliceToBob(new FakeClock(), CLEAN);
    alice.wake();
    await seconds(4);
    path.there.rate = 2 * MBIT;
    path.there.delayMs = 100;
    await seconds(8);
    expect(mean(await seconds(5))).toBeGreaterThan(0.7);
    path.there.rate = 10 * MBIT;
    path.there.delayMs = 15;
    await seconds(3);
    expect(mean(await seconds(5))).toBeGreaterThan(0.8);
    ended.abort();
  });
});

describe('Lanes over 100 Mbit, 100 ms, with a loss of 1 %', () => {
  it('carry at least eight times as much as a plain channel, cold start and all, over 32 at most', async () => {
    const { alice, seconds, ports, ended } = aliceToBob(new FakeClock(), LOSSY);
    alice.wake();
    const shares = await seconds(12);
    expect(mean(shares)).toBeGreaterThan(8 * mean(plainChannel(LOSSY, 12)));
    expect(ports.opened.length).toBe(32);
    ended.abort();
  });

  it('make do with those that are granted', async () => {
    const { alice, seconds, ports, ended } = aliceToBob(new FakeClock(), LOSSY);
    alice.wake();
    await seconds(1);
    ports.isRefusing = true;
    const shares = await seconds(8);
    expect(ports.opened.length).toBe(4);
    expect(Math.min(...shares.slice(2))).toBeGreaterThan(0.02);
    expect(ports.asked).toBeLessThan(40);
    ended.abort();
  });
});

describe('Lanes over an open path of 100 ms', () => {
  it('bring a small file in about two round trips', async () => {
    const options = { rate: 50 * MBIT, roundTripMs: 100, queueMs: 200 };
    const { alice, pass, sink, source, ended } = aliceToBob(new FakeClock(), options, 0);
    alice.open();
    await pass(600);

    source.size = 200 * 1024; // the person has said yes
    alice.wake();
    await pass(450);
    expect([sink.distinctBytes, source.arrivedBytes]).toEqual([200 * 1024, 200 * 1024]);
    ended.abort();
  });
});
