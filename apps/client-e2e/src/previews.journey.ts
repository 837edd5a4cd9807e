import { setScene } from './scene';

/** A picture of 3 by 2 pixels, made in a page: no file of the repository is a picture for this alone. */
const A_PICTURE = `(async () => {
  const canvas = new OffscreenCanvas(3, 2);
  canvas.getContext('2d').fillRect(0, 0, 3, 2);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return [...bytes];
})()`;

describe('A received file', () => {
  const scene = setScene();

  it('is looked into on the page, under the policy that the page has, and only when asked for', async () => {
    const { alice, bob } = await scene.pair();
    const picture = Buffer.from(await alice.page.evaluate<number[]>(A_PICTURE));
    await alice.sendFiles(
      { name: 'tiny.png', mimeType: 'image/png', buffer: picture },
      { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('<b>not bold</b>') },
      { name: 'lie.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') },
      { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<h1>hello</h1>') },
    );
    for (const name of ['tiny.png', 'note.txt', 'lie.png', 'page.html']) {
      await bob.answer(name, 'Accept');
      await bob.seesTransfer(name, 'Done');
    }
    const dialog = bob.page.getByRole('dialog');
    const look = async (name: string) => {
      const row = bob.page.getByRole('listitem', { name });
      await row.getByRole('button', { name: 'Preview' }).click();
      await dialog.getByRole('heading', { name }).waitFor();
    };
    const close = async () => {
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'detached' });
    };

    await look('tiny.png');
    const shown = dialog.getByRole('img', { name: 'tiny.png' });
    await shown.waitFor();
    const url = await shown.evaluate((image: HTMLImageElement) => image.src);
    expect(url).toMatch(/^blob:/);
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(3);
    await close();

    await look('note.txt');
    await dialog.getByText('<b>not bold</b>').waitFor();
    await close();
    await look('lie.png');
    await dialog.getByText('It is not what its name says').waitFor();
    await close();
    const page = bob.page.getByRole('listitem', { name: 'page.html' });
    expect(await page.getByRole('button', { name: 'Preview' }).count()).toBe(0);
    expect([...alice.problems, ...bob.problems]).toEqual([]);

    // What was shown is not to be had any more.
    const isThere = await bob.page.evaluate(async (gone) => {
      const image = new Image();
      image.src = gone;
      return image.decode().then(
        () => true,
        () => false,
      );
    }, url);
    expect(isThere).toBe(false);
  });

  it('that is a picture is a line of the conversation on both sides, and is seen in it when asked for', async () => {
    const { alice, bob } = await scene.pair();
    const picture = Buffer.from(await alice.page.evaluate<number[]>(A_PICTURE));
    await bob.say('have you got it?');
    await alice.sendFiles({ name: 'tiny.png', mimeType: 'image/png', buffer: picture });
    await bob.answer('tiny.png', 'Accept');
    for (const [person, sentence] of [
      [bob, 'Alice sent tiny.png'],
      [alice, 'You sent tiny.png'],
    ] as const) {
      const log = person.page.getByRole('log', { name: 'Messages' });
      const line = log.getByRole('group', { name: sentence });
      await line.waitFor();
      expect(await log.getByRole('img').count()).toBe(0);
      await line.getByRole('button', { name: 'Show tiny.png' }).click();
      const shown = line.locator('img');
      await shown.waitFor();
      expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(3);
      expect(person.problems).toEqual([]);
    }
  });
});
