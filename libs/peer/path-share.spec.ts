import { type CallSample, PathShare } from './path-share';

describe('PathShare', () => {
  /** A call at ease: 20 ms away, nothing lost, all that the encoders want. */
  const well: CallSample = {
    roundTripMs: 20,
    lostThere: 0,
    lostHere: 0,
    jitterMs: 4,
    freezes: 0,
    isLimited: false,
    availableBps: 2_500_000,
    targetBps: 1_700_000,
    framesSent: 1,
  };
  const limited: CallSample = { ...well, isLimited: true };
  const seconds = (share: PathShare, count: number, sample: CallSample) => {
    const shares = Array.from({ length: count }, () => share.take(sample));
    return shares.at(-1) ?? Number.NaN;
  };

  it('leaves all of the path to files while the call is well', () => {
    expect(seconds(new PathShare(), 100, well)).toBe(1);
  });

  const badSeconds: readonly (readonly [string, CallSample])[] = [
    ['the round trip grows by 150 ms', { ...well, roundTripMs: 170 }],
    ['a twentieth is lost on the way there', { ...well, lostThere: 0.05 }],
    ['a twentieth is lost on the way here', { ...well, lostHere: 0.05 }],
    ['the jitter grows by 50 ms', { ...well, jitterMs: 54 }],
    ['a picture freezes', { ...well, freezes: 1 }],
    ['more than a tenth of the frames is not sent', { ...limited, framesSent: 0.85 }],
    ['the path carries far less of the call', { ...limited, availableBps: 1_200_000 }],
  ];
  for (const [what, bad] of badSeconds)
    it(`falls to 0.6 of itself in a second in which ${what}`, () => {
      const share = new PathShare();
      seconds(share, 5, well);

      expect(share.take(bad)).toBeCloseTo(0.6);
      expect(share.take(bad)).toBeCloseTo(0.36);
    });

  it('never falls below a twentieth', () => {
    const share = new PathShare();
    seconds(share, 5, well);

    expect(seconds(share, 30, { ...well, lostThere: 0.5 })).toBe(0.05);
  });

  it('rises by a twentieth of the path a second, up to all of it', () => {
    const share = new PathShare();
    seconds(share, 30, { ...well, lostThere: 0.5 });

    expect(share.take(well)).toBeCloseTo(0.1);
    expect(seconds(share, 8, well)).toBeCloseTo(0.5);
    expect(seconds(share, 11, well)).toBe(1);
  });

  for (const [what, fair] of [
    ['an encoder makes do with less', limited],
    ['packets queue for 100 ms', { ...well, roundTripMs: 120 }],
  ] as const)
    it(`takes no more while ${what}`, () => {
      const share = new PathShare();
      seconds(share, 5, well);
      share.take({ ...well, freezes: 1 });

      expect(seconds(share, 10, fair)).toBeCloseTo(0.6);
    });

  it('does not ask why a busy processor sends fewer frames', () => {
    expect(seconds(new PathShare(), 5, { ...well, framesSent: 0.5 })).toBe(1);
  });

  it('measures delay against the own path’s: a long way is no queue', () => {
    expect(seconds(new PathShare(), 100, { ...well, roundTripMs: 400, jitterMs: 80 })).toBe(1);
  });

  it('gets used to a longer way within a minute', () => {
    const share = new PathShare();
    seconds(share, 5, well);
    expect(seconds(share, 50, { ...well, roundTripMs: 300 })).toBe(0.05);

    expect(seconds(share, 40, { ...well, roundTripMs: 300 })).toBeGreaterThan(0.5);
  });

  for (const way of ['lostThere', 'lostHere'] as const)
    it(`does not take a path’s own steady loss for the files’ doing (${way})`, () => {
      const share = new PathShare();
      // 6 % on average, as a second of some hundred packets tells it.
      const steady = [0.03, 0.06, 0.09, 0.05, 0.07];
      const second = (index: number) =>
        share.take({ ...well, [way]: steady[index % steady.length] ?? 0 });
      const shares = Array.from({ length: 80 }, (_, index) => second(index));
      expect(shares[20]).toBeLessThan(0.2); // at first it may be the files’
      expect(shares[79]).toBe(1);

      expect(share.take({ ...well, [way]: 0.15 })).toBeCloseTo(0.6);
    });

  it('goes on taking for the files’ doing what is lost only while they have much', () => {
    const share = new PathShare();
    let files = 1;
    const shares = Array.from({ length: 300 }, () => {
      files = share.take({ ...well, lostThere: files > 0.08 ? 0.1 : 0 });
      return files;
    });

    expect(Math.max(...shares.slice(10))).toBeLessThan(0.2);
  });

  it('forgets within half a minute what a camera wanted that is off', () => {
    const share = new PathShare();
    seconds(share, 5, well);
    const voice = { ...limited, availableBps: 60_000, targetBps: 40_000 };
    expect(new PathShare().take(voice)).toBe(1);
    expect(share.take(voice)).toBeCloseTo(0.6);
    seconds(share, 30, { ...voice, isLimited: false });

    expect(share.take(voice)).toBe(1);
  });

  it('takes a browser that says nothing for one that is well', () => {
    const silent: CallSample = {
      roundTripMs: undefined,
      lostThere: undefined,
      lostHere: undefined,
      jitterMs: undefined,
      freezes: 0,
      isLimited: false,
      availableBps: undefined,
      targetBps: undefined,
      framesSent: undefined,
    };

    expect(seconds(new PathShare(), 10, silent)).toBe(1);
    expect(seconds(new PathShare(0.5), 1, { ...silent, isLimited: true })).toBe(0.5);
  });

  // A thin link: the call takes what it gets, a file with the share s takes its part of the rest and
  // makes a queue of it. The model knows one thing only: what files take the call does not have.
  for (const thin of [600_000, 1_500_000, 4_000_000])
    it(`leaves the call on ${thin / 1_000_000} Mbit/s nine tenths of its frames`, () => {
      const share = new PathShare();
      const wanted = 1_700_000;
      let sent = 0;
      let files = 1;
      for (let second = 0; second < 120; second += 1) {
        const left = thin * (1 - 0.7 * files);
        const alone = Math.min(wanted, thin * 0.9);
        const got = Math.min(alone, left);
        // An encoder saves resolution first, then frames.
        const framesSent = Math.min(1, (got / alone) * 1.2);
        if (second >= 10) sent += framesSent;
        const isLimited = got < wanted;
        files = share.take({ ...well, isLimited, availableBps: got, targetBps: got, framesSent });
      }

      expect(sent / 110).toBeGreaterThan(0.9);
    });
});
