import { LaneCount, type LaneMeasure, MAX_LANES } from './lane-count';

const EVERY_MS = 250;

/** Measures that follow one another. */
class Ride {
  readonly count = new LaneCount();
  now = 0;
  /** The most that were asked for. */
  highest = 1;

  /** `rate`: bytes a second with so many lanes. All that are asked for are there at once. */
  over(ms: number, rate: (lanes: number) => number, measure: Partial<LaneMeasure> = {}): void {
    for (const end = this.now + ms; this.now < end; this.now += EVERY_MS) {
      const live = measure.live ?? this.count.count;
      this.count.measure({
        now: this.now,
        bytes: (rate(live) * EVERY_MS) / 1000,
        roundTripMs: 100,
        limit: 'lanes',
        isShared: false,
        ...measure,
        live,
      });
      this.highest = Math.max(this.highest, this.count.count);
    }
  }
}

const lossy = (lanes: number) => lanes * 100_000;
const full = () => 1_250_000;

describe('LaneCount', () => {
  let ride: Ride;
  beforeEach(() => {
    ride = new Ride();
  });

  it('is four to begin with', () => {
    expect(ride.count.count).toBe(4);
  });

  it('grows to 32 within ten seconds where each lane carries as much as the others', () => {
    ride.over(10_000, lossy);
    expect(ride.count.count).toBe(MAX_LANES);
  });

  it('goes back where more lanes carry no more, and remembers it for half a minute', () => {
    ride.over(10_000, full);
    expect(ride.highest).toBeGreaterThan(4);
    expect(ride.count.count).toBe(4);
    ride.highest = 0;
    ride.over(20_000, full);
    expect(ride.highest).toBe(4);
    ride.over(15_000, full);
    expect(ride.highest).toBeGreaterThan(4);
    expect(ride.count.count).toBe(4);
  });

  it('tries less and less often what never helps', () => {
    const trialAt: number[] = [];
    for (let second = 0; second < 600; second += 1) {
      const before = ride.count.count;
      ride.over(1000, full);
      if (before === 4 && ride.count.count > 4) trialAt.push(second);
    }
    expect(trialAt.length).toBeGreaterThan(3);
    expect(trialAt.length).toBeLessThan(8);
  });

  it('stays where the gain is too small to be more than chance', () => {
    ride.over(10_000, (lanes) => (lanes > 4 ? 1_400_000 : 1_250_000));
    expect(ride.count.count).toBe(4);
  });

  for (const [name, measure] of [
    ['our own window', { limit: 'window' }],
    ['the file', { limit: 'source' }],
    ['a call', { isShared: true }],
  ] as const) {
    it(`does not grow where ${name} holds back what is sent`, () => {
      ride.over(20_000, lossy, measure);
      expect(ride.highest).toBe(4);
    });
  }

  it('goes back where more lanes were refused', () => {
    ride.over(30_000, lossy, { live: 4 });
    expect(ride.count.count).toBe(4);
  });

  describe('on a path so fast that packets are work', () => {
    const fast = () => 12_000_000;
    const measure = { limit: 'window', roundTripMs: 2 } as const;

    it('is one, where one carries as much', () => {
      ride.over(3000, fast, measure);
      expect(ride.count.count).toBe(1);
      ride.over(60_000, fast, measure);
      expect([ride.count.count, ride.highest]).toEqual([1, 4]);
    });

    it('stays four where one carries less, and remembers it for half a minute', () => {
      let seconds = 0;
      ride.over(
        25_000,
        (lanes) => {
          if (lanes === 1) seconds += EVERY_MS / 1000;
          return lanes === 1 ? 11_000_000 : 12_000_000;
        },
        measure,
      );
      expect(ride.count.count).toBe(4);
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThan(2);
    });

    it('grows from one as from four when the path loses packets', () => {
      ride.over(3000, fast, measure);
      ride.over(10_000, lossy);
      expect(ride.count.count).toBe(MAX_LANES);
    });

    it('is four where nobody would feel the work of four', () => {
      ride.over(20_000, () => 3_900_000, measure);
      expect(ride.count.count).toBe(4);
    });
  });

  it('ends a trial when the work rests', () => {
    ride.over(2000, lossy);
    expect(ride.count.count).toBe(16);
    ride.count.rest();
    expect(ride.count.count).toBe(4);
  });
});
