import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatProgressBarModule } from '@angular/material/progress-bar';
import type { RoomTransfer } from '@whispernet/room';
import { Icon } from '../../icon';
import { ActiveRoom } from '../active-room';
import { byteSize } from './byte-size';
import { FAILURE_TEXT, PHASE_TEXT, acceptanceText } from './transfer-messages';

/** One file on its way: where it stands, and what a person can do about it. */
@Component({
  selector: 'wn-transfer-row',
  imports: [Icon, MatButtonModule, MatProgressBarModule],
  templateUrl: './transfer-row.html',
  styleUrl: './transfer-row.scss',
})
export class TransferRow {
  readonly transfer = input.required<RoomTransfer>();

  protected readonly active = inject(ActiveRoom);
  protected readonly phase = computed(() => this.transfer().state.phase);
  protected readonly stateText = computed(() => PHASE_TEXT[this.phase()]);
  protected readonly reason = computed(() => {
    const { state } = this.transfer();
    return state.phase === 'failed' ? FAILURE_TEXT[state.reason] : undefined;
  });
  protected readonly whose = computed(() => {
    const { direction, peer, peerName } = this.transfer();
    if (peer === undefined) return 'from an earlier visit';
    return `${direction === 'out' ? 'to' : 'from'} ${this.active.nameOf(peer, peerName)}`;
  });
  protected readonly amount = computed(() => {
    const { size, state } = this.transfer();
    return 'bytes' in state ? `${byteSize(state.bytes)} of ${byteSize(size)}` : byteSize(size);
  });
  protected readonly percent = computed(() => {
    const { size, state } = this.transfer();
    if (state.phase === 'done') return 100;
    return 'bytes' in state && size > 0 ? (100 * state.bytes) / size : 0;
  });
  protected readonly canCancel = computed(() =>
    ['waiting', 'sending', 'receiving', 'verifying'].includes(this.phase()),
  );
  protected readonly canSave = computed(() => this.active.savable().has(this.transfer().id));
  /** While the browser asks where to save, or makes room. */
  protected readonly isAccepting = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);

  protected async accept(): Promise<void> {
    this.problem.set(undefined);
    this.isAccepting.set(true);
    try {
      this.problem.set(acceptanceText(await this.active.accept(this.transfer())));
    } finally {
      this.isAccepting.set(false);
    }
  }
}
