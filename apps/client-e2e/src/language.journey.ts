import type { Person } from './person';
import { setScene } from './scene';

/** A browser whose owner reads Ukrainian, and English where there is none. */
const READS_UKRAINIAN = `
  Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['uk-UA', 'en'] });
`;

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
