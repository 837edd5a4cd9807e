import type { Locator } from 'playwright-core';
import type { Person } from './person';
import { setScene } from './scene';

/** One message on somebody's screen. */
const messageOf = ({ page }: Person, text: string): Locator =>
  page.getByRole('log', { name: 'Messages' }).getByRole('article').filter({ hasText: text });

/** Presses a button of a message, as one does who points at it. */
async function press(person: Person, text: string, button: string): Promise<void> {
  const message = messageOf(person, text).first(); // before what quotes it
  await message.hover();
  await message.getByRole('button', { name: button, exact: true }).click();
}

const box = ({ page }: Person): Locator => page.getByRole('textbox', { name: 'Message' });

describe('In the conversation', () => {
  const scene = setScene();

  it('one answers, reacts, edits and deletes, and the other sees it', async () => {
    const { alice, bob } = await scene.pair();
    await alice.say('shall we meet?');
    await bob.seesMessage('shall we meet?');

    await press(bob, 'shall we meet?', 'Reply');
    await bob.page.getByText('You answer Alice').waitFor();
    await box(bob).fill('at noon');
    await box(bob).press('Enter');
    await messageOf(alice, 'at noon')
      .getByRole('button', { name: 'Answer to you shall we meet?' })
      .waitFor();

    await press(alice, 'at noon', 'React');
    await alice.page
      .getByRole('dialog', { name: 'Choose an emoji' })
      .getByRole('button', { name: '👍' })
      .click();
    await messageOf(bob, 'at noon').getByRole('button', { name: '👍 Alice' }).click();
    await messageOf(alice, 'at noon').getByRole('button', { name: '👍 You and Bob' }).click();
    await messageOf(bob, 'at noon').getByRole('button', { name: '👍 You' }).waitFor();

    await press(bob, 'at noon', 'Edit');
    await box(bob).fill('at one');
    await box(bob).press('Enter');
    await messageOf(alice, 'at one').getByText('Edited').waitFor();
    expect(await messageOf(alice, 'at noon').count()).toBe(0);

    await press(alice, 'shall we meet?', 'Delete');
    await alice.press('Delete message');
    await messageOf(bob, 'This message was deleted.').first().waitFor();
    await bob.page.getByText('shall we meet?').first().waitFor({ state: 'detached' }); // the quote, too
    expect(await messageOf(bob, 'at one').count()).toBe(1);

    await bob.press('Clear messages');
    await bob.press('Clear them');
    await bob.page.getByText('No messages yet.').waitFor();
    expect(await messageOf(alice, 'at one').count()).toBe(1);
    await alice.say('and then?');
    await bob.seesMessage('and then?');
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('one sees that the other is typing, until the message is there or the field is empty again', async () => {
    const { alice, bob } = await scene.pair();
    await box(bob).pressSequentially('hm');
    await alice.page.getByText('Bob is typing…').waitFor();
    await box(bob).press('Enter');
    await alice.seesMessage('hm');
    await alice.page.getByText('Bob is typing…').waitFor({ state: 'detached' });
    expect(await alice.readsMessageTexts()).toEqual(['hm']);
    await box(bob).pressSequentially('no');
    await alice.page.getByText('Bob is typing…').waitFor();
    await box(bob).fill('');
    await alice.page.getByText('Bob is typing…').waitFor({ state: 'detached' });
  });

  it('one corrects the last message with the keyboard alone', async () => {
    const { alice, bob } = await scene.pair();
    await box(alice).pressSequentially('helo');
    await box(alice).press('Enter');
    await box(alice).press('ArrowUp');
    await box(alice).press('End');
    await box(alice).press('Backspace');
    await box(alice).pressSequentially('lo');
    await box(alice).press('Enter');
    await messageOf(bob, 'hello').getByText('Edited').waitFor();
    await box(alice).press('ArrowUp');
    await box(alice).press('Escape');
    expect(await box(alice).inputValue()).toBe('');
  });

  it('links lead away without telling where from, and code is in colours', async () => {
    const { alice, bob } = await scene.pair();
    await alice.say('see https://example.org/x. and `npm test`\n```ts\nconst a = 1;\n```');
    const message = messageOf(bob, 'see');
    const link = message.getByRole('link', { name: 'https://example.org/x' });
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await link.getAttribute('target')).toBe('_blank');
    await message.locator('.keyword', { hasText: 'const' }).waitFor();
    expect(await bob.readsMessageTexts()).toEqual([
      'see https://example.org/x. and npm testconst a = 1;',
    ]);
    expect(bob.problems).toEqual([]);
  });

  it('five thousand messages cost no more elements than those in sight, and every one can be reached', async () => {
    const { alice, bob } = await scene.pair();
    await bob.say('before all');
    await alice.seesMessage('before all');
    const before = await elementsIn(alice);
    // Typed by a script: each goes the whole way from the field on, as one that a person types.
    await alice.page.evaluate(async (count) => {
      const area = document.querySelector('textarea');
      if (!area) throw new Error('there is no field');
      for (let each = 1; each <= count; each += 1) {
        area.value = `number ${each}.`;
        area.dispatchEvent(new Event('input', { bubbles: true }));
        area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
        if (each % 50 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }, LONG);
    const log = alice.page.getByRole('log', { name: 'Messages' });
    const newest = messageOf(alice, `number ${LONG}.`);
    await newest.waitFor();
    expect(await newest.getAttribute('aria-setsize')).toBe(String(LONG));
    const one = (await elementsIn(alice)) - before;
    expect(one).toBeLessThan(MOST_DRAWN * ELEMENTS_EACH);

    // To the beginning, by wheel: the oldest but one of all is the first that was typed.
    await newest.focus();
    await newest.press('Home');
    const oldest = messageOf(alice, 'number 1.').first();
    await oldest.waitFor();
    expect(await oldest.getAttribute('aria-posinset')).toBe('1');
    expect((await elementsIn(alice)) - before).toBeLessThan(MOST_DRAWN * ELEMENTS_EACH);

    // Through all of it, a screen in each frame: no screen stays empty.
    const empty = await log.evaluate(async (element) => {
      let none = 0;
      for (element.scrollTop = 0; ; element.scrollTop += element.clientHeight * 4) {
        for (let frame = 0; frame < 3; frame += 1)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        const box = element.getBoundingClientRect();
        const middle = document.elementFromPoint(
          box.left + box.width / 2,
          box.top + box.height / 2,
        );
        const isSeen = middle?.closest('article, .block, .list');
        if (!isSeen) none += 1;
        if (element.scrollTop + element.clientHeight >= element.scrollHeight - 2) return none;
      }
    });
    expect(empty).toBe(0);
    await newest.waitFor();
    expect(alice.problems).toEqual([]);
  }, 240_000);
});

const LONG = 5_000;
/** Blocks of forty: those in sight, what is drawn ahead of them, the newest two and the one with the keyboard. */
const MOST_DRAWN = 400;
/** A message of one's own with its five buttons. */
const ELEMENTS_EACH = 40;

/** How many elements the page has. */
const elementsIn = ({ page }: Person): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('*').length);
