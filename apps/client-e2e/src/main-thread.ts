import type { Page } from 'playwright-core';

/** What held the main thread of a page while it was traced. */
export interface MainThread {
  /** Tasks that the browser counts as long: over 50 ms by the clock, waiting for a core included. */
  readonly longTasks: number;
  /** Milliseconds of processor that the heaviest task took, of whomever. */
  readonly heaviestTaskMs: number;
  /** The most that scripts of the page took within one task. */
  readonly heaviestOwnMs: number;
}

/** Traces the page's main thread during `story`. */
export async function traceMainThread(page: Page, story: () => Promise<void>): Promise<MainThread> {
  // The browser's own tracing: page timers would be part of what they measure.
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[])); // the Trace Event Format
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] },
  });
  await page.evaluate((mark) => performance.mark(mark), MARK);
  await story();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return mainThreadOf(events);
}

/** An event of Chromium's tracing, as far as it is read here; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** From the beginning to the end, and what of it the thread was on a processor. */
  readonly dur?: number;
  readonly tdur?: number;
}

/** The mark by which the page's main thread is told from other threads. */
export const MARK = 'whispernet-journey';

/** Reads a trace. Throws where it holds no mark. */
export function mainThreadOf(events: readonly TraceEvent[]): MainThread {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const mark = events.find(({ name }) => name === MARK);
  if (!mark) throw new Error('an empty trace');
  const main = events
    .filter((event) => threadOf(event) === threadOf(mark))
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const end = ({ ts, dur = 0 }: TraceEvent) => ts + dur;

  const tasks: { readonly event: TraceEvent; ownUs: number }[] = [];
  let scriptUntil = 0;
  for (const event of main) {
    if (event.name.endsWith('RunTask')) tasks.push({ event, ownUs: 0 });
    // Scripts call scripts: only the outermost counts.
    if (!SCRIPT_RUNS.has(event.name) || event.ts < scriptUntil) continue;
    scriptUntil = end(event);
    const task = tasks.at(-1);
    if (task && event.ts < end(task.event)) task.ownUs += event.tdur ?? 0;
  }
  return {
    longTasks: tasks.filter(({ event: { dur = 0 } }) => dur > LONG_US).length,
    heaviestTaskMs: Math.max(0, ...tasks.map(({ event: { tdur = 0 } }) => tdur)) / 1000,
    heaviestOwnMs: Math.max(0, ...tasks.map(({ ownUs }) => ownUs)) / 1000,
  };
}

/** https://w3c.github.io/longtasks */
const LONG_US = 50_000;

/** Where the browser calls what a page has handed to it: listeners and timers, and promises. */
const SCRIPT_RUNS = new Set(['FunctionCall', 'RunMicrotasks', 'EvaluateScript', 'v8.run']);
