import { Component, computed, inject, signal } from '@angular/core';
import { MatCardModule } from '@angular/material/card';
import { Router } from '@angular/router';
import { missingSupport } from '../browser/browser-support';
import { ActiveRoom, type Entry } from '../room/active-room';
import { type Refusal, refusalMessage, refusalOf } from '../room/room-error-messages';
import { Icon } from '../icon';
import { InviteInbox } from './invite-inbox';
import { RoomForm, type RoomRequest } from './room-form';

/** The start page: where two people meet by a number and a password. */
@Component({
  selector: 'wn-lobby',
  imports: [Icon, MatCardModule, RoomForm],
  templateUrl: './lobby.html',
  styleUrl: './lobby.scss',
})
export class Lobby {
  protected readonly active = inject(ActiveRoom);
  readonly #router = inject(Router);
  readonly #invites = inject(InviteInbox);

  protected readonly invite = this.#invites.latest;
  protected readonly refusal = signal<Refusal | undefined>(undefined);
  protected readonly missing = computed(() => {
    const code = missingSupport(window);
    return code && refusalOf(code);
  });
  protected readonly wiped = computed(() => {
    const farewell = this.active.farewell();
    if (!farewell) return undefined;
    const { messages, unsavedFiles } = farewell;
    const files =
      unsavedFiles === 0 ? '' : ` Files that you did not save were deleted: ${unsavedFiles}.`;
    return `You have left the room. Wiped from this page: keys, names and messages (${messages}).${files}`;
  });

  protected async enter({ how, details, capacity }: RoomRequest): Promise<void> {
    this.refusal.set(undefined);
    const entry: Entry = await (how === 'create'
      ? this.active.create(details, capacity)
      : this.active.join(details));
    if (entry.outcome === 'refused') this.refusal.set(refusalMessage(entry.error));
    if (entry.outcome !== 'inside') return;
    this.#invites.forget();
    await this.#router.navigateByUrl('/room', { replaceUrl: true });
  }
}
