import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium } from 'playwright-core';
import { launchFirefox } from './firefox';
import type { Place } from './network';

/** How a browser starts. */
export interface BrowserOptions {
  /** The page's address; the permissions are granted to its origin. */
  readonly url: string;
  /** Chromium where nothing is said; a Firefox knows neither `permissions` nor `flags`. */
  readonly kind?: 'chromium' | 'firefox';
  /** What the person has granted already. Without one of the two, a machine that has only a loopback interface finds no path to anybody. */
  readonly permissions?: readonly string[];
  /** Whether `showSaveFilePicker` is there; a headless one can only be cancelled. */
  readonly picker?: boolean;
  /** Further flags of Chromium's; a repeated one counts as given here. */
  readonly flags?: readonly string[];
  /** A script that runs in the page before its own. */
  readonly initScript?: string;
  /** How long its person waits for a thing to appear; long enough for a page, not for a large file. */
  readonly patienceMs?: number;
  /** Where on a network of the journey's own a Chromium stands; without it, on this machine's. */
  readonly place?: Place;
}

/** One person's browser: a process and a profile of its own, with one tab. */
export interface BrowserProcess {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page downloads after `begin`: where it lies, and the name that it was to have. */
  downloadAfter(begin: () => Promise<void>): Promise<Download>;
  /** Ends the process and deletes its profile. */
  close(): Promise<void>;
  /** Kills the process at once, as a crash would; `close` is still due. */
  kill(): Promise<void>;
  /** After `kill`: a new process, with the profile as the crash has left it. */
  startAgain(): Promise<BrowserProcess>;
}

export interface Download {
  readonly path: string;
  readonly name: string;
}

/** Starts the Chromium that CHROME_BIN names, with a fake camera and microphone, or a Firefox. */
export async function startBrowser(options: BrowserOptions): Promise<BrowserProcess> {
  return startWith(options, await mkdtemp(join(tmpdir(), 'whispernet-journey-')));
}

async function startWith(options: BrowserOptions, profile: string): Promise<BrowserProcess> {
  const launch = options.kind === 'firefox' ? launchFirefox : launchChromium;
  const { context, downloadAfter } = await launch(options, profile);
  context.setDefaultTimeout(options.patienceMs ?? PATIENCE_MS);
  if (options.picker !== true) {
    await context.addInitScript('delete globalThis.showSaveFilePicker');
    await context.addInitScript('delete globalThis.showDirectoryPicker');
  }
  if (options.initScript !== undefined) await context.addInitScript(options.initScript);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    downloadAfter: (begin) => downloadAfter(page, begin),
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
    kill: async () => {
      for (const pid of await processesWith(profile)) process.kill(pid, 'SIGKILL');
    },
    startAgain: () => startWith(options, profile),
  };
}

/** A browser as it was launched: downloads are the one thing that each kind does in its own way. */
export interface Launched {
  readonly context: BrowserContext;
  readonly downloadAfter: (page: Page, begin: () => Promise<void>) => Promise<Download>;
}

async function launchChromium(options: BrowserOptions, profile: string): Promise<Launched> {
  const executablePath = process.env['CHROME_BIN'];
  if (!executablePath) {
    throw new Error('CHROME_BIN is not set; `npm run nx -- e2e client-e2e` finds a browser for it');
  }
  const { origin, hostname } = new URL(options.url);
  // A persistent context: an ordinary one is off the record and keeps OPFS in memory.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.place
      ? await enteringFirst(options.place, executablePath, profile)
      : executablePath,
    acceptDownloads: true,
    // In the C locale Chromium finds no file whose name is not ASCII, and calls it empty.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    // English is the source language of every name that the journeys look for.
    locale: 'en-GB',
    args: [
      ...FLAGS,
      // No name is looked up: whatever is not on this machine does not exist.
      `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE ${hostname}`,
      // On a network of our own the page is not on localhost.
      ...(options.place ? [`--unsafely-treat-insecure-origin-as-secure=${origin}`] : []),
      ...(options.flags ?? []),
    ],
  });
  await context.grantPermissions([...(options.permissions ?? GRANTED)], { origin });
  return {
    context,
    downloadAfter: async (page, begin) => {
      const started = page.waitForEvent('download');
      await begin();
      const download = await started;
      return { path: await download.path(), name: download.suggestedFilename() };
    },
  };
}

/** Playwright starts a program, never a command line: a script that enters the place and becomes the browser. */
async function enteringFirst(place: Place, program: string, folder: string): Promise<string> {
  const script = join(folder, 'browser.sh');
  const command = [...place.enter, program].map((word) => `'${word}'`).join(' ');
  await writeFile(script, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o700 });
  return script;
}

/** How long a person waits for a thing to appear: an Argon2id and a handshake on two busy cores, and as much again. */
const PATIENCE_MS = 30_000;

const GRANTED = ['camera', 'microphone', 'clipboard-read', 'clipboard-write'];

const FLAGS = [
  '--no-sandbox', // root in a container has no user namespaces
  '--disable-gpu',
  '--disable-dev-shm-usage', // 64 MB in a container
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection', // a machine without a network has nothing else
  '--autoplay-policy=no-user-gesture-required',
];

/** Every process whose command line names the profile: Playwright keeps the id of its own to itself. */
async function processesWith(profile: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const named = await Promise.all(
    pids.map(async (pid) => {
      // A process may end while it is looked at.
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return command.includes(profile);
    }),
  );
  return pids.filter((_, index) => named[index]);
}
