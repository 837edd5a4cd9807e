import type { Page } from 'playwright-core';
import { setScene } from './scene';

describe('The room', () => {
  const scene = setScene();

  it('asks when the browser goes back, and is left only by a yes', async () => {
    const { alice, bob } = await scene.pair();
    const question = alice.page.getByRole('dialog', { name: 'Leave the room?' });
    const pressBack = () => alice.page.evaluate('history.back()');
    for (const text of ['one', 'two']) {
      await pressBack();
      await question.waitFor();
      await question.getByRole('button', { name: 'Stay' }).click();
      await question.waitFor({ state: 'detached' });
      await alice.page.waitForURL('**/room');
      await alice.say(text);
      await bob.seesMessage(text);
    }
    await pressBack();
    await question.getByRole('button', { name: 'Leave anyway' }).click();
    await alice.page.getByText('Nothing of the room is left on this page.').waitFor();
    await bob.sees('Waiting for others');

    await alice.page.goForward();
    await alice.page.getByRole('button', { name: 'Create room' }).waitFor();
    expect(alice.problems).toEqual([]);
  });

  it('lets the browser ask before a tab in a call is closed, and says goodbye when it is', async () => {
    const { alice, bob } = await scene.pair();
    await alice.press('Unmute microphone');
    const muted = bob.onStage('Alice').getByText('Muted');
    await muted.waitFor({ state: 'detached' });
    const asked = bob.page.waitForEvent('dialog');
    await bob.page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await alice.say('still here?');
    await bob.seesMessage('still here?');

    await alice.press('Mute microphone');
    await muted.waitFor();
    const closed = bob.page.waitForEvent('close');
    await bob.page.close({ runBeforeUnload: true });
    await closed;
    await alice.sees('Waiting for others');
  });

  it('tells who is elsewhere that something is new, not what, and no server that it did', async () => {
    const { alice, bob } = await scene.pair({
      permissions: ['camera', 'microphone', 'notifications'],
      initScript: WRITES_NOTES_DOWN,
    });
    await alice.press('Sounds and notifications');
    const notifications = alice.page.getByRole('switch', { name: 'Notifications' });
    expect(await notifications.getAttribute('aria-checked')).toBe('true');
    await alice.press('Close');

    const requests: string[] = [];
    alice.page.on('request', (request) => {
      if (request.url().startsWith('http')) requests.push(request.url());
    });
    await setSeen(alice.page, false);
    await bob.say('the plan');
    await alice.page.waitForFunction("document.title.startsWith('(1) Connected')");
    expect(await iconOf(alice.page)).toMatch(/^blob:/);
    expect(await notes(alice.page)).toEqual(['whisperNet: Something new in your room']);
    await setSeen(alice.page, true);
    await alice.page.waitForFunction("document.title.startsWith('Connected')");
    expect(await notes(alice.page)).toEqual([]);
    expect(requests).toEqual([]);
    expect(alice.problems).toEqual([]);
  });

  it('is not printed: a printer keeps what it has read', async () => {
    const { alice, bob } = await scene.pair();
    await bob.say('the plan');
    await alice.seesMessage('the plan');
    await alice.press('Show QR code'); // dialogs are not in the page's own part of the tree
    await alice.page.emulateMedia({ media: 'print' });
    expect(await alice.page.evaluate('document.documentElement.innerText')).toBe('');
    expect(await alice.page.locator('body *:visible').count()).toBe(0);
    await alice.page.emulateMedia({ media: 'screen' });
    await alice.press('Close');
    await alice.seesMessage('the plan');
  });

  it('shows one part at a time on a phone, and at the edge what is new in the others', async () => {
    const { alice, bob } = await scene.pair();
    await alice.page.setViewportSize({ width: 360, height: 640 });
    const bar = alice.page.getByRole('navigation', { name: 'Parts of the room' });
    await bob.say('hello');
    await bar.getByText('1 new message').waitFor({ state: 'attached' });
    await alice.press('Chat');
    await alice.seesMessage('hello');
    await bar.getByText('1 new message').waitFor({ state: 'detached' });
    await bob.sendFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
    await bar.getByText('1 file offered').waitFor({ state: 'attached' });
    await alice.press('Files');
    await alice.answer('a.txt', 'Accept');
    await alice.seesTransfer('a.txt', 'Done');
    const more = Array.from({ length: 12 }, (_, index) => `${index}.txt`);
    await bob.sendFiles(
      ...more.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('a') })),
    );
    for (const name of more) await alice.seesTransfer(name, 'Offered');
    expect(await alice.page.evaluate('document.documentElement.scrollHeight'))
      .withContext('only the list of files scrolls')
      .toBe(640);
    await alice.press('People');
    await alice.seesPerson('Bob');

    await bob.press('Unmute microphone');
    await bob.press('Turn on camera');
    await alice.seesVideoOf('Bob'); // a call is at hand wherever one is, and leaves the room to it
    const strip = await alice.page.getByRole('region', { name: 'Stage' }).boundingBox();
    expect(strip?.height).toBeLessThan(160);
    expect(await alice.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(alice.problems).toEqual([]);
  });
});

/** As when another tab comes to the front: a driven browser never hides a page by itself. */
async function setSeen(page: Page, isSeen: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    isSeen ? 'visible' : 'hidden',
  );
}

/** Has the page write down which notifications are open: nothing else can look at them. */
const WRITES_NOTES_DOWN = `
  window.openNotes = new Set();
  window.Notification = class extends Notification {
    constructor(title, options) {
      super(title, options);
      openNotes.add(this);
    }
    close() {
      openNotes.delete(this);
      super.close();
    }
  };
`;

const notes = (page: Page): Promise<unknown> =>
  page.evaluate('[...openNotes].map(({ title, body }) => `${title}: ${body}`)');

const iconOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href);
