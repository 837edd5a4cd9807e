// Photographs every scene of the gallery and compares the pictures with those that were looked at and
// kept. What has changed is shown in a picture of its own.
//
//   node tools/gallery.ts             compares; ends with 1 where a picture differs, tmp/gallery shows how
//   node tools/gallery.ts --update    keeps the pictures as they are now, to be looked at one by one
//
// A picture is of one Chromium and its way of drawing letters, so this is a command and no check.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import pixelmatch from 'pixelmatch';
import { type Page, chromium } from 'playwright-core';
import { PNG } from 'pngjs';
import { findBrowser } from './browser.ts';

/** Where `nx run client:compile-gallery` puts the development build. */
const BUILT = 'dist/gallery/browser';
const KEPT = 'docs/gallery';
const FOUND = 'tmp/gallery';

/** Of a picture's points: letters are drawn with a shade more or less. */
const MOST_DIFFERING = 0.001;

const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
] as const;
/** Which part of the room a scene is about. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['conversation', 'Chat'],
  ['files', 'Files'],
  ['files-held', 'Files'],
  ['files-ended', 'Files'],
  ['verified', 'People'],
]);
const SCHEMES = ['light', 'dark'] as const;

/** Ten in the morning of the day that the scenes tell of, wherever and whenever the pictures are taken. */
const NOW = new Date('2026-11-23T10:07:00Z');

const { values } = parseArgs({ options: { update: { type: 'boolean', default: false } } });
rmSync(FOUND, { recursive: true, force: true });
for (const folder of [KEPT, FOUND]) mkdirSync(folder, { recursive: true });

/** Of no server: a port by chance would stand in the pictures of the invite. */
const ORIGIN = 'http://localhost';

const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  env: { ...process.env, ...env },
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-lcd-text'],
});
try {
  const differing: string[] = [];
  for (const colorScheme of SCHEMES) {
    const context = await browser.newContext({
      colorScheme,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    await context.route(`${ORIGIN}/**`, async (route) => {
      const file = join(BUILT, normalize(new URL(route.request().url()).pathname));
      const isFile = extname(file) !== '' && existsSync(file);
      await route.fulfill({ path: isFile ? file : join(BUILT, 'index.html') });
    });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    await page.goto(`${ORIGIN}/gallery`);
    const links = page.getByRole('main').getByRole('link');
    await links.first().waitFor();
    const scenes = await links.allInnerTexts();
    for (const scene of scenes) {
      for (const size of SIZES) {
        const name = `${scene}-${size.width}-${colorScheme}.png`;
        await page.setViewportSize(size);
        await page.goto(`${ORIGIN}/gallery/${scene}`);
        const picture = await photograph(page, PARTS.get(scene));
        if (values.update) writeFileSync(join(KEPT, name), picture);
        else if (differs(name, picture)) differing.push(name);
      }
    }
    await context.close();
  }
  for (const name of differing) console.log(`differs: ${join(FOUND, name)}`);
  if (differing.length > 0) process.exitCode = 1;
  else if (!values.update) console.log('Every picture is as it was kept.');
} finally {
  await browser.close();
}

/** `part`: what the scene is about, which a narrow window shows alone. */
async function photograph(page: Page, part: string | undefined): Promise<Buffer> {
  await page.locator('wn-room-page').waitFor();
  const isNarrow = (page.viewportSize()?.width ?? 0) < 600;
  if (isNarrow && part !== undefined) {
    const parts = page.getByRole('navigation', { name: 'Parts of the room' });
    await parts.getByRole('button', { name: part, exact: true }).click();
    await page.mouse.move(0, 0);
  }
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** Whether it is another picture than the kept one; then the difference is written beside it. */
function differs(name: string, picture: Buffer): boolean {
  const kept = join(KEPT, name);
  const found = PNG.sync.read(picture);
  const before = existsSync(kept) ? PNG.sync.read(readFileSync(kept)) : undefined;
  const { width, height } = found;
  if (before?.width !== width || before.height !== height) {
    writeFileSync(join(FOUND, name), picture);
    return true;
  }
  const difference = new PNG({ width, height });
  const points = pixelmatch(before.data, found.data, difference.data, width, height, {
    threshold: 0.15,
  });
  if (points <= MOST_DIFFERING * width * height) return false;
  writeFileSync(join(FOUND, name), picture);
  writeFileSync(join(FOUND, name.replace('.png', '.difference.png')), PNG.sync.write(difference));
  return true;
}
