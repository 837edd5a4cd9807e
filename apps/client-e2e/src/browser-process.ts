import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium } from 'playwright-core';

/** How a browser starts. */
export interface BrowserOptions {
  /** The page's address; the permissions are granted to its origin. */
  readonly url: string;
  /** What the person has granted already. Without one of the two, a machine that has only a loopback interface finds no path to anybody. */
  readonly permissions?: readonly string[];
  /** Whether `showSaveFilePicker` is there; a headless one can only be cancelled. */
  readonly picker?: boolean;
  /** Further flags of Chromium's; a repeated one counts as given here. */
  readonly flags?: readonly string[];
  /** A script that runs in the page before its own. */
  readonly initScript?: string;
}

/** One person's browser: a process and a profile of its own, with one tab. */
export interface BrowserProcess {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Ends the process and deletes its profile. */
  close(): Promise<void>;
  /** Kills the process at once, as a crash would; `close` is still due. */
  kill(): Promise<void>;
}

/** Starts the Chromium that CHROME_BIN names, with a fake camera and microphone. */
export async function startBrowser(options: BrowserOptions): Promise<BrowserProcess> {
  const executablePath = process.env['CHROME_BIN'];
  if (!executablePath) {
    throw new Error('CHROME_BIN is not set; `npm run nx -- e2e client-e2e` finds a browser for it');
  }
  const profile = await mkdtemp(join(tmpdir(), 'whispernet-journey-'));
  // A persistent context: an ordinary one is off the record and keeps OPFS in memory.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    acceptDownloads: true,
    // English is the source language of every name that the journeys look for.
    locale: 'en-GB',
    args: [...FLAGS, ...(options.flags ?? [])],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const { origin } = new URL(options.url);
  await context.grantPermissions([...(options.permissions ?? GRANTED)], { origin });
  if (options.picker !== true) {
    await context.addInitScript('delete globalThis.showSaveFilePicker');
  }
  if (options.initScript !== undefined) await context.addInitScript(options.initScript);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
    kill: async () => {
      for (const pid of await processesWith(profile)) process.kill(pid, 'SIGKILL');
    },
  };
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
  // No name is looked up: whatever is not on this machine does not exist.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
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
