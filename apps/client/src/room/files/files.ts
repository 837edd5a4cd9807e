import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  effect,
  inject,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type MatButton, MatButtonModule } from '@angular/material/button';
import type { TransferId } from '@whispernet/protocol';
import { hasEnded } from '@whispernet/transfer';
import { hasPlacePicker, pickPlace } from '../../browser/chosen-place';
import { chosenFolder } from '../../browser/sendables';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom, type Destination } from '../active-room';
import { ClearedTransfers } from './cleared-transfers';
import { FileDispatcher } from './file-dispatcher';
import { KeepFocus } from './keep-focus';
import { SECONDS } from './seconds';
import { NO_TRAFFIC, Traffic, totalText } from './traffic';
import { acceptanceText, offerText } from './transfer-messages';
import { TransferRow } from './transfer-row';

/** Closer to the end than this counts as being there: new files then come into view. */
const AT_END_PX = 48;

/**
 * From so many rows on, the browser leaves out those out of sight (content-visibility). Measured in
 * Chromium with 1,000 rows that move ten times a second: the longest task takes 36 ms of processor
 * time instead of 271, all of them a sixth. A virtual list would do no more, and would take the rows
 * themselves away from the search of the page and from screen readers.
 */
const LONG = 50;

/**
 * Files on their way, and the buttons that send more. In the order of their offers, the newest at
 * the end, like the messages beside them: a row never moves from under a finger.
 */
@Component({
  selector: 'wn-files',
  imports: [Icon, KeepFocus, MatButtonModule, TransferRow],
  templateUrl: './files.html',
  styleUrl: './files.scss',
})
export class Files {
  protected readonly active = inject(ActiveRoom);
  protected readonly t = inject(Texts).files;
  readonly #dispatcher = inject(FileDispatcher);
  readonly #cleared = inject(ClearedTransfers);
  readonly #announcer = inject(LiveAnnouncer);

  protected readonly traffic = signal(NO_TRAFFIC);
  protected readonly total = computed(() => {
    const { total } = this.traffic();
    if (!total) return undefined;
    const percent = total.size > 0 ? Math.floor((100 * total.there) / total.size) : 0;
    return { words: totalText(this.t(), total), percent };
  });
  protected readonly transfers = computed(() => {
    const cleared = this.#cleared.ids();
    const all = this.active.transfers();
    return cleared.size > 0 ? all.filter(({ id }) => !cleared.has(id)) : all;
  });
  protected readonly isLong = computed(() => this.transfers().length > LONG);
  protected readonly offered = computed(() =>
    this.active.transfers().filter(({ state }) => state.phase === 'offered'),
  );
  /** Ended, and nothing is lost with their rows: what is not saved yet has its button there. */
  protected readonly clearable = computed(() => {
    const savable = this.active.savable();
    const saved = this.active.fileDesk()?.taken.saved();
    return this.transfers().filter(
      ({ id, state }) => hasEnded(state) && (!savable.has(id) || saved?.has(id)),
    );
  });
  protected readonly cutOff = computed(() =>
    this.active
      .cutOff()
      .map(({ peer, peerName, count }) =>
        this.t().cutOff(this.active.nameOf(peer, peerName), count),
      ),
  );
  protected readonly canChooseFolders = 'webkitdirectory' in HTMLInputElement.prototype;
  protected readonly isAccepting = signal(false);
  protected readonly notTaken = signal<string | undefined>(undefined);
  protected readonly problem = computed(() => this.notTaken() ?? this.#dispatcher.problem());
  protected readonly rows = viewChildren(TransferRow);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly firstButton = viewChild.required<MatButton>('firstButton');
  /** The first of those that were answered all at once. */
  #answered: TransferId | undefined;
  #isAtEnd = true;

  constructor() {
    const watched = new Traffic();
    inject(SECONDS)
      .pipe(takeUntilDestroyed())
      .subscribe((atMs) => {
        this.traffic.set(watched.look(atMs, this.active.transfers()));
      });
    this.#announceOffers();
    const count = computed(() => this.transfers().length);
    afterRenderEffect(() => {
      count();
      const { nativeElement } = this.scroller();
      // Who looks at earlier ones is not torn away.
      if (this.#isAtEnd) nativeElement.scrollTop = nativeElement.scrollHeight;
    });
  }

  protected sendFiles(input: HTMLInputElement): void {
    this.#dispatcher.sendFiles([...(input.files ?? [])]);
    input.value = ''; // so that the same can be chosen again
  }

  protected sendFolder(input: HTMLInputElement): void {
    this.#dispatcher.send(chosenFolder(input.files ?? []));
    input.value = '';
  }

  /** Into one place that the person chooses, where browsers can ask for that; else into this browser's own storage. */
  protected async acceptAll(): Promise<void> {
    if (this.isAccepting()) return; // pressed twice: the button keeps the keyboard, so it is not disabled
    this.#answered = this.offered()[0]?.id;
    this.notTaken.set(undefined);
    this.isAccepting.set(true);
    try {
      const destination = hasPlacePicker(window) ? await pickPlace(window) : 'browser';
      if (destination) await this.#accept(destination);
    } finally {
      this.isAccepting.set(false);
    }
  }

  async #accept(destination: Destination): Promise<void> {
    for (const transfer of this.offered()) {
      const acceptance = await this.active.accept(transfer, undefined, destination);
      const problem = acceptanceText(this.t(), acceptance);
      if (problem) this.notTaken.set(problem); // a smaller one may still fit
    }
  }

  protected declineAll(): void {
    if (this.isAccepting()) return;
    this.#answered = this.offered()[0]?.id;
    for (const { id } of this.offered()) this.active.decline(id);
  }

  protected clearFinished(): void {
    const clearable = this.clearable();
    this.#answered = undefined;
    this.#cleared.clear(clearable.map(({ id }) => id));
    void this.#announcer.announce(this.t().cleared(clearable.length), 'polite');
  }

  protected noteScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller().nativeElement;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
  }

  /** Where a button for many rows has gone, the keyboard goes on in the first row that it answered, if any. */
  protected recoverFocus(): void {
    const answered = this.rows().find((row) => row.transfer().id === this.#answered);
    if (answered) answered.takeFocus();
    else this.firstButton().focus();
  }

  /** Aloud, once: whoever does not see the list would not know that somebody waits for an answer. */
  #announceOffers(): void {
    const told = new Set<string>();
    effect(() => {
      const unheard = this.offered().filter(({ id }) => !told.has(id));
      for (const { id } of unheard) told.add(id);
      const [first, ...more] = unheard;
      if (!first) return;
      const who = first.peer && this.active.nameOf(first.peer, first.peerName);
      const words = offerText(this.t(), who ?? first.peerName, first.name, more.length);
      void this.#announcer.announce(words, 'polite');
    });
  }
}
