import type { MessageId, SeatId } from '@whispernet/protocol';
import type { Delivery, Message } from './room-session';

/** Messages kept; the oldest go first. Nobody scrolls further, and memory stays bounded. */
const MAX_MESSAGES = 5_000;

/** How far one's own message is on its way to one member. */
type Progress = 'queued' | 'handed' | 'received' | 'lost';

interface Entry extends Omit<Message, 'delivery'> {
  /** Of one's own messages: everybody it was meant for. */
  readonly to: ReadonlyMap<SeatId, Progress> | undefined;
}

/** Everything said, in the order in which it came to be known here. */
export type Conversation = readonly Entry[];

export type ConversationEvent =
  | {
      readonly kind: 'said';
      readonly message: Omit<Message, 'delivery'>;
      readonly to: readonly SeatId[];
    }
  | { readonly kind: 'heard'; readonly message: Omit<Message, 'delivery'> }
  | { readonly kind: 'handed' | 'lost'; readonly peer: SeatId }
  | { readonly kind: 'received'; readonly peer: SeatId; readonly id: MessageId };

/** What the conversation becomes. A message that is known already changes nothing. */
export function advance(conversation: Conversation, event: ConversationEvent): Conversation {
  switch (event.kind) {
    case 'said': {
      const to = new Map(event.to.map((peer) => [peer, 'queued' as const]));
      return append(conversation, { ...event.message, to });
    }
    case 'heard':
      return append(conversation, { ...event.message, to: undefined });
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
export function messagesOf(conversation: Conversation): readonly Message[] {
  return conversation.map(({ to, ...message }) => ({ ...message, delivery: to && delivery(to) }));
}

/** Those who have left in the meantime do not count, unless nobody else is left. */
function delivery(to: ReadonlyMap<SeatId, Progress>): Delivery {
  const present = [...to.values()].filter((progress) => progress !== 'lost');
  if (present.length === 0) return 'not-delivered';
  if (present.every((progress) => progress === 'received')) return 'delivered';
  return present.includes('queued') ? 'sending' : 'sent';
}

function append(conversation: Conversation, entry: Entry): Conversation {
  const known = conversation.some(({ id, author }) => id === entry.id && author === entry.author);
  return known ? conversation : [...conversation, entry].slice(-MAX_MESSAGES);
}

function progress(
  conversation: Conversation,
  peer: SeatId,
  next: (now: Progress) => Progress,
  only?: MessageId,
): Conversation {
  return conversation.map((entry) => {
    const now = entry.to?.get(peer);
    if (now === undefined || (only !== undefined && entry.id !== only)) return entry;
    return next(now) === now ? entry : { ...entry, to: new Map(entry.to).set(peer, next(now)) };
  });
}
