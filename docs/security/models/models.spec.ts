// Runs the models that can be run wherever Debian's packages are: room.pml by Spin, bind.maude by
// Maude. Each claim has its mistake: a model that no longer finds a seeded mistake proves nothing.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { checkers } from './checkers.ts';

const run = promisify(execFile);
const folder = resolve('docs/security/models');
const work = resolve('tmp/models');
const LONG_MS = 240_000;

/** What a search came to: how many states there are, and the first state in which something is wrong. */
interface Search {
  readonly states: number;
  readonly complete: boolean;
  readonly wrong: string | undefined;
}

let free = 2;
const waiting: (() => void)[] = [];

/** Runs two pieces of work at a time, in the order in which they come: memory is what there is least of. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

/** Every state; states until the first in which something is wrong; or runs that never end. */
type Kind = 'all' | 'first-mistake' | 'endless';

/** Compiles room.pml with these definitions and searches it. */
async function spin(name: string, definitions: readonly string[], kind: Kind): Promise<Search> {
  const cwd = join(work, name);
  mkdirSync(cwd, { recursive: true });
  const defined = definitions.map((one) => `-D${one}`);
  await run('spin', ['-a', ...defined, join(folder, 'room.pml')], { cwd });
  const flags = [
    kind === 'endless' ? '-DNP' : '-DSAFETY',
    kind === 'first-mistake' ? '-O0' : '-O1', // the compiler's own time pays only for many states
    '-DMEMLIM=1024',
  ];
  await run('cc', ['-w', '-DNOFAIR', ...flags, '-o', 'pan', 'pan.c'], { cwd });
  const { stdout } = await run(
    join(cwd, 'pan'),
    ['-m100000', kind === 'first-mistake' ? '-w20' : '-w24', ...(kind === 'endless' ? ['-l'] : [])],
    { cwd, maxBuffer: 1 << 26 },
  );
  const states = Number(/(\d+) states, stored/.exec(stdout)?.[1]);
  const wrong = /^pan:\d+: (.*) \(at depth \d+\)/m.exec(stdout)?.[1];
  const errors = /errors: (\d+)/.exec(stdout)?.[1];
  if (errors === undefined || !Number.isSafeInteger(states)) throw new Error(stdout);
  const cut = /out of memory|max search depth too small|Search not completed/.test(stdout);
  return { states, complete: errors === '0' && !cut, wrong };
}

/** Two people with two connections each: drops, resumes, seats taken over. */
const two = ['N=2', 'LIVES=2', 'UNREAD=2'];
const three = (third: string) => ['N=3', 'LIVES=1', 'UNREAD=2', `THIRD=${third}`];
/** With its own moves to make: somebody who keeps to nothing. */
const hostile = (moves: number) => [...three('HOSTILE'), `MOVES=${moves}`];
/** The same where nobody shuts the door: enough for most mistakes. */
const quiet = (moves: number) => [...hostile(moves), 'QUIET'];

