import { FakeClock } from '@whispernet/testing/fake-clock';
import { expectAlwaysAsync } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import { aliceToBob } from './fake-pair';

const MIB = 1024 * 1024;

// A file of 4 MiB over a path that is slow or lossy, while lanes die, stand still for a while, and
// are refused.
const trouble = fc.record({
  afterMs: fc.integer({ min: 10, max: 1500 }),
  lane: fc.nat(7),
  what: fc.constantFrom('die', 'die', 'block', 'release', 'refuse', 'grant'),
});
const runs = fc.record({
  seed: fc.nat(1_000_000),
  loss: fc.constantFrom(0, 0, 0.005, 0.02),
  roundTripMs: fc.constantFrom(2, 20, 120),
  troubles: fc.array(trouble, { maxLength: 12 }),
});

describe('Lanes, whatever happens to them', () => {
  it('bring every piece, and few of them twice', async () => {
    let deaths = 0;
    let copies = 0;
    await expectAlwaysAsync(
      runs,
      async ({ seed, loss, roundTripMs, troubles }) => {
        const path = { rate: 2_500_000, roundTripMs, queueMs: 100, loss, seed };
        const run = aliceToBob(new FakeClock(), path, 4 * MIB);
        const { ports, source, sink } = run;
        run.alice.open();
        let lostWithLanes = 0;
        for (const { afterMs, lane, what } of troubles) {
          await run.pass(afterMs);
          const ends = ports.opened[lane] ?? [];
          if (what === 'refuse' || what === 'grant') ports.isRefusing = what === 'refuse';
          for (const end of ends) {
            if (what === 'die' && !end.closed.aborted) {
              end.close();
              deaths += 1;
              lostWithLanes += 256 * 1024; // the most that was on its way, on this path
            }
            if (what === 'block') end.isBlocked = true;
            if (what === 'release') end.isBlocked = false;
          }
        }
        ports.isRefusing = false;
        for (const end of ports.opened.flat()) end.isBlocked = false;
        for (let waited = 0; source.arrivedBytes < 4 * MIB && waited < 90; waited += 1) {
          await run.pass(1000);
        }
        run.ended.abort();
        const twice = sink.takenBytes - sink.distinctBytes;
        copies += twice;
        return (
          sink.distinctBytes === 4 * MIB &&
          source.arrivedBytes === 4 * MIB &&
          twice <= 256 * 1024 + (4 * MIB) / 32 + lostWithLanes &&
          source.violations + sink.violations === 0
        );
      },
      40,
    );
    expect(deaths).toBeGreaterThan(20);
    expect(copies).toBeGreaterThan(0);
  });
});
