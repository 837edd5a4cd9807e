import type { CallSample } from './path-share';

/** How a call fares with somebody, in both directions, as people would put it. */
export type CallQuality = 'good' | 'fair' | 'poor';

/** The last seconds count; one bad one among them is chance. */
const WINDOW_S = 5;

/** Judges a call second by second. */
export class QualityJudge {
  #last: readonly CallQuality[] = [];

  /** Takes how the call fared for another second; the second worst of the last five. */
  take(sample: CallSample): CallQuality {
    this.#last = [...this.#last, judge(sample)].slice(-WINDOW_S);
    const how = (quality: CallQuality) => this.#last.filter((each) => each === quality).length;
    const enough = Math.min(2, this.#last.length);
    if (how('poor') >= enough) return 'poor';
    return how('poor') + how('fair') >= enough ? 'fair' : 'good';
  }
}

/**
 * Words are lost where a tenth of the packets is, and people talk into each other beyond 400 ms (ITU-T
 * G.114: one way); repair hides 3 %, and 250 ms are felt by those who look for them.
 */
function judge(sample: CallSample): CallQuality {
  const { roundTripMs = 0, lostThere = 0, lostHere = 0, jitterMs = 0, freezes } = sample;
  const lost = Math.max(lostThere, lostHere);
  if (lost >= 0.1 || roundTripMs >= 800 || jitterMs >= 100) return 'poor';
  const isStarved = sample.isLimited && (sample.framesSent ?? 1) < 0.7;
  if (lost >= 0.03 || roundTripMs >= 300 || jitterMs >= 50 || freezes > 0 || isStarved)
    return 'fair';
  return 'good';
}
