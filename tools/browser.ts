// One browser for every test: Karma's specs and the journeys run in what `findBrowser` finds.
//
//   node tools/browser.ts                        prepares it and says which one it is
//   node tools/browser.ts <command> [argument …] runs the command with CHROME_BIN set to it
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Where a browser is and what its process needs in its environment beside what it inherits. */
export interface Browser {
  readonly executablePath: string;
  /** What `--version` answers, such as 'Chromium 153.0.7500.0'. */
  readonly version: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Finds a Chromium that starts: CHROME_BIN's, else this machine's own, else the one that the npm
 * package brings (Linux on x64), unpacked once into a git-ignored folder.
 * Rejects with a sentence that says how to get one.
 */
export async function findBrowser(): Promise<Browser> {
  const chosen = process.env['CHROME_BIN'];
  if (chosen) {
    const browser = await probe(chosen);
    if (browser) return browser;
    throw new Error(`CHROME_BIN is ${chosen}, which does not start. ${REMEDY}`);
  }
  for (const candidate of installedCandidates()) {
    const browser = existsSync(candidate) && (await probe(candidate));
    if (browser) return browser;
  }
  const unpacked = await findPackagedBrowser();
  if (unpacked) return unpacked;
  throw new Error(`No Chromium was found on this machine. ${REMEDY}`);
}

const REMEDY =
  'Install one (Debian: apt-get install chromium) or set CHROME_BIN to the path of a Chromium or Chrome.';

/** The paths at which a machine's own browser is looked for, the likeliest first. */
function installedCandidates(): readonly string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/opt/google/chrome/chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ];
}

const run = promisify(execFile);

/** The browser at a path, or undefined where it does not start (a stub of another packager, say). */
async function probe(
  executablePath: string,
  env: Browser['env'] = {},
): Promise<Browser | undefined> {
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return { executablePath, version: 'Chrome', env };
  try {
    const { stdout } = await run(executablePath, ['--version', '--no-sandbox'], {
      env: { ...process.env, ...env },
      timeout: 30_000, // a first start on a cold disk takes seconds, a hung one for ever
    });
    return { executablePath, version: stdout.trim(), env };
  } catch (error) {
    // Awaited here: no such file, a library that is missing, a stub that refuses.
    console.error(`${executablePath} does not start: ${(error as Error).message.trim()}`);
    return undefined;
  }
}

/**
 * The Chromium inside @sparticuz/chromium, with the libraries and fonts that it brings, so that
 * a Debian without a single browser library runs it; undefined where it is not for this machine.
 */
export async function findPackagedBrowser(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const root = resolve(import.meta.dirname, '..');
  const manifest = join(root, 'node_modules/@sparticuz/chromium/package.json');
  if (!existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  const folder = join(root, `tmp/browser-${version}`);
  const browser = () =>
    probe(join(folder, 'chromium'), {
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      // Apart from the folder, which nobody writes to once it is whole.
      XDG_CACHE_HOME: join(root, 'tmp/browser-cache'),
    });
  if (existsSync(folder)) {
    const ready = await browser();
    if (ready) return ready;
    rmSync(folder, { recursive: true });
  }
  // Unpacked aside and renamed at the end: what is there is whole, whoever else unpacks meanwhile.
  const aside = `${folder}-${process.pid}`;
  mkdirSync(aside, { recursive: true });
  try {
    // A process of its own, because the package unpacks into TMPDIR, and its libraries only where
    // it believes itself to be in the machine image that they were made for.
    await run(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        "await (await import('@sparticuz/chromium')).default.executablePath();",
      ],
      {
        cwd: root,
        env: { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
      },
    );
    writeFileSync(join(aside, 'fonts/fonts.conf'), FONTS_CONF);
    if (!existsSync(folder)) renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return browser();
}

/**
 * The package's own file names folders of the temporary directory; without a font in any of them
 * every text is laid out with no size at all, so that nothing on a page counts as visible.
 */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

if (process.argv[1] === import.meta.filename) {
  const { executablePath, version, env } = await findBrowser();
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) console.log(`${version} (${executablePath})`);
  else {
    spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env, CHROME_BIN: executablePath },
    }).on('exit', (code) => {
      process.exitCode = code ?? 1;
    });
  }
}
