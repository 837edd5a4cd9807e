import { DelayWindow, TARGET_QUEUE_MS } from './delay-window';

const KIB = 1024;
const FLOOR = 8 * KIB;

/** A window whose frames come back after as long as the spec says; eight at a time. */
class Ride {
  readonly window = new DelayWindow();
  now = 0;

  get bytes(): number {
    return this.window.bytes(this.now);
  }

  /** One window's worth is acknowledged within one round trip of `ms`. */
  roundTrip(ms: number, { isPrompt = true, wasFull = true } = {}): void {
    const bytes = this.bytes / 8;
    for (let frame = 0; frame < 8; frame += 1) {
      this.now += ms / 8;
      this.window.acknowledged(bytes, ms, { now: this.now, isPrompt, wasFull });
    }
  }

  /** So many milliseconds on a path that takes `baseMs` and then carries `rate` bytes a millisecond. */
  over(ms: number, { baseMs, rate }: { baseMs: number; rate: number }): void {
    const end = this.now + ms;
    while (this.now < end) this.roundTrip(Math.max(baseMs, this.bytes / rate));
  }
}

describe('DelayWindow', () => {
  let ride: Ride;
  beforeEach(() => {
    ride = new Ride();
  });

  it('begins with 48 KiB and doubles each round trip while no queue forms', () => {
    expect(ride.bytes).toBe(48 * KIB);
    ride.roundTrip(50);
    expect(ride.bytes).toBe(96 * KIB);
    for (let round = 0; round < 3; round += 1) ride.roundTrip(50);
    expect(ride.bytes).toBeGreaterThan(400 * KIB);
  });

  it('stays as it is while something else holds back what is sent', () => {
    ride.roundTrip(50, { wasFull: false });
    ride.roundTrip(50, { isPrompt: false });
    expect(ride.bytes).toBe(48 * KIB);
  });

  it('never exceeds 8 MiB, nor falls below two of the smallest frames', () => {
    for (let round = 0; round < 30; round += 1) ride.roundTrip(50);
    expect(ride.bytes).toBe(8 * 1024 * KIB);
    for (let round = 0; round < 12; round += 1) ride.roundTrip(500);
    expect(ride.bytes).toBe(FLOOR);
  });

  for (const { name, baseMs, rate, targetMs } of [
    { name: '10 Mbit, 30 ms', baseMs: 30, rate: 1250, targetMs: TARGET_QUEUE_MS },
    { name: '40 Mbit, 50 ms', baseMs: 50, rate: 5000, targetMs: TARGET_QUEUE_MS },
    { name: '2 Mbit, 200 ms', baseMs: 200, rate: 250, targetMs: TARGET_QUEUE_MS },
    { name: '100 Mbit, 10 ms', baseMs: 10, rate: 12_500, targetMs: 20 },
    { name: '100 Mbit, 1 ms', baseMs: 1, rate: 12_500, targetMs: 10 },
  ]) {
    it(`settles on ${name} where the path is busy and the queue at its target`, () => {
      ride.over(5000, { baseMs, rate });
      const queueMs = ride.bytes / rate - baseMs;
      expect(ride.window.targetMs).toBe(targetMs);
      expect(queueMs).toBeGreaterThan(0.7 * targetMs);
      expect(queueMs).toBeLessThan(1.3 * targetMs);
    });
  }

  it('gives way to a queue of others within a second, and takes the path back', () => {
    ride.over(3000, { baseMs: 30, rate: 1250 });
    const before = ride.bytes;
    ride.over(1000, { baseMs: 130, rate: 1250 });
    expect(ride.bytes).toBeLessThan(before / 4);
    ride.over(2000, { baseMs: 30, rate: 1250 });
    expect(ride.bytes).toBeGreaterThan(0.8 * before);
  });

  it('shrinks gently for a queue that is a little too long', () => {
    ride.over(3000, { baseMs: 30, rate: 1250 });
    const before = ride.bytes;
    for (let round = 0; round < 6; round += 1) ride.roundTrip(30 + 1.5 * TARGET_QUEUE_MS);
    expect(ride.bytes).toBeLessThan(0.9 * before);
    expect(ride.bytes).toBeGreaterThan(0.6 * before);
  });

  it('does not shrink for one late frame among many', () => {
    ride.over(3000, { baseMs: 30, rate: 1250 });
    const before = ride.bytes;
    ride.now += 10;
    ride.window.acknowledged(16 * KIB, 900, { now: ride.now, isPrompt: true, wasFull: true });
    expect(ride.bytes).toBeGreaterThan(0.95 * before);
  });

  it('learns within ten seconds that the path has become longer', () => {
    ride.over(3000, { baseMs: 30, rate: 1250 });
    ride.over(10_000, { baseMs: 200, rate: 1250 });
    expect(ride.window.baseMs).toBeGreaterThan(150);
    expect(ride.bytes).toBeGreaterThan(200 * 1250 * 0.7);
  });

  it('learns at once that the path has become shorter', () => {
    ride.over(3000, { baseMs: 200, rate: 1250 });
    ride.roundTrip(30);
    expect(ride.window.baseMs).toBe(30);
  });

  it('does not take its own queue for the path, however long it runs', () => {
    ride.over(300_000, { baseMs: 30, rate: 1250 });
    expect(ride.window.baseMs).toBeLessThan(35);
  });

  it('does not believe in a path that is shorter because a busy thread heard late', () => {
    ride.over(1000, { baseMs: 30, rate: 1250 });
    ride.window.acknowledged(KIB, 1, { now: ride.now, isPrompt: false, wasFull: true });
    expect(ride.window.baseMs).toBeGreaterThan(25);
  });

  it('forgets a queue that has not been measured for long', () => {
    ride.over(3000, { baseMs: 30, rate: 1250 });
    expect(ride.window.queueMs(ride.now)).toBeGreaterThan(0);
    expect(ride.window.queueMs(ride.now + 1000)).toBe(0);
  });

  describe('while a call has a claim on the path', () => {
    const path = { baseMs: 30, rate: 1250 };
    beforeEach(() => {
      ride.over(3000, path);
    });

    it('lets at once only so much be on the way as the share of the rate needs', () => {
      ride.window.give(0.3, 1_250_000, ride.now);
      expect(ride.window.isShared).toBeTrue();
      expect(ride.bytes).toBeCloseTo(0.3 * 1250 * ride.window.baseMs, 0);
      expect(ride.window.targetMs).toBeCloseTo(0.3 * TARGET_QUEUE_MS, 5);
    });

    it('takes the path back a tenth a second', () => {
      const before = ride.bytes;
      ride.window.give(0.3, 1_250_000, ride.now);
      const shared = ride.bytes;
      ride.window.give(1, 375_000, ride.now);
      expect(ride.bytes).toBeCloseTo(shared, 0);
      ride.over(2000, path);
      expect(ride.window.targetMs).toBeGreaterThan(0.45 * TARGET_QUEUE_MS);
      expect(ride.window.targetMs).toBeLessThan(0.55 * TARGET_QUEUE_MS);
      ride.over(8000, path);
      expect(ride.window.isShared).toBeFalse();
      expect(ride.bytes).toBeGreaterThan(0.8 * before);
      expect(ride.bytes).toBeLessThan(1.2 * before);
    });

    it('does not come back larger than it went', () => {
      const before = ride.bytes;
      ride.window.give(0.3, 1_250_000, ride.now);
      ride.over(60_000, path);
      ride.window.give(1, 375_000, ride.now);
      ride.now += 20_000;
      expect(ride.bytes).toBeLessThan(1.1 * before);
    });

    it('gives more away without waiting', () => {
      ride.window.give(0.5, 1_250_000, ride.now);
      const half = ride.bytes;
      ride.window.give(0.25, 600_000, ride.now);
      expect(ride.bytes).toBeCloseTo(half / 2, 0);
    });
  });
});
