import { RateAllowance } from '@whispernet/peer';
import type { Control, SeatId } from '@whispernet/protocol';
import { type Observable, type SchedulerLike, Subject } from 'rxjs';
import type { ConversationEvent } from './conversation';
import { plainText } from './plain-text';
import { HeardTyping } from './typing';

/** Nobody types faster; each message is answered by a receipt, and we send 50 frames a second in all. */
const WORDS_PER_SECOND = 20;
/** What comes at once when a path was stalled for ten seconds. */
const WORDS_SAVED_UP = 200;

export type ChatMessage = Control<
  'chat' | 'receipt' | 'chat-edit' | 'chat-delete' | 'reaction' | 'typing'
>;

export interface HeardChatParts {
  readonly peer: SeatId;
  /** What they call themselves now. */
  name(): string;
  readonly messages$: Observable<ChatMessage>;
  send(receipt: Control<'receipt'>): void;
  readonly scheduler: SchedulerLike;
}

/** What one other member says in the conversation, made safe, counted and confirmed. */
export class HeardChat {
  readonly events$: Observable<ConversationEvent>;
  readonly typing: HeardTyping;
  readonly #events$ = new Subject<ConversationEvent>();
  readonly #words: RateAllowance;

  constructor(private readonly parts: HeardChatParts) {
    const { messages$, scheduler } = parts;
    this.events$ = this.#events$;
    this.typing = new HeardTyping(scheduler);
    this.#words = new RateAllowance(WORDS_PER_SECOND, WORDS_SAVED_UP, scheduler);
    messages$.subscribe({
      next: (message) => {
        this.#hear(message);
      },
      complete: () => {
        this.typing.stop();
      },
    });
  }

  #hear(message: ChatMessage): void {
    const { peer } = this.parts;
    switch (message.t) {
      case 'typing':
        this.typing.hear(message.on);
        return;
      case 'receipt':
        this.#events$.next({ kind: 'received', peer, id: message.id });
        return;
      case 'chat':
      case 'chat-edit':
      case 'chat-delete':
      case 'reaction':
        // Not shown, so not confirmed: what is too much does not read 'Delivered' over there.
        if (this.#words.take()) this.#take(message);
        return;
      default:
        message satisfies never;
    }
  }

  #take(message: Exclude<ChatMessage, Control<'receipt' | 'typing'>>): void {
    const { parts } = this;
    const { peer: by } = parts;
    const { id } = message;
    switch (message.t) {
      case 'chat': {
        // A repeat is confirmed again: the first receipt may be what was lost.
        parts.send({ t: 'receipt', id });
        this.typing.stop();
        const { sentAt, replyTo } = message;
        const text = plainText(message.text);
        const known = { authorName: parts.name(), knownAt: Date.now() };
        if (text !== '')
          this.#events$.next({
            kind: 'heard',
            message: { id, author: by, ...known, text, sentAt, replyTo },
          });
        return;
      }
      case 'chat-edit': {
        const text = plainText(message.text);
        this.#events$.next({ kind: 'edited', by, id, text, at: message.editedAt });
        return;
      }
      case 'chat-delete':
        this.#events$.next({ kind: 'deleted', by, id });
        return;
      case 'reaction': {
        const { emoji, on } = message;
        this.#events$.next({ kind: 'reacted', by: { id: by, name: parts.name() }, id, emoji, on });
        return;
      }
      default:
        message satisfies never;
    }
  }
}
