import { LINKS, type Link } from './lab/links.ts';
import type { Row } from './transfer-figures.ts';
import { verdictsOn } from './transfer-targets.ts';

const named = (name: string): Link => {
  const link = LINKS.find((each) => each.name === name);
  if (!link) throw new Error(name);
  return link;
};

const row = (schedule: string, bytesPerSecond: number, more: Partial<Row> = {}): Row => ({
  schedule,
  bytesPerSecond,
  share: 0.5,
  weakSeconds: 0,
  dropped: 0,
  cpuPer100Mb: undefined,
  text: undefined,
  longTasks: undefined,
  troubles: [],
  ...more,
});

/** Whether each promise about the link was kept. */
const kept = (name: string, ...rows: readonly Row[]) =>
  verdictsOn(named(name), rows).map(({ met }) => met);

describe('The promises about transfers', () => {
  it('say nothing where our own schedule did not run', () => {
    expect(kept('lan', row('plain4', 10))).toEqual([]);
  });

  it('want nine tenths of the best bare loop on a LAN, and of no other schedule', () => {
    expect(kept('lan', row('ours', 9), row('plain1', 5), row('plain4', 10))).toEqual([true]);
    expect(kept('lan', row('ours', 8.9), row('plain4', 10))).toEqual([false]);
    expect(kept('lan', row('ours', 8.9), row('warp', 10))).toEqual([]);
  });

  it('want 85 % of 10 Mbit/s and no weak second', () => {
    expect(kept('10mbit', row('ours', 1, { share: 0.85 }))).toEqual([true, true]);
    expect(kept('10mbit', row('ours', 1, { share: 0.84, weakSeconds: 1 }))).toEqual([false, false]);
  });

  it('want 75 % of 40 Mbit/s', () => {
    expect(kept('40mbit', row('ours', 1, { share: 0.75 }))).toEqual([true]);
    expect(kept('40mbit', row('ours', 1, { share: 0.74 }))).toEqual([false]);
  });

  it('want 8 times the best of the others and more than TCP where packets are lost', () => {
    const others = [row('warp', 1), row('mirotalk', 0.1), row('plain4', 20), row('bbr', 90)];
    expect(kept('loss1', row('ours', 8), ...others, row('tcp', 7))).toEqual([true, true]);
    expect(kept('loss2', row('ours', 7.9), ...others, row('tcp', 8))).toEqual([false, false]);
    expect(kept('loss0.1', row('ours', 1), ...others)).toEqual([]);
  });

  it('want text to come back within twice the idle time and 50 ms', () => {
    const text = (p95: number) => ({ text: { idleP95: 40, p50: 10, p95 } });
    expect(kept('loss0.1', row('ours', 1, text(130)))).toEqual([true]);
    expect(kept('loss0.1', row('ours', 1, text(131)))).toEqual([false]);
  });
});
