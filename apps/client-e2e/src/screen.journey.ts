import { setScene } from './scene';

describe('A screen that is shared', () => {
  const scene = setScene();

  it('is seen beside the person who shares it, and by both where both do', async () => {
    const { alice, bob } = await scene.pair();
    await alice.press('Turn on camera');
    await alice.press('Share screen');
    await Promise.all([bob.seesScreenOf('Alice'), bob.seesVideoOf('Alice')]);
    await bob.press('Share screen');
    await alice.seesScreenOf('Bob');
    await alice.press('Stop sharing');
    await bob.seesNoScreenOf('Alice');
    await alice.seesScreenOf('Bob');
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('ends where the browser’s own bar ends it, and is given to nobody after that', async () => {
    const { alice, bob } = await scene.pair({ initScript: KEEP_SCREENS });
    await alice.press('Share screen');
    await bob.seesScreenOf('Alice');
    await alice.page.evaluate(
      // As the bar does: the track ends, and its owner is told.
      'screens.at(-1).stop(); screens.at(-1).dispatchEvent(new Event("ended"))',
    );
    await bob.seesNoScreenOf('Alice');
    await alice.page.getByRole('button', { name: 'Share screen' }).waitFor();

    await alice.press('Share screen');
    await bob.seesScreenOf('Alice');
    expect(await alice.page.evaluate('screens.map((screen) => screen.readyState)')).toEqual([
      'ended',
      'live',
    ]);
  });
});

/** Keeps every screen that was shared. Changes nothing. */
const KEEP_SCREENS = `
  globalThis.screens = [];
  const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getDisplayMedia = async (options) => {
    const stream = await ask(options);
    globalThis.screens.push(...stream.getVideoTracks());
    return stream;
  };
`;
