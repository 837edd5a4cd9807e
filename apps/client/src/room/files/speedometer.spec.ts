import { english } from '../../texts/en';
import { type Pace, Speedometer } from './speedometer';
import { leftText } from './traffic';

const MB = 1_000_000;

/** What a person reads of it. */
interface Words {
  readonly speed: string | undefined;
  readonly left: string | undefined;
}

const NOTHING: Words = { speed: undefined, left: undefined };

function inWords({ bytesPerSecond, left }: Pace): Words {
  const { speed } = english.files;
  return {
    speed: bytesPerSecond === undefined ? undefined : speed(bytesPerSecond),
    left: leftText(english.files, left),
  };
}

/** Samples once a second from second 0; `moved` tells how many bytes have moved by then. */
function drive(seconds: number, size: number, moved: (second: number) => number): Words[] {
  const speedometer = new Speedometer();
  return Array.from({ length: seconds + 1 }, (_, second) =>
    inWords(speedometer.sample(1_000 * second, moved(second), size - moved(second))),
  );
}
const changes = (words: readonly (string | undefined)[]) =>
  words.filter((word, index) => word !== undefined && word !== words[index - 1]);

describe('Speedometer', () => {
  it('says nothing in the first two seconds', () => {
    const paces = drive(2, 100 * MB, (second) => second * MB);
    expect(paces.slice(0, 2)).toEqual([NOTHING, NOTHING]);
    expect(paces[2]).toEqual({ speed: '1.0 MB/s', left: 'about 2 minutes left' });
  });

  it('says the speed of the last five seconds, not of the whole way', () => {
    const paces = drive(20, 1_000 * MB, (second) => (second < 10 ? second : 4 * second - 30) * MB);
    expect(paces[9]?.speed).toBe('1.0 MB/s');
    expect(paces[20]?.speed).toBe('4.0 MB/s');
  });

  it('counts the time left down without ever going back while the speed is steady', () => {
    const left = drive(199, 200 * MB, (second) => second * MB).map((pace) => pace.left);
    expect(changes(left)).toEqual([
      'about 3 minutes left',
      'about 2 minutes left',
      'about a minute left',
      'about 50 seconds left',
      'about 40 seconds left',
      'about 30 seconds left',
      'about 20 seconds left',
      'about 10 seconds left',
      'a few seconds left',
    ]);
  });

  it('keeps its words for four seconds at least, however the speed swings', () => {
    let moved = 0;
    const speedometer = new Speedometer();
    let before: string | undefined;
    let sinceS = 0;
    for (let second = 0; second < 300; second += 1) {
      moved += second % 7 === 0 ? 5 * MB : (second % 3) * MB; // lurches
      const { left } = inWords(speedometer.sample(1_000 * second, moved, 900 * MB - moved));
      if (left === before) continue;
      if (before !== undefined) expect(second - sinceS).toBeGreaterThanOrEqual(4);
      before = left;
      sinceS = second;
    }
    expect(before).toBeDefined();
  });

  it('does not alternate between two words where the time is between them', () => {
    // About 3.5 minutes at a speed that swings by a tenth: 3 minutes or 4?
    let moved = 0;
    const speedometer = new Speedometer();
    const left = Array.from({ length: 90 }, (_, second) => {
      moved += Math.floor(second / 10) % 2 ? 1.1 * MB : 0.9 * MB;
      return inWords(speedometer.sample(1_000 * second, moved, 210 * MB)).left;
    });
    expect(changes(left).length).toBeLessThanOrEqual(2); // 4 minutes, 3 minutes
  });

  it('says a longer time where it has become much longer', () => {
    const slow = (second: number) => (second < 60 ? second * MB : (60 + (second - 60) / 10) * MB);
    const paces = drive(120, 300 * MB, slow);
    expect(paces[59]?.left).toBe('about 4 minutes left');
    expect(paces[120]?.speed).toBe('100 KB/s');
    expect(paces[120]?.left).toBe('about 39 minutes left');
  });

  it('says a longer time within three seconds of a fall of the speed', () => {
    const fallen = (second: number) => (second < 10 ? 20 * second : 200 + 3.6 * (second - 10)) * MB;
    const paces = drive(20, 300 * MB, fallen);
    expect(paces[10]?.left).toBe('a few seconds left');
    expect(paces[13]?.left).toBe('about 20 seconds left');
  });

  it('says that it stalls when nothing has moved for five seconds', () => {
    const paces = drive(16, 100 * MB, (second) => Math.min(second, 10) * MB);
    expect(paces[14]?.left).not.toBe('stalled');
    expect(paces[15]).toEqual({ speed: undefined, left: 'stalled' });
  });

  it('says that it stalls when nothing moves at all', () => {
    expect(drive(5, MB, () => 0).map(({ left }) => left)).toEqual([
      ...Array<undefined>(5).fill(undefined),
      'stalled',
    ]);
  });

  it('slows down before it stalls', () => {
    const paces = drive(14, 100 * MB, (second) => Math.min(second, 10) * MB);
    expect(paces[12]?.speed).toBe('1.0 MB/s');
    expect(parseFloat(paces[14]?.speed ?? '')).toBeLessThan(1_000);
    expect(paces[14]?.speed).toMatch(/KB/);
  });

  it('begins anew after a stall, as if there had been none', () => {
    const stalled = (second: number) => (second <= 10 ? second : Math.max(10, second - 60)) * MB;
    const paces = drive(80, 1_000 * MB, stalled);
    expect(paces[70]?.left).toBe('stalled');
    expect(paces[71]).toEqual(NOTHING);
    expect(paces[73]?.speed).toBe('1.0 MB/s');
    expect(paces[80]?.left).toBe('about 16 minutes left');
  });

  it('does not take a slow path for a stalled one', () => {
    const block = (second: number) => Math.floor(second / 8) * MB; // one block every 8 seconds
    const paces = drive(80, 100 * MB, block).slice(16);
    expect(paces.every(({ speed }) => speed === '125 KB/s')).toBe(true);
    expect(paces.some(({ left }) => left === 'stalled')).toBe(false);
  });

  it('sees a stall again soon after a long one', () => {
    const moved = (second: number) =>
      (second <= 10 ? second : second <= 70 ? 10 : Math.min(second - 60, 12)) * MB;
    const paces = drive(80, 100 * MB, moved);
    expect(paces[76]?.left).not.toBe('stalled');
    expect(paces[77]?.left).toBe('stalled');
  });
});
