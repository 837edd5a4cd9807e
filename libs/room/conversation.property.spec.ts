import { MessageId, SeatId, newId } from '@whispernet/protocol';
import { expectAlways } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import {
  type Conversation,
  type ConversationEvent,
  MAX_EDITS,
  MAX_REACTIONS_EACH,
  NOTHING_SAID,
  advance,
  messagesOf,
} from './conversation';
import type { Message } from './room-session';

const [alice, bob, mallory] = [newId(SeatId), newId(SeatId), newId(SeatId)] as const;
const ids = Array.from({ length: 4 }, () => newId(MessageId));
const EMOJI = ['👍', '❤️', '🎉', '😀', '😮', '😢', '🙏', '🚀', '👀', '🔑'];

/** Anything that a member could say of any message, in any order: before it, after it, of others'. */
const wordOf = (who: SeatId): fc.Arbitrary<ConversationEvent> => {
  const id = fc.constantFrom(...ids);
  const text = fc.string({ maxLength: 3 });
  return fc.oneof(
    fc.record({ id, text }).map((drawn): ConversationEvent => ({
      kind: 'heard',
      message: { ...drawn, author: who, authorName: '', sentAt: 0, knownAt: 0, replyTo: drawn.id },
    })),
    fc.record({ id, text }).map((drawn) => ({ kind: 'edited', by: who, at: 0, ...drawn }) as const),
    { arbitrary: id.map((drawn) => ({ kind: 'deleted', by: who, id: drawn }) as const), weight: 1 },
    {
      arbitrary: fc
        .record({ id, emoji: fc.constantFrom(...EMOJI), on: fc.boolean() })
        .map((drawn) => ({ kind: 'reacted', by: { id: who, name: '' }, ...drawn }) as const),
      weight: 4,
    },
  );
};
const words = (who: SeatId, maxLength = 60) => fc.array(wordOf(who), { maxLength });
const after = (events: readonly ConversationEvent[], from: Conversation = NOTHING_SAID) =>
  events.reduce(advance, from);
/** Two streams as one, each in its own order: `turns` says whose word comes next. */
function interleave<T>(one: readonly T[], other: readonly T[], turns: readonly boolean[]): T[] {
  const [left, right] = [[...one], [...other]];
  const all = turns.flatMap((isLeft) => (isLeft ? left : right).splice(0, 1));
  return [...all, ...left, ...right];
}
const reactionsOf = ({ reactions }: Message, who: SeatId) =>
  reactions.filter(({ by }) => by.some(({ id }) => id === who)).map(({ emoji }) => emoji);

describe('A conversation, whatever its members say', () => {
  it('lets nobody change what another has said', () => {
    const hers = ids.map((id, index): ConversationEvent => ({
      kind: 'heard',
      message: {
        ...{ id, author: alice, authorName: 'Alice', text: String(index) },
        ...{ sentAt: 0, knownAt: 0, replyTo: undefined },
      },
    }));
    expectAlways(words(mallory), (events) =>
      messagesOf(after(events, after(hers)))
        .filter(({ author }) => author === alice)
        .every(
          ({ text, isDeleted, edited }, index) =>
            text === String(index) && !isDeleted && edited === undefined,
        ),
    );
  });

  it('keeps its bounds: edits and reactions have an end, a deleted message is empty', () => {
    expectAlways(words(mallory, 400), (events) =>
      messagesOf(after(events)).every(
        (message) =>
          (message.edited?.times ?? 0) <= MAX_EDITS &&
          reactionsOf(message, mallory).length <= MAX_REACTIONS_EACH &&
          message.reactions.every(({ by }) => by.length > 0) &&
          (!message.isDeleted || (message.text === '' && message.reactions.length === 0)),
      ),
    );
  });

  it('has each message once, numbered in its order', () => {
    expectAlways(words(mallory), (events) => {
      const messages = messagesOf(after(events));
      const keys = new Set(messages.map(({ author, id }) => `${author} ${id}`));
      return keys.size === messages.length && messages.every(({ order }, index) => order === index);
    });
  });

  it('comes to the same for everybody, however the words of two people cross', () => {
    // Whose ids are each one's own, as they are where nobody guesses 128 random bits.
    const mine = (who: SeatId, own: readonly MessageId[]) =>
      words(who).map((events) =>
        events.filter((event) => {
          if (event.kind === 'reacted') return true;
          const id = event.kind === 'heard' ? event.message.id : 'id' in event && event.id;
          return own.some((each) => each === id);
        }),
      );
    const turns = fc.array(fc.boolean(), { maxLength: 120 });
    const said = ids.map((id, index): ConversationEvent => ({
      kind: 'heard',
      message: {
        ...{ id, author: index < 2 ? alice : bob, authorName: '', text: 'said' },
        ...{ sentAt: 0, knownAt: 0, replyTo: undefined },
      },
    }));
    const shownIn = (conversation: Conversation) =>
      messagesOf(conversation).map((message) => ({
        id: message.id,
        text: message.text,
        isDeleted: message.isDeleted,
        edited: message.edited,
        alices: reactionsOf(message, alice).sort(),
        bobs: reactionsOf(message, bob).sort(),
      }));
    expectAlways(
      fc.tuple(mine(alice, ids.slice(0, 2)), mine(bob, ids.slice(2)), turns, turns),
      ([hers, his, atAlice, atBob]) => {
        const [one, other] = [atAlice, atBob].map((order) =>
          shownIn(after(interleave(hers, his, order), after(said))),
        );
        return JSON.stringify(one) === JSON.stringify(other);
      },
    );
  });
});
