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
import { parseArgs } from 'node:util';
import { findBrowser } from '../browser.ts';
import { callReport } from './transfer-call.ts';
import { fairnessReport } from './transfer-fairness.ts';
import { eachSecond, meanRate, rowsOf, type Trial } from './transfer-figures.ts';
import { memoryReport } from './transfer-memory.ts';
import { linkReport, megabytes } from './transfer-report.ts';
import { NoLab, openLab } from './lab/lab.ts';
import { LINKS, type Link, drawnLinks } from './lab/links.ts';
import { Pair } from './pair.ts';
import { TRIALS, type Stage, type TrialName, runTrial } from './trial.ts';

const QUICK_LINKS = ['10mbit', 'loss1', 'lan'];
/** The strongest of the others wherever it was measured: see the table in docs/benches.md. */
const QUICK_TRIALS: readonly TrialName[] = ['ours', 'warp', 'webwormhole', 'pairdrop'];
/** What a quick run compares with beside them, by link. */
const QUICK_EXTRA: Readonly<Record<string, readonly TrialName[]>> = {
  '10mbit': ['plain1'],
  loss1: ['tcp'],
  lan: ['plain4'],
};
const FOLDER = resolve(import.meta.dirname, '../../tmp/lab');

interface Options {
  readonly links: readonly Link[];
  readonly trialsOn: (link: Link) => readonly TrialName[];
  readonly seconds: number;
  readonly rounds: number;
  readonly seed: number;
  /** How large the file is that memory is watched by. */
  readonly gib: number;
  readonly parts: readonly Part[];
}

type Part = 'links' | 'fairness' | 'call' | 'memory';

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

async function rowsOn(stage: Stage, link: Link, options: Options) {
  const names = options.trialsOn(link);
  const trials: Trial[] = [];
  for (let round = 0; round < options.rounds; round += 1)
    for (const name of names) {
      const { seconds, seed } = options;
      const trial = await runTrial(stage, link, name, { seconds, seed: seed + round });
      trials.push(trial);
      console.log(
        `· ${link.name}, round ${round + 1}: ${name} ${megabytes(meanRate(trial.bytes))} MB/s; by seconds ${eachSecond(trial.bytes).map(megabytes).join(' ')}`,
      );
    }
  return rowsOf(link, trials);
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      full: { type: 'boolean', default: false },
      links: { type: 'string' },
      only: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      fairness: { type: 'boolean', default: false },
      call: { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
      gib: { type: 'string', default: '8' },
    },
  });
  const whole = (text: string, least: number) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number) || number < least) throw new Error(`'${text}' is no number`);
    return number;
  };
  const seed = whole(values.seed, 0);
  const known = [...LINKS, ...drawnLinks(seed)];
  const names =
    values.links?.split(',') ?? (values.full ? known.map(({ name }) => name) : QUICK_LINKS);
  const chosen = values.only?.split(',').map((name) => {
    const trial = TRIALS.find((each) => each === name);
    if (!trial) throw new Error(`no schedule '${name}'; there are ${TRIALS.join(', ')}`);
    return trial;
  });
  const named = (['fairness', 'call', 'memory'] as const).filter((part) => values[part]);
  return {
    links: names.map((name) => {
      const link = known.find((each) => each.name === name);
      if (!link)
        throw new Error(`no link '${name}'; there are ${known.map((l) => l.name).join(', ')}`);
      return link;
    }),
    trialsOn: (link) =>
      chosen ??
      (values.full ? TRIALS : [...QUICK_TRIALS, ...(QUICK_EXTRA[link.name] ?? ['plain1', 'tcp'])]),
    seconds: whole(values.seconds ?? (values.full ? '20' : '12'), 3),
    rounds: whole(values.rounds, 1),
    seed,
    gib: whole(values.gib, 3),
    parts: values.full ? ['links', 'fairness', 'call'] : named.length > 0 ? named : ['links'],
  };
}

const options = readOptions();
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
