import type { Link } from './lab/links.ts';
import {
  type Trial,
  eachSecond,
  meanRate,
  percentile,
  rowsOf,
  weakSeconds,
} from './transfer-figures.ts';

/** Ten samples a second: what had come by each, when that many bytes came in each second. */
const arriving = (...seconds: readonly number[]): readonly number[] => {
  let bytes = 0;
  return seconds.flatMap((each) => Array.from({ length: 10 }, () => (bytes += each / 10)));
};

const LINK: Link = { name: 'thin', mbit: 8, roundTripMs: 10, lossPercent: 0, queueMs: 50 };

describe('The figures of a transfer', () => {
  it('tell each second apart', () => {
    expect(eachSecond(arriving(100, 0, 300))).toEqual([100, 0, 300]);
  });

  it('leave a second out that is not over', () => {
    expect(eachSecond(arriving(100, 200).slice(0, 15))).toEqual([100]);
  });

  it('count the cold start into the rate', () => {
    expect(meanRate(arriving(0, 0, 300))).toBe(100);
  });

  it('refuse a run in which nobody looked', () => {
    expect(() => meanRate([])).toThrowError(/nothing was counted/);
  });

  it('count seconds below half the link from the third on', () => {
    expect(weakSeconds(arriving(0, 0, 49, 50, 100, 0), 100)).toBe(2);
  });

  for (const [percent, value] of [
    [0, 1],
    [50, 5],
    [95, 10],
    [100, 10],
  ] as const) {
    it(`take ${value} as the percentile ${percent} of one to ten`, () => {
      expect(percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], percent)).toBe(value);
    });
  }

  it('know no percentile of nothing', () => {
    expect(() => percentile([], 50)).toThrowError(/no percentile/);
  });

  const trial = (bytesASecond: number, more: Partial<Trial> = {}): Trial => ({
    schedule: 'ours',
    bytes: arriving(bytesASecond, bytesASecond, bytesASecond),
    browsers: undefined,
    dropped: 0,
    ...more,
  });

  it('are medians of the rounds', () => {
    const [row] = rowsOf(LINK, [trial(900_000), trial(100_000), trial(800_000, { dropped: 5 })]);
    expect(row).toEqual(
      jasmine.objectContaining({ bytesPerSecond: 800_000, share: 0.8, weakSeconds: 0, dropped: 0 }),
    );
  });

  it('put processor time per 100 MB, each side for itself', () => {
    const browsers = {
      cpuSeconds: { sender: 6, receiver: 3 },
      textIdle: [10, 30],
      textBeside: [20, 40, 60],
      longTasksIdle: [51],
      longTasksBeside: [70, 60],
    };
    const [row] = rowsOf(LINK, [trial(50_000_000, { browsers })]);
    expect(row?.cpuPer100Mb).toEqual({ sender: 4, receiver: 2 });
    expect(row?.text).toEqual({ idleP95: 30, p50: 40, p95: 60 });
    expect(row?.longTasks).toEqual({ idle: 1, beside: 2, longest: 70 });
  });

  it('know what idle text is from all that ran on the link', () => {
    const browsers = (textIdle: readonly number[]) => ({
      cpuSeconds: { sender: 1, receiver: 1 },
      textIdle,
      textBeside: [1],
      longTasksIdle: [],
      longTasksBeside: [],
    });
    const rows = rowsOf(LINK, [
      trial(1, { browsers: browsers([10]) }),
      trial(1, { schedule: 'plain1', browsers: browsers([90]) }),
      trial(1, { schedule: 'tcp' }),
    ]);
    expect(rows.map(({ schedule, text }) => [schedule, text?.idleP95])).toEqual([
      ['ours', 90],
      ['plain1', 90],
      ['tcp', undefined],
    ]);
  });

  it('keep every trouble', () => {
    const [row] = rowsOf(LINK, [trial(1, { trouble: 'wrong bytes' }), trial(1)]);
    expect(row?.troubles).toEqual(['wrong bytes']);
  });
});
