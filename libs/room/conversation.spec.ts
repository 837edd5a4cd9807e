import { MessageId, SeatId, newId } from '@whispernet/protocol';
import {
  type Conversation,
  type ConversationEvent,
  MAX_EDITS,
  MAX_REACTIONS_EACH,
  NOTHING_SAID,
  type Saying,
  advance,
  cleared,
  messagesOf,
} from './conversation';

const alice = newId(SeatId);
const bob = newId(SeatId);
const carol = newId(SeatId);

function after(...events: readonly ConversationEvent[]): Conversation {
  return events.reduce(advance, NOTHING_SAID);
}

function message(text: string, author = alice, replyTo?: MessageId): Saying {
  const times = { sentAt: 0, knownAt: 0 };
  return { id: newId(MessageId), author, authorName: 'Alice', text, ...times, replyTo };
}

function deliveryAfter(to: readonly SeatId[], ...events: readonly ConversationEvent[]) {
  const said = { kind: 'said', message: message('hi'), to } as const;
  const withId = events.map((event) =>
    event.kind === 'received' ? { ...event, id: said.message.id } : event,
  );
  return messagesOf(after(said, ...withId))[0]?.delivery;
}
const received = (peer: SeatId): ConversationEvent => ({
  kind: 'received',
  peer,
  id: newId(MessageId),
});

