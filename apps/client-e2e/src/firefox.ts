import { type FSWatcher, constants, watch } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { firefox } from 'playwright-core';
import type { BrowserOptions, Download, Launched } from './browser-process';

/** The Firefox that FIREFOX_BIN names, else this machine's own; undefined where there is none. */
export async function findFirefox(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = process.env['FIREFOX_BIN']
    ? [process.env['FIREFOX_BIN']]
    : ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const candidate of candidates) {
    const runs = await access(candidate, constants.X_OK).then(
      () => true,
      () => false, // no such program
    );
    if (runs) return candidate;
  }
  return undefined;
}

/** Starts this machine's own Firefox over WebDriver BiDi: nothing of it is patched. */
export async function launchFirefox(_options: BrowserOptions, profile: string): Promise<Launched> {
  const executablePath = await findFirefox();
  if (executablePath === undefined) throw new Error('there is no Firefox on this machine');
  const downloadsPath = join(profile, 'downloads');
  await mkdir(downloadsPath, { recursive: true });
  const context = await firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath,
    headless: true,
    acceptDownloads: true,
    downloadsPath,
    locale: 'en-GB',
    firefoxUserPrefs: PREFERENCES,
  });
  return {
    context,
    downloadAfter: (_page, begin) => downloadInto(downloadsPath, begin),
  };
}

const PREFERENCES = {
  // Nothing is fetched but the page.
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** In bytes; 0 while the `.part` takes the place of the empty file, when the name is nobody's for a moment. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/**
 * Firefox tells BiDi of downloads without the number by which Playwright would know them: what
 * arrives in the folder is all there is to see. An empty file stands for the name first, then the
 * bytes grow in a `.part`, which takes its place at the end; so no empty download is ever over.
 */
async function downloadInto(folder: string, begin: () => Promise<void>): Promise<Download> {
  const before = new Set(await readdir(folder));
  const arrived = async (): Promise<Download | undefined> => {
    const names = (await readdir(folder)).filter((name) => !before.has(name));
    if (names.some((name) => name.endsWith('.part'))) return undefined;
    for (const name of names) {
      const path = join(folder, name);
      if ((await sizeOf(path)) > 0) return { path, name };
    }
    return undefined;
  };
  let watcher: FSWatcher | undefined;
  const download = new Promise<Download>((resolve, reject) => {
    watcher = watch(folder, () => {
      arrived().then((found) => {
        if (found) resolve(found);
      }, reject);
    });
  });
  try {
    await begin();
    return await download;
  } finally {
    watcher?.close();
  }
}
