// Photographs every scene of the gallery and compares the pictures with those that were looked at and
// kept. What has changed is shown in a picture of its own.
//
//   node tools/gallery.ts [name …]             compares; ends with 1 where a picture differs, tmp/gallery shows how
//   node tools/gallery.ts --update [name …]    keeps the pictures as they are now, to be looked at one by one
//
// A name is the beginning of a picture's. A picture is of one Chromium and its letters, which are told of
// in docs/gallery/drawn-by.txt: with others nothing is compared, which is said, and it ends with 2.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import pixelmatch from 'pixelmatch';
import { type Browser, type Page, chromium } from 'playwright-core';
import { PNG } from 'pngjs';
import { findBrowser, findPackagedBrowser } from './browser.ts';
import { PARTS, type Shot, mirroredShots, shotsOf } from './gallery-shots.ts';
import { smallPicture } from './small-picture.ts';

/** Where `nx run client:compile-gallery` puts the development build. */
const BUILT = 'dist/gallery/browser';
const KEPT = 'docs/gallery';
const FOUND = 'tmp/gallery';
const DRAWN_BY = join(KEPT, 'drawn-by.txt');

/** Of a picture's points: letters are drawn with a shade more or less. */
const MOST_DIFFERING = 0.001;

const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
] as const;

/** How a page may look, by the end of a picture's name. */
const LOOKS = [
  { look: 'light', colorScheme: 'light', locale: 'en-GB', shots: shotsOf },
  { look: 'dark', colorScheme: 'dark', locale: 'en-GB', shots: shotsOf },
  { look: 'rtl', colorScheme: 'light', locale: 'ar', shots: mirroredShots },
] as const;

/** Ten in the morning of the day that the scenes tell of, wherever and whenever the pictures are taken. */
const NOW = new Date('2026-11-23T10:07:00Z');

/** Of no server: a port by chance would stand in the pictures of the invite. */
const ORIGIN = 'http://localhost';

/** A camera that sees always the same, and a microphone in a silent room. */
const DEVICES = `
  const { mediaDevices } = navigator;
  const KINDS = { videoinput: 'Camera', audioinput: 'Microphone', audiooutput: 'Loudspeaker' };
  mediaDevices.enumerateDevices = async () => Object.entries(KINDS).map(([kind, name]) =>
    ({ kind, deviceId: kind, label: name + ' of this machine' }));
  mediaDevices.getUserMedia = async ({ video }) => {
    if (!video) return new AudioContext().createMediaStreamDestination().stream;
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const context = canvas.getContext('2d');
    context.fillStyle = '#c9a27f';
    context.fillRect(0, 0, 640, 360);
    return canvas.captureStream(1);
  };
`;

