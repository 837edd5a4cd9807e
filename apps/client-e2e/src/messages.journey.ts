import { aRoom, setScene } from './scene';

describe('Messages', () => {
  const scene = setScene();

  it('go both ways, in order, and say when they have arrived', async () => {
    const { alice, bob } = await scene.pair();
    await alice.say('first');
    await alice.seesMessage('first', 'Delivered');
    await bob.seesMessage('first');
    await bob.say('second');
    await bob.seesMessage('second', 'Delivered');
    await alice.say('third');
    await alice.seesMessage('third', 'Delivered');

    for (const person of [alice, bob]) {
      const texts = await person.readsMessageTexts();
      expect(texts).toEqual(['first', 'second', 'third']);
    }
  });

  for (const [what, text] of [
    ['Unicode', 'Grüße, Привіт, مرحبا, こんにちは, 👩‍🚀🏳️‍🌈 — z̵'],
    ['line breaks', 'one\n\n  two\tthree'],
    ['markup', '<img src=x onerror="document.title=1"><script>alert(1)</script>&amp; **b** _c_'],
    ['direction marks', 'a \u202Eb\u202C c \u2067d\u2069'],
  ] as const) {
    it(`show ${what} as the text that was typed`, async () => {
      const { alice, bob } = await scene.pair();
      const title = await bob.page.title();
      await alice.say(text);
      await alice.seesMessage(text.slice(0, 3), 'Delivered');
      for (const person of [alice, bob]) {
        expect(await person.readsMessageTexts()).toEqual([text]);
      }
      expect(await bob.page.title()).toBe(title);
      expect(await bob.page.locator('article img, article script').count()).toBe(0);
    });
  }

  it('are sent by Enter, and broken into lines by Shift and Enter', async () => {
    const { alice, bob } = await scene.pair();
    const box = alice.page.getByRole('textbox', { name: 'Message' });
    await box.pressSequentially('one');
    await box.press('Shift+Enter');
    await box.pressSequentially('two');
    await box.press('Enter');
    await bob.seesMessage('one');
    expect(await bob.readsMessageTexts()).toEqual(['one\ntwo']);
    expect(await box.inputValue()).toBe('');
  });

  it('arrive whole at 16 KiB, and one byte more stays in the field with a sentence', async () => {
    const { alice, bob } = await scene.pair();
    const longest = 'é'.repeat(8 * 1024);
    await alice.say(longest);
    await bob.seesMessage('éé');
    expect(await bob.readsMessageTexts()).toEqual([longest]);

    const box = alice.page.getByRole('textbox', { name: 'Message' });
    await box.fill(`${longest}e`);
    await box.press('Enter');
    expect(await alice.page.getByRole('alert').first().innerText()).toContain('too long');
    expect((await box.inputValue()).length).toBe(longest.length + 1);
  });

  it('are sent to nobody who comes later: they wait in the field until somebody is there', async () => {
    const [alice, bob] = await Promise.all([scene.arrive('Alice'), scene.arrive('Bob')]);
    const room = aRoom();
    await alice.createRoom(room);
    await alice.sees('Waiting for others');
    const box = alice.page.getByRole('textbox', { name: 'Message' });
    await box.fill('anybody?');
    await box.press('Enter');
    await alice.page.getByText('What you type stays here until somebody comes.').waitFor();
    expect(await alice.page.getByRole('button', { name: 'Send message' }).isEnabled()).toBe(false);
    expect(await alice.readsMessageTexts()).toEqual([]);

    await bob.joinRoom(room);
    await alice.sees('Connected');
    await alice.press('Send message');
    await bob.seesMessage('anybody?');
    await alice.seesMessage('anybody?', 'Delivered');
    expect(await box.inputValue()).toBe('');
  });
});
