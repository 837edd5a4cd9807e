// From what the pages and the lab have seen to what the transfer bench prints.
import { SAMPLE_MS } from './bench-page.ts';
import { type Link, bytesPerSecond } from './lab/links.ts';
import { spreadOf } from './join-figures.ts';

/** One schedule on one link, once. */
export interface Trial {
  readonly schedule: string;
  /** Bytes of the file that the receiver had in all, every SAMPLE_MS. */
  readonly bytes: readonly number[];
  /** Undefined of what is no browser. */
  readonly browsers: BrowserFigures | undefined;
  /** Packets that the full queue dropped, towards the receiver. */
  readonly dropped: number;
  readonly trouble?: string;
}

export interface BrowserFigures {
  /** Processor seconds of the whole browser during the transfer. */
  readonly cpuSeconds: { readonly sender: number; readonly receiver: number };
  /** Milliseconds of each message's round trip. */
  readonly textIdle: readonly number[];
  readonly textBeside: readonly number[];
  /** Tasks over 50 ms of either main thread, before the transfer and during it. */
  readonly longTasksIdle: readonly number[];
  readonly longTasksBeside: readonly number[];
}

/** A schedule on a link: medians of its rounds; texts are those of all rounds together. */
export interface Row {
  readonly schedule: string;
  readonly bytesPerSecond: number;
  /** Of what the link carries, headers included; about 0.94 is all that a data channel can have. */
  readonly share: number;
  /** Seconds with less than half the link, the first two left out. */
  readonly weakSeconds: number;
  readonly dropped: number;
  readonly cpuPer100Mb: { readonly sender: number; readonly receiver: number } | undefined;
  readonly text: TextFigures | undefined;
  readonly longTasks:
    { readonly idle: number; readonly beside: number; readonly longest: number } | undefined;
  readonly troubles: readonly string[];
}

export interface TextFigures {
  readonly idleP95: number;
  readonly p50: number;
  readonly p95: number;
}

/** A row for each schedule, in the order in which they first ran. */
export function rowsOf(link: Link, trials: readonly Trial[]): readonly Row[] {
  // Idle is idle, whoever has the next turn: all that is known of it, for every row.
  const idle = trials.flatMap(({ browsers }) => browsers?.textIdle ?? []);
  const schedules = new Set(trials.map(({ schedule }) => schedule));
  return [...schedules].map((name) =>
    rowOf(
      link,
      trials.filter(({ schedule }) => schedule === name),
      idle,
    ),
  );
}

function rowOf(link: Link, trials: readonly Trial[], textIdle: readonly number[]): Row {
  const [first] = trials;
  if (!first) throw new Error('no trials, no row');
  const browsers = trials.flatMap((trial) => trial.browsers ?? []);
  const tasks = browsers.flatMap(({ longTasksBeside }) => longTasksBeside);
  const textBeside = browsers.flatMap((seen) => seen.textBeside);
  const goodput = median(trials.map(({ bytes }) => meanRate(bytes)));
  const cpuPer100Mb = (side: 'sender' | 'receiver') =>
    median(
      trials.flatMap(({ bytes, browsers }) =>
        browsers ? [browsers.cpuSeconds[side] / ((bytes.at(-1) ?? 0) / 1e8)] : [],
      ),
    );
  return {
    schedule: first.schedule,
    bytesPerSecond: goodput,
    share: goodput / bytesPerSecond(link),
    weakSeconds: median(trials.map(({ bytes }) => weakSeconds(bytes, bytesPerSecond(link)))),
    dropped: median(trials.map(({ dropped }) => dropped)),
    ...(browsers.length > 0
      ? {
          cpuPer100Mb: { sender: cpuPer100Mb('sender'), receiver: cpuPer100Mb('receiver') },
          text: {
            idleP95: percentile(textIdle, 95),
            p50: percentile(textBeside, 50),
            p95: percentile(textBeside, 95),
          },
          longTasks: {
            idle: browsers.flatMap(({ longTasksIdle }) => longTasksIdle).length,
            beside: tasks.length,
            longest: Math.max(0, ...tasks),
          },
        }
      : { cpuPer100Mb: undefined, text: undefined, longTasks: undefined }),
    troubles: trials.flatMap(({ trouble }) => trouble ?? []),
  };
}

/** Bytes a second over the whole run, the cold start included. */
export function meanRate(bytes: readonly number[]): number {
  if (bytes.length === 0) throw new Error('nothing was counted');
  return (bytes.at(-1) ?? 0) / ((bytes.length * SAMPLE_MS) / 1000);
}

/** How many bytes came in each whole second. */
export function eachSecond(bytes: readonly number[]): readonly number[] {
  const samples = 1000 / SAMPLE_MS;
  const upTo = (second: number) => (second === 0 ? 0 : (bytes[second * samples - 1] ?? 0));
  return Array.from(
    { length: Math.floor(bytes.length / samples) },
    (_, second) => upTo(second + 1) - upTo(second),
  );
}

/** How many seconds after the first two had less than half of `full` bytes. */
export function weakSeconds(bytes: readonly number[], full: number): number {
  return eachSecond(bytes)
    .slice(2)
    .filter((second) => second < full / 2).length;
}

export const median = (values: readonly number[]): number => spreadOf(values).median;

/** The smallest value that at least `percent` of all do not exceed (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('no values, no percentile');
  return value;
}
