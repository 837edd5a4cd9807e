import { execFile, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * A network of a journey's own: a switch at which the gateway listens, and a place for each person,
 * in a network namespace with one cable to that switch. Cables can be pulled, which is the only
 * honest way to lose a path: a page that closes its connections tells the other side.
 */
export class Network {
  /** The address of this machine on that network. */
  readonly host: string;
  readonly #switch: string;
  readonly #subnet: string;
  readonly #places: Place[] = [];
  static #placesMade = 0;

  /** Lays it; `whyNoNetwork` says beforehand whether this machine lets us. */
  static async lay(): Promise<Network> {
    await clearAwayWhatIsLeft();
    const network = new Network();
    await ip('link', 'add', network.#switch, 'type', 'bridge');
    process.once('exit', network.#tearDown);
    await ip('addr', 'add', `${network.host}/24`, 'dev', network.#switch);
    await ip('link', 'set', network.#switch, 'up');
    return network;
  }

  private constructor() {
    this.#switch = `${PREFIX}${process.pid}`;
    // Journeys of several processes may run side by side.
    this.#subnet = `10.213.${process.pid % 256}`;
    this.host = `${this.#subnet}.1`;
  }

  /** A place for one more person. */
  async addPlace(): Promise<Place> {
    // A namespace goes some time after it was deleted, and its cable with it: no name comes twice.
    const name = `${this.#switch}p${(Network.#placesMade += 1)}`;
    await ip('netns', 'add', name);
    const place = new Place(name, this.#switch);
    this.#places.push(place);
    await ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    await ip('link', 'set', name, 'master', this.#switch, 'up');
    const own = `${this.#subnet}.${this.#places.length + 1}`;
    await ip('-n', name, 'addr', 'add', `${own}/24`, 'dev', 'eth0');
    // Else an IPv6 address comes two seconds later, and Chromium drops what it is loading just then.
    await ip('-n', name, 'link', 'set', 'eth0', 'addrgenmode', 'none');
    for (const device of ['lo', 'eth0']) await ip('-n', name, 'link', 'set', device, 'up');
    await ip('-n', name, 'route', 'add', 'default', 'via', this.host);
    return place;
  }

  close(): void {
    process.off('exit', this.#tearDown);
    this.#tearDown();
  }

  readonly #tearDown = (): void => {
    for (const { name } of this.#places) execFileSync('ip', ['netns', 'del', name]);
    execFileSync('ip', ['link', 'del', this.#switch]);
  };
}

/** Where a browser stands in a `Network`. */
export class Place {
  /** What a command line begins with to run there. */
  readonly enter: readonly string[];
  readonly name: string;
  readonly #switch: string;

  constructor(name: string, hub: string) {
    this.name = name;
    this.#switch = hub;
    this.enter = ['ip', 'netns', 'exec', name];
  }

  /** The switch forgets the cable: nothing arrives any more, and no machine is told. */
  async silence(): Promise<void> {
    await ip('link', 'set', this.name, 'nomaster');
  }

  /** The cable is pulled: the machine here sees that it has no network. */
  async unplug(): Promise<void> {
    await ip('link', 'set', this.name, 'down');
  }

  /** Undoes both. */
  async reconnect(): Promise<void> {
    await ip('link', 'set', this.name, 'master', this.#switch);
    await ip('link', 'set', this.name, 'up');
    // A pulled cable takes the routes with it.
    await ip('-n', this.name, 'route', 'replace', 'default', 'via', await gatewayOf(this.name));
  }
}

/** Why this machine lets nobody lay a network; undefined where it does. */
export async function whyNoNetwork(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const probe = `${PREFIX}${process.pid}`;
  try {
    await ip('netns', 'add', probe);
    await ip('netns', 'del', probe);
    await ip('link', 'add', probe, 'type', 'bridge');
    await ip('link', 'del', probe);
    return undefined;
  } catch (error) {
    // Awaited here: no iproute2, no right to make namespaces, no bridges in this kernel.
    return (error as Error).message.trim(); // execFile rejects with an Error
  }
}

/** Whether this machine has a way out, as its routing table says: Firefox offers no other address. */
export async function hasDefaultRoute(): Promise<boolean> {
  const table = await readFile('/proc/net/route', 'utf8');
  return table.split('\n').some((line) => line.split('\t')[1] === '00000000');
}

const PREFIX = 'wnj';

/** A run that was killed leaves its namespaces behind; their names say whose they were. */
async function clearAwayWhatIsLeft(): Promise<void> {
  const { stdout } = await ip('-o', 'link', 'show', 'type', 'bridge');
  const { stdout: namespaces } = await ip('netns', 'list');
  const orphaned = (name: string) => {
    const pid = new RegExp(`^${PREFIX}(\\d+)`).exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  };
  for (const name of namespaces.split('\n').map((line) => line.split(' ')[0] ?? ''))
    if (orphaned(name)) await ip('netns', 'del', name);
  for (const name of stdout.split('\n').map((line) => line.split(/:\s+/)[1] ?? ''))
    if (orphaned(name)) await ip('link', 'del', name);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // Awaited here: no such process.
  }
}

async function gatewayOf(name: string): Promise<string> {
  const { stdout } = await ip('-n', name, '-o', '-4', 'addr', 'show', 'eth0');
  const subnet = /inet (\d+\.\d+\.\d+)\./.exec(stdout)?.[1];
  if (subnet === undefined) throw new Error(`${name} has lost its address`);
  return `${subnet}.1`;
}

const run = promisify(execFile);
const ip = (...words: readonly string[]) => run('ip', words);
