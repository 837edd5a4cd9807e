import { Component, type ElementRef, computed, inject, viewChild } from '@angular/core';
import { MatCardModule } from '@angular/material/card';
import { Router, RouterLink } from '@angular/router';
import { arriveAt } from '../arrive-at';
import { missingSupport } from '../browser/browser-support';
import { ActiveRoom, type Entry } from '../room/active-room';
import { refusalMessage, refusalOf } from '../room/room-error-messages';
import { Icon } from '../icon';
import { GatewayStatement } from '../privacy/gateway-statement';
import { Texts } from '../texts/texts';
import { Draft } from './draft';
import { RoomForm, type RoomRequest } from './room-form';

/** The start page: where two people meet by a number and a password. */
@Component({
  selector: 'wn-lobby',
  imports: [Icon, MatCardModule, RoomForm, RouterLink],
  templateUrl: './lobby.html',
  styleUrl: './lobby.scss',
  // Whoever begins to fill in the form is about to enter.
  host: { '(focusin)': 'active.prepare()' },
})
export class Lobby {
  protected readonly active = inject(ActiveRoom);
  readonly #router = inject(Router);
  readonly #draft = inject(Draft);
  readonly #errors = inject(Texts).errors;

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
    const { unsavedFiles } = farewell;
    const files =
      unsavedFiles === 0 ? '' : ` Files that you did not save were deleted: ${unsavedFiles}.`;
    return `You have left the room. Nothing of the room is left on this page.${files}`;
  });

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  constructor() {
    // Not when the browser opens it: there is nowhere else to have come from.
    if (this.#router.lastSuccessfulNavigation()) arriveAt(this.heading);
    void inject(GatewayStatement).ask(); // whether there is a relay that hides addresses
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
