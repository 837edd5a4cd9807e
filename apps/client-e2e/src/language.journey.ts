import type { Locator, Page } from 'playwright-core';
import type { Person } from './person';
import { setScene } from './scene';

/** A browser whose owner reads Ukrainian, and English where there is none. */
const READS_UKRAINIAN = `
  Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['uk-UA', 'en'] });
`;

const READS_ARABIC = READS_UKRAINIAN.replace('uk-UA', 'ar');

/** Keeps every track that a device has given. Changes nothing. */
const KEEP_TRACKS = `
  globalThis.tracks = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    globalThis.tracks.push(...stream.getTracks());
    return stream;
  };
`;

describe('The language', () => {
  const scene = setScene();

  it('is the one that the browser wants, from the first sight on', async () => {
    const olena = await scene.arrive('Olena', { initScript: READS_UKRAINIAN });
    await olena.page.getByRole('button', { name: 'Створити кімнату' }).waitFor();
    expect(await direction(olena)).toEqual(['uk', 'ltr']);
    expect(await olena.page.getByRole('button', { name: 'Create room' }).count()).toBe(0);
    expect(olena.problems).toEqual([]);
  });

  for (const [name, initScript, words] of [
    ['English', '', 'Just between you.'],
    ['Ukrainian', READS_UKRAINIAN, 'Лише між вами.'],
    ['Arabic', READS_ARABIC, 'بينكم فقط.'],
  ] as const)
    for (const [width, height] of [
      [360, 640],
      [1440, 900],
    ] as const)
      it(`is there before the code of the page, which moves nothing of what is read in ${name}, ${width} px wide`, async () => {
        const { page } = await scene.arrive('Alice', { initScript });
        await page.setViewportSize({ width, height });
        const held = await holdCode(page);
        await page.reload({ waitUntil: 'commit' });
        await firstSightOf(page);
        const claim = page.getByText(words);
        expect(await claim.isVisible()).toBeTrue();
        expect(await page.getByRole('textbox').count()).toBe(0);
        const placesBefore = await placesOf(page, claim);
        held.release();
        await page.getByRole('textbox').first().waitFor();
        expect(await placesOf(page, claim)).toEqual(placesBefore);
      });

  it('shows no other page as if it were the first, while its code is on its way', async () => {
    const { page } = await scene.arrive('Alice');
    const held = await holdCode(page);
    await page.goto(`${scene.gateway.url}/privacy`, { waitUntil: 'commit' });
    await firstSightOf(page);
    expect(await page.getByText('whisperNet').isVisible()).toBeTrue();
    expect(await page.getByText('Just between you.').isVisible()).toBeFalse();
    held.release();
    await page.getByRole('heading', { name: 'What the server knows' }).waitFor();
  });

  it('is remembered nowhere: a page that is opened again asks the browser again', async () => {
    const alice = await scene.arrive('Alice');
    await choose(alice, 'Language', 'Español');
    await alice.page.getByRole('button', { name: 'Entrar en la sala' }).waitFor();
    await alice.page.reload();
    await alice.page.getByRole('button', { name: 'Join room' }).waitFor();
    expect(await direction(alice)).toEqual(['en', 'ltr']);
  });

  it('changes in the middle of a call: every control at once, and the call goes on', async () => {
    const { alice, bob } = await scene.pair({ initScript: KEEP_TRACKS });
    await alice.press('Turn on camera');
    await alice.press('Unmute microphone');
    await bob.seesVideoOf('Alice');

    await choose(alice, 'Language', 'Deutsch');
    await seesControls(alice, 'Kamera ausschalten', 'Mikrofon stummschalten', 'Raum verlassen');
    await alice.page.getByRole('textbox', { name: 'Nachricht' }).waitFor();
    await choose(alice, 'Sprache', 'العربية');
    await seesControls(alice, 'إيقاف الكاميرا', 'كتم الميكروفون', 'الخروج من الغرفة');
    expect(await direction(alice)).toEqual(['ar', 'rtl']);
    expect(await alice.page.title()).toContain('متصل');

    expect(await alice.page.evaluate('tracks.map((track) => track.readyState)')).toEqual([
      'live',
      'live',
    ]);
    await seesMoreFramesOf(bob, 'Alice');
    await bob.sees('Connected'); // who has not chosen reads on as before
    await alice.press('إيقاف الكاميرا');
    await bob.seesNoVideoOf('Alice');
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });
});

/** Lets none of the page's code through but what it begins with, until it is released. */
async function holdCode(page: Page): Promise<{ release(): void }> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/-[A-Za-z0-9_-]{8}\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  return {
    release: () => {
      release();
    },
  };
}

/**
 * Waits until the browser has painted something. Before that a question about what is visible is
 * answered from the bare document where its styles are still on their way: nobody sees that.
 */
async function firstSightOf(page: Page): Promise<void> {
  await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint').length > 0,
  );
}

/** Where the name and the first words stand, in whole pixels. */
async function placesOf(page: Page, claim: Locator) {
  await page.evaluate(() => document.fonts.ready);
  const name = page.getByText('whisperNet', { exact: true }).first();
  const boxes = await Promise.all(
    [name, claim, page.locator('.claim:visible > :nth-child(2)')].map((each) =>
      each.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const { x, y, width, height } = range.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
      }),
    ),
  );
  return boxes;
}

/** Chooses a language by its own name, behind the button as it is named in the present one. */
async function choose({ page }: Person, button: string, ownName: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('radio', { name: ownName }).click();
}

async function seesControls({ page }: Person, ...names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('button', { name, exact: true }).waitFor();
}

const direction = ({ page }: Person): Promise<unknown> =>
  page.evaluate('[document.documentElement.lang, document.documentElement.dir]');

/** Waits until the picture has gone on by a second or so. */
async function seesMoreFramesOf(person: Person, name: string): Promise<void> {
  const video = person.onStage(name).locator('video').first();
  await video.evaluate(async (element: HTMLVideoElement) => {
    const count = () => element.getVideoPlaybackQuality().totalVideoFrames;
    const enough = count() + 15;
    while (count() < enough) await new Promise(requestAnimationFrame);
  });
}
