import { Component, ElementRef, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { RoomTransfer } from '@whispernet/room';
import { hasEnded } from '@whispernet/transfer';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { memberName } from '../person';
import { KIND_ICONS, kindOf, kindText } from './file-kind';
import { FolderChoice } from './folder-choice';
import { isLookable } from './preview/look-inside';
import { PreviewDialog } from './preview/preview-dialog';
import { Thumbnail } from './preview/thumbnail';
import { nameParts } from './short-name';
import type { Pace } from './speedometer';
import { leftText } from './traffic';
import { type Peer, acceptanceText, phaseText, savingText } from './transfer-messages';
import { noteOf } from './transfer-note';

/** A longer name has no room in one line, so it can be unfolded. */
const LONG_NAME = 36;

/** One file or folder on its way: where it stands, and what a person can do about it. */
@Component({
  selector: 'wn-transfer-row',
  imports: [FolderChoice, Icon, MatButtonModule, Thumbnail],
  templateUrl: './transfer-row.html',
  styleUrl: './transfer-row.scss',
})
export class TransferRow {
  readonly transfer = input.required<RoomTransfer>();
  readonly pace = input<Pace>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #dialog = inject(MatDialog);

  protected readonly active = inject(ActiveRoom);
  protected readonly t = inject(Texts).files;
  readonly #people = inject(Texts).people;
  protected readonly phase = computed(() => this.transfer().state.phase);
  protected readonly stateText = computed(() => phaseText(this.t(), this.phase()));
  protected readonly whose = computed(() => {
    const { direction, peer, peerName } = this.transfer();
    if (peer === undefined) return this.t().fromEarlierVisit;
    const name = this.active.nameOf(peer, peerName);
    return direction === 'out' ? this.t().to(name) : this.t().from(name);
  });
  readonly #kind = computed(() => kindOf(this.transfer()));
  protected readonly kindText = computed(() => kindText(this.t().kind, this.transfer()));
  protected readonly kindIcon = computed(() => KIND_ICONS[this.#kind()]);
  protected readonly nameParts = computed(() => nameParts(this.transfer().name));
  protected readonly isNameLong = computed(() => this.transfer().name.length > LONG_NAME);
  protected readonly isNameWhole = signal(false);
  /** One's own picture, to know it again. */
  protected readonly picture = computed(() => {
    const { id, direction } = this.transfer();
    if (direction === 'in' || this.#kind() !== 'image') return undefined;
    const source = this.active.fileDesk()?.sent.get(id);
    return source instanceof Blob ? source : undefined;
  });

  protected readonly size = computed(() => {
    const { size, folder } = this.transfer();
    return folder ? this.t().folderSize(folder.count, size) : this.t().size(size);
  });
  protected readonly moved = computed(() => {
    const { size, state } = this.transfer();
    return 'bytes' in state ? this.t().moved(state.bytes, size) : undefined;
  });
  protected readonly percent = computed(() => {
    const { size, state } = this.transfer();
    if (state.phase === 'done') return 100;
    return 'bytes' in state && size > 0 ? Math.floor((100 * state.bytes) / size) : 0;
  });
  protected readonly isBarShown = computed(() =>
    ['sending', 'receiving', 'paused', 'verifying'].includes(this.phase()),
  );
  /** What there is to read or to see has the whole width, and the buttons stand below. */
  protected readonly isBroad = computed(
    () =>
      this.isBarShown() ||
      this.phase() === 'failed' ||
      (this.phase() === 'offered' &&
        (this.transfer().folder !== undefined || this.note() !== undefined)) ||
      this.warning() !== undefined ||
      this.problem() !== undefined,
  );
  protected readonly note = computed(() => {
    const { id } = this.transfer();
    const desk = this.active.fileDesk()?.taken;
    const keeping = !desk?.kept().has(id) ? 'placed' : desk.saved().has(id) ? 'saved' : 'unsaved';
    return noteOf(this.t(), this.transfer(), this.#peer(), keeping);
  });
  protected readonly warning = computed(() => {
    const { direction, isProgram, folder, state } = this.transfer();
    if (direction === 'out') return undefined;
    if (hasEnded(state) && state.phase !== 'done') return undefined; // there is nothing to open
    if (isProgram) return this.t().program;
    const programs = folder?.files?.filter((file) => file.isProgram).length ?? 0;
    return programs > 0 ? this.t().programs(programs) : undefined;
  });
  protected readonly canPause = computed(() => {
    const { state } = this.transfer();
    return state.phase === 'sending' || state.phase === 'receiving';
  });
  protected readonly canResume = computed(() => {
    const { state } = this.transfer();
    return state.phase === 'paused' && state.by.here;
  });
  protected readonly canCancel = computed(() =>
    ['waiting', 'sending', 'receiving', 'paused', 'verifying'].includes(this.phase()),
  );
  protected readonly canSave = computed(() => this.active.savable().has(this.transfer().id));
  protected readonly isSaved = computed(
    () => this.active.fileDesk()?.taken.saved().has(this.transfer().id) ?? false,
  );
  protected readonly canLook = computed(() => {
    const { id, direction } = this.transfer();
    if (direction === 'out' || this.phase() !== 'done' || !isLookable(this.#kind())) return false;
    return this.active.fileDesk()?.taken.readable().has(id) ?? false;
  });
  protected readonly canSendAgain = computed(() => {
    const { id, direction, state } = this.transfer();
    if (direction === 'in') return false;
    if (!['failed', 'cancelled', 'declined'].includes(state.phase)) return false;
    // What has changed cannot be read by its old name any more: only choosing it again helps.
    if (state.phase === 'failed' && ['source-changed', 'listing-too-long'].includes(state.reason))
      return false;
    return this.active.hasCompany() && this.active.canSendAgain(id);
  });
  /** It goes by the last second, and says nothing of what moves no more. */
  readonly #paceNow = computed(() => (this.canPause() ? this.pace() : undefined));
  protected readonly speed = computed(() => {
    const speed = this.#paceNow()?.bytesPerSecond;
    return speed === undefined ? undefined : this.t().speed(speed);
  });
  protected readonly left = computed(() => leftText(this.t(), this.#paceNow()?.left));
  /** A folder that is offered is taken whole, or some of its files: by their places in the listing. */
  protected readonly chosen = signal<readonly number[] | undefined>(undefined);
  /** What is in the folder has still to come: till then nobody can say what is to be written where. */
  protected readonly isUnread = computed(() => {
    const { folder, heldBytes } = this.transfer();
    return folder !== undefined && !folder.files && heldBytes === undefined;
  });
  protected readonly isLookedInto = signal(false);
  /** While the browser asks where to save, or makes room. */
  protected readonly isAccepting = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly isZipping = computed(
    () => this.transfer().folder !== undefined && this.active.saving().has(this.transfer().id),
  );

  readonly #peer = computed((): Peer => {
    const { peer, peerName } = this.transfer();
    const member = this.active.members().find(({ id }) => id === peer);
    const hasLink = member !== undefined && member.link.phase !== 'closed';
    const hasLeft = !member || (member.link.phase === 'closed' && member.link.end === 'left');
    return {
      name: member
        ? this.active.nameOf(member.id, member.name)
        : memberName(peerName, this.#people()),
      hasLeft,
      isBack:
        hasLeft &&
        this.active
          .members()
          .some(
            ({ id, name, link }) => id !== peer && name === peerName && link.phase !== 'closed',
          ),
      canReturn: hasLink || ['open', 'closed'].includes(this.active.rendezvous()),
    };
  });

  /** Goes on with the keyboard at the first button, or where there is none in the row itself. */
  takeFocus(): void {
    const button = this.#host.querySelector<HTMLElement>('.actions button:enabled');
    (button ?? this.#host.closest('li'))?.focus({ preventScroll: true });
  }

  protected async accept(): Promise<void> {
    const transfer = this.transfer();
    this.problem.set(undefined);
    this.isAccepting.set(true);
    try {
      const acceptance = await this.active.accept(transfer, this.chosen());
      this.problem.set(acceptanceText(this.t(), acceptance));
    } finally {
      this.isAccepting.set(false);
    }
  }

  protected async save(): Promise<void> {
    this.problem.set(undefined);
    this.problem.set(savingText(this.t(), await this.active.save(this.transfer())));
  }

  protected look(): void {
    const { id, name } = this.transfer();
    const kind = this.#kind();
    const desk = this.active.fileDesk();
    if (!desk || !isLookable(kind)) return;
    PreviewDialog.show(this.#dialog, { name, kind, read: () => desk.taken.read(id) });
  }
}