describe("a room's life (room.pml)", () => {
  const searches: (() => void)[] = [];
  /** A search that begins with the first spec, and is awaited in its own. */
  function begun(...ask: Parameters<typeof spin>): () => Promise<Search> {
    let search: Promise<Search> | undefined;
    searches.push(() => {
      search = inTurn(() => spin(...ask));
      search.catch(() => undefined); // its own spec says so, when its turn comes
    });
    return () => search ?? Promise.reject(new Error('not begun'));
  }
  beforeAll(() => {
    if (checkers.spin !== undefined && checkers.cc !== undefined) {
      for (const begin of searches) begin();
    }
  });
  beforeEach(() => {
    const missing = (['spin', 'cc'] as const).filter((name) => checkers[name] === undefined);
    if (missing.length > 0) pending(`NOT CHECKED: this machine has no ${missing.join(', no ')}`);
  });

  for (const [who, definitions] of [
    ['two people who lose their connections and come back', two],
    ['three people who know the password, and two seats', three('FRIEND')],
    ['two people and one who has another password', three('STRANGER')],
    ['two people and one who sends anything at any time', hostile(2)],
  ] as const) {
    const search = begun(`all-${definitions.join('-')}`, definitions, 'all');
    it(
      `seats nobody without the password, nobody too many, and leaves no empty room: ${who}`,
      async () => {
        const { states, complete, wrong } = await search();
        console.log(`    ${states} states`);
        expect(wrong).toBeUndefined();
        expect(complete).toBeTrue();
        expect(states).toBeGreaterThan(100_000); // fewer: the model has come to a halt somewhere
      },
      LONG_MS,
    );
  }

  for (const [who, definitions] of [
    ['the gateway stops', ['N=2', 'LIVES=1', 'UNREAD=3', 'ENDING']],
    ['somebody hostile knocks', [...quiet(1), 'ENDING']],
  ] as const) {
    const search = begun(`ends-${definitions.join('-')}`, definitions, 'all');
    it(
      `lets no knock last for ever, even where ${who}`,
      async () => {
        const { complete, wrong } = await search();
        expect(wrong).toBeUndefined();
        expect(complete).toBeTrue();
      },
      LONG_MS,
    );
  }

  const ending = ['N=2', 'LIVES=1', 'ENDING'];
  for (const [what, definitions, found] of [
    ['comes to rest, whatever happens', ending, undefined],
    ['finds the mistake: a member is asked again and again', [...ending, 'BUG=17'], /non-progress/],
  ] as const) {
    const search = begun(`endless-${definitions.join('-')}`, definitions, 'endless');
    it(
      what,
      async () => {
        const { complete, wrong } = await search();
        if (found) expect(wrong).toMatch(found);
        else expect(wrong).toBeUndefined();
        expect(complete).toBe(found === undefined);
      },
      LONG_MS,
    );
  }

  for (const [bug, mistake, definitions, noticed] of [
    [1, 'a seat is taken before anybody has admitted its taker', quiet(3), /holderConfirmed/],
    [2, 'the capacity is counted one too low', three('FRIEND'), /seats\+admitted_/],
    [3, 'an empty room is kept', three('FRIEND'), /exists==/],
    [4, 'anybody may give the verdict', quiet(4), /holderConfirmed/],
    [5, "somebody takes another's admission", quiet(2), /holderConfirmed|socketOf/],
    [7, 'an admitted person does not count until seated', three('FRIEND'), /seats\+admitted_/],
    [8, 'a knock that waits is not told of who sits down', two, /live_==0/],
    [9, 'a member who is lost keeps the knocks', three('FRIEND'), /keeper/],
    [10, 'a seat is resumed without its secret', quiet(3), /socketOf/],
    [11, 'a room goes with its last connection, not with its last seat', two, /exists==/],
    [12, 'knocks do not expire', [...quiet(1), 'ENDING'], /place\[i\]/],
    [13, 'who knocks has endless patience', ['N=2', 'LIVES=1', 'ENDING'], /state\[c\]/],
    [14, 'the members leave the lock to the gateway', three('FRIEND'), /knockedLate/],
    [15, "a member does not check the knocker's proof", quiet(3), /holderConfirmed/],
    [16, "a knocker does not check the member's proof", quiet(3), /holderConfirmed/],
  ] as const) {
    const search = begun(`bug-${bug}`, [...definitions, `BUG=${bug}`], 'first-mistake');
    it(
      `finds the mistake: ${mistake}`,
      async () => {
        const { wrong } = await search();
        expect(wrong).toMatch(noticed);
      },
      LONG_MS,
    );
  }
});

describe('the binding step (bind.maude)', () => {
  /** What each search found, in the file's order. */
  let found: readonly boolean[] = [];
  beforeAll(async () => {
    if (checkers.maude === undefined) return;
    const file = join(folder, 'bind.maude');
    const { stdout, stderr } = await run('maude', ['-no-banner', '-batch', '-no-wrap', file]);
    if (stderr !== '') throw new Error(stderr);
    found = [...stdout.matchAll(/^(Solution 1|No solution)/gm)].map(([, says]) =>
      Boolean(says?.startsWith('Solution')),
    );
  }, LONG_MS);
  beforeEach(() => {
    if (checkers.maude === undefined) pending('NOT CHECKED: this machine has no maude');
  });

  it('ends well between two who meet', () => {
    expect(found).toHaveSize(7);
    expect(found[0]).toBeTrue();
  });

  it('lets an end of an honest run accept nobody but its partner in this run', () => {
    expect(found.slice(1, 3)).toEqual([false, false]);
  });

  it('keeps what is said after it from the attacker', () => {
    expect(found.slice(3, 5)).toEqual([false, false]);
  });

  it('finds somebody in the middle where the fingerprints are left out', () => {
    expect(found[5]).toBeTrue();
  });

  it('finds the reflection where one key serves both roles', () => {
    expect(found[6]).toBeTrue();
  });
});
