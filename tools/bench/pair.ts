import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type BrowserContext,
  type Browser as LaunchedBrowser,
  type Page,
  chromium,
} from 'playwright-core';
import { rolldown } from 'rolldown';
import type { Browser } from '../browser.ts';
import type { BenchPage, BenchWindow, PageMessage } from './bench-page.ts';
import type { Lab, Namespace } from './lab/lab.ts';

/** Intercepted before it reaches any network; a secure context, as WebCrypto demands. */
const ORIGIN = 'http://localhost';
const ENTRY = join(import.meta.dirname, 'page/main.ts');

/** Two browsers, one in each namespace of a lab. */
export class Pair {
  readonly #browsers: readonly [LaunchedBrowser, LaunchedBrowser];
  readonly #html: string;

  /** `folder`: where small files may go. */
  static async launch(lab: Lab, browser: Browser, folder: string): Promise<Pair> {
    const html = `<!doctype html><script type="module">${await bundle()}</script>`;
    const [alice, bob] = await Promise.all([
      launch(lab.alice, browser, folder),
      launch(lab.bob, browser, folder),
    ]);
    return new Pair([alice, bob], html);
  }

  private constructor(browsers: readonly [LaunchedBrowser, LaunchedBrowser], html: string) {
    this.#browsers = browsers;
    this.#html = html;
  }

  /** A fresh page in each, connected by whisperNet's own link. */
  async meet(): Promise<Meeting> {
    const [hers, his] = this.#browsers;
    const contexts = await Promise.all([hers.newContext(), his.newContext()]);
    const meeting = new Meeting(
      contexts,
      await Promise.all(contexts.map((each) => each.newPage())),
    );
    await meeting.open(this.#html);
    return meeting;
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
  }
}

/** Two pages that know each other. */
export class Meeting {
  readonly alice: Caller;
  readonly bob: Caller;
  readonly #contexts: readonly BrowserContext[];
  readonly #pages: readonly Page[];

  constructor(contexts: readonly BrowserContext[], pages: readonly Page[]) {
    const [alice, bob] = pages;
    if (!alice || !bob) throw new Error('two pages make a meeting');
    this.#contexts = contexts;
    this.#pages = pages;
    this.alice = callerOf(alice);
    this.bob = callerOf(bob);
  }

  async open(html: string): Promise<void> {
    await Promise.all(
      this.#pages.map(async (page, at) => {
        // Without it Chromium tells nobody its addresses, and looks at its default route only.
        await page.context().grantPermissions(['camera', 'microphone'], { origin: ORIGIN });
        await page
          .context()
          .route(`${ORIGIN}/`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
        const other = this.#pages[1 - at];
        await page.exposeFunction('tellOther', (message: PageMessage) =>
          // Whoever closes the pages does not wait for their last words.
          other?.isClosed() === false ? say(other, message) : undefined,
        );
        page.on('pageerror', (error) => {
          console.error(`${at === 0 ? 'alice' : 'bob'}'s page: ${error.stack ?? error.message}`);
        });
      }),
    );
    await Promise.all(this.#pages.map((page) => page.goto(`${ORIGIN}/`)));
    await Promise.all([this.alice('meet', 'A'), this.bob('meet', 'B')]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

/** Calls a method of a page's `window.bench`. */
export type Caller = <Name extends keyof BenchPage>(
  name: Name,
  ...args: Parameters<BenchPage[Name]>
) => Promise<Awaited<ReturnType<BenchPage[Name]>>>;

function callerOf(page: Page): Caller {
  return async (name, ...args) =>
    // The page's own method, whose result JSON can carry.
    (await page.evaluate(
      ([name, args]) => {
        const { bench } = globalThis as unknown as BenchWindow;
        return (bench[name] as (...args: readonly unknown[]) => unknown)(...args);
      },
      [name, args] as const,
    )) as never;
}

async function say(page: Page, message: PageMessage): Promise<void> {
  try {
    await callerOf(page)('hear', message);
  } catch (error) {
    if (!page.isClosed()) throw error; // closed in the meantime: nobody listens any more
  }
}

function launch(
  namespace: Namespace,
  { executablePath, env }: Browser,
  folder: string,
): Promise<LaunchedBrowser> {
  // Playwright starts one file and talks to it through pipes, which reach across namespaces.
  const starter = resolve(folder, `chromium-${namespace.name}`);
  const command = [...namespace.enter, executablePath].map((word) => `'${word}'`).join(' ');
  writeFileSync(starter, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  return chromium.launch({
    executablePath: starter,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox', // root in a container has no user namespaces
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
}

async function bundle(): Promise<string> {
  const built = await rolldown({
    input: ENTRY,
    platform: 'browser',
    tsconfig: join(import.meta.dirname, 'page/tsconfig.json'),
  });
  const { output } = await built.generate({ format: 'esm', minify: true, codeSplitting: false });
  await built.close();
  // Inlined: nothing in it may end the script.
  return output[0].code.replaceAll('</script', '<\\/script');
}
