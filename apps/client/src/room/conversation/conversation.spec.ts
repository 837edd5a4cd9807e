import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { MessageId, SeatId, newId } from '@whispernet/protocol';
import { MAX_EDITS, type Member } from '@whispernet/room';
import { firstValueFrom } from 'rxjs';
import { allByRole, byRole, isEnabled, textOf, textboxNamed, type } from '../../by-role';
import { type FakeRoom, bob, insideFakeRoom, message } from '../fake-room';
import { Conversation } from './conversation';

/** Somebody who is on the way in, and what is written waits for. */
const comer: Member = {
  ...bob,
  id: newId(SeatId),
  name: 'carol',
  link: { phase: 'connecting' },
};

describe('Conversation', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let stable: () => Promise<unknown>;

  beforeEach(async () => {
    ({ room } = await insideFakeRoom());
    room.members$.next([comer]);
    const fixture = TestBed.createComponent(Conversation);
    page = fixture.nativeElement as HTMLElement;
    stable = () => fixture.whenStable();
    await stable();
  });

  const show = async (...messages: Parameters<typeof message>[0][]) => {
    room.conversation$.next(messages.map(message));
    await stable();
  };
  const box = () => textboxNamed(page, 'Message');
  const write = async (text: string) => {
    type(box(), text);
    await stable();
  };
  const pressEnter = async (how: KeyboardEventInit = {}) => {
    box().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, ...how }));
    await stable();
  };
  const elementById = (id: string | null) => {
    const found = page.querySelector<HTMLElement>(`[id="${id ?? ''}"]`);
    if (!found) throw new Error(`nothing has the id ${id ?? ''}`);
    return found;
  };
  const messageAt = (index: number) => {
    const article = allByRole(page, 'article')[index];
    if (!article) throw new Error(`there is no message ${index}`);
    return article;
  };
  const answer = async (question: string, button: string) => {
    await stable();
    byRole(byRole(document.body, 'dialog', question), 'button', button).click();
    await firstValueFrom(TestBed.inject(MatDialog).afterAllClosed);
    await stable();
  };
  const said = () => room.asked.filter(([what]) => what === 'say').map(([, text]) => text);

  it('shows each message with its author, in order', async () => {
    await show({ text: 'one' }, { text: 'two', author: room.self.id, delivery: 'sent' });
    const articles = allByRole(byRole(page, 'log', 'Messages'), 'article').map(textOf);
    expect(articles[0]).toMatch(/^bob \d\d:\d\d one$/);
    expect(articles[1]).toMatch(/^You \d\d:\d\d two Sent$/);
  });

  it('tells an author who has left from somebody of the same name who is here', async () => {
    room.members$.next([{ ...bob, id: newId(SeatId) }]);
    await show({ text: 'one' }, { text: 'two', author: room.members$.value[0]?.id ?? bob.id });
    const articles = allByRole(page, 'article').map(textOf);
    expect(articles[0]).toMatch(/^bob \(left\) /);
    expect(articles[1]).toMatch(/^bob \d/);
  });

  it('shows markup as the text that it is', async () => {
    const text = '<img src=x onerror=alert(1)> <b>bold</b> &amp;';
    await show({ text, authorName: '<i>bob</i>' });
    const article = byRole(page, 'article');
    expect(article.querySelectorAll('img, b, i').length).toBe(0);
    expect(textOf(article)).toContain(text);
    expect(textOf(article)).toContain('<i>bob</i>');
  });

  it('keeps lines and the direction of the writing, and drops control characters', async () => {
    await show({ text: 'a\tb\nc\u0007\u0000\u202Ed' });
    const text = page.querySelector('article .text');
    expect(text?.textContent).toBe('a\tb\nc\u202Ed');
    expect(text?.querySelector('div')?.getAttribute('dir')).toBe('auto');
  });

  it('survives a clock beyond every calendar', async () => {
    await show({ text: 'still here', sentAt: Number.MAX_SAFE_INTEGER });
    expect(textOf(byRole(page, 'article'))).toBe('bob still here');
  });

  for (const [delivery, words] of [
    ['sending', 'Sending'],
    ['sent', 'Sent'],
    ['delivered', 'Delivered'],
    ['not-delivered', 'Not delivered'],
  ] as const)
    it(`says that an own message is ${delivery}`, async () => {
      await show({ author: room.self.id, delivery });
      expect(textOf(byRole(page, 'article'))).toMatch(new RegExp(`hello ${words}$`));
    });

  it('sends on Enter and empties the box', async () => {
    await write('hello');
    await pressEnter();
    expect(said()).toEqual(['hello']);
    expect(box().value).toBe('');
  });

  it('sends on the button', async () => {
    await write('hello');
    byRole(page, 'button', 'Send message').click();
    expect(said()).toEqual(['hello']);
  });

  it('breaks the line on Shift+Enter', async () => {
    await write('hello');
    await pressEnter({ shiftKey: true });
    expect(said()).toEqual([]);
    expect(box().value).toBe('hello');
  });

  it('does not send the Enter that chooses a word of an input method', async () => {
    await write('にほん');
    await pressEnter({ isComposing: true });
    box().dispatchEvent(new CompositionEvent('compositionend'));
    await pressEnter(); // as Safari reports it
    expect(said()).toEqual([]);
    box().dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter' }));
    await pressEnter();
    expect(said()).toEqual(['にほん']);
  });

  it('sends nothing where nothing is written', async () => {
    await write(' \n ');
    await pressEnter();
    expect(said()).toEqual([]);
  });

  it('sends nothing while nobody is there, says so, and keeps what is typed until somebody comes', async () => {
    room.members$.next([]);
    await write('anybody?');
    await pressEnter();
    expect(isEnabled(page, 'Send message')).toBe(false);
    expect(said()).toEqual([]);
    const sentence = () => textOf(elementById(box().getAttribute('aria-describedby')));
    expect(sentence()).toContain('What you type stays here until somebody comes');
    room.members$.next([comer]);
    await stable();
    expect(sentence()).toBe('');
    expect(box().value).toBe('anybody?');
    byRole(page, 'button', 'Send message').click();
    expect(said()).toEqual(['anybody?']);
  });

  for (const [when, members, connection, words] of [
    ['before anybody came', [], 'waiting', 'Nobody else is here yet. What'],
    ['after somebody has left', [bob], 'waiting', 'Nobody else is here now. What'],
    ['where nobody can come', [], 'disconnected', 'nobody can come in any more'],
  ] as const)
    it(`says ${when} that nobody is there`, async () => {
      room.members$.next(members);
      room.members$.next([]);
      room.connection$.next(connection);
      await stable();
      expect(textOf(page)).toContain(words);
    });

  it('is cleared on this page after a yes, and one goes on writing', async () => {
    await show({ text: 'why?' });
    byRole(messageAt(0), 'button', 'Reply').click();
    await write('because');
    byRole(page, 'button', 'Clear messages').click();
    await answer('Clear all messages?', 'Clear them');
    expect(room.asked).toContain(['clearMessages']);
    room.conversation$.next([]);
    await stable();
    expect(textOf(page)).not.toContain('You answer');
    expect(box().value).toBe('because');
    expect(document.activeElement).toBe(box());
    expect(allByRole(page, 'button', 'Clear messages')).toEqual([]);
  });

  it('is not cleared after a no', async () => {
    await show({});
    byRole(page, 'button', 'Clear messages').click();
    await answer('Clear all messages?', 'Keep them');
    expect(room.asked).not.toContain(['clearMessages']);
  });

  describe('on a message', () => {
    const on = (index: number, button: string) => byRole(messageAt(index), 'button', button);
    const names = (index: number) =>
      allByRole(messageAt(index), 'button').map((each) => each.ariaLabel);

    it('offers to edit and delete one’s own alone, and nothing on what is deleted', async () => {
      await show(
        { order: 0 },
        { order: 1, author: room.self.id },
        { order: 2, isDeleted: true, text: '' },
      );
      expect(names(0)).toEqual(['React', 'Reply', 'Copy']);
      expect(names(1)).toEqual(['React', 'Reply', 'Copy', 'Edit', 'Delete']);
      expect(names(2)).toEqual([]);
      expect(textOf(messageAt(2))).toContain('was deleted');
    });

    it('offers no edit that nobody would take any more', async () => {
      await show(
        { order: 0, author: room.self.id, edited: { at: 0, times: MAX_EDITS - 1 } },
        { order: 1, author: room.self.id, edited: { at: 0, times: MAX_EDITS } },
      );
      expect(names(0)).toContain('Edit');
      expect(names(1)).toEqual(['React', 'Reply', 'Copy', 'Delete']);
    });

    it('answers it: the message is quoted while one writes, and named when one sends', async () => {
      const asked = message({ text: 'why?' });
      room.conversation$.next([asked]);
      await stable();
      on(0, 'Reply').click();
      await stable();
      expect(textOf(page)).toContain('You answer bob why?');
      expect(document.activeElement).toBe(box());
      await write('because');
      await pressEnter();
      expect(room.asked).toContain(['say', 'because', asked.id]);
      expect(textOf(page)).not.toContain('You answer');
    });

    it('shows what an answer answers, and goes there', async () => {
      const asked = message({ order: 0, text: 'why?' });
      const answer = message({
        order: 1,
        author: room.self.id,
        replyTo: asked.id,
        text: 'because',
      });
      room.conversation$.next([asked, answer]);
      await stable();
      byRole(page, 'button', 'Answer to bob why?').click();
      await stable();
      expect(document.activeElement).toBe(messageAt(0));
    });

    it('says that what is answered is not here', async () => {
      await show({ replyTo: newId(MessageId) });
      expect(textOf(byRole(page, 'article'))).toContain('Answer to an earlier message');
    });

    it('edits it, and goes on with the draft that was waiting', async () => {
      const own = message({ author: room.self.id, text: 'helo' });
      room.conversation$.next([own]);
      await write('a draft');
      on(0, 'Edit').click();
      await stable();
      expect(box().value).toBe('helo');
      await write('hello');
      await pressEnter();
      expect(room.asked).toContain(['edit', own.id, 'hello']);
      expect(box().value).toBe('a draft');
    });

    it('edits the last of one’s own on the arrow up in an empty field, and Escape ends it', async () => {
      await show(
        { order: 0, author: room.self.id, text: 'mine' },
        { order: 1, author: room.self.id, text: '', isDeleted: true },
        { order: 2, text: 'theirs' },
      );
      const press = async (key: string) => {
        box().dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true }));
        await stable();
      };
      await press('ArrowUp');
      expect(box().value).toBe('mine');
      await press('Escape');
      expect(box().value).toBe('');
      await write('x');
      await press('ArrowUp');
      expect(box().value).toBe('x');
    });

    it('says nothing to anybody for an edit that changes nothing', async () => {
      await show({ author: room.self.id, text: 'same' });
      on(0, 'Edit').click();
      await stable();
      await pressEnter();
      expect(room.asked.filter(([what]) => what === 'edit')).toEqual([]);
    });

    it('deletes it after a yes', async () => {
      const own = message({ author: room.self.id });
      room.conversation$.next([own]);
      await stable();
      on(0, 'Delete').focus();
      on(0, 'Delete').click();
      await answer('Delete this message?', 'Delete message');
      expect(room.asked).toContain(['delete', own.id]);
      room.conversation$.next([{ ...own, text: '', isDeleted: true }]);
      await stable();
      expect(document.activeElement)
        .withContext('where the keyboard is')
        .toBe(byRole(page, 'article'));
    });

    it('keeps it after a no, and goes on where one was', async () => {
      await show({ author: room.self.id });
      on(0, 'Delete').focus();
      on(0, 'Delete').click();
      await answer('Delete this message?', 'Keep it');
      expect(room.asked.filter(([what]) => what === 'delete')).toEqual([]);
      expect(document.activeElement).toBe(on(0, 'Delete'));
    });

    it('shows who has reacted, and adds or takes back one’s own', async () => {
      const self = room.self;
      const said = message({
        reactions: [
          { emoji: '👍', by: [bob, self] },
          { emoji: '🎉', by: [bob] },
        ],
      });
      room.members$.next([bob]);
      room.conversation$.next([said]);
      await stable();
      const mine = byRole(page, 'button', '👍 bob and You');
      expect(mine.getAttribute('aria-pressed')).toBe('true');
      mine.click();
      byRole(page, 'button', '🎉 bob').click();
      expect(room.asked).toContain(['react', said.id, '👍', false]);
      expect(room.asked).toContain(['react', said.id, '🎉', true]);
    });

    it('reacts with an emoji from the picker, by keys alone, and goes on where one was', async () => {
      const said = message({});
      room.conversation$.next([said]);
      await stable();
      const button = on(0, 'React');
      button.focus();
      button.click();
      await stable();
      const picker = byRole(document.body, 'dialog', 'Choose an emoji');
      const press = (key: string) =>
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      expect(document.activeElement).toBe(byRole(picker, 'button', '👍'));
      press('ArrowRight');
      press('ArrowRight');
      expect(document.activeElement?.textContent.trim()).toBe('😂');
      (document.activeElement as HTMLElement).click(); // Enter does, on a button
      await stable();
      expect(room.asked).toContain(['react', said.id, '😂', true]);
      expect(document.activeElement).toBe(button);
      expect(allByRole(document.body, 'dialog').length).toBe(0);
    });

    it('marks an edited one', async () => {
      await show({ edited: { at: 0, times: 1 } });
      expect(textOf(byRole(page, 'article'))).toMatch(/hello Edited$/);
    });
  });

  it('goes from message to message with the arrows; the tab key stops at one of them', async () => {
    await show({ order: 0 }, { order: 1 }, { order: 2 });
    const stops = () => allByRole(page, 'article').map((each) => each.tabIndex);
    expect(stops()).toEqual([-1, -1, 0]);
    allByRole(page, 'article')[2]?.focus();
    const press = async (key: string) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await stable();
    };
    await press('ArrowUp');
    expect(document.activeElement).toBe(messageAt(1));
    expect(stops()).toEqual([-1, 0, -1]);
    await press('Home');
    await press('ArrowUp');
    expect(stops()).toEqual([0, -1, -1]);
    box().focus();
    await stable();
    expect(stops()).toEqual([-1, -1, 0]);
  });

  it('says who is writing', async () => {
    room.members$.next([bob]);
    room.typing$.next([bob.id]);
    await stable();
    expect(textOf(page)).toContain('bob is typing…');
    room.typing$.next([]);
    await stable();
    expect(textOf(page)).not.toContain('typing');
  });

  it('tells the others that one writes, and that one has stopped, but not of an edit', async () => {
    const told = () => room.asked.filter(([what]) => what === 'typing').map(([, on]) => on);
    await write('h');
    await write('');
    expect(told()).toEqual([true, false]);
    await show({ author: room.self.id });
    byRole(page, 'button', 'Edit').click();
    await stable();
    await write('changed');
    expect(told()).toEqual([true, false]);
  });

  it('puts an emoji where the caret is', async () => {
    await write('ab');
    box().setSelectionRange(1, 1);
    byRole(page, 'button', 'Emoji').click();
    await stable();
    byRole(document.body, 'button', '👍').click();
    await stable();
    expect(box().value).toBe('a👍b');
  });

  it('says how much is left only near the limit', async () => {
    await write('x'.repeat(16 * 1024 - 1_024));
    expect(textOf(page)).not.toContain('left');
    await write('x'.repeat(16 * 1024 - 1_000));
    expect(textOf(page)).toContain('1,000 bytes left');
  });

  it('says that a text is too long and keeps it', async () => {
    const text = 'ä'.repeat(8 * 1024 + 1); // 16 KiB and two bytes
    await write(text);
    await pressEnter();
    expect(textOf(byRole(page, 'alert'))).toContain('too long');
    expect(box().value).toBe(text);
    expect(said()).toEqual([]);
  });
});
