import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  Component,
  DOCUMENT,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Title } from '@angular/platform-browser';
import { Router } from '@angular/router';
import type { RoomConnection } from '@whispernet/room';
import { arriveAt } from '../arrive-at';
import { PageLife } from '../browser/page-life';
import { Icon } from '../icon';
import { readableRoomNumber } from '../lobby/invite-link';
import { readableNumber } from '../readable-number';
import { Texts } from '../texts/texts';
import { ActiveRoom } from './active-room';
import { Alarms } from './alarms/alarms';
import { Attention } from './attention/attention';
import { AttentionSwitches } from './attention/attention-switches';
import { InView } from './attention/in-view';
import { OutOfSight } from './attention/out-of-sight';
import { Conversation } from './conversation/conversation';
import { doorText, triesText, wrongPasswordsText } from './door-messages';
import { FileDrop } from './files/file-drop';
import { Files } from './files/files';
import { Invite, hintsOf } from './invite/invite';
import { InviteDialog } from './invite/invite-dialog';
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

/** Everything about the room that this page is in. */
@Component({
  selector: 'wn-room-page',
  imports: [
    Alarms,
    AttentionSwitches,
    Conversation,
    FileDrop,
    Files,
    Icon,
    InView,
    Invite,
    MatButtonModule,
    OutOfSight,
    PeopleList,
    Stage,
  ],
  templateUrl: './room-page.html',
  styleUrl: './room-page.scss',
  providers: [Attention],
  // A closing tab says goodbye, so that the others need not wait for its silence. What it has received
  // stays: it may only be reloaded, and what is not asked for again goes a day later at most.
  host: { '(window:pagehide)': 'closes()' },
})
export class RoomPage {
  protected readonly active = inject(ActiveRoom);
  readonly #attention = inject(Attention);
  readonly #dialog = inject(MatDialog);
  readonly #router = inject(Router);
  readonly #doorTexts = inject(Texts).door;
  readonly #hostname = inject(DOCUMENT).location.hostname;
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly connection = computed(() => CONNECTION[this.active.connection()]);
  protected readonly door = computed(() =>
    doorText(
      this.active.door(),
      this.active.rendezvous(),
      this.active.hasClosedDoor(),
      this.#doorTexts(),
    ),
  );
  protected readonly isDoorShut = computed(
    () => this.active.door().state !== 'open' || this.active.rendezvous() === 'closed',
  );
  protected readonly wrongPasswords = computed(() =>
    wrongPasswordsText(this.active.door().wrongPasswords, this.#doorTexts()),
  );
  /** How near the door is to closing itself, and what can be done before. */
  protected readonly tries = computed(() => {
    const kind = this.active.passwordKind();
    const { wrongPasswords } = this.active.door();
    const texts = this.#doorTexts();
    const lastAt = this.active.lastWrongPasswordAt();
    const tries = kind && triesText(wrongPasswords, kind, lastAt, texts);
    if (!tries || this.isDoorShut()) return tries;
    return `${tries}. ${texts.howToEndTries}`;
  });
  protected readonly inviteHints = computed(() => hintsOf(this.active, this.#hostname).join(' '));
  /** Whether the invite is all that there is to do. */
  protected readonly isAlone = computed(
    () => this.active.connection() === 'waiting' && this.active.members().length === 0,
  );
  protected readonly number = computed(() => {
    const room = this.active.room();
    return room === undefined ? '' : readableRoomNumber(room);
  });
  protected readonly copied = signal<'no' | 'yes' | 'refused'>('no');

  constructor() {
    arriveAt(this.heading);
    inject(PageLife).askBeforeClosing(() => this.#losesFiles() || this.active.isCallOn());
    const title = inject(Title);
    effect(() => {
      const unseen = this.#attention.unseen();
      const badge = unseen > 0 ? `(${readableNumber(unseen)}) ` : '';
      title.setTitle(`${badge}${this.connection()} – whisperNet`); // never the number: titles are seen and kept
    });
    const announcer = inject(LiveAnnouncer);
    // Apart from the text in the header, which changes with every wrong password.
    effect(() => {
      const told = wrongPasswordsText(this.active.wrongPasswordsTold(), this.#doorTexts());
      if (told) void announcer.announce(told, 'polite');
    });
  }

  /**
   * Whether the page may be left: asks where something would be lost, and leaves the room then.
   * 'Back' is always asked about: a finger that slips must not cost a room that nobody can find again.
   */
  async mayLeave(): Promise<boolean> {
    if (!this.active.isInside()) return true;
    const isBack = this.#router.currentNavigation()?.trigger === 'popstate';
    if ((isBack || this.#losesFiles()) && !(await this.#wantsToLeave())) return false;
    await this.active.leave();
    return true;
  }

  #losesFiles(): boolean {
    const { running, unsaved } = this.active.atStake();
    return running + unsaved > 0;
  }

  #wantsToLeave(): Promise<boolean> {
    return LeaveQuestion.ask(this.#dialog, {
      ...this.active.atStake(),
      isCallOn: this.active.isCallOn(),
      isAlone: this.active.isAlone(),
    });
  }

  protected async leave(): Promise<void> {
    await this.#router.navigateByUrl('/', { replaceUrl: true }); // the route asks mayLeave()
  }

  protected async closes(): Promise<void> {
    this.#attention.hush(); // what the system shows would outlive the page
    await this.active.closePage();
    // Seen only where the browser brings this page back from its cache: the room is gone by then.
    await this.#router.navigateByUrl('/', { replaceUrl: true });
  }

  protected showQrCode(): void {
    InviteDialog.show(this.#dialog);
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
