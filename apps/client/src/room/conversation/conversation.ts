import { CdkConnectedOverlay, type ConnectedPosition } from '@angular/cdk/overlay';
import {
  Component,
  DestroyRef,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { Message } from '@whispernet/room';
import { PageLife } from '../../browser/page-life';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { Question } from '../question';
import { ArrivalsAloud } from './arrivals-aloud';
import { Composer, type Said } from './composer';
import { BlockPlace, DrawnBlocks } from './drawn-blocks';
import { EmojiPicker } from './emoji-picker';
import { MessageRow, type ReactionWish } from './message-row';
import { PictureRow } from './picture-row';
import { Pictures } from './pictures';
import { type Row, blockOf, blocksOf, rowsOf } from './timeline';
import { unreadOf } from './unread';

/** Closer to the end than this counts as being there: new messages then move into view. */
const AT_END_PX = 48;

/** Where the keyboard stops: a message, or a picture's line. */
const STOP = '[data-order] > [tabindex]';

/** How far each key goes on among them. */
const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowUp', -1],
  ['ArrowDown', 1],
  ['Home', -Infinity],
  ['End', Infinity],
]);

/** Above the button, or below where there is no room; from its end towards the middle. */
const POSITIONS: ConnectedPosition[] = [
  { originX: 'end', originY: 'top', overlayX: 'end', overlayY: 'bottom', offsetY: -4 },
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 4 },
];

/** What was said, and what one says oneself. Five thousand messages cost as much as those in sight. */
@Component({
  selector: 'wn-conversation',
  imports: [BlockPlace, CdkConnectedOverlay, Composer, EmojiPicker, Icon, MessageRow, PictureRow],
  providers: [ArrivalsAloud, DrawnBlocks, Pictures],
  templateUrl: './conversation.html',
  styleUrl: './conversation.scss',
})
export class Conversation {
  protected readonly active = inject(ActiveRoom);
  readonly #texts = inject(Texts);
  readonly #blocks = inject(DrawnBlocks);
  readonly #pictures = inject(Pictures);
  readonly #injector = inject(Injector);
  readonly #life = inject(PageLife);
  readonly #dialog = inject(MatDialog);

