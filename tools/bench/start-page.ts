// How fast and how good the start page is, by Lighthouse: real Chromium, the built client, the built
// gateway, on Lighthouse's own slow 4G and slowed processor. docs/benches.md says what the lines mean.
//
//   node tools/bench/start-page.ts [--runs N]    ends with 1 where a target is missed
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { type Browser, findBrowser } from '../browser.ts';
import { BUILT_CLIENT } from '../manifest.ts';
import { spreadOf } from './join-figures.ts';

/** One line of the report: how it is read from a run, how it is written, and what was promised. */
interface Line {
  readonly name: string;
  readonly unit: string;
  readonly of: (run: Run) => number;
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
  readonly digits: number;
}

/** What Lighthouse found in one run: scores of categories from 0 to 1, numbers of audits. */
interface Run {
  readonly score: (category: string) => number;
  readonly number: (audit: string) => number;
  /** What costs points, as titles. */
  readonly faults: readonly string[];
}

const percent = (category: string) => (run: Run) => 100 * run.score(category);
const seconds = (audit: string) => (run: Run) => run.number(audit) / 1000;

const LINES: readonly Line[] = [
  {
    name: 'Performance',
    unit: '',
    of: percent('performance'),
    target: { atLeast: 95 },
    digits: 0,
  },
  {
    name: 'Accessibility',
    unit: '',
    of: percent('accessibility'),
    target: { atLeast: 95 },
    digits: 0,
  },
  {
    name: 'Best practices',
    unit: '',
    of: percent('best-practices'),
    target: { atLeast: 95 },
    digits: 0,
  },
  {
    name: 'First contentful paint',
    unit: 's',
    of: seconds('first-contentful-paint'),
    target: { atMost: 1.8 },
    digits: 2,
  },
  {
    name: 'Largest contentful paint',
    unit: 's',
    of: seconds('largest-contentful-paint'),
    target: { atMost: 2.5 },
    digits: 2,
  },
  {
    name: 'Layout shift',
    unit: '',
    of: (run) => run.number('cumulative-layout-shift'),
    target: { atMost: 0 },
    digits: 3,
  },
  {
    name: 'Blocked main thread',
    unit: 'ms',
    of: (run) => run.number('total-blocking-time'),
    target: { atMost: 200 },
    digits: 0,
  },
  {
    // Without a promise: page.journey.ts weighs what is inside, which is promised to be below 200.
    name: 'On its way, with headers',
    unit: 'kB',
    of: (run) => run.number('total-byte-weight') / 1000,
    digits: 0,
  },
];

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const count = Number(values.runs);
if (!Number.isInteger(count) || count < 1) throw new Error('--runs takes a number of runs');

const browser = await findBrowser();
const gateway = await startGateway();
try {
  const runs: Run[] = [];
  for (let index = 0; index < count; index += 1) {
    runs.push(await runOnce(browser, gateway.url));
    process.stderr.write(`${index + 1} of ${count}\n`);
  }
  process.exitCode = report(runs) ? 0 : 1;
} finally {
  gateway.process.kill('SIGKILL');
}

/** Prints the medians beside their targets. Whether all are met. */
function report(runs: readonly Run[]): boolean {
  const judged = LINES.map((line) => {
    const { median, min, max } = spreadOf(runs.map(line.of));
    const written = (value: number) => value.toFixed(line.digits);
    // As it is printed: nobody can see that 0.0004 is more than 0.
    const shown = Number(written(median));
    const { target } = line;
    const isMet =
      !target || ('atLeast' in target ? shown >= target.atLeast : shown <= target.atMost);
    const promise = !target
      ? ''
      : 'atLeast' in target
        ? `at least ${target.atLeast} ${line.unit}`
        : `at most ${target.atMost} ${line.unit}`;
    console.log(
      [
        line.name.padEnd(26),
        `${written(median)} ${line.unit}`.trim().padStart(10),
        `(${written(min)} to ${written(max)})`.padEnd(18),
        promise.trim().padEnd(16),
        !target ? '' : isMet ? 'met' : 'MISSED',
      ].join('  '),
    );
    return isMet;
  });
  const faults = new Set(runs.flatMap((run) => run.faults));
  for (const fault of faults) console.log(`costs points: ${fault}`);
  return judged.every(Boolean);
}

/** With a browser and a profile of its own: nothing is warm. */
async function runOnce({ executablePath, env }: Browser, url: string): Promise<Run> {
  const profile = await mkdtemp(join(tmpdir(), 'start-page-'));
  const port = await freePort();
  const chromium = spawn(
    executablePath,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      `--user-data-dir=${profile}`,
      `--remote-debugging-port=${port}`,
      'about:blank',
    ],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    await says(chromium, 'stderr', 'DevTools listening');
    const result = await lighthouse(url, {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices'],
    });
    if (!result) throw new Error('Lighthouse gave no result');
    if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
    return readRun(result.lhr);
  } finally {
    const gone = once(chromium, 'exit');
    chromium.kill('SIGKILL');
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The part of Lighthouse's result that is read here. */
interface Result {
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly auditRefs: readonly AuditRef[] } | undefined
    >
  >;
  readonly audits: Readonly<
    Record<
      string,
      | {
          readonly title: string;
          readonly score: number | null;
          readonly numericValue?: number;
          readonly displayValue?: string;
          readonly errorMessage?: string;
        }
      | undefined
    >
  >;
}
interface AuditRef {
  readonly id: string;
  readonly weight: number;
}

function readRun({ categories, audits }: Result): Run {
  return {
    score: (name) => {
      const score = categories[name]?.score;
      if (score === null || score === undefined) {
        const failed = Object.values(audits).flatMap((audit) => audit?.errorMessage ?? []);
        throw new Error(`Lighthouse did not judge ${name}: ${failed.join('; ')}`);
      }
      return score;
    },
    number: (name) => {
      const value = audits[name]?.numericValue;
      if (value === undefined) throw new Error(`Lighthouse did not measure ${name}`);
      return value;
    },
    faults: Object.values(categories)
      .flatMap((category) => category?.auditRefs ?? [])
      .flatMap(({ id, weight }) => {
        const { title = id, score = null, displayValue = '' } = audits[id] ?? {};
        const costs = weight > 0 && score !== null && score < 0.9;
        return costs ? [`${title} ${displayValue}`.trim()] : [];
      }),
  };
}

async function startGateway(): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/apps/gateway/main.js'], {
    env: {
      ...process.env,
      NO_COLOR: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      CLIENT_DIR: BUILT_CLIENT,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await says(child, 'stdout', 'whisperNet is on');
  return { url: `http://localhost:${port}/`, process: child };
}

/** Waits until the process says so. Rejects where it ends before. */
async function says(child: ChildProcess, where: 'stdout' | 'stderr', words: string): Promise<void> {
  const stream = child[where];
  if (!stream) throw new Error('its output is a pipe');
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (line.includes(words)) resolve();
    });
    child.on('error', reject);
    child.on('exit', () => {
      reject(new Error(`it ended before it said '${words}':\n${lines.join('\n')}`));
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on TCP
  server.close();
  await once(server, 'close');
  return port;
}
