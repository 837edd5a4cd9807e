import { MessageId, SeatId, newId } from '@whispernet/protocol';
import { type Conversation, type ConversationEvent, advance, messagesOf } from './conversation';

const alice = newId(SeatId);
const bob = newId(SeatId);
const carol = newId(SeatId);

function after(...events: readonly ConversationEvent[]): Conversation {
  return events.reduce<Conversation>(advance, []);
}

function message(text: string, author = alice) {
  return { id: newId(MessageId), author, authorName: 'Alice', text, sentAt: 0 };
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
    const kept = many.reduce<Conversation>(advance, []);
    expect(kept.length).toBe(5_000);
    expect(kept[0]?.text).toBe('1');
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
