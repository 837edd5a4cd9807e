import type { CallSample } from './path-share';
import { PictureHold } from './picture-hold';

describe('PictureHold', () => {
  const good: CallSample = {
    roundTripMs: 40,
    lostThere: 0,
    lostHere: 0,
    jitterMs: 5,
    freezes: 0,
    isLimited: false,
    availableBps: 2_000_000,
    targetBps: 1_500_000,
    framesSent: 1,
  };
  const thin = { ...good, isLimited: true, availableBps: 60_000 };
  const lossy = { ...good, lostThere: 0.3 };
  let hold: PictureHold;
  beforeEach(() => (hold = new PictureHold()));

  /** For how many of the seconds the picture was held. */
  const heldDuring = (seconds: number, sample: CallSample) =>
    Array.from({ length: seconds }, () => hold.take(sample)).filter((holds) => holds).length;

  it('lets a good path be', () => {
    expect(heldDuring(600, good)).toBe(0);
  });

  for (const [name, sample] of [
    ['is too thin for it', thin],
    ['loses too much', lossy],
    ['takes too long', { ...good, roundTripMs: 2_000 }],
  ] as const)
    it(`holds the picture after eight seconds in which the path ${name}`, () => {
      expect(heldDuring(7, sample)).toBe(0);
      expect(hold.take(sample)).toBe(true);
    });

  it('does not take a thin estimate for a thin path while the encoder has what it wants', () => {
    expect(heldDuring(60, { ...thin, isLimited: false })).toBe(0);
  });

  it('is patient with a path that is bad now and then', () => {
    for (let minute = 0; minute < 10; minute += 1) {
      expect(heldDuring(6, lossy)).toBe(0);
      heldDuring(6, good);
    }
  });

  it('tries again by itself after 15 seconds, then 30, 60 and 120, and not more often', () => {
    const waits = Array.from({ length: 5 }, () => {
      heldDuring(8, thin);
      let held = 1;
      while (hold.take(good)) held += 1;
      return held;
    });
    expect(waits).toEqual([15, 30, 60, 120, 120]);
  });

  it('does not try while too much is still lost', () => {
    heldDuring(8, lossy);
    expect(heldDuring(100, lossy)).toBe(100);
    expect(hold.take(good)).toBe(false);
  });

  it('takes a path that was good for a minute for mended', () => {
    heldDuring(8, thin);
    heldDuring(15, good);
    heldDuring(60, good);
    heldDuring(8, thin);
    expect(heldDuring(20, good)).toBe(14);
  });
});
