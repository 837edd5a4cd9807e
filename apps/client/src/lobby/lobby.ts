import { Component, type ElementRef, computed, inject, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { arriveAt } from '../arrive-at';
import { missingSupport } from '../browser/browser-support';
import { ActiveRoom, type Entry } from '../room/active-room';
import { refusalMessage, refusalOf } from '../room/room-error-messages';
import { Icon } from '../icon';
import { Texts } from '../texts/texts';
import { LanguageButton } from '../theme/language-button';
import { Mark } from '../theme/mark';
import { ThemeButton } from '../theme/theme-button';
import { Draft } from './draft';
import { RefusalAlert } from './refusal-alert';
import { RoomForm, type RoomRequest } from './room-form';
import { WaitingFiles } from './waiting-files';

/** The start page: where two people meet by a number and a password. */
@Component({
  selector: 'wn-lobby',
  imports: [
    Icon,
    LanguageButton,
    Mark,
    RefusalAlert,
    RoomForm,
    RouterLink,
    ThemeButton,
    WaitingFiles,
  ],
  templateUrl: './lobby.html',
  styleUrl: './lobby.scss',
  // Whoever begins to fill in the form is about to enter.
  host: { '(focusin)': 'active.prepare()' },
})
export class Lobby {
  protected readonly active = inject(ActiveRoom);
  readonly #router = inject(Router);
  readonly #draft = inject(Draft);
  readonly #texts = inject(Texts);
  readonly #errors = this.#texts.errors;

  protected readonly t = this.#texts.lobby;

  protected readonly refusal = computed(() => {
    const error = this.#draft.refusal();
    return error && { ...refusalMessage(error, this.#errors()), code: error.code };
  });
  protected readonly missing = computed(() => {
    const code = missingSupport(window);
    return code && refusalOf(code, this.#errors());
  });
  protected readonly wiped = computed(() => {
    const farewell = this.active.farewell();
    if (!farewell) return undefined;
    const { unsavedFiles: count } = farewell;
    const { left, unsaved } = this.t();
    return count === 0 ? left : `${left} ${unsaved(count)}`;
  });

  private readonly waitingFiles = viewChild(WaitingFiles);
  /** Whether all is there that stands above the promises: nothing comes later and moves them. */
  protected readonly isWhole = computed(
    () => this.missing() !== undefined || this.waitingFiles()?.isKnown() === true,
  );

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  constructor() {
    // Not when the browser opens it: there is nowhere else to have come from.
    if (this.#router.lastSuccessfulNavigation()) arriveAt(this.heading);
  }

  protected async enter({ how, details, capacity }: RoomRequest): Promise<void> {
    this.#draft.refusal.set(undefined);
    const entry: Entry = await (how === 'create'
      ? this.active.create(details, capacity)
      : this.active.join(details));
    if (entry.outcome === 'refused') this.#draft.refusal.set(entry.error);
    if (entry.outcome !== 'inside') return;
    try {
      // The start page stays behind it: 'back' then leads there, where the room can ask first, and
      // not out of this page at once.
      await this.#router.navigateByUrl('/room');
    } finally {
      this.#draft.forget(); // when it is out of sight: empty fields would ask to be filled
    }
  }
}
