import type { LaneCargo } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing/fake-clock';
import { type FakeShipper, aliceToBob } from './fake-pair';

const MIB = 1024 * 1024;
const PATH = { rate: 2_500_000, roundTripMs: 40, queueMs: 200 };
const want = ({ id }: FakeShipper, first = 0): LaneCargo => ({
  t: 'want',
  id,
  round: 0,
  first,
  count: 1,
});

describe('Lanes', () => {
  let run: ReturnType<typeof aliceToBob>;
  const begin = (size?: number) => {
    run = aliceToBob(new FakeClock(), PATH, size);
    run.alice.open();
  };
  afterEach(() => {
    expect([run.source.violations, run.sink.violations]).toEqual([0, 0]);
    run.ended.abort();
  });
  /** Of the channels that alice has opened, how many are open. */
  const open = () => run.ports.opened.filter(([near]) => !near.closed.aborted).length;

  it('ship both ways over what one side has opened', async () => {
    begin(3 * MIB);
    await run.pass(300);
    run.sink.size = 2 * MIB;
    run.bob.wake();
    await run.pass(4000);
    expect([run.sink.distinctBytes, run.source.distinctBytes]).toEqual([3 * MIB, 2 * MIB]);
    expect([run.source.arrivedBytes, run.sink.arrivedBytes]).toEqual([3 * MIB, 2 * MIB]);
    expect(run.ports.opened.length).toBe(4);
  });

  it('open once, however often they are asked to', async () => {
    begin(0);
    for (let time = 0; time < 10; time += 1) run.alice.open();
    run.alice.wake();
    await run.pass(300);
    run.alice.open();
    run.alice.wake();
    await run.pass(300);
    expect(run.ports.asked).toBe(4);
  });

  it('let what is posted overtake the data', async () => {
    begin();
    await run.pass(2000);
    run.alice.post(want(run.source));
    await run.pass(150); // half a round trip and the queue in the path
    expect(run.sink.taken).toEqual([want(run.source)]);
  });

  it('keep what is posted until the peer has opened a lane', async () => {
    begin(0);
    run.bob.post(want(run.sink, 1));
    run.bob.post(want(run.sink, 2));
    await run.pass(500);
    expect(run.source.taken).toEqual([want(run.sink, 1), want(run.sink, 2)]);
    expect(run.ports.opened.length).toBe(4);
  });

  it('post again what a lane has taken along', async () => {
    begin(0);
    await run.pass(300);
    run.bob.post(want(run.sink));
    for (const [near] of run.ports.opened) near.close();
    await run.pass(2000);
    expect(run.source.taken).toEqual([want(run.sink)]);
  });

  it('open one for what is posted where the peer opens none', async () => {
    run = aliceToBob(new FakeClock(), PATH, 0);
    run.bob.post(want(run.sink));
    await run.pass(900);
    expect(run.ports.asked).toBe(0);
    await run.pass(500);
    expect(run.ports.asked).toBe(1);
    expect(run.source.taken).toEqual([want(run.sink)]);
  });

  it('try again, less and less often, while they are refused, and no more once the link is gone', async () => {
    run = aliceToBob(new FakeClock(), PATH, MIB);
    run.ports.isRefusing = true;
    run.alice.wake();
    await run.pass(60_000);
    expect(run.ports.asked).toBeGreaterThan(7);
    expect(run.ports.asked).toBeLessThan(13);
    run.ports.isRefusing = false;
    await run.pass(20_000);
    expect(run.sink.distinctBytes).toBe(MIB);
    run.ports.isRefusing = true;
    const { asked } = run.ports;
    run.ended.abort();
    await run.pass(60_000);
    expect(run.ports.asked).toBe(asked);
  });

  it('send over the others what a lane takes along when it dies', async () => {
    begin(6 * MIB);
    await run.pass(1000);
    const at = run.sink.takenBytes;
    expect(at).toBeGreaterThan(0);
    run.ports.opened[1]?.[0].close();
    run.ports.opened[2]?.[1].close();
    await run.pass(4000);
    expect(run.sink.distinctBytes).toBe(6 * MIB);
    expect(run.source.arrivedBytes).toBe(6 * MIB);
    expect(run.sink.takenBytes - run.sink.distinctBytes).toBeLessThan(MIB / 4);
  });

  it('open new lanes where the last one dies soon after one more has been refused', async () => {
    begin();
    await run.pass(2000);
    run.ports.isRefusing = true;
    run.ports.opened[0]?.[0].close();
    await run.pass(1000);
    expect(run.ports.asked).toBeGreaterThan(4);
    run.ports.isRefusing = false;
    for (const [near] of run.ports.opened) near.close();
    const before = run.sink.distinctBytes;
    await run.pass(4000);
    expect(run.sink.distinctBytes).toBeGreaterThan(before + MIB);
  });

  it('open new lanes where all have died', async () => {
    begin(6 * MIB);
    await run.pass(1000);
    for (const [near] of run.ports.opened) near.close();
    await run.pass(4000);
    expect(run.sink.distinctBytes).toBe(6 * MIB);
  });

  it('go round a lane that stands still, and send what it holds once more', async () => {
    begin(8 * MIB);
    await run.pass(1000);
    for (const end of run.ports.opened[0] ?? []) end.isBlocked = true;
    await run.pass(4000);
    expect(run.sink.distinctBytes).toBe(8 * MIB);
    expect(run.source.arrivedBytes).toBe(8 * MIB);
    expect(run.sink.takenBytes - run.sink.distinctBytes).toBeLessThan(MIB / 4);
    expect(open()).toBe(4);
    await run.pass(2000);
    expect(open()).toBe(3);
  });

  it('send what a lane holds over one other only, however long that takes', async () => {
    run = aliceToBob(new FakeClock(), { ...PATH, roundTripMs: 700 }, 2 * MIB);
    run.alice.open();
    await run.pass(6000);
    expect(run.sink.distinctBytes).toBeLessThan(2 * MIB);
    for (const end of run.ports.opened[0] ?? []) end.isBlocked = true;
    await run.pass(14_000);
    expect(run.sink.distinctBytes).toBe(2 * MIB);
    expect(run.sink.takenBytes - run.sink.distinctBytes).toBeLessThan(64 * 1024);
  });

  it('send no more than 256 KiB and a 64th twice, however much is not acknowledged', async () => {
    run = aliceToBob(new FakeClock(), { rate: 10_000_000, roundTripMs: 200, queueMs: 200 });
    run.alice.open();
    await run.pass(5000);
    for (const [, far] of run.ports.opened.slice(0, 3)) far.isBlocked = true; // bob's ACKs do not come
    run.source.size = run.source.drawnBytes;
    await run.pass(4500); // none is closed yet
    const twice = run.sink.takenBytes - run.sink.distinctBytes;
    expect(twice).toBeGreaterThan(MIB / 4);
    expect(twice).toBeLessThanOrEqual(MIB / 4 + run.source.drawnBytes / 64);
  });

  it('open a fresh one at once where all stand still', async () => {
    begin(8 * MIB);
    await run.pass(1000);
    for (const end of run.ports.opened.flat()) end.isBlocked = true;
    await run.pass(8000);
    expect(run.sink.distinctBytes).toBe(8 * MIB);
    expect(run.sink.takenBytes - run.sink.distinctBytes).toBeLessThan(MIB / 2);
  });

  it('send once more at the end what is late, so that a file does not wait for one lane', async () => {
    begin(MIB);
    await run.pass(450);
    expect(run.sink.distinctBytes).toBeLessThan(MIB);
    for (const end of run.ports.opened[0] ?? []) end.isBlocked = true;
    await run.pass(800); // before it counts as standing still
    expect(run.sink.distinctBytes).toBe(MIB);
  });

  it('say only once that cargo has arrived, though it was sent twice', async () => {
    begin(8 * MIB);
    await run.pass(1000);
    for (const end of run.ports.opened[0] ?? []) end.isBlocked = true;
    await run.pass(1600);
    for (const end of run.ports.opened[0] ?? []) end.isBlocked = false;
    await run.pass(10_000);
    expect(run.source.arrivedBytes).toBe(8 * MIB);
  });

  it('have little on its way to a peer that never acknowledges, and go on trying', async () => {
    begin();
    await run.pass(300);
    run.path.back.loss = 1; // nothing comes back, on new lanes either
    await run.pass(60_000);
    expect(run.source.drawnBytes - run.source.arrivedBytes).toBeLessThan(2 * MIB);
    expect(run.ports.asked).toBeGreaterThan(4);
  });

  it('do not send again what is to be forgotten', async () => {
    begin();
    await run.pass(1000);
    run.source.size = 0;
    const { drawnBytes } = run.source;
    run.alice.forget(run.source.id);
    for (const [near] of run.ports.opened) near.close();
    await run.pass(100);
    run.alice.open();
    await run.pass(4000);
    expect(run.sink.takenBytes).toBeLessThan(drawnBytes);
    expect(run.sink.distinctBytes).toBe(run.sink.takenBytes);
  });

  it('close what has been idle for half a minute, but for the last one', async () => {
    begin(MIB);
    await run.pass(3000);
    expect(open()).toBe(4);
    await run.pass(25_000);
    expect(open()).toBe(4);
    await run.pass(6000);
    expect(open()).toBe(1);
    run.source.size = 3 * MIB;
    run.alice.wake();
    await run.pass(5000);
    expect(run.sink.distinctBytes).toBe(3 * MIB);
  });

  it('close everything when the link is gone', async () => {
    begin();
    await run.pass(1000);
    run.ended.abort();
    expect(open()).toBe(0);
    const { drawnBytes } = run.source;
    await run.pass(1000);
    expect(run.source.drawnBytes).toBe(drawnBytes);
  });

  it('close the lane of who breaks their rules, and say so', async () => {
    begin(MIB);
    await run.pass(300);
    run.ports.opened[0]?.[1].send(Uint8Array.of(9));
    await run.pass(3000);
    expect(run.source.violations).toBe(1);
    expect(run.ports.opened[0]?.[0].closed.aborted).toBeTrue();
    expect(run.sink.distinctBytes).toBe(MIB);
    run.source.violations = 0;
  });

  it('let next wake them', async () => {
    begin(0);
    await run.pass(300);
    const { source, alice } = run;
    const next = source.next.bind(source);
    let hasWoken = false;
    spyOn(source, 'next').and.callFake((maxDataBytes) => {
      if (!hasWoken) {
        hasWoken = true;
        source.size = MIB;
        alice.wake();
        return undefined;
      }
      return next(maxDataBytes);
    });
    alice.wake();
    await run.pass(3000);
    expect(run.sink.distinctBytes).toBe(MIB);
  });
});
