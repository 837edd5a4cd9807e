// Two network namespaces on this machine with one emulated link between them and nothing else:
//
//   alice 10.55.0.1 ── lab0 ══ link-emulator ══ lab0 ── 10.55.0.2 bob
//
// Linux, root, iproute2 and a C compiler are needed; `openLab` says which of them is missing.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Link } from './links.ts';
import { killProcessesIn } from './processes.ts';

export interface Lab {
  readonly alice: Namespace;
  readonly bob: Namespace;
  /** Makes the link another one, with nothing under way; the seed draws which packets are lost. */
  shape(link: Link, seed: number): Promise<void>;
  /** What has passed since then, from alice to bob and from bob to alice. */
  count(): Promise<readonly [Passed, Passed]>;
  /** What TCP from alice to bob follows from the next connection on: 'cubic', 'bbr'. */
  readonly congestionControl: (name: string) => void;
  /** Ends every process in both namespaces, and the namespaces. */
  close(): void;
}

export interface Namespace {
  readonly name: string;
  readonly address: string;
  /** By which /proc tells what runs in it. */
  readonly inode: number;
  /** A command that runs its arguments inside, each a word: `[...enter, 'ls', '-l']`. */
  readonly enter: readonly string[];
}

export interface Passed {
  readonly packets: number;
  readonly bytes: number;
  /** At random, and because the queue was full. */
  readonly lost: number;
  readonly dropped: number;
  readonly longestQueueMs: number;
}

/** Why there can be no lab here; a sentence. */
export class NoLab extends Error {}

const NAMESPACES = '/run/netns';
const INTERFACE = 'lab0';
const SOURCE = join(import.meta.dirname, 'link-emulator.c');

/**
 * Sets the lab up, and first removes what a crashed run has left. `folder`: where the compiled
 * emulator goes. Throws `NoLab` where this machine cannot have one.
 */
export async function openLab(folder: string): Promise<Lab> {
  requireMeans();
  sweep();
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'link-emulator');
  tryTo('no C compiler', 'cc', '-O2', '-o', program, SOURCE);

  const names = ['a', 'b'].map((end) => `wnlab-${process.pid}-${end}`) as [string, string]; // two
  let emulator: Emulator | undefined;
  const close = () => {
    process.off('exit', close);
    emulator?.process.kill('SIGKILL');
    names.forEach(remove);
  };
  process.on('exit', close);
  try {
    for (const name of names) tryTo('no network namespace', 'ip', 'netns', 'add', name);
    emulator = await Emulator.start(program, names);
    const ends = names.map((name, at) => furnish(name, `10.55.0.${at + 1}`));
    const [alice, bob] = ends as [Namespace, Namespace]; // one for each name
    const { shape, count } = emulator;
    // By the route: the system-wide setting would be the whole machine's.
    const congestionControl = (name: string) => {
      const route = [bob.address, 'dev', INTERFACE, 'congctl', name];
      tryTo(`no TCP ${name}`, 'ip', '-n', alice.name, 'route', 'replace', ...route);
    };
    return { alice, bob, shape, count, congestionControl, close };
  } catch (error) {
    close();
    throw error;
  }
}

function requireMeans(): void {
  if (process.platform !== 'linux') throw new NoLab(`network namespaces are Linux's`);
  if (process.getuid?.() !== 0) throw new NoLab('root is needed to make network namespaces');
  if (!existsSync('/dev/net/tun')) throw new NoLab('this kernel offers no /dev/net/tun');
  tryTo('iproute2 is missing', 'ip', '-V');
}

/** Runs a command; what it says against it becomes the reason why there is no lab. */
function tryTo(problem: string, file: string, ...args: readonly string[]): void {
  try {
    execFileSync(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stderr, message } = error as Error & { readonly stderr?: Buffer }; // of execFileSync
    const said = stderr?.toString().trim() ?? '';
    throw new NoLab(`${problem}: ${said === '' ? message : said}`, { cause: error });
  }
}

/** Gives one end its address and a way in. */
function furnish(name: string, address: string): Namespace {
  const inside = (...args: string[]) => {
    tryTo('the interface cannot be set up', 'ip', '-n', name, ...args);
  };
  inside('link', 'set', 'lo', 'up');
  inside('address', 'add', `${address}/24`, 'dev', INTERFACE);
  // As far as the browsers' own packets: a longer queue in front of the emulator never fills.
  inside('link', 'set', INTERFACE, 'mtu', '1500', 'txqueuelen', '1000', 'up');
  // Chromium looks for its address on the way to the internet; it is not a way to anywhere.
  inside('route', 'add', 'default', 'dev', INTERFACE);
  const enter = ['ip', 'netns', 'exec', name];
  return { name, address, inode: statSync(join(NAMESPACES, name)).ino, enter };
}

/** Namespaces of runs that are no more. */
function sweep(): void {
  if (!existsSync(NAMESPACES)) return;
  for (const name of readdirSync(NAMESPACES)) {
    const pid = /^wnlab-(\d+)-[ab]$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) remove(name);
  }
}

function remove(name: string): void {
  const path = join(NAMESPACES, name);
  if (!existsSync(path)) return;
  killProcessesIn(statSync(path).ino);
  execFileSync('ip', ['netns', 'delete', name]);
}

/** The process of link-emulator.c; it ends when this one does, because its stdin does. */
class Emulator {
  readonly #answers: AsyncIterator<string, undefined>;
  readonly process: ChildProcess;

  static async start(program: string, [one, other]: readonly [string, string]): Promise<Emulator> {
    const child = spawn(program, [one, other, INTERFACE], { stdio: ['pipe', 'pipe', 'inherit'] });
    const emulator = new Emulator(child);
    try {
      const hello = await emulator.#answer();
      if (hello !== 'ready') throw new NoLab(`the link emulator says '${hello}'`);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    return emulator;
  }

  private constructor(process: ChildProcess) {
    this.process = process;
    if (!process.stdout) throw new Error('spawned with a pipe');
    this.#answers = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  readonly shape = async (link: Link, seed: number): Promise<void> => {
    const { mbit, roundTripMs, lossPercent, queueMs } = link;
    const figures = [mbit * 1e6, (roundTripMs / 2) * 1e6, lossPercent * 1e4, queueMs * 1e6, seed];
    const answer = await this.#ask(`link ${figures.map(Math.round).join(' ')}`);
    if (answer !== 'ok') throw new Error(`the link emulator refuses ${link.name}: ${answer}`);
  };

  readonly count = async (): Promise<readonly [Passed, Passed]> =>
    JSON.parse(await this.#ask('count')) as readonly [Passed, Passed]; // see `count` over there

  /** One at a time. */
  #ask(command: string): Promise<string> {
    this.process.stdin?.write(`${command}\n`);
    return this.#answer();
  }

  async #answer(): Promise<string> {
    const answer = await this.#answers.next();
    if (answer.done === true) throw new NoLab('the link emulator has ended; its reason is above');
    return answer.value;
  }
}
