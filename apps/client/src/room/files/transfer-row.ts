import { Component, ElementRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatProgressBarModule } from '@angular/material/progress-bar';
import type { RoomTransfer } from '@whispernet/room';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { InView } from '../attention/in-view';
import { memberName } from '../person';
import { byteSize, bytesOf } from './byte-size';
import { countOf } from './count-of';
import { FolderChoice } from './folder-choice';
import type { Pace } from './speedometer';
import {
  PHASE_TEXT,
  type Peer,
  SAVING_TEXT,
  acceptanceText,
  failureText,
  heldText,
  leftBehindText,
  pausedText,
} from './transfer-messages';

/** One file or folder on its way: where it stands, and what a person can do about it. */
@Component({
  selector: 'wn-transfer-row',
  imports: [FolderChoice, Icon, InView, MatButtonModule, MatProgressBarModule],
  templateUrl: './transfer-row.html',
  styleUrl: './transfer-row.scss',
})
export class TransferRow {
  readonly transfer = input.required<RoomTransfer>();
  readonly pace = input<Pace>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly answer = viewChild(InView);
  /** Whether it waits for an answer that can be given without scrolling. */
  readonly isAnswerInView = computed(() => this.answer()?.isInView() ?? false);

  protected readonly active = inject(ActiveRoom);
  readonly #people = inject(Texts).people;
  protected readonly phase = computed(() => this.transfer().state.phase);
  protected readonly stateText = computed(() => PHASE_TEXT[this.phase()]);
  protected readonly whose = computed(() => {
    const { direction, peer, peerName } = this.transfer();
    if (peer === undefined) return 'from an earlier visit';
    return `${direction === 'out' ? 'to' : 'from'} ${this.active.nameOf(peer, peerName)}`;
  });
  protected readonly amount = computed(() => {
    const { size, state, folder } = this.transfer();
    if ('bytes' in state) return bytesOf(state.bytes, size);
    return folder ? `${countOf(folder.count, 'file')}, ${byteSize(size)}` : byteSize(size);
  });
  protected readonly percent = computed(() => {
    const { size, state } = this.transfer();
    if (state.phase === 'done') return 100;
    return 'bytes' in state && size > 0 ? (100 * state.bytes) / size : 0;
  });
  /** What there is to know beyond the state word, and whether it is bad news. */
  protected readonly note = computed(() => {
    const { state, direction, peer, peerName, heldBytes, size } = this.transfer();
    if (state.phase === 'failed')
      return { text: failureText(state, direction, this.#peer()), isBad: true };
    if (state.phase === 'paused') {
      const text =
        peer === undefined
          ? leftBehindText(peerName)
          : pausedText(state.by, direction, this.#peer());
      return { text, isBad: false };
    }
    if (state.phase === 'offered' && heldBytes !== undefined)
      return { text: heldText(heldBytes, size, this.#peer().name), isBad: false };
    return undefined;
  });
  protected readonly warning = computed(() => {
    const { direction, isProgram, folder } = this.transfer();
    if (direction === 'out') return undefined;
    if (isProgram) return 'This is a program. Open it only if you trust whoever sent it.';
    const programs = folder?.files?.filter((file) => file.isProgram).length ?? 0;
    if (programs === 0) return undefined;
    const what = programs === 1 ? 'is a program' : 'are programs';
    return `${programs} of the files ${what}. Open them only if you trust whoever sent them.`;
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
  protected readonly canSendAgain = computed(() => {
    const { id, direction, state } = this.transfer();
    if (direction === 'in') return false;
    if (!['failed', 'cancelled', 'declined'].includes(state.phase)) return false;
    // What has changed cannot be read by its old name any more: only choosing it again helps.
    if (state.phase === 'failed' && state.reason === 'source-changed') return false;
    return this.active.hasCompany() && this.active.canSendAgain(id);
  });
  /** It goes by the last second, and says nothing of what moves no more. */
  protected readonly paceNow = computed(() => (this.canPause() ? this.pace() : undefined));
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
    return {
      name: member
        ? this.active.nameOf(member.id, member.name)
        : memberName(peerName, this.#people()),
      hasLeft: !member || (member.link.phase === 'closed' && member.link.end === 'left'),
      canReturn: hasLink || ['open', 'closed'].includes(this.active.rendezvous()),
    };
  });

  /** Scrolls there and goes on with the keyboard there. */
  show(): void {
    this.#host.scrollIntoView({ block: 'center' });
    this.#host
      .querySelector<HTMLElement>('.actions button:enabled')
      ?.focus({ preventScroll: true });
  }

  protected async accept(): Promise<void> {
    const transfer = this.transfer();
    this.problem.set(undefined);
    this.isAccepting.set(true);
    try {
      this.problem.set(acceptanceText(await this.active.accept(transfer, this.chosen())));
    } finally {
      this.isAccepting.set(false);
    }
  }

  protected async save(): Promise<void> {
    this.problem.set(undefined);
    this.problem.set(SAVING_TEXT[await this.active.save(this.transfer())]);
  }
}