const { values, positionals } = parseArgs({
  options: { update: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const isWanted = (name: string) =>
  positionals.length === 0 || positionals.some((wanted) => name.startsWith(wanted));

rmSync(FOUND, { recursive: true, force: true });
for (const folder of [KEPT, FOUND]) mkdirSync(folder, { recursive: true });

// The one of the npm package is the same for everybody whom it is for.
const found = process.env['CHROME_BIN'] ? undefined : await findPackagedBrowser();
const { executablePath, env, version } = found ?? (await findBrowser());
const browser = await chromium.launch({
  executablePath,
  env: { ...process.env, ...env },
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-lcd-text'],
});
try {
  const drawnBy = `${version}\n${await lettersOf(browser)}\n`;
  const keptOf = existsSync(DRAWN_BY) ? readFileSync(DRAWN_BY, 'utf8') : undefined;
  if (values.update) await photographAll(keep);
  else if (keptOf === drawnBy) await compareAll();
  else {
    console.error(
      `SKIPPED, nothing was compared. The pictures were drawn by\n${keptOf ?? 'nobody'}\nand this is\n${drawnBy}`,
    );
    process.exitCode = 2;
  }
  if (values.update) writeFileSync(DRAWN_BY, drawnBy);
} finally {
  await browser.close();
}

async function compareAll(): Promise<void> {
  const differing: string[] = [];
  const taken = await photographAll((name, picture) => {
    if (differs(name, picture)) differing.push(join(FOUND, name));
  });
  const left = readdirSync(KEPT).filter((file) => file.endsWith('.png') && isWanted(file));
  const unknown = left.filter((file) => !taken.includes(file)).map((file) => join(KEPT, file));
  for (const path of differing) console.log(`differs: ${path}`);
  for (const path of unknown) console.log(`is of nothing any more: ${path}`);
  if (differing.length + unknown.length > 0) process.exitCode = 1;
  else console.log(`All ${taken.length} pictures are as they were kept.`);
}

/** Hands over one picture after the other; the names of all of them. */
async function photographAll(take: (name: string, picture: Buffer) => void): Promise<string[]> {
  const taken: string[] = [];
  await Promise.all(
    LOOKS.map(async ({ look, colorScheme, locale, shots }) => {
      const page = await newPage(colorScheme, locale);
      for (const shot of shots(await scenesOf(page))) {
        for (const size of SIZES) {
          const name = `${shot.name}-${size.width}-${look}.png`;
          if (!isWanted(name)) continue;
          await page.setViewportSize(size);
          await page.goto(`${ORIGIN}/gallery/${shot.scene}`);
          take(name, await photograph(page, shot));
          taken.push(name);
        }
      }
      await page.context().close();
    }),
  );
  return taken;
}

async function newPage(colorScheme: 'light' | 'dark', locale: string): Promise<Page> {
  const context = await browser.newContext({
    colorScheme,
    locale,
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    permissions: ['clipboard-write'],
  });
  await context.addInitScript(DEVICES);
  await context.route(`${ORIGIN}/**`, async (route) => {
    const file = join(BUILT, normalize(new URL(route.request().url()).pathname));
    const isFile = extname(file) !== '' && existsSync(file);
    await route.fulfill({ path: isFile ? file : join(BUILT, 'index.html') });
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  return page;
}

async function scenesOf(page: Page): Promise<readonly string[]> {
  await page.goto(`${ORIGIN}/gallery`);
  const links = page.getByRole('main').getByRole('link');
  await links.first().waitFor();
  return links.allInnerTexts();
}

async function photograph(page: Page, { part, press = [] }: Shot): Promise<Buffer> {
  await page.locator('wn-room-page, wn-lobby').waitFor();
  const isNarrow = (page.viewportSize()?.width ?? 0) < 600;
  if (isNarrow && part !== undefined) {
    // By its place: its name is in the language of the page.
    await page.locator('wn-panel-bar button').nth(PARTS.indexOf(part)).click();
  }
  for (const name of press) {
    await page.getByRole('button', { name, exact: true }).first().click();
  }
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return standingStill(page);
}

/** Once two pictures in a row are the same: what was pressed may bring something. */
async function standingStill(page: Page): Promise<Buffer> {
  const shoot = () => page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: true });
  let before = await shoot();
  for (let tries = 0; tries < 20; tries += 1) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const now = await shoot();
    if (now.equals(before)) return smallPicture(PNG.sync.read(now));
    before = now;
  }
  throw new Error(`${page.url()} does not stand still.`);
}

function keep(name: string, picture: Buffer): void {
  writeFileSync(join(KEPT, name), picture);
}

/** Whether it is another picture than the kept one; then it is written, and the difference beside it. */
function differs(name: string, picture: Buffer): boolean {
  const path = join(KEPT, name);
  const before = existsSync(path) ? PNG.sync.read(readFileSync(path)) : undefined;
  const after = PNG.sync.read(picture);
  const { width, height } = after;
  const difference = new PNG({ width, height });
  if (before?.width === width && before.height === height) {
    const points = pixelmatch(before.data, after.data, difference.data, width, height, {
      threshold: 0.15,
    });
    if (points <= MOST_DIFFERING * width * height) return false;
    writeFileSync(join(FOUND, name.replace('.png', '.difference.png')), PNG.sync.write(difference));
  }
  writeFileSync(join(FOUND, name), picture);
  return true;
}

/** How wide the letters are that the page does not bring along: other fonts are other pictures. */
async function lettersOf(drawing: Browser): Promise<string> {
  const page = await drawing.newPage();
  const widths = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    return ['100px monospace', '100px sans-serif', '100px system-ui'].flatMap((font) =>
      ['Whisper', 'Шепіт', 'همس', '👍'].map((word) => {
        if (!context) return 0;
        context.font = font;
        return Math.round(context.measureText(word).width);
      }),
    );
  });
  await page.close();
  return `with letters of ${widths.join(' ')}`;
}
