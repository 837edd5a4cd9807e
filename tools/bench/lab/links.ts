/** A link as the emulator makes it: the same in both directions, each with a queue of its own. */
export interface Link {
  readonly name: string;
  /** Megabits a second, of IP packets. */
  readonly mbit: number;
  readonly roundTripMs: number;
  /** Of a hundred packets, in each direction, at random. */
  readonly lossPercent: number;
  /** A packet that would wait longer than this for the wire is dropped. */
  readonly queueMs: number;
}

/** What whisperNet is judged by; the emulator's LAN is as fast as this machine's processors let it be. */
export const LINKS: readonly Link[] = [
  { name: 'lan', mbit: 1_000, roundTripMs: 0.4, lossPercent: 0, queueMs: 20 },
  { name: '10mbit', mbit: 10, roundTripMs: 30, lossPercent: 0, queueMs: 200 },
  { name: '40mbit', mbit: 40, roundTripMs: 50, lossPercent: 0, queueMs: 100 },
  { name: 'loss0.1', mbit: 100, roundTripMs: 50, lossPercent: 0.1, queueMs: 100 },
  { name: 'loss1', mbit: 100, roundTripMs: 100, lossPercent: 1, queueMs: 100 },
  { name: 'loss2', mbit: 50, roundTripMs: 200, lossPercent: 2, queueMs: 100 },
  { name: 'loss1thin', mbit: 20, roundTripMs: 100, lossPercent: 1, queueMs: 100 },
];

/** Three links that nobody has tuned for, always the same ones for one seed. */
export function drawnLinks(seed: number): readonly Link[] {
  const random = seededRandom(seed);
  /** Evenly by ratio: as many links between 5 and 10 as between 50 and 100. */
  const between = (low: number, high: number) => low * (high / low) ** random();
  return ['drawn1', 'drawn2', 'drawn3'].map((name) => ({
    name,
    mbit: round(between(5, 200)),
    roundTripMs: round(between(10, 250)),
    // Every other link is clean.
    lossPercent: random() < 0.5 ? 0 : round(between(0.05, 3)),
    queueMs: round(between(30, 300)),
  }));
}

/** '10 Mbit/s, 30 ms, queue 200 ms', with the loss where there is one. */
export function describeLink({ mbit, roundTripMs, lossPercent, queueMs }: Link): string {
  const loss = lossPercent > 0 ? `, loss ${lossPercent} %` : '';
  return `${mbit} Mbit/s, ${roundTripMs} ms, queue ${queueMs} ms${loss}`;
}

/** What the link carries at most, in bytes a second. */
export const bytesPerSecond = ({ mbit }: Link): number => (mbit * 1e6) / 8;

/** Two digits that count: '13', '0.27'. */
const round = (value: number): number => Number(value.toPrecision(2));

/** Numbers in [0, 1), always the same for one seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
