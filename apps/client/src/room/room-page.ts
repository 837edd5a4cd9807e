import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { RendezvousState, RoomConnection } from '@whispernet/room';
import { Icon } from '../icon';
import { readableRoomNumber } from '../lobby/invite-link';
import { ActiveRoom } from './active-room';
import { Conversation } from './conversation/conversation';
import { FileDrop } from './files/file-drop';
import { Files } from './files/files';
import { LeaveQuestion } from './leave-question';
import { PeopleList } from './people/people-list';
import { Stage } from './stage/stage';

const CONNECTION: Record<RoomConnection, string> = {
  waiting: 'Waiting for others',
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting',
  disconnected: 'Disconnected',
};

const DOOR: Record<RendezvousState, string> = {
  open: 'Door open',
  closed: 'Door closed',
  away: 'Gateway away: nobody can enter now',
  gone: 'Gateway gone: nobody can enter any more',
};

/** Everything about the room that this page is in. */
@Component({
  selector: 'wn-room-page',
  imports: [Conversation, FileDrop, Files, Icon, MatButtonModule, PeopleList, Stage],
  templateUrl: './room-page.html',
  styleUrl: './room-page.scss',
  // A closing tab says goodbye, so that the others need not wait for its silence.
  host: { '(window:pagehide)': 'wipe()' },
})
export class RoomPage {
  protected readonly active = inject(ActiveRoom);
  readonly #dialog = inject(MatDialog);
  readonly #router = inject(Router);

  protected readonly connection = computed(() => CONNECTION[this.active.connection()]);
  protected readonly door = computed(() => DOOR[this.active.rendezvous()]);
  protected readonly number = computed(() => {
    const room = this.active.room();
    return room === undefined ? '' : readableRoomNumber(room);
  });
  protected readonly copied = signal<'no' | 'yes' | 'refused'>('no');

  /** Whether the page may be left: asks where something would be lost, and leaves the room then. */
  async mayLeave(): Promise<boolean> {
    if (!this.active.isInside()) return true;
    const { running, unsaved } = this.active.atStake();
    if (running + unsaved > 0 && !(await LeaveQuestion.ask(this.#dialog, { running, unsaved })))
      return false;
    await this.active.leave();
    return true;
  }

  protected async leave(): Promise<void> {
    await this.#router.navigateByUrl('/', { replaceUrl: true }); // the route asks mayLeave()
  }

  protected async wipe(): Promise<void> {
    await this.active.leave();
    // Seen only where the browser brings this page back from its cache: the room is gone by then.
    await this.#router.navigateByUrl('/', { replaceUrl: true });
  }

  protected async copyInvite(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.active.inviteLink());
      this.copied.set('yes');
    } catch (error) {
      // NotAllowedError: the browser or its owner does not let pages write to the clipboard.
      if (!(error instanceof DOMException)) throw error;
      this.copied.set('refused');
    }
  }
}
