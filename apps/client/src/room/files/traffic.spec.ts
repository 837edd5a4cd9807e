import { english } from '../../texts/en';
import { transfer } from '../fake-room';
import { NO_TRAFFIC, Traffic, type TrafficReport, totalText } from './traffic';

const MB = 1_000_000;

/** What a person reads of a sum. */
const words = ({ total }: TrafficReport) => total && totalText(english.files, total);

describe('Traffic', () => {
  const sending = (own: object = {}) => transfer({ direction: 'out', size: 100 * MB, ...own });
  const at = (bytes: number, phase: 'sending' | 'receiving' = 'sending') => ({
    state: { phase, bytes },
  });

  it('tells nothing while nothing moves', () => {
    expect(new Traffic().look(0, [sending({ state: { phase: 'waiting' } })])).toBe(NO_TRAFFIC);
  });

  it('tells the pace of each that moves, and no sum of a single one', () => {
    const traffic = new Traffic();
    const one = sending();
    let report: TrafficReport = NO_TRAFFIC;
    for (let second = 0; second < 4; second += 1)
      report = traffic.look(1_000 * second, [{ ...one, ...at(second * MB) }]);
    expect(report.paces.get(one.id)).toEqual({
      bytesPerSecond: MB,
      left: { unit: 'minutes', count: 2 },
    });
    expect(report.total).toBeUndefined();
  });

  it('keeps the very same pace where its words are the same', () => {
    const traffic = new Traffic();
    const one = sending();
    const seen = [0, 1, 2, 3, 4].map((second) =>
      traffic.look(1_000 * second, [{ ...one, ...at(second * MB) }]).paces.get(one.id),
    );
    expect(seen[4]).toBeDefined();
    expect(seen[4]).toBe(seen[3]);
  });

  it('sums up what is sent and received', () => {
    const traffic = new Traffic();
    const [a, b, c] = [sending(), sending(), transfer({ size: 200 * MB })];
    let report = NO_TRAFFIC;
    for (let second = 0; second < 4; second += 1)
      report = traffic.look(1_000 * second, [
        { ...a, ...at(second * MB) },
        { ...b, ...at(second * MB) },
        { ...c, ...at(2 * second * MB, 'receiving') },
      ]);
    expect(words(report)).toBe('Sending 2, receiving 1: 12.0 of 400 MB, about 2 minutes left');
  });

  it('does not fall back when one of several is done', () => {
    const traffic = new Traffic();
    const [a, b, c] = [sending(), sending(), sending()];
    const look = (second: number, phase: 'sending' | 'verifying' | 'done') => {
      const report = traffic.look(1_000 * second, [
        { ...a, state: phase === 'sending' ? { phase, bytes: (98 + second) * MB } : { phase } },
        { ...b, ...at((10 + second) * MB) },
        { ...c, ...at((10 + second) * MB) },
      ]);
      return words(report);
    };
    expect(look(0, 'sending')).toBe('Sending 3: 118 of 300 MB');
    expect(look(1, 'sending')).toBe('Sending 3: 121 of 300 MB');
    expect(look(2, 'verifying')).toBe('Sending 2: 124 of 300 MB, about a minute left');
    expect(look(3, 'done')).toMatch(/^Sending 2: 126 of 300 MB/);
  });

  it('no longer counts what was paused or cancelled', () => {
    const traffic = new Traffic();
    const [a, b, c] = [sending(), sending(), sending()];
    const others = [
      { ...b, ...at(MB) },
      { ...c, ...at(MB) },
    ];
    traffic.look(0, [{ ...a, ...at(50 * MB) }, ...others]);
    const by = { here: true, there: false, link: false };
    const paused = { ...a, state: { phase: 'paused', bytes: 50 * MB, by } as const };
    expect(words(traffic.look(1_000, [paused, ...others]))).toBe('Sending 2: 2.0 of 200 MB');
  });

  it('takes what was there before a pause for no speed', () => {
    const traffic = new Traffic();
    const [a, b] = [sending({ size: 1_000 * MB }), sending()];
    for (let second = 0; second < 4; second += 1)
      traffic.look(1_000 * second, [
        { ...a, state: { phase: 'waiting' } },
        { ...b, ...at(second * MB) },
      ]);
    let report = NO_TRAFFIC;
    for (let second = 4; second < 9; second += 1)
      report = traffic.look(1_000 * second, [
        { ...a, ...at(900 * MB) },
        { ...b, ...at(second * MB) },
      ]);
    expect(words(report)).toBe('Sending 2: 908 MB of 1.1 GB, about 3 minutes left');
    expect(report.paces.get(a.id)?.bytesPerSecond).toBeUndefined();
  });

  it('starts its sum anew after nothing has moved', () => {
    const traffic = new Traffic();
    const [a, b, c] = [sending(), sending(), sending()];
    traffic.look(0, [{ ...a, ...at(0) }]);
    const done = { ...a, state: { phase: 'done' } as const };
    traffic.look(1_000, [done]);
    const next = [
      { ...b, ...at(0) },
      { ...c, ...at(0) },
    ];
    expect(words(traffic.look(2_000, [done, ...next]))).toBe('Sending 2: 0 B of 200 MB');
  });

  it('tells what waits for its turn from what stalls', () => {
    const traffic = new Traffic();
    const [moves, waits, stalls] = [sending(), sending(), sending()];
    let report: TrafficReport = NO_TRAFFIC;
    for (let second = 0; second < 8; second += 1)
      report = traffic.look(1_000 * second, [
        { ...moves, ...at(second * MB) },
        { ...waits, ...at(0) },
        { ...stalls, ...at(Math.min(1, second) * MB) },
      ]);
    expect(report.paces.get(moves.id)?.bytesPerSecond).toBe(MB);
    expect(report.paces.get(waits.id)?.left).toBe('queued');
    expect(report.paces.get(stalls.id)?.left).toBe('stalled');
  });

  it('calls all stalled where nothing moves at all', () => {
    const traffic = new Traffic();
    const one = sending();
    let report: TrafficReport = NO_TRAFFIC;
    for (let second = 0; second < 8; second += 1)
      report = traffic.look(1_000 * second, [{ ...one, ...at(0) }]);
    expect(report.paces.get(one.id)?.left).toBe('stalled');
  });
});
