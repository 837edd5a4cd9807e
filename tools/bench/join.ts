// How long joining a room takes, and what the page's main thread does meanwhile. Real Chromium,
// the built client, the built gateway; docs/benches.md says what the lines mean.
//
//   node tools/bench/join.ts [--joins N] [--slowdown N] [--profile <folder>]
//
//   alice creates a room and stays; for each join bob opens a browser context and a page of his own:
//   click ─▶ worker (Argon2id) ─────────────▶ secret
//         └▶ knock ─▶ offered ···· waits for it ──▶ answer ─▶ admitted ─▶ Connected
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import {
  type BrowserContext,
  type CDPSession,
  type Browser as LaunchedBrowser,
  type Page,
  chromium,
} from 'playwright-core';
import { type Browser, findBrowser } from '../browser.ts';
import {
  PAGE_MARK,
  type Blockage,
  type JoinFigures,
  type Span,
  type TraceEvent,
  blockageWithin,
  heaviestTaskMs,
  joinFigures,
  spreadOf,
} from './join-figures.ts';
import { type BenchedWindow, recordMarks } from './page-marks.ts';

/** What a person at a door does not feel as waiting: security.md's budget for Argon2id and handshake. */
const TARGET_MS = 1_500;
/** After `Connected` the room is still being drawn; that belongs to joining. */
const SETTLE_MS = 500;
const LONG_MS = 50;

interface Join {
  readonly figures: JoinFigures;
  /** The same worker asked twice, later and alone: the first time with its start, the second without. */
  readonly alone: readonly [number, number];
  readonly joining: Sides;
  /** As long as the join, right after it, on the same pages. */
  readonly idle: Sides;
}

interface Sides {
  readonly joiner: Blocked;
  readonly opener: Blocked;
}

interface Blocked extends Blockage {
  /** The heaviest task, in milliseconds of processor. */
  readonly heaviest: number;
}

/** Measures; prints nothing. */
async function measure({ joins, slowdown, profile }: Options, browser: Browser): Promise<Join[]> {
  const gateway = await startGateway();
  const [hers, his] = await Promise.all([launch(browser), launch(browser)]);
  try {
    const alice = await arrive(await hers.newContext(), gateway.url, slowdown);
    await fillIn(alice.page, 'Alice');
    await alice.page.getByRole('button', { name: 'Create room' }).click();
    await alice.page.getByRole('status').filter({ hasText: 'Waiting for others' }).waitFor();

    const measured: Join[] = [];
    for (let i = 0; i < joins; i += 1) {
      const context = await his.newContext();
      const bob = await arrive(context, gateway.url, slowdown);
      if (profile !== undefined) await Promise.all([alice, bob].map(startProfile));
      measured.push(await joinOnce(alice.page, bob.page));
      if (profile !== undefined) {
        await saveProfile(alice, join(profile, `opener-${i}.cpuprofile`));
        await saveProfile(bob, join(profile, `joiner-${i}.cpuprofile`));
      }
      await bob.page.getByRole('button', { name: 'Leave room' }).click();
      await alice.page.getByRole('status').filter({ hasText: 'Waiting for others' }).waitFor();
      await context.close();
    }
    return measured;
  } finally {
    await Promise.all([hers.close(), his.close()]);
    gateway.process.kill('SIGKILL');
  }
}

