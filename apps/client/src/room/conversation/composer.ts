import {
  CdkConnectedOverlay,
  CdkOverlayOrigin,
  type ConnectedPosition,
} from '@angular/cdk/overlay';
import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import {
  Component,
  ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MAX_CHAT_BYTES, type MessageId } from '@whispernet/protocol';
import type { Message } from '@whispernet/room';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { visibleText } from '../visible-text';
import { EmojiPicker } from './emoji-picker';

/** From so few bytes on, a person is told how many are left. */
const NEAR_BYTES = 1_024;

const POSITIONS: ConnectedPosition[] = [
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -8 },
];

/** A message as it was written. */
export interface Said {
  readonly text: string;
  readonly replyTo: MessageId | undefined;
}

/** A message that has got another text. */
export interface Changed {
  readonly id: MessageId;
  readonly text: string;
}

/** What is being written. A text that waits for the end of an edit is its draft. */
type Mode =
  | { readonly kind: 'new' }
  | { readonly kind: 'reply'; readonly to: Message }
  | { readonly kind: 'edit'; readonly message: Message; readonly draft: string };

/** Where a message is written: Enter sends it, Shift+Enter breaks the line, Escape ends an edit or answer. */
@Component({
  selector: 'wn-composer',
  imports: [
    CdkConnectedOverlay,
    CdkOverlayOrigin,
    CdkTextareaAutosize,
    EmojiPicker,
    Icon,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
  ],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
})
export class Composer {
  /** Why nothing can be sent now, as a sentence; what is typed stays. */
  readonly hindrance = input<string>();
  readonly said = output<Said>();
  readonly changed = output<Changed>();
  /** At every key that changes a new message: whether anything is written. */
  readonly typing = output<boolean>();
  /** The person wants to correct what was said last. */
  readonly editsLast = output();

  readonly #active = inject(ActiveRoom);
  readonly #texts = inject(Texts);
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');
  #hasJustComposed = false;

  protected readonly t = this.#texts.chat;
  protected readonly positions = POSITIONS;
  protected readonly text = signal('');
  protected readonly mode = signal<Mode>({ kind: 'new' });
  protected readonly isPicking = signal(false);
  readonly #bytes = computed(() => new TextEncoder().encode(this.text()).byteLength);
  readonly #left = computed(() => MAX_CHAT_BYTES - this.#bytes());
  protected readonly problem = computed(() =>
    this.#left() < 0 ? this.t().tooLong(-this.#left()) : undefined,
  );
  protected readonly limit = computed(() =>
    this.#left() >= 0 && this.#left() < NEAR_BYTES ? this.t().bytesLeft(this.#left()) : undefined,
  );
  /** What an edit changes reaches those who have the message; there may be none. */
  protected readonly canSend = computed(
    () =>
      this.text().trim() !== '' &&
      this.#left() >= 0 &&
      (this.mode().kind === 'edit' || this.hindrance() === undefined),
  );
  /** What one is about, where it is not simply something new. */
  protected readonly about = computed(() => {
    const mode = this.mode();
    switch (mode.kind) {
      case 'new':
        return undefined;
      case 'reply': {
        const { author, authorName, text } = mode.to;
        const isOwn = author === this.#active.self()?.id;
        const title = isOwn
          ? this.t().replyingToYourself
          : this.t().replyingTo(this.#active.nameOf(author, authorName));
        return { title, text: visibleText(text), cancel: this.t().cancelReply };
      }
      case 'edit':
        return { title: this.t().editing, text: '', cancel: this.t().cancelEdit };
      default:
        return mode satisfies never;
    }
  });

  /** Goes on with an answer to a message. */
  reply(to: Message): void {
    this.cancel();
    this.mode.set({ kind: 'reply', to });
  }

  /** Goes on with another text for a message of one's own; what was being written waits. */
  edit(message: Message): void {
    const mode = this.mode();
    const draft = mode.kind === 'edit' ? mode.draft : this.text();
    this.mode.set({ kind: 'edit', message, draft });
    this.#goOnWith(message.text);
  }

  /** Goes back to what was being written, or to something new. */
  cancel(): void {
    const mode = this.mode();
    this.mode.set({ kind: 'new' });
    this.#goOnWith(mode.kind === 'edit' ? mode.draft : this.text());
  }

  protected write(text: string): void {
    this.text.set(text);
    if (this.mode().kind !== 'edit') this.typing.emit(text.trim() !== '');
  }

  protected send(): void {
    if (!this.canSend()) return;
    const mode = this.mode();
    const text = this.text();
    if (mode.kind === 'edit') {
      if (text !== mode.message.text) this.changed.emit({ id: mode.message.id, text });
      this.cancel();
      return;
    }
    this.said.emit({ text, replyTo: mode.kind === 'reply' ? mode.to.id : undefined });
    this.text.set('');
    this.mode.set({ kind: 'new' });
  }

  protected sendOnEnter(event: Event): void {
    // Angular's `keydown.enter` names the key, not the type.
    if (!(event instanceof KeyboardEvent) || event.isComposing || this.#hasJustComposed) return;
    event.preventDefault();
    this.send();
  }

  protected editLastOnUp(event: Event): void {
    if (this.mode().kind !== 'new' || this.text() !== '') return;
    event.preventDefault();
    this.editsLast.emit();
  }

  protected cancelOnEscape(event: Event): void {
    if (this.mode().kind === 'new') return;
    event.stopPropagation(); // nothing around is to close for it
    this.cancel();
  }

  /** Puts an emoji where the caret is. */
  protected insert(emoji: string): void {
    this.isPicking.set(false);
    const { nativeElement: area } = this.area();
    area.setRangeText(emoji, area.selectionStart, area.selectionEnd, 'end');
    this.write(area.value);
    area.focus();
  }

  /** Safari ends a composition before it reports the Enter that ended it: that one sends nothing. */
  protected noteComposition(): void {
    this.#hasJustComposed = true;
  }

  protected noteKeyUp(): void {
    this.#hasJustComposed = false;
  }

  /** At once, not with the next picture: fast fingers go on typing meanwhile. */
  #goOnWith(text: string): void {
    const { nativeElement: area } = this.area();
    this.text.set(text);
    area.value = text;
    area.focus();
    area.setSelectionRange(text.length, text.length);
  }
}
