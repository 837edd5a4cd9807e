import {
  Component,
  DOCUMENT,
  ElementRef,
  computed,
  inject,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatTooltip } from '@angular/material/tooltip';
import { arriveAt } from '../../arrive-at';
import { Icon } from '../../icon';
import { readableRoomNumber } from '../../lobby/invite-link';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { doorText, triesText, wrongPasswordsText } from '../door-messages';
import { hintsOf } from '../invite/invite';
import { InviteDialog } from '../invite/invite-dialog';
import { Screen } from '../layout/screen';

/** Where one is, how the room and its door stand, and the ways in and out. */
@Component({
  selector: 'wn-room-header',
  imports: [Icon, MatButtonModule, MatTooltip],
  templateUrl: './room-header.html',
  styleUrl: './room-header.scss',
  host: {
    '(document:pointerdown)': 'dismissFrom($event)',
    '(document:keydown.escape)': 'isCopied.set(false)',
  },
})
export class RoomHeader {
  /** The person wants to leave the room. */
  readonly leave = output();

  protected readonly active = inject(ActiveRoom);
  readonly #texts = inject(Texts);
  protected readonly t = this.#texts.room;
  readonly #screen = inject(Screen);
  readonly #dialog = inject(MatDialog);
  readonly #hostname = inject(DOCUMENT).location.hostname;
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  private readonly note = viewChild.required<ElementRef<HTMLElement>>('note');
  private readonly copy = viewChild.required<string, ElementRef<HTMLElement>>('copy', {
    read: ElementRef,
  });

  protected readonly hasLabels = computed(() => !this.#screen.hasShortButtons());
  protected readonly number = computed(() => {
    const room = this.active.room();
    return room === undefined ? '' : readableRoomNumber(room);
  });
  protected readonly door = computed(() =>
    doorText(
      this.active.door(),
      this.active.rendezvous(),
      this.active.hasClosedDoor(),
      this.#texts.door(),
    ),
  );
  protected readonly isDoorShut = computed(
    () => this.active.door().state !== 'open' || this.active.rendezvous() === 'closed',
  );
  /** Nobody can come in whatever the members want. */
  protected readonly isGatewayOut = computed(() =>
    ['away', 'gone'].includes(this.active.rendezvous()),
  );
  protected readonly doorButton = computed(() =>
    this.isDoorShut() ? this.t().openDoor : this.t().closeDoor,
  );
  protected readonly wrongPasswords = computed(() =>
    wrongPasswordsText(this.active.door().wrongPasswords, this.#texts.door()),
  );
  /**
   * How near the door is to closing itself, and what can be done before. One wrong password is a slip
   * of the guest who stands there next: it is told, and no alarm is made of it.
   */
  protected readonly tries = computed(() => {
    const kind = this.active.passwordKind();
    const { state, wrongPasswords } = this.active.door();
    if (wrongPasswords === 1 && state === 'open') return undefined;
    const texts = this.#texts.door();
    const lastAt = this.active.lastWrongPasswordAt();
    const tries = kind && triesText(wrongPasswords, kind, lastAt, texts);
    if (!tries || this.isDoorShut()) return tries;
    return `${tries}. ${texts.howToEndTries}`;
  });
  protected readonly inviteHints = computed(() =>
    hintsOf(this.active, this.#hostname, this.#texts.invite()).join(' '),
  );
  /**
   * Said until somebody comes or goes (by then the link has done its work, or it is a new one), and no
   * longer than until the person goes on with something else.
   */
  protected readonly isCopied = linkedSignal({
    source: () => this.active.members().length,
    computation: () => false,
  });

  constructor() {
    arriveAt(this.heading);
  }

  protected showQrCode(): void {
    InviteDialog.show(this.#dialog);
  }

  protected dismiss(): void {
    this.isCopied.set(false);
    this.copy().nativeElement.focus(); // the pressed button goes away
  }

  /** The words lie over the page: a press on anything else is done with them. */
  protected dismissFrom({ target }: Event): void {
    if (!(target instanceof Node && this.note().nativeElement.contains(target)))
      this.isCopied.set(false);
  }

  protected async copyInvite(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.active.inviteLink());
      this.isCopied.set(true);
    } catch (error) {
      // NotAllowedError: the browser or its owner does not let pages write to the clipboard.
      if (!(error instanceof DOMException)) throw error;
      InviteDialog.show(this.#dialog, 'copying-refused');
    }
  }
}
