import type { PageMarks, ScriptRun, Stretch } from './page-marks.ts';

/** One join in milliseconds. */
export interface JoinFigures {
  /** From the question to the worker's answer: its start, WebAssembly and Argon2id. */
  readonly worker: number;
  /** The joiner's knock to the doorkeeper's offer. */
  readonly knockToOffer: number;
  /** From when both the offer and the secret are there to the joiner's answer. */
  readonly readyToAnswer: number;
  /** The joiner's answer to the doorkeeper's verdict. */
  readonly answerToAdmitted: number;
  /** The three above: the handshake as if the secret had been there from the first. */
  readonly handshake: number;
  readonly clickToAdmitted: number;
  /** The verdict to the first signal of the doorkeeper's link, and from there to `Connected`. */
  readonly admittedToSignal: number;
  readonly signalToConnected: number;
  readonly clickToConnected: number;
}

/** The figures of whoever joined. Throws where the marks tell of no whole join. */
export function joinFigures(marks: PageMarks): JoinFigures {
  const mark = (what: string, at: number | undefined): number => {
    if (at === undefined) throw new Error(`the join has no mark '${what}'`);
    return at;
  };
  const pressed = mark('pressed', marks.pressed);
  const secret = mark('secret answered', marks.secretAnswered);
  const knock = mark('knock', marks.sent['knock']);
  const offered = mark('offered', marks.received['offered']);
  const answer = mark('answer', marks.sent['answer']);
  const admitted = mark('admitted', marks.received['admitted']);
  const signal = mark('relayed', marks.received['relayed']);
  const connected = mark('connected', marks.connected);
  const knockToOffer = offered - knock;
  const readyToAnswer = answer - Math.max(offered, secret);
  const answerToAdmitted = admitted - answer;
  return {
    worker: secret - mark('secret asked', marks.secretAsked),
    knockToOffer,
    readyToAnswer,
    answerToAdmitted,
    handshake: knockToOffer + readyToAnswer + answerToAdmitted,
    clickToAdmitted: admitted - pressed,
    admittedToSignal: signal - admitted,
    signalToConnected: connected - signal,
    clickToConnected: connected - pressed,
  };
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Throws where there are no values. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || min === undefined || max === undefined)
    throw new Error('no values, no spread');
  return { median: (low + high) / 2, min, max };
}

/** A stretch of time, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much of a page's main thread was blocked for over 50 ms within a span. */
export interface Blockage {
  readonly longTasks: readonly number[];
  /** What scripts of the page itself ran within long frames, the longest first. */
  readonly scripts: readonly ScriptRun[];
}

export function blockageWithin(marks: PageMarks, { from, to }: Span): Blockage {
  const overlaps = ({ at, ms }: Stretch) => at < to && at + ms > from;
  return {
    longTasks: marks.longTasks.filter(overlaps).map(({ ms }) => ms),
    scripts: marks.longFrames
      .flatMap(({ scripts }) => scripts)
      .filter(overlaps)
      .toSorted((a, b) => b.ms - a.ms),
  };
}

/** An event of Chromium's tracing, as far as it is read here; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** From the beginning to the end, and what of it the thread was on a processor. */
  readonly dur?: number;
  readonly tdur?: number;
}

/** The mark (User Timing) by which a page's main thread is told from those of other pages. */
export const PAGE_MARK = 'whispernet-bench';

/**
 * The milliseconds of processor that the heaviest task on a marked page's main thread took; 0 without
 * any. Where cores are scarce a task may take much longer by the clock, waiting.
 */
export function heaviestTaskMs(events: readonly TraceEvent[]): number {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const mains = new Set(events.filter(({ name }) => name === PAGE_MARK).map(threadOf));
  const tasks = events.filter(
    (event) => event.name.endsWith('RunTask') && mains.has(threadOf(event)),
  );
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