async function joinOnce(alice: Page, bob: Page): Promise<Join> {
  await fillIn(bob, 'Bob');
  await bob.waitForTimeout(SETTLE_MS); // what typing has set off is none of the join
  const stopTracing = await trace(alice, bob);
  await bob.getByRole('button', { name: 'Join room' }).click();
  await bob
    .getByRole('status')
    .filter({ hasText: /\bConnected\b/ })
    .waitFor();
  const { pressed, connected } = await marksOf(bob);
  if (pressed === undefined || connected === undefined) throw new Error('the page saw no join');
  const joining = { from: pressed, to: connected + SETTLE_MS };
  await bob.waitForTimeout(joining.to - Date.now());
  const joiningTasks = await stopTracing();

  const stopIdle = await trace(alice, bob);
  const began = Date.now();
  const idle = { from: began, to: began + (joining.to - joining.from) };
  await bob.waitForTimeout(idle.to - began);
  const idleTasks = await stopIdle();
  await bob.waitForTimeout(SETTLE_MS); // so that an observer has heard of all that happened

  const [hers, his] = await Promise.all([marksOf(alice), marksOf(bob)]);
  const sides = (span: Span, [opener, joiner]: readonly [number, number]): Sides => ({
    joiner: { ...blockageWithin(his, span), heaviest: joiner },
    opener: { ...blockageWithin(hers, span), heaviest: opener },
  });
  return {
    figures: joinFigures(his),
    joining: sides(joining, joiningTasks),
    idle: sides(idle, idleTasks),
    alone: await bob.evaluate(() => (globalThis as unknown as BenchedWindow).askSecretTwice()),
  };
}

/** Traces both browsers; what it returns ends that, with the heaviest task of each. */
async function trace(alice: Page, bob: Page): Promise<() => Promise<readonly [number, number]>> {
  const [hers, his] = [alice, bob].map((page) => page.context().browser());
  if (!hers || !his) throw new Error('a launched page has a browser');
  const begin = async (browser: LaunchedBrowser, page: Page) => {
    await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
    await page.evaluate((mark) => performance.mark(mark), PAGE_MARK);
  };
  const end = async (browser: LaunchedBrowser) => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
      readonly traceEvents: readonly TraceEvent[]; // the Trace Event Format
    };
    if (!traceEvents.some(({ name }) => name === PAGE_MARK)) throw new Error('an empty trace');
    return heaviestTaskMs(traceEvents);
  };
  await Promise.all([begin(hers, alice), begin(his, bob)]);
  return async () => [await end(hers), await end(his)];
}

const marksOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as BenchedWindow).benchMarks);

interface Visitor {
  readonly page: Page;
  readonly devtools: CDPSession;
}

async function arrive(context: BrowserContext, url: string, slowdown: number): Promise<Visitor> {
  // Without a granted permission a machine that has only a loopback interface finds no path.
  await context.grantPermissions(['camera', 'microphone'], { origin: url });
  await context.addInitScript(recordMarks);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url);
  return { page, devtools };
}

async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('textbox', { name: 'Room number' }).fill('482193067');
  await page
    .getByRole('textbox', { name: 'Password', exact: true })
    .fill('correct horse battery staple');
}

async function startProfile({ devtools }: Visitor): Promise<void> {
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval: 500 }); // µs
  await devtools.send('Profiler.start');
}

async function saveProfile({ devtools }: Visitor, file: string): Promise<void> {
  const { profile } = await devtools.send('Profiler.stop');
  await writeFile(file, JSON.stringify(profile));
}

function launch({ executablePath, env }: Browser) {
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox', // root in a container has no user namespaces
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
    ],
  });
}

/** The built gateway with the built client, on a free port, for one who joins more often than people do. */
async function startGateway(): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/apps/gateway/main.js'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      CLIENT_DIR: 'dist/apps/client/browser',
      SOCKETS_PER_SOURCE: '1000',
      OPENS_PER_MINUTE: '1000',
      KNOCKS_PER_MINUTE: '1000',
      ROOM_KNOCKS_PER_MINUTE: '1000',
      TURNS_PER_MINUTE: '1000',
    },
  });
  process.once('exit', () => child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('whisperNet is on')) resolve();
    });
    child.on('error', reject).on('exit', (code) => {
      reject(new Error(`the gateway ended (${code ?? 'by a signal'}); is it built?`));
    });
  });
  return { url: `http://localhost:${port}`, process: child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // of a TCP server: never a string, never null
  server.close();
  await once(server, 'close');
  return port;
}

