import { QualityJudge } from './call-quality';
import type { CallSample } from './path-share';

describe('QualityJudge', () => {
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
  const unknown = { roundTripMs: undefined, lostThere: undefined, lostHere: undefined };

  for (const [name, sample, verdict] of [
    ['a quiet path', {}, 'good'],
    ['a path of which nothing is known', { ...unknown, jitterMs: undefined }, 'good'],
    ['3 % lost there', { lostThere: 0.03 }, 'fair'],
    ['3 % lost here', { lostHere: 0.03 }, 'fair'],
    ['300 ms there and back', { roundTripMs: 300 }, 'fair'],
    ['50 ms of jitter', { jitterMs: 50 }, 'fair'],
    ['a picture that stands still', { freezes: 1 }, 'fair'],
    ['an encoder that drops a third of its pictures', { isLimited: true, framesSent: 0.6 }, 'fair'],
    ['a slow camera', { framesSent: 0.6 }, 'good'],
    ['a tenth lost', { lostHere: 0.1 }, 'poor'],
    ['800 ms there and back', { roundTripMs: 800 }, 'poor'],
    ['100 ms of jitter', { jitterMs: 100 }, 'poor'],
  ] as const)
    it(`calls ${name} ${verdict}`, () => {
      expect(new QualityJudge().take({ ...good, ...sample })).toBe(verdict);
    });

  it('passes over one bad second of five, not over two', () => {
    const judge = new QualityJudge();
    const bad = { ...good, lostHere: 0.5 };
    const verdicts = [good, good, bad, good, bad, good, good, good, good].map((sample) =>
      judge.take(sample),
    );
    expect(verdicts).toEqual([
      ...['good', 'good', 'good', 'good', 'poor', 'poor', 'poor', 'good', 'good'],
    ] as typeof verdicts);
  });
});
