import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  effect,
  inject,
  signal,
  viewChildren,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { type Sendables, chosenFolder } from '../../browser/sendables';
import { Icon } from '../../icon';
import { ActiveRoom } from '../active-room';
import type { Viewable } from '../attention/in-view';
import { KeepFocus } from './keep-focus';
import { leftOutText, offersOf } from './offers';
import { SECONDS } from './seconds';
import { NO_TRAFFIC, Traffic } from './traffic';
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
  host: { '(scroll)': 'noteScroll()' },
})
export class Files implements Viewable {
  protected readonly active = inject(ActiveRoom);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly traffic = signal(NO_TRAFFIC);
  protected readonly isLong = computed(() => this.active.transfers().length > LONG);
  protected readonly offered = computed(() =>
    this.active.transfers().filter(({ state }) => state.phase === 'offered'),
  );
  protected readonly canChooseFolders = 'webkitdirectory' in HTMLInputElement.prototype;
  protected readonly leftOut = signal<string | undefined>(undefined);
  protected readonly isAccepting = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly rows = viewChildren(TransferRow);
  /** Whether an offer that waits for an answer can be seen. */
  readonly isInView = computed(() => this.rows().some((row) => row.isAnswerInView()));
  #isAtEnd = true;

  constructor() {
    const watched = new Traffic();
    inject(SECONDS)
      .pipe(takeUntilDestroyed())
      .subscribe((atMs) => {
        this.traffic.set(watched.look(atMs, this.active.transfers()));
      });
    this.#announceOffers(inject(LiveAnnouncer));
    const count = computed(() => this.active.transfers().length);
    afterRenderEffect(() => {
      count();
      // Who looks at earlier ones is not torn away.
      if (this.#isAtEnd) this.#host.scrollTop = this.#host.scrollHeight;
    });
  }

  /** Offers what a person has chosen or dropped, and says what of it cannot be sent. */
  send(chosen: Sendables): void {
    const { files, folders } = offersOf(chosen);
    if (files.length > 0) this.active.offerFiles(files);
    for (const folder of folders) this.active.offerFolder(folder);
    this.leftOut.set(leftOutText(chosen.leftOut));
  }

  /** Scrolls to the first offer that waits for an answer, and goes on with the keyboard there. */
  show(): void {
    this.rows()
      .find((row) => row.transfer().state.phase === 'offered')
      ?.show();
  }

  protected sendFiles(input: HTMLInputElement): void {
    this.send({ files: [...(input.files ?? [])], folders: [], leftOut: [] });
    input.value = ''; // so that the same can be chosen again
  }

  protected sendFolder(input: HTMLInputElement): void {
    this.send(chosenFolder(input.files ?? []));
    input.value = '';
  }

  /** Into the browser's own storage, where browsers ask for each file else. */
  protected async acceptAll(): Promise<void> {
    this.problem.set(undefined);
    this.isAccepting.set(true);
    try {
      for (const transfer of this.offered()) {
        const problem = acceptanceText(await this.active.accept(transfer, undefined, 'browser'));
        if (problem) this.problem.set(problem); // a smaller one may still fit
      }
    } finally {
      this.isAccepting.set(false);
    }
  }

  protected declineAll(): void {
    for (const { id } of this.offered()) this.active.decline(id);
  }

  protected noteScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#host;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
  }

  /** Aloud, once: whoever does not see the list would not know that somebody waits for an answer. */
  #announceOffers(announcer: LiveAnnouncer): void {
    const told = new Set<string>();
    effect(() => {
      const unheard = this.offered().filter(({ id }) => !told.has(id));
      for (const { id } of unheard) told.add(id);
      const [first, ...more] = unheard;
      if (!first) return;
      const who = first.peer && this.active.nameOf(first.peer, first.peerName);
      void announcer.announce(offerText(who ?? first.peerName, first.name, more.length), 'polite');
    });
  }
}
