import { parseArgs } from 'node:util';
import { LINKS, type Link, drawnLinks } from './lab/links.ts';
import { TRIALS, type TrialName } from './trial.ts';

export interface Options {
  readonly links: readonly Link[];
  readonly trialsOn: (link: Link) => readonly TrialName[];
  readonly seconds: number;
  readonly rounds: number;
  readonly seed: number;
  /** How large the file is that memory is watched by. */
  readonly gib: number;
  readonly parts: readonly Part[];
}

export type Part = 'links' | 'fairness' | 'call' | 'memory';

const QUICK_LINKS = ['10mbit', 'loss1', 'lan'];
/** The strongest of the others: see the table in docs/benches.md. */
const QUICK_TRIALS: readonly TrialName[] = ['ours', 'warp', 'webwormhole', 'pairdrop'];
/** What a quick run compares with beside them, by link: what a promise speaks of. */
const QUICK_EXTRA: Readonly<Record<string, readonly TrialName[]>> = {
  '10mbit': ['plain1'],
  loss1: ['tcp'],
  lan: ['plain4'],
};

/** What is asked for on the command line. Throws a sentence where that cannot be had. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
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
  const seed = whole('seed', values.seed, 0);
  const known = [...LINKS, ...drawnLinks(seed)];
  const knownNames = known.map(({ name }) => name);
  const links = values.links?.split(',') ?? (values.full ? knownNames : QUICK_LINKS);
  const only = values.only?.split(',').map((name) => oneOf('schedule', TRIALS, name));
  const asked = (['fairness', 'call', 'memory'] as const).filter((part) => values[part]);
  return {
    links: links.flatMap((asked) => {
      oneOf('link', knownNames, asked);
      return known.filter(({ name }) => name === asked);
    }),
    trialsOn: ({ name }) => {
      if (only) return only;
      if (values.full) return TRIALS;
      return [...QUICK_TRIALS, ...(QUICK_EXTRA[name] ?? ['plain1', 'tcp'])];
    },
    // Twenty are what is promised of thin links; a quick run has no time for them.
    seconds: whole('seconds', values.seconds ?? (values.full ? '20' : '12'), 3),
    rounds: whole('rounds', values.rounds, 1),
    seed,
    gib: whole('gib', values.gib, 3),
    parts: values.full ? ['links', 'fairness', 'call'] : asked.length > 0 ? asked : ['links'],
  };
}

function whole(what: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`--${what} is a whole number from ${least} on, not '${text}'`);
}

function oneOf<Name extends string>(what: string, names: readonly Name[], asked: string): Name {
  const found = names.find((name) => name === asked);
  if (found !== undefined) return found;
  throw new Error(`there is no ${what} '${asked}', only ${names.join(', ')}`);
}
