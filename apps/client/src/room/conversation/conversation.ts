import {
  Component,
  type ElementRef,
  afterRenderEffect,
  computed,
  inject,
  viewChild,
} from '@angular/core';
import type { Delivery } from '@whispernet/room';
import { ActiveRoom } from '../active-room';
import { CLOCK } from '../clock';
import { visibleText } from '../visible-text';
import { Composer } from './composer';

const DELIVERY: Record<Delivery, string> = {
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  'not-delivered': 'Not delivered',
};

/** Closer to the end than this counts as being there: new messages then move into view. */
const AT_END_PX = 48;

/** What was said, and what one says oneself. */
@Component({
  selector: 'wn-conversation',
  imports: [Composer],
  templateUrl: './conversation.html',
  styleUrl: './conversation.scss',
})
export class Conversation {
  protected readonly active = inject(ActiveRoom);
  protected readonly messages = computed(() => {
    const own = this.active.self()?.id;
    return this.active.messages().map(({ id, author, authorName, text, sentAt, delivery }) => ({
      id,
      isOwn: author === own,
      author: author === own ? 'You' : this.active.nameOf(author, authorName),
      text: visibleText(text),
      time: timeOfDay(sentAt),
      delivery: delivery && DELIVERY[delivery],
    }));
  });

  /** Nothing is kept for whoever comes later: nobody shall believe that it was. */
  protected readonly hindrance = computed(() => {
    if (!this.active.isAlone()) return undefined;
    const nobody = this.active.hasHadCompany()
      ? 'Nobody else is here now'
      : 'Nobody else is here yet';
    return this.active.connection() === 'disconnected'
      ? `${nobody}, and nobody can come in any more.`
      : `${nobody}. What you type stays here until somebody comes.`;
  });

  private readonly log = viewChild.required<ElementRef<HTMLElement>>('log');
  #isAtEnd = true;

  constructor() {
    afterRenderEffect(() => {
      this.messages();
      const log = this.log().nativeElement;
      // Who reads further up is not torn away.
      if (this.#isAtEnd) log.scrollTop = log.scrollHeight;
    });
  }

  protected noteScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.log().nativeElement;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
  }
}

/** A time of the author's clock, which may be beyond every calendar. */
function timeOfDay(ms: number): { readonly iso: string; readonly text: string } | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  return { iso: date.toISOString(), text: CLOCK.format(date) };
}