  protected readonly t = this.#texts.chat;
  protected readonly positions = POSITIONS;
  protected readonly rowsOf = rowsOf;
  protected readonly wish = signal<ReactionWish | undefined>(undefined);
  protected readonly wishOrigin = computed(() => this.wish()?.beside ?? this.#host);

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly log = viewChild.required<ElementRef<HTMLElement>>('log');
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  private readonly composer = viewChild.required<Composer>('composer');

  protected readonly isAtEnd = signal(true);
  /** Where the list was when that was looked at. */
  #scrollTop = 0;
  readonly #isOnScreen = signal(true);
  /** The message or picture that has the keyboard, by its number. */
  readonly #focused = signal<number | undefined>(undefined);

  protected readonly blocks = computed(() =>
    blocksOf(this.active.messages(), this.#pictures.all()),
  );
  protected readonly first = computed(() => this.active.messages()[0]?.order ?? 0);
  readonly #last = computed(() =>
    Math.max(this.active.messages().at(-1)?.order ?? -1, this.#pictures.all().at(-1)?.order ?? -1),
  );
  /** The one of them at which the tab key stops: the newest, unless the arrows went elsewhere. */
  protected readonly current = computed(() => this.#focused() ?? this.#last());
  /** By id; of two with one id the first, as the room counts. */
  readonly #byId = computed(
    () =>
      new Map(
        this.active
          .messages()
          .map((message) => [message.id, message] as const)
          .reverse(),
      ),
  );

  protected readonly unread = unreadOf(
    () => ({
      messages: this.active.messages(),
      isWatched: this.isAtEnd() && this.#isOnScreen() && !this.#life.isHidden(),
    }),
    () => this.active.self(),
  );
  /** How many messages of others were not seen yet. */
  readonly unseen = this.unread.count;

  protected readonly typing = computed(() => {
    const members = new Map(this.active.members().map((member) => [member.id, member]));
    const names = this.active
      .typing()
      .map((seat) => this.active.nameOf(seat, members.get(seat)?.name ?? ''));
    const all = this.#texts.formats().list(names);
    if (names.length === 0) return '';
    return names.length === 1 ? this.t().typing(all) : this.t().manyTyping(all);
  });

  /** Nothing is kept for whoever comes later: nobody shall believe that it was. */
  protected readonly hindrance = computed(() => {
    if (!this.active.isAlone()) return undefined;
    if (this.active.connection() === 'disconnected') return this.t().nobodyComes;
    return this.active.hasHadCompany() ? this.t().nobodyNow : this.t().nobodyYet;
  });

  constructor() {
    inject(ArrivalsAloud);
    const lifetime = inject(DestroyRef);
    afterNextRender(() => {
      const log = this.log().nativeElement;
      // After every change of the layout, before it is painted; who reads further up stays there.
      const sizes = new ResizeObserver(() => {
        if (!this.isAtEnd()) return;
        log.scrollTop = log.scrollHeight;
        this.#scrollTop = log.scrollTop;
      });
      sizes.observe(log);
      sizes.observe(this.list().nativeElement);
      const sight = new IntersectionObserver((entries) => {
        this.#isOnScreen.set(entries.at(-1)?.isIntersecting ?? true);
      });
      sight.observe(log);
      lifetime.onDestroy(() => {
        sizes.disconnect();
        sight.disconnect();
      });
    });
  }

  /** The newest are always there, and those around the keyboard. */
  protected isDrawn(block: number): boolean {
    return (
      block >= blockOf(this.#last()) - 1 ||
      block === blockOf(this.current()) ||
      this.#blocks.isNear(block)
    );
  }

  protected heightOf(block: number): number {
    return this.#blocks.heightOf(block);
  }

  protected dayOf(row: Row): string {
    const { knownAt } = row.kind === 'message' ? row.message : row.picture;
    return this.#texts.formats().day(knownAt);
  }

  protected answeredBy({ replyTo }: Message): Message | undefined {
    return replyTo && this.#byId().get(replyTo);
  }

  protected say({ text, replyTo }: Said): void {
    this.isAtEnd.set(true); // whoever says something wants to see it
    this.active.session()?.say(text, replyTo);
  }

  protected react(emoji: string): void {
    const wish = this.wish();
    this.wish.set(undefined);
    if (!wish) return;
    this.active.session()?.react(wish.message.id, emoji, true);
    wish.beside.focus();
  }

  protected async clear(): Promise<void> {
    if (!(await Question.ask(this.#dialog, () => this.t().clearQuestion))) return;
    this.active.session()?.clearMessages();
    this.#pictures.clear();
    this.composer().cancel(); // what it answered or edited is gone; the keyboard goes on there
  }

  protected editLast(): void {
    const self = this.active.self()?.id;
    const last = this.active
      .messages()
      .findLast(({ author, isDeleted }) => author === self && !isDeleted);
    if (last) this.composer().edit(last);
  }

  /** Brings a message or picture into sight, with the keyboard. */
  protected show(order: number, block: ScrollLogicalPosition = 'center'): void {
    this.#focused.set(order);
    afterNextRender(
      () => {
        const row = this.log().nativeElement.querySelector(`[data-order="${order}"]`);
        row?.scrollIntoView({ block });
        row?.querySelector<HTMLElement>(STOP)?.focus({ preventScroll: true });
      },
      { injector: this.#injector },
    );
  }

  protected jumpToNewest(): void {
    this.isAtEnd.set(true);
    this.show(this.#last(), 'end');
  }

  /** The arrows go from one to the next. */
  protected go(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey)
      return;
    const isOnStop = event.target.matches(STOP);
    if (event.key === 'Escape' && !isOnStop) {
      this.show(this.current(), 'nearest');
      return;
    }
    const to = isOnStop ? this.#goal(event.key) : undefined;
    if (to === undefined) return;
    event.preventDefault();
    this.show(to, 'nearest');
  }

  #goal(key: string): number | undefined {
    const step = STEPS.get(key);
    if (step === undefined) return undefined;
    const orders = this.blocks()
      .flatMap(({ entries }) => entries)
      .map(({ order }) => order);
    const to = orders.indexOf(this.current()) + step;
    return orders[Math.min(orders.length - 1, Math.max(0, to))];
  }

  protected noteFocus({ target }: FocusEvent): void {
    const order = target instanceof Element && target.closest('[data-order]');
    if (order) this.#focused.set(Number(order.getAttribute('data-order')));
  }

  protected noteLeaving({ relatedTarget }: FocusEvent): void {
    const goesOn =
      relatedTarget instanceof Node && this.log().nativeElement.contains(relatedTarget);
    if (!goesOn) this.#focused.set(undefined); // the tab key comes back to the newest
  }

  /**
   * The end is left upwards only: what has grown below since, or a keyboard that has risen, is no wish
   * of the person's, and is put right with the layout.
   */
  protected noteScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.log().nativeElement;
    const isNear = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    if (isNear || scrollTop < this.#scrollTop) this.isAtEnd.set(isNear);
    this.#scrollTop = scrollTop;
  }
}
