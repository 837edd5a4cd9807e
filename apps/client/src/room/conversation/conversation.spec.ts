import { TestBed } from '@angular/core/testing';
import { SeatId, newId } from '@whispernet/protocol';
import type { Member } from '@whispernet/room';
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
    expect(text?.tagName).toBe('BDI');
    expect(text?.getAttribute('dir')).toBe('auto');
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

  it('says that a text is too long and keeps it', async () => {
    const text = 'ä'.repeat(8 * 1024 + 1); // 16 KiB and two bytes
    await write(text);
    await pressEnter();
    expect(textOf(byRole(page, 'alert'))).toContain('too long');
    expect(box().value).toBe(text);
    expect(said()).toEqual([]);
  });
});
