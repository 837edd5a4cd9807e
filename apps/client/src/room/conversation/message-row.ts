import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MAX_EDITS, type Message } from '@whispernet/room';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { Question } from '../question';
import { visibleText } from '../visible-text';
import { type Asked, MessageActions } from './message-actions';
import { RichText } from './rich-text';
import type { MessagePlace } from './timeline';

/** So much of an answered message is shown above the answer. */
const QUOTE_CHARS = 160;

/** A reaction that is still to be chosen. */
export interface ReactionWish {
  readonly message: Message;
  /** The button beside which a picker opens. */
  readonly beside: HTMLElement;
}

/** One message, with what can be done with it. */
@Component({
  selector: 'wn-message',
  imports: [MessageActions, RichText],
  templateUrl: './message-row.html',
  styleUrl: './message-row.scss',
  host: { '[attr.data-order]': 'message().order' },
})
export class MessageRow {
  readonly row = input.required<MessagePlace>();
  /** The message that this one answers; undefined where it is unknown. */
  readonly answered = input<Message>();
  /** Whether the tab key stops here. */
  readonly isCurrent = input.required<boolean>();
  /** Its place among all messages, from 1. */
  readonly place = input.required<number>();
  readonly count = input.required<number>();

  readonly replied = output<Message>();
  readonly edited = output<Message>();
  readonly reacted = output<ReactionWish>();
  /** The person wants to see the message that this one answers. */
  readonly jumped = output<Message>();

  protected readonly active = inject(ActiveRoom);
  readonly #texts = inject(Texts);
  readonly #announcer = inject(LiveAnnouncer);
  readonly #dialog = inject(MatDialog);

  protected readonly t = this.#texts.chat;
  protected readonly message = computed(() => this.row().message);
  protected readonly hasFocus = signal(false);
  /** Its buttons are stops of the tab key only while one is in the message. */
  protected readonly tabStop = computed(() => (this.hasFocus() ? 0 : -1));
  protected readonly copy = signal<'not yet' | 'done' | 'refused'>('not yet');

  protected readonly isOwn = computed(() => this.message().author === this.active.self()?.id);
  /** Of one's own messages in a row only the last says when it was sent, unless there is more to say. */
  protected readonly isQuiet = computed(() => {
    const { delivery, edited } = this.message();
    return this.row().isFollowed && delivery === 'delivered' && !edited;
  });
  protected readonly author = computed(() => this.#nameOf(this.message()));
  protected readonly time = computed(() => this.#timeOf(this.message().sentAt));
  protected readonly editedAt = computed(() => {
    const { edited } = this.message();
    const time = edited && this.#timeOf(edited.at);
    return time ? this.t().editedAt(time.text) : this.t().edited;
  });
  protected readonly canEdit = computed(
    () => this.isOwn() && (this.message().edited?.times ?? 0) < MAX_EDITS,
  );
  protected readonly quote = computed(() => {
    const answered = this.answered();
    if (!answered) return undefined;
    const isOwn = answered.author === this.active.self()?.id;
    const gone = isOwn ? this.t().deletedByYou : this.t().deleted;
    return {
      answered,
      title: isOwn ? this.t().answerToYou : this.t().answerTo(this.#nameOf(answered)),
      text: answered.isDeleted ? gone : visibleText(answered.text).slice(0, QUOTE_CHARS),
    };
  });
  protected readonly reactions = computed(() => {
    const self = this.active.self()?.id;
    return this.message().reactions.map(({ emoji, by }) => ({
      emoji,
      count: this.#texts.formats().number(by.length),
      isOwn: by.some(({ id }) => id === self),
      names: this.#texts
        .formats()
        .list(
          by.map(({ id, name }) => (id === self ? this.t().you : this.active.nameOf(id, name))),
        ),
    }));
  });

  protected do({ action, by }: Asked): void {
    const message = this.message();
    switch (action) {
      case 'react':
        this.reacted.emit({ message, beside: by });
        break;
      case 'reply':
        this.replied.emit(message);
        break;
      case 'copy':
        void this.#copyText();
        break;
      case 'edit':
        this.edited.emit(message);
        break;
      case 'delete':
        void this.#delete(message, by);
        break;
      default:
        action satisfies never;
    }
  }

  async #delete({ id }: Message, by: HTMLElement): Promise<void> {
    const article = by.closest('article'); // the button goes with the words
    if (!(await Question.ask(this.#dialog, () => this.t().deleteQuestion))) return;
    article?.focus();
    this.active.session()?.delete(id);
  }

  protected react(emoji: string, on: boolean): void {
    this.active.session()?.react(this.message().id, emoji, on);
  }

  async #copyText(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.message().text);
      this.copy.set('done');
      void this.#announcer.announce(this.t().copied, 'polite');
    } catch (error) {
      // NotAllowedError: the browser or its owner does not let pages write to the clipboard.
      if (!(error instanceof DOMException)) throw error;
      this.copy.set('refused');
    }
  }

  protected noteLeaving(): void {
    this.hasFocus.set(false);
    this.copy.set('not yet');
  }

  #nameOf({ author, authorName }: Message): string {
    return author === this.active.self()?.id
      ? this.t().you
      : this.active.nameOf(author, authorName);
  }

  /** A time of the author's clock, which may be beyond every calendar. */
  #timeOf(ms: number): { readonly iso: string; readonly text: string } | undefined {
    const date = new Date(ms);
    if (Number.isNaN(date.getTime())) return undefined;
    return { iso: date.toISOString(), text: this.#texts.formats().clock(ms) };
  }
}
