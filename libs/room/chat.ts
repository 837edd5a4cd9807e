import {
  type ControlMessage,
  MAX_CHAT_BYTES,
  MessageId,
  type SeatId,
  newId,
} from '@whispernet/protocol';
import {
  BehaviorSubject,
  type Observable,
  type SchedulerLike,
  asyncScheduler,
  takeUntil,
} from 'rxjs';
import {
  type Conversation,
  type ConversationEvent,
  NOTHING_SAID,
  advance,
  cleared,
  hearersOf,
  messagesOf,
} from './conversation';
import type { Neighbour } from './neighbour';
import { plainText } from './plain-text';
import type { Message, Self } from './room-session';
import { OwnTyping } from './typing';

/** What is said in a room: kept here, sent to everybody, heard from each. */
export class Chat {
  readonly conversation$ = new BehaviorSubject<readonly Message[]>([]);
  readonly typing$ = new BehaviorSubject<readonly SeatId[]>([]);
  readonly #typing: OwnTyping;
  #conversation: Conversation = NOTHING_SAID;

  constructor(
    private readonly self: Self,
    private readonly neighbours: ReadonlyMap<SeatId, Neighbour>,
    scheduler: SchedulerLike = asyncScheduler,
  ) {
    this.#typing = new OwnTyping((on) => {
      this.#send({ t: 'typing', on });
    }, scheduler);
  }

  /** Hears a neighbour until `ended$`, or until `part`. */
  follow({ id, chat, link }: Neighbour, ended$: Observable<void>): void {
    chat.events$.pipe(takeUntil(ended$)).subscribe((event) => {
      this.#converse(event);
    });
    chat.typing.state$.pipe(takeUntil(ended$)).subscribe((on) => {
      const others = this.typing$.value.filter((seat) => seat !== id);
      if (on || others.length < this.typing$.value.length)
        this.typing$.next(on ? [...others, id] : others);
    });
    link.state$.pipe(takeUntil(ended$)).subscribe(({ phase }) => {
      if (phase === 'connected') this.#converse({ kind: 'handed', peer: id });
    });
  }

  /** The link to a neighbour has ended. */
  part({ id }: Neighbour): void {
    this.#converse({ kind: 'lost', peer: id });
  }

  say(typed: string, replyTo?: MessageId): void {
    const text = sayable(typed);
    const id = newId(MessageId);
    const now = Date.now();
    const { id: author, name: authorName } = this.self;
    const saying = { id, author, authorName, text, sentAt: now, knownAt: now, replyTo };
    this.#converse({ kind: 'said', message: saying, to: [...this.neighbours.keys()] });
    this.#typing.endsWithMessage();
    this.#send({ t: 'chat', id, text, sentAt: now, ...(replyTo && { replyTo }) });
    for (const { id: peer, link } of this.neighbours.values())
      if (link.state$.value.phase === 'connected') this.#converse({ kind: 'handed', peer });
  }

  edit(id: MessageId, typed: string): void {
    const text = sayable(typed);
    const at = Date.now();
    if (this.#converse({ kind: 'edited', by: this.self.id, id, text, at }))
      this.#send({ t: 'chat-edit', id, text, editedAt: at }, this.#hearersOf(id));
  }

  delete(id: MessageId): void {
    if (this.#converse({ kind: 'deleted', by: this.self.id, id }))
      this.#send({ t: 'chat-delete', id }, this.#hearersOf(id));
  }

  react(id: MessageId, emoji: string, on: boolean): void {
    if (this.#converse({ kind: 'reacted', by: this.self, id, emoji, on }))
      this.#send({ t: 'reaction', id, emoji, on });
  }

  clear(): void {
    this.#conversation = cleared(this.#conversation);
    this.conversation$.next([]);
  }

  typing(on: boolean): void {
    this.#typing.note(on);
  }

  forget(): void {
    this.#conversation = NOTHING_SAID;
    this.conversation$.next([]);
    this.typing$.next([]);
  }

  #send(message: ControlMessage, to: Iterable<SeatId> = this.neighbours.keys()): void {
    for (const seat of to) this.neighbours.get(seat)?.link.send(message);
  }

  /** Who came later has not heard it, and is to hear nothing of it. */
  #hearersOf(id: MessageId): readonly SeatId[] {
    return hearersOf(this.#conversation, { author: this.self.id, id });
  }

  /** Whether it changes anything. */
  #converse(event: ConversationEvent): boolean {
    const next = advance(this.#conversation, event);
    if (next === this.#conversation) return false;
    this.#conversation = next;
    this.conversation$.next(messagesOf(next));
    return true;
  }
}

/** As it is said. Throws RangeError where it is empty or over 16 KiB. */
function sayable(typed: string): string {
  const text = plainText(typed);
  const bytes = new TextEncoder().encode(text).length;
  if (bytes === 0 || bytes > MAX_CHAT_BYTES)
    throw new RangeError(`a message has 1 to ${MAX_CHAT_BYTES} bytes, not ${bytes}`);
  return text;
}
