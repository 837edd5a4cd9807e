import type { Locator, Page } from 'playwright-core';
import type { Person } from './person';
import { aRoom, setScene } from './scene';

/** That the stage is as large as the window. */
async function expectFilled(page: Page): Promise<void> {
  const window = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  expect(await page.locator('wn-stage').boundingBox()).toEqual({ x: 0, y: 0, ...window });
}

/** That all of it is within the window, and nothing over it. */
async function expectInSight(element: Locator): Promise<void> {
  const corners = await element.evaluate((it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    const inside = [
      [left + 8, top + 8],
      [right - 8, bottom - 8],
    ] as const;
    return inside.map((corner) => it.contains(document.elementFromPoint(...corner)));
  });
  expect(corners).toEqual([true, true]);
}

/** By whose name the picture goes that stands apart from the page; undefined where none does. */
const standsApart = ({ page }: Person): Promise<string | undefined> =>
  page.evaluate(() => document.pictureInPictureElement?.ariaLabel ?? undefined);

describe('The stage', () => {
  const scene = setScene();

  it('fills the screen with the call and its controls, and gives it back', async () => {
    const { alice, bob } = await scene.pair();
    const { page } = alice;
    await bob.press('Turn on camera');
    await alice.press('Full screen');
    const back = page.getByRole('button', { name: 'Leave full screen' });
    await back.waitFor();
    expect(await page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await expectFilled(page);
    await alice.seesVideoOf('Bob');
    expect(await page.getByRole('button', { name: 'Leave room' }).count())
      .withContext('what is behind it')
      .toBe(0);

    // What opens over the page opens over the stage, too.
    await alice.press('Devices');
    const devices = page.getByRole('dialog', { name: 'Devices' });
    await devices.getByRole('switch', { name: 'Noise suppression' }).click();
    await devices.getByRole('button', { name: 'Close' }).click();
    await devices.waitFor({ state: 'detached' });
    await alice.press('Unmute microphone');
    await page.getByRole('button', { name: 'Mute microphone' }).waitFor();

    await back.click();
    await page.getByRole('button', { name: 'Full screen', exact: true }).waitFor();
    expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
    await page.getByRole('button', { name: 'Leave room' }).waitFor();

    await alice.press('Full screen');
    await back.waitFor();
    await page.evaluate('history.back()');
    const question = page.getByRole('dialog', { name: 'Leave the room?' });
    await question.getByRole('button', { name: 'Leave anyway' }).click();
    await page.getByRole('button', { name: 'Join room' }).waitFor();
    await page.waitForFunction(() => document.fullscreenElement === null);
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('leaves most of a phone to what is read beside a call, and its buttons in reach', async () => {
    const { alice, bob } = await scene.pair();
    const { page } = alice;
    await bob.press('Turn on camera');
    await alice.seesVideoOf('Bob');
    await page.setViewportSize({ width: 360, height: 740 });
    const parts = page.getByRole('navigation', { name: 'Parts of the room' });
    for (const [how, width, height, least] of [
      ['upright', 360, 740, 0.6],
      ['on its side', 740, 360, 0.75],
      ['with its keyboard up', 360, 430, 0.55],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const part of ['Chat', 'Files']) {
        await parts.getByRole('button', { name: part, exact: true }).click();
        const box = await page.getByRole('region', { name: part, exact: true }).boundingBox();
        expect((box?.height ?? 0) / height)
          .withContext(`${part} ${how}`)
          .toBeGreaterThan(least);
        await expectInSight(page.getByRole('button', { name: 'Unmute microphone' }));
        await expectInSight(page.getByRole('button', { name: 'Leave room' }));
      }
    }
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('leaves the invite its height on a laptop, while one waits with the camera on', async () => {
    const alice = await scene.arrive('Alice');
    const { page } = alice;
    await page.setViewportSize({ width: 1440, height: 900 });
    await alice.createRoom(aRoom());
    await alice.sees('Waiting for others');
    await alice.press('Turn on camera');
    await page.locator('main.watching').waitFor();
    await expectInSight(page.getByRole('button', { name: 'Show password' }));
    await expectInSight(page.getByText('Number to read aloud:'));
    expect(alice.problems).toEqual([]);
  });

  it('lets a picture stand apart from the page: a screen before a face, as long as there is one', async () => {
    const { alice, bob } = await scene.pair();
    const { page } = alice;
    const apart = page.getByRole('button', { name: 'Picture in picture' });
    expect(await apart.count())
      .withContext('with no picture but one’s own')
      .toBe(0);

    await bob.press('Turn on camera');
    await alice.seesVideoOf('Bob');
    await apart.click();
    await page.waitForFunction(() => document.pictureInPictureElement !== null);
    expect(await standsApart(alice)).toBe('Camera of Bob');
    await apart.click();
    await page.waitForFunction(() => document.pictureInPictureElement === null);

    await bob.press('Share screen');
    await alice.seesScreenOf('Bob');
    await apart.click();
    await page.waitForFunction(() => document.pictureInPictureElement !== null);
    expect(await standsApart(alice)).toBe('Screen of Bob');
    await bob.press('Stop sharing');
    await page.waitForFunction(() => document.pictureInPictureElement === null);
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });
});
