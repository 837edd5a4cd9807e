import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from './free-port';

interface GatewayOptions {
  readonly host?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The gateway as it is shipped, in a process of its own, serving the built client. */
export class GatewayProcess {
  readonly url: string;
  /** Every line that it has logged. */
  readonly log: readonly string[];
  readonly #process: ChildProcess;
  readonly #options: GatewayOptions;

  /**
   * Starts it and waits until it says that it listens, on `host` (loopback where none is given).
   * Without a port it takes a free one; `env` goes over the raised limits. Rejects with its log
   * where it ends instead.
   */
  static async start(options: GatewayOptions = {}): Promise<GatewayProcess> {
    const { host, port, env = {} } = options;
    const at = port ?? (await freePort());
    const child = spawn(process.execPath, ['dist/apps/gateway/main.js'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NO_COLOR: '1',
        HOST: host ?? '127.0.0.1',
        PORT: String(at),
        CLIENT_DIR: 'dist/apps/client/browser',
        ...RAISED_LIMITS,
        ...env,
      },
    });
    // A journey that times out never reaches its `kill`.
    process.once('exit', () => child.kill('SIGKILL'));
    const log: string[] = [];
    const listening = new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          log.push(line);
          if (line.includes('whisperNet is on')) resolve();
        });
      }
      child.on('error', reject);
      child.on('exit', () => {
        reject(new Error(`the gateway ended before it listened:\n${log.join('\n')}`));
      });
    });
    await listening;
    return new GatewayProcess(child, { ...options, port: at }, log);
  }

  private constructor(
    child: ChildProcess,
    options: GatewayOptions & { readonly port: number },
    log: readonly string[],
  ) {
    this.#process = child;
    this.#options = options;
    this.url = `http://${options.host ?? 'localhost'}:${options.port}`;
    this.log = log;
  }

  /** Another one in the place of this one, which has been killed: at its address, and knowing nothing. */
  async replacement(env: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> {
    return GatewayProcess.start({ ...this.#options, env: { ...this.#options.env, ...env } });
  }

  /** Ends it at once and without a word, as a power cut would. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
  }
}

/** A suite of journeys comes from one address and opens many rooms: what would be an attack is not. */
const RAISED_LIMITS: Readonly<Record<string, string>> = {
  SOCKETS_PER_SOURCE: '1000',
  OPENS_PER_MINUTE: '1000',
  KNOCKS_PER_MINUTE: '1000',
  ROOM_KNOCKS_PER_MINUTE: '1000',
  TURNS_PER_MINUTE: '1000',
};
