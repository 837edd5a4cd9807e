import type { MessageId, SeatId } from '@whispernet/protocol';
import type { Author, Delivery, Message, Reaction } from './room-session';

/** Messages kept; the oldest go first. Nobody scrolls further, and memory stays bounded. */
const MAX_MESSAGES = 5_000;
/** Emoji of one person on one message; every further one is ignored, here and over there. */
export const MAX_REACTIONS_EACH = 8;
/** How often an author can edit one message; every further time is ignored, here and over there. */
export const MAX_EDITS = 100;

/** How far one's own message is on its way to one member. */
type Progress = 'queued' | 'handed' | 'received' | 'lost';

interface Entry {
  /** The same object as long as nothing of it changes: the screen draws only what is new. */
  readonly message: Message;
  /** Of one's own messages: everybody it was meant for. */
  readonly to: ReadonlyMap<SeatId, Progress> | undefined;
}

/** Everything said, in the order in which it came to be known here. */
export interface Conversation {
  readonly entries: readonly Entry[];
  /** How many messages have ever become known. */
  readonly count: number;
}

export const NOTHING_SAID: Conversation = { entries: [], count: 0 };

/** Without anything that was said so far; the count goes on. */
export const cleared = (conversation: Conversation): Conversation => ({
  ...conversation,
  entries: [],
});

/** A message as its author says it. */
export type Saying = Pick<
  Message,
  'id' | 'author' | 'authorName' | 'text' | 'sentAt' | 'knownAt' | 'replyTo'
>;

export type ConversationEvent =
  | { readonly kind: 'said'; readonly message: Saying; readonly to: readonly SeatId[] }
  | { readonly kind: 'heard'; readonly message: Saying }
  | {
      readonly kind: 'edited';
      readonly by: SeatId;
      readonly id: MessageId;
      readonly text: string;
      readonly at: number;
    }
  | { readonly kind: 'deleted'; readonly by: SeatId; readonly id: MessageId }
  | {
      readonly kind: 'reacted';
      readonly by: Author;
      readonly id: MessageId;
      readonly emoji: string;
      readonly on: boolean;
    }
  | { readonly kind: 'handed' | 'lost'; readonly peer: SeatId }
  | { readonly kind: 'received'; readonly peer: SeatId; readonly id: MessageId };

/**
 * What the conversation becomes. The same object where nothing changes: a message that is known
 * already, a word about one that is not, or about one of somebody else.
 *
 * What one person has said of a message depends on the words of that person alone, in their order. So
 * everybody comes to the same, however the words of two people cross.
 */
export function advance(conversation: Conversation, event: ConversationEvent): Conversation {
  switch (event.kind) {
    case 'said':
      return append(conversation, event.message, new Map(event.to.map((peer) => [peer, 'queued'])));
    case 'heard':
      return append(conversation, event.message, undefined);
    case 'edited':
      return change(conversation, isOf(event), (message) => edited(message, event));
    case 'deleted':
      return change(conversation, isOf(event), deleted);
    case 'reacted':
      return change(
        conversation,
        ({ id }) => id === event.id,
        (message) => reacted(message, event),
      );
    case 'handed':
      return progress(conversation, event.peer, (now) => (now === 'queued' ? 'handed' : now));
    case 'lost':
      return progress(conversation, event.peer, (now) => (now === 'received' ? now : 'lost'));
    case 'received':
      return progress(conversation, event.peer, () => 'received', event.id);
    default:
      return event satisfies never;
  }
}

/** The conversation as the screen shows it. */
export function messagesOf({ entries }: Conversation): readonly Message[] {
  return entries.map(({ message }) => message);
}

/** Whom one's own message was meant for. */
export function hearersOf(
  { entries }: Conversation,
  { author, id }: Pick<Message, 'author' | 'id'>,
): readonly SeatId[] {
  const said = entries.find(({ message }) => isOf({ by: author, id })(message));
  return [...(said?.to?.keys() ?? [])];
}

/** Those who have left in the meantime do not count, unless nobody else is left. */
function delivery(to: ReadonlyMap<SeatId, Progress>): Delivery {
  const present = [...to.values()].filter((step) => step !== 'lost');
  if (present.length === 0) return 'not-delivered';
  if (present.every((step) => step === 'received')) return 'delivered';
  return present.includes('queued') ? 'sending' : 'sent';
}

/** Of its author only: a seat speaks for itself. */
const isOf =
  ({ by, id }: { readonly by: SeatId; readonly id: MessageId }) =>
  (message: Message): boolean =>
    message.id === id && message.author === by;

function append(conversation: Conversation, saying: Saying, to: Entry['to']): Conversation {
  const { entries, count } = conversation;
  const isIt = isOf({ by: saying.author, id: saying.id });
  if (entries.some(({ message }) => isIt(message))) return conversation;
  const message: Message = {
    ...saying,
    order: count,
    edited: undefined,
    isDeleted: false,
    reactions: [],
    delivery: to && delivery(to),
  };
  return { entries: [...entries, { message, to }].slice(-MAX_MESSAGES), count: count + 1 };
}

/** Changes the first message that `is` it: whoever uses an id again speaks of the one before. */
function change(
  conversation: Conversation,
  is: (message: Message) => boolean,
  next: (message: Message) => Message,
): Conversation {
  const at = conversation.entries.findIndex(({ message }) => is(message));
  const entry = conversation.entries[at];
  const message = entry && next(entry.message);
  if (!message || message === entry.message) return conversation;
  return { ...conversation, entries: conversation.entries.with(at, { ...entry, message }) };
}

function edited(message: Message, { text, at }: { readonly text: string; readonly at: number }) {
  const times = message.edited?.times ?? 0;
  if (message.isDeleted || times >= MAX_EDITS || text === '') return message;
  return { ...message, text, edited: { at, times: times + 1 } };
}

/** It keeps its place, and nothing else of it stays. */
function deleted(message: Message): Message {
  if (message.isDeleted) return message;
  const nothing = { text: '', replyTo: undefined, edited: undefined, reactions: [] };
  return { ...message, ...nothing, isDeleted: true };
}

function reacted(
  message: Message,
  { by, emoji, on }: { readonly by: Author; readonly emoji: string; readonly on: boolean },
): Message {
  const isTheirs = (reaction: Reaction) => reaction.by.some(({ id }) => id === by.id);
  const theirs = message.reactions.filter(isTheirs);
  if (message.isDeleted || theirs.some((each) => each.emoji === emoji) === on) return message;
  if (on && theirs.length >= MAX_REACTIONS_EACH) return message;
  const others = message.reactions.find((each) => each.emoji === emoji)?.by ?? [];
  const now = on ? [...others, by] : others.filter(({ id }) => id !== by.id);
  const isNew = on && others.length === 0;
  const reactions = isNew
    ? [...message.reactions, { emoji, by: now }]
    : message.reactions.map((each) => (each.emoji === emoji ? { emoji, by: now } : each));
  return { ...message, reactions: reactions.filter((each) => each.by.length > 0) };
}

function progress(
  conversation: Conversation,
  peer: SeatId,
  next: (now: Progress) => Progress,
  only?: MessageId,
): Conversation {
  const { entries } = conversation;
  const advanced = entries.map((entry) => {
    const now = entry.to?.get(peer);
    if (now === undefined || (only !== undefined && entry.message.id !== only)) return entry;
    if (next(now) === now) return entry;
    const to = new Map(entry.to).set(peer, next(now));
    return { to, message: { ...entry.message, delivery: delivery(to) } };
  });
  const isSame = advanced.every((entry, at) => entry === entries[at]);
  return isSame ? conversation : { ...conversation, entries: advanced };
}