/** The report, line by line. */
function* report(joins: readonly Join[]): Generator<string> {
  const spread = (what: string, of: (join: Join) => number, then = '') => {
    const { median, min, max } = spreadOf(joins.map(of));
    return `${what.padEnd(44)}${[median, min, max].map((ms) => ms.toFixed(0).padStart(7)).join('')}${then}`;
  };
  yield `${'milliseconds'.padEnd(44)}${['median', 'min', 'max'].map((word) => word.padStart(7)).join('')}`;
  yield spread('Argon2id, its worker alone and warm', ({ alone }) => alone[1]);
  yield spread('  the same worker from its start', ({ alone }) => alone[0]);
  yield spread('  the same during the join', ({ figures }) => figures.worker);
  yield spread('Handshake without Argon2id', ({ figures }) => figures.handshake);
  yield spread('  knock → offered', ({ figures }) => figures.knockToOffer);
  yield spread('  offered, secret → answer', ({ figures }) => figures.readyToAnswer);
  yield spread('  answer → admitted', ({ figures }) => figures.answerToAdmitted);
  const { median } = spreadOf(joins.map(({ figures }) => figures.clickToAdmitted));
  yield spread(
    'Click → admitted: Argon2id and handshake',
    ({ figures }) => figures.clickToAdmitted,
    `   target ${TARGET_MS}: ${median <= TARGET_MS ? 'met' : 'MISSED'}`,
  );
  yield spread('  admitted → first signal', ({ figures }) => figures.admittedToSignal);
  yield spread('  first signal → Connected', ({ figures }) => figures.signalToConnected);
  yield spread('Click → Connected', ({ figures }) => figures.clickToConnected);

  yield `\n${`${joins.length} joins`.padEnd(44)}${'joining'.padStart(20)}${'idle'.padStart(20)}`;
  for (const [who, side] of [
    ['who joins', 'joiner'],
    ['who opens', 'opener'],
  ] as const) {
    const columns = (of: (blocked: Blocked[]) => string) =>
      (['joining', 'idle'] as const)
        .map((when) => of(joins.map((join) => join[when][side])).padStart(20))
        .join('');
    yield `${`main thread of ${who}, tasks over ${LONG_MS} ms`.padEnd(44)}${columns((blocked) => {
      const tasks = blocked.flatMap(({ longTasks }) => longTasks);
      return tasks.length === 0 ? '0' : `${tasks.length}, longest ${Math.max(...tasks).toFixed(0)}`;
    })}`;
    yield `${'  the heaviest, ms of processor'.padEnd(44)}${columns((blocked) =>
      Math.max(...blocked.map(({ heaviest }) => heaviest)).toFixed(0),
    )}`;
  }
  const scripts = joins
    .flatMap(({ joining }) => [...joining.joiner.scripts, ...joining.opener.scripts])
    .filter(({ ms }) => ms > LONG_MS)
    .toSorted((a, b) => b.ms - a.ms);
  yield scripts.length === 0
    ? `No script of the page ran for over ${LONG_MS} ms.`
    : `Scripts of the page that took over ${LONG_MS} ms by the clock:`;
  for (const { ms, invoker, source } of scripts.slice(0, 10))
    yield `  ${ms.toFixed(0)} ms  ${invoker}  ${source}`;
}

interface Options {
  readonly joins: number;
  readonly slowdown: number;
  readonly profile: string | undefined;
}

const { values } = parseArgs({
  options: {
    joins: { type: 'string', default: '12' },
    slowdown: { type: 'string', default: '1' },
    profile: { type: 'string' },
  },
});
const options = {
  joins: Number(values.joins),
  slowdown: Number(values.slowdown),
  profile: values.profile,
};
if (!(options.joins >= 1) || !(options.slowdown >= 1))
  throw new Error(
    'usage: node tools/bench/join.ts [--joins N] [--slowdown N] [--profile <folder>]',
  );
if (options.profile !== undefined) await mkdir(options.profile, { recursive: true });
const browser = await findBrowser();
console.log(
  `${options.joins} joins, each in a fresh page${options.slowdown > 1 ? `, main threads ${options.slowdown} times slower` : ''}; ` +
    `${availableParallelism()} cores for both browsers and the gateway (${cpus()[0]?.model ?? 'unknown'}), ${browser.version}\n`,
);
for (const line of report(await measure(options, browser))) console.log(line);
