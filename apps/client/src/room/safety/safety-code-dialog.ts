import { Component, ElementRef, computed, inject, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogConfig,
  MatDialogModule,
} from '@angular/material/dialog';
import type { Member } from '@whispernet/room';
import { Icon } from '../../icon';
import { Naming } from '../../texts/naming';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { HAS_EMOJI } from './emoji-font';
import { emojiOf } from './emoji-table';

type Peer = Pick<Member, 'id' | 'name'>;

/** The safety code with one member: what to compare, how, and what came of it. */
@Component({
  selector: 'wn-safety-code-dialog',
  imports: [Icon, MatButtonModule, MatDialogModule, Naming],
  templateUrl: './safety-code-dialog.html',
  styleUrl: './safety-code-dialog.scss',
})
export class SafetyCodeDialog {
  protected readonly t = inject(Texts).safety;
  readonly #active = inject(ActiveRoom);
  readonly #peer = inject<Peer>(MAT_DIALOG_DATA);
  /** Follows what happens while the dialog is open; undefined once the member is gone. */
  readonly #member = computed(() =>
    this.#active.members().find(({ id, link }) => id === this.#peer.id && link.phase !== 'closed'),
  );

  protected readonly name = computed(() => {
    const { id, name } = this.#member() ?? this.#peer;
    return this.#active.nameOf(id, name);
  });
  protected readonly hasEmoji = inject(HAS_EMOJI);
  protected readonly safety = computed(() => this.#member()?.safety);
  protected readonly phase = computed(() => this.safety()?.phase ?? 'gone');
  protected readonly code = computed(() => {
    const safety = this.safety();
    return safety && 'code' in safety
      ? {
          emoji: emojiOf(safety.code.emoji, this.t().emoji),
          digits: safety.code.digits,
          digitsAloud: digitByDigit(safety.code.digits),
        }
      : undefined;
  });
  protected readonly isToCompare = computed(() =>
    ['unconfirmed', 'confirmed-there'].includes(this.phase()),
  );
  /** Who has misread the code may look again. */
  protected readonly canConfirm = computed(() => this.isToCompare() || this.phase() === 'disputed');
  /** Whoever sits in the middle may have been believed first: one can still say so. */
  protected readonly canTakeBack = computed(() =>
    ['confirmed-here', 'verified'].includes(this.phase()),
  );
  /** Whether there is nothing better to do than to leave. */
  protected readonly shouldLeave = computed(() => ['disputed', 'missing'].includes(this.phase()));

  private readonly closing = viewChild.required<string, ElementRef<HTMLElement>>('closing', {
    read: ElementRef,
  });

  /** Whether the person wants to leave the room after all that they saw. */
  static show(dialog: MatDialog, peer: Peer): Promise<boolean> {
    const config = new MatDialogConfig<Peer>();
    config.data = peer;
    // Not a button: Enter, pressed without having read anything, must confirm nothing.
    config.autoFocus = 'first-heading';
    const shown = dialog.open<SafetyCodeDialog, Peer, boolean>(SafetyCodeDialog, config);
    return new Promise((resolve) => {
      shown.afterClosed().subscribe((leave) => {
        resolve(leave === true);
      });
    });
  }

  protected confirm(): void {
    this.#active.confirmSafetyCode(this.#peer.id);
    this.closing().nativeElement.focus(); // the pressed button goes away
  }

  protected dispute(): void {
    this.#active.disputeSafetyCode(this.#peer.id);
    this.closing().nativeElement.focus();
  }
}

/** Groups as single digits, which a screen reader would otherwise read as hundreds: '5 4 0, 0 3 9'. */
function digitByDigit(groups: string): string {
  return groups.replaceAll(' ', ',').replace(/\d(?=\d)|,/g, '$& ');
}
