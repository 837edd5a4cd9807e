// How fast files travel, beside what others do: two real browsers in two network namespaces with an
// emulated link between them. docs/benches.md says what the lines mean.
//
//   node tools/bench/transfer.ts [--full] [--links lan,loss1] [--only ours,plain1,tcp]
//                                [--seconds N] [--rounds N] [--seed N]
//                                [--fairness] [--call] [--memory [--gib N]]
//
// On each link every schedule has its turn, then all again: what disturbs the machine disturbs all.
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { findBrowser } from '../browser.ts';
import { SAMPLE_MS } from './bench-page.ts';
import { callReport } from './transfer-call.ts';
import { fairnessReport } from './transfer-fairness.ts';
import { eachSecond, meanRate, rowsOf, type Row, type Trial } from './transfer-figures.ts';
import { memoryReport } from './transfer-memory.ts';
import { linkReport, megabytes } from './transfer-report.ts';
import { NoLab, openLab } from './lab/lab.ts';
import type { Link } from './lab/links.ts';
import { Pair } from './pair.ts';
import { type Options, readOptions } from './transfer-options.ts';
import { type Stage, type TrialName, runTrial } from './trial.ts';

const FOLDER = resolve(import.meta.dirname, '../../tmp/lab');

async function bench(stage: Stage, options: Options): Promise<void> {
  const { parts, rounds, seconds, seed } = options;
  const print = (lines: Iterable<string>) => {
    for (const line of lines) console.log(line);
  };
  if (parts.includes('links'))
    for (const link of options.links) print(linkReport(link, await rowsOn(stage, link, options)));
  if (parts.includes('fairness')) print(await fairnessReport(stage, { rounds, seconds, seed }));
  if (parts.includes('call')) print(await callReport(stage, { rounds, seconds, seed }));
  if (parts.includes('memory')) print(await memoryReport(stage, options.gib));
}

async function rowsOn(stage: Stage, link: Link, options: Options): Promise<readonly Row[]> {
  const names = options.trialsOn(link);
  const trials: Trial[] = [];
  for (let round = 0; round < options.rounds; round += 1)
    for (const name of names) {
      const trial = await attempt(stage, link, name, { ...options, seed: options.seed + round });
      trials.push(trial);
      console.log(
        `· ${link.name}, round ${round + 1}: ${name} ${megabytes(meanRate(trial.bytes))} MB/s; by seconds ${eachSecond(trial.bytes).map(megabytes).join(' ')}`,
      );
    }
  return rowsOf(link, trials);
}

/** A trial that fails counts as one in which nothing came: hours of others are not lost with it. */
async function attempt(
  stage: Stage,
  link: Link,
  name: TrialName,
  options: { readonly seconds: number; readonly seed: number },
): Promise<Trial> {
  try {
    return await runTrial(stage, link, name, options);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    const bytes = Array.from({ length: (options.seconds * 1000) / SAMPLE_MS }, () => 0);
    const trouble = error instanceof Error ? error.message : String(error);
    return { schedule: name, bytes, browsers: undefined, dropped: 0, trouble };
  }
}

const options = readOptions(process.argv.slice(2));
// Namespaces are removed on the way out, whoever asks for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(1));
try {
  const browser = await findBrowser().catch((error: unknown) => {
    throw new NoLab((error as Error).message, { cause: error }); // findBrowser's sentence
  });
  const lab = await openLab(FOLDER);
  try {
    const pair = await Pair.launch(lab, browser, FOLDER);
    console.log(
      `${options.rounds} rounds of ${options.seconds} s, seed ${options.seed}; ${availableParallelism()} cores for both browsers and the link (${cpus()[0]?.model ?? 'unknown'}), ${browser.version}`,
    );
    await bench({ lab, pair }, options);
    await pair.close();
  } finally {
    lab.close();
  }
} catch (error) {
  if (!(error instanceof NoLab)) throw error;
  console.log(`\nSKIPPED, NOTHING WAS MEASURED: ${error.message}`);
}
