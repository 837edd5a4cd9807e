// How much of the path files may take while people talk. A file fills whatever queue there is; the
// call's congestion control takes that for congestion of its own making and yields, so that on a
// thin link the picture stutters although little is lost. Every second says how the call fares:
//
//   badly   the share falls to 0.6 of itself: from all to a twentieth in six seconds
//   limited the encoder has less than it could use, but the people see nothing of it: no more is taken
//   well    a twentieth of the path is taken back: all of it in 19 seconds
//
// What a call suffers all the time (a long way, its own thin link) is not the files' doing: delays
// count above the least one of the last minute, losses above what is usual there, bandwidth against the
// most that it had of late.

/** How a call fared during a second; undefined where the browser does not say. */
export interface CallSample {
  /** The longest of the round trips that ICE and the receivers' reports tell. */
  readonly roundTripMs: number | undefined;
  /** The most that was lost on the way there, of any stream, 0 to 1. */
  readonly lostThere: number | undefined;
  /** What was lost on the way here during this second, 0 to 1. */
  readonly lostHere: number | undefined;
  /** Of what arrives; the worst stream. */
  readonly jitterMs: number | undefined;
  /** How often a picture stood still during this second. */
  readonly freezes: number;
  /** Whether an encoder makes do with less because the path carries no more. */
  readonly isLimited: boolean;
  /** What the path carries of the call, by the browser's estimate. */
  readonly availableBps: number | undefined;
  /** What the encoders have been given of it. */
  readonly targetBps: number | undefined;
  /** Which part of the camera's frames was sent, 0 to 1. */
  readonly framesSent: number | undefined;
}

const FALL = 0.6;
const RISE = 0.05;
/** Never nothing: a file that stands still looks broken, and a twentieth hurts nobody. */
const FLOOR = 0.05;
/** For how long a delay, or a bandwidth, is what it is measured against. */
const MEMORY_S = 60;
const WANTED_MEMORY_S = 30;
/** People begin to talk into each other's words (ITU-T G.114: 150 ms one way, of which the path has some). */
const BAD_DELAY_MS = 150;
/** Files themselves aim at 40 ms of queue and step back at 80: more than that is a reason to wait. */
const FAIR_DELAY_MS = 90;
/** What a jitter buffer has to add is delay to the people. */
const BAD_JITTER_MS = 50;
/** Repair by retransmission and concealment hides less than that. */
const BAD_LOSS = 0.05;
/**
 * Files that move already when a call begins may be why it loses packets: the path counts as one without
 * losses until it has lost them for most of a minute in which files had next to nothing.
 */
const LOSSLESS = Array.from({ length: MEMORY_S }, () => 0);
/** The aim: a call keeps nine tenths of its frames. */
const FEW_FRAMES = 0.9;
/** The estimate swings by a fifth by itself. */
const THIN = 0.75;

/** The share of the path for files during a call, from one second to the next. */
export class PathShare {
  readonly #delays = new Recent(MEMORY_S);
  readonly #jitters = new Recent(MEMORY_S);
  readonly #lossesThere = new Recent(MEMORY_S, LOSSLESS);
  readonly #lossesHere = new Recent(MEMORY_S, LOSSLESS);
  readonly #targets = new Recent(WANTED_MEMORY_S);

  #share: number;

  /** @param share with which to begin */
  constructor(share = 1) {
    this.#share = share;
  }

  /** Takes how the call fared for another second; the share for the next one, from 0.05 to 1. */
  take(sample: CallSample): number {
    const delayMs = this.#delays.above(sample.roundTripMs);
    const jitterMs = this.#jitters.above(sample.jitterMs);
    const lossThere = this.#lossesThere.aboveUsual(sample.lostThere);
    const lossHere = this.#lossesHere.aboveUsual(sample.lostHere);
    this.#targets.add(sample.targetBps);
    const isLossy = lossThere >= BAD_LOSS || lossHere >= BAD_LOSS;
    if (isLossy || this.#isBad(sample, delayMs, jitterMs))
      this.#share = Math.max(FLOOR, this.#share * FALL);
    else if (!sample.isLimited && delayMs < FAIR_DELAY_MS)
      this.#share = Math.min(1, this.#share + RISE);
    return this.#share;
  }

  #isBad(sample: CallSample, delayMs: number, jitterMs: number): boolean {
    const { availableBps = Infinity, framesSent = 1 } = sample;
    if (delayMs >= BAD_DELAY_MS || jitterMs >= BAD_JITTER_MS || sample.freezes > 0) return true;
    const starved = framesSent < FEW_FRAMES || availableBps < THIN * this.#targets.most;
    return sample.isLimited && starved;
  }
}

/** The last values of something, one a second. */
class Recent {
  #values: readonly number[];

  constructor(
    private readonly seconds: number,
    before: readonly number[] = [],
  ) {
    this.#values = before;
  }

  add(value: number | undefined): void {
    if (value !== undefined) this.#values = [...this.#values, value].slice(-this.seconds);
  }

  /** Adds a value; how far it is above the least one. */
  above(value: number | undefined): number {
    this.add(value);
    return value === undefined ? 0 : value - Math.min(...this.#values);
  }

  /**
   * Adds a value; how far it is above what a quarter of the seconds did not exceed. Of a hundred packets
   * a second the least says nothing: on a path that loses 6 % some seconds lose none.
   */
  aboveUsual(value: number | undefined): number {
    this.add(value);
    const sorted = [...this.#values].sort((one, other) => one - other);
    return value === undefined ? 0 : value - (sorted[Math.floor(sorted.length / 4)] ?? 0);
  }

  get most(): number {
    return Math.max(0, ...this.#values);
  }
}