describe('conversation', () => {
  it('keeps messages in the order in which they came to be known', () => {
    const [first, second, third] = [message('1'), message('2', bob), message('3')];
    const conversation = after(
      { kind: 'said', message: first, to: [bob] },
      { kind: 'heard', message: second },
      { kind: 'said', message: third, to: [bob] },
    );
    expect(messagesOf(conversation).map(({ text }) => text)).toEqual(['1', '2', '3']);
  });

  it('shows a repeated message once', () => {
    const once = message('1', bob);
    const twice = after({ kind: 'heard', message: once }, { kind: 'heard', message: once });
    expect(messagesOf(twice).length).toBe(1);
  });

  it('does not let one author hide a message of another by reusing its id', () => {
    const mine = message('mine');
    const theirs = { ...mine, author: bob, text: 'theirs' };
    const both = after(
      { kind: 'said', message: mine, to: [bob] },
      { kind: 'heard', message: theirs },
    );
    expect(messagesOf(both).map(({ text }) => text)).toEqual(['mine', 'theirs']);
  });

  it('tells no delivery of messages of others', () => {
    const heard = after({ kind: 'heard', message: message('1', bob) });
    expect(messagesOf(heard)[0]?.delivery).toBeUndefined();
  });

  it('forgets the oldest of more than 5,000 messages', () => {
    const many = Array.from({ length: 5_001 }, (_, index): ConversationEvent => ({
      kind: 'heard',
      message: message(String(index), bob),
    }));
    const kept = messagesOf(after(...many));
    expect(kept.length).toBe(5_000);
    expect(kept[0]?.text).toBe('1');
  });

  it('numbers messages in their order, and goes on numbering where the oldest are forgotten', () => {
    const many = Array.from({ length: 5_002 }, (_, index): ConversationEvent => ({
      kind: 'heard',
      message: message(String(index), bob),
    }));
    const kept = messagesOf(after(...many));
    expect([kept[0]?.order, kept.at(-1)?.order]).toEqual([2, 5_001]);
  });

  it('that is cleared goes on numbering, and takes no more words about what was said before', () => {
    const [first, second] = [message('1', bob), message('2', bob)];
    const before = cleared(after({ kind: 'said', message: first, to: [carol] }));
    expect(messagesOf(before)).toEqual([]);
    expect(advance(before, { kind: 'deleted', by: bob, id: first.id })).toBe(before);
    expect(advance(before, { kind: 'received', peer: carol, id: first.id })).toBe(before);
    const now = advance(before, { kind: 'heard', message: second });
    expect(messagesOf(now).map(({ text, order }) => [text, order])).toEqual([['2', 1]]);
  });

  it('keeps the object of a message that does not change, so that only news is drawn', () => {
    const [first, second] = [message('1', bob), message('2', bob)];
    const before = after({ kind: 'heard', message: first }, { kind: 'heard', message: second });
    const now = advance(before, { kind: 'deleted', by: bob, id: second.id });
    expect(messagesOf(now)[0]).toBe(messagesOf(before)[0]);
    expect(messagesOf(now)[1]).not.toBe(messagesOf(before)[1]);
  });

  it('keeps which message another one answers, whether that one is known or not', () => {
    const first = message('1', bob);
    const unknown = newId(MessageId);
    const messages = messagesOf(
      after(
        { kind: 'heard', message: first },
        { kind: 'said', message: message('2', alice, first.id), to: [bob] },
        { kind: 'heard', message: message('3', bob, unknown) },
      ),
    );
    expect(messages.map(({ replyTo }) => replyTo)).toEqual([undefined, first.id, unknown]);
  });

  describe('editing', () => {
    const said = message('hi', bob);
    const heard: ConversationEvent = { kind: 'heard', message: said };
    const edit = (text: string, own: object = {}) =>
      ({ kind: 'edited', by: bob, id: said.id, text, at: 7, ...own }) as ConversationEvent;

    it('gives a message its new text, and a mark', () => {
      const [now] = messagesOf(after(heard, edit('hello')));
      expect(now?.text).toBe('hello');
      expect(now?.edited).toEqual({ at: 7, times: 1 });
    });

    it('is for its author alone', () => {
      const before = after(heard);
      expect(advance(before, edit('evil', { by: carol }))).toBe(before);
    });

    it('of a message that is not known changes nothing, and does not wait for it', () => {
      const [now] = messagesOf(after(edit('hello'), heard));
      expect(now?.text).toBe('hi');
      expect(now?.edited).toBeUndefined();
    });

    it('to nothing changes nothing', () => {
      const before = after(heard);
      expect(advance(before, edit(''))).toBe(before);
    });

    it('has an end', () => {
      const many = Array.from({ length: MAX_EDITS + 1 }, (_, index) => edit(String(index + 1)));
      const [now] = messagesOf(after(heard, ...many));
      expect(now?.text).toBe(String(MAX_EDITS));
    });

    it('leaves the delivery as it was', () => {
      const own = message('hi');
      const [now] = messagesOf(
        after(
          { kind: 'said', message: own, to: [bob] },
          { kind: 'received', peer: bob, id: own.id },
          { kind: 'edited', by: alice, id: own.id, text: 'hello', at: 7 },
        ),
      );
      expect(now?.delivery).toBe('delivered');
    });
  });

  describe('deleting', () => {
    const said = message('secret', bob, newId(MessageId));
    const heard: ConversationEvent = { kind: 'heard', message: said };
    const gone: ConversationEvent = { kind: 'deleted', by: bob, id: said.id };
    const like = (own: object = {}) =>
      ({
        kind: 'reacted',
        by: { id: carol, name: 'Carol' },
        id: said.id,
        emoji: '👍',
        on: true,
        ...own,
      }) as ConversationEvent;

    it('leaves the place of a message and nothing else of it', () => {
      const messages = messagesOf(
        after(heard, like(), { kind: 'heard', message: message('next', bob) }, gone),
      );
      expect(messages.map(({ isDeleted }) => isDeleted)).toEqual([true, false]);
      expect(JSON.stringify(messages[0])).not.toContain('secret');
      expect(messages[0]?.reactions).toEqual([]);
      expect(messages[0]?.replyTo).toBeUndefined();
    });

    it('is for its author alone', () => {
      const before = after(heard);
      expect(advance(before, { ...gone, by: alice })).toBe(before);
    });

    it('cannot be taken back: not by an edit, a reaction, or the message once more', () => {
      const before = after(heard, gone);
      const edit: ConversationEvent = { kind: 'edited', by: bob, id: said.id, text: 'x', at: 0 };
      for (const event of [edit, like(), heard, gone]) expect(advance(before, event)).toBe(before);
    });
  });

  describe('reacting', () => {
    const said = message('hi', bob);
    const heard: ConversationEvent = { kind: 'heard', message: said };
    const react = (who: SeatId, emoji: string, on = true): ConversationEvent => ({
      kind: 'reacted',
      by: { id: who, name: 'Somebody' },
      id: said.id,
      emoji,
      on,
    });
    const reactionsAfter = (...events: readonly ConversationEvent[]) =>
      messagesOf(after(heard, ...events))[0]?.reactions.map(({ emoji, by }) => [
        emoji,
        ...by.map(({ id }) => id),
      ]);

    it('gathers those of one emoji, in the order in which each was first used', () => {
      expect(reactionsAfter(react(bob, '👍'), react(alice, '🎉'), react(alice, '👍'))).toEqual([
        ['👍', bob, alice],
        ['🎉', alice],
      ]);
    });

    it('is taken back by who has reacted, and by nobody else', () => {
      const both = [react(bob, '👍'), react(alice, '👍')];
      expect(reactionsAfter(...both, react(alice, '👍', false))).toEqual([['👍', bob]]);
      expect(reactionsAfter(react(bob, '👍'), react(alice, '👍', false))).toEqual([['👍', bob]]);
      expect(reactionsAfter(react(bob, '👍'), react(bob, '👍', false))).toEqual([]);
    });

    it('counts each person once', () => {
      expect(reactionsAfter(react(bob, '👍'), react(bob, '👍'))).toEqual([['👍', bob]]);
    });

    it('has an end for each person, and not for the next', () => {
      const flood = Array.from({ length: 100 }, (_, index) =>
        react(bob, String.fromCodePoint(0x1f600 + index)),
      );
      expect(reactionsAfter(...flood)?.length).toBe(MAX_REACTIONS_EACH);
      expect(reactionsAfter(...flood, react(carol, '👍'))?.length).toBe(MAX_REACTIONS_EACH + 1);
    });

    it('to an id that was used twice is to the message that came first', () => {
      const messages = messagesOf(
        after(heard, { kind: 'heard', message: { ...said, author: carol } }, react(alice, '👍')),
      );
      expect(messages.map(({ reactions }) => reactions.length)).toEqual([1, 0]);
    });
  });

  describe('delivery', () => {
    it('is sending while a link is not there yet', () => {
      expect(deliveryAfter([bob])).toBe('sending');
      expect(deliveryAfter([bob, carol], { kind: 'handed', peer: bob })).toBe('sending');
    });

    it('is sent when every link has taken it', () => {
      expect(deliveryAfter([bob], { kind: 'handed', peer: bob })).toBe('sent');
    });

    it('is delivered when everybody has confirmed it', () => {
      const handed = [bob, carol].map((peer): ConversationEvent => ({ kind: 'handed', peer }));
      expect(deliveryAfter([bob, carol], ...handed, received(bob))).toBe('sent');
      expect(deliveryAfter([bob, carol], ...handed, received(bob), received(carol))).toBe(
        'delivered',
      );
    });

    it('waits no more for somebody who has left', () => {
      expect(deliveryAfter([bob, carol], received(bob), { kind: 'lost', peer: carol })).toBe(
        'delivered',
      );
    });

    it('is not delivered when nobody was there, or all left before it arrived', () => {
      expect(deliveryAfter([])).toBe('not-delivered');
      expect(deliveryAfter([bob], { kind: 'lost', peer: bob })).toBe('not-delivered');
    });

    it('stays delivered after the one who confirmed it has left', () => {
      expect(deliveryAfter([bob], received(bob), { kind: 'lost', peer: bob })).toBe('delivered');
    });

    it('takes no receipt from somebody it was not meant for', () => {
      expect(deliveryAfter([bob], { kind: 'handed', peer: bob }, received(carol))).toBe('sent');
    });
  });
});
