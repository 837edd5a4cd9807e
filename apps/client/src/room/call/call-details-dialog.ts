import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  type MatDialog,
  MatDialogConfig,
  MatDialogModule,
} from '@angular/material/dialog';
import type { Member } from '@whispernet/room';
import { Naming } from '../../texts/naming';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { detailRows } from './detail-rows';

type Peer = Pick<Member, 'id' | 'name'>;

/** What the browser knows of the call with one person, while it is open. */
@Component({
  selector: 'wn-call-details-dialog',
  imports: [MatButtonModule, MatDialogModule, Naming],
  template: `
    <h2 mat-dialog-title><wn-naming [text]="t().detailsOf" [name]="name()" /></h2>
    <mat-dialog-content>
      <p>{{ verdict() }}</p>
      @if (rows(); as rows) {
        <dl>
          @for (row of rows; track row.name) {
            <dt>{{ row.name }}</dt>
            <dd>{{ row.value }}</dd>
          }
        </dl>
      } @else {
        <p>{{ t().measuring }}</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" matDialogClose>{{ t().close }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    p {
      margin: 0 0 1rem;
    }

    dl {
      display: grid;
      gap: 0.375rem 1.5rem;
      margin: 0;
      grid-template-columns: minmax(6rem, auto) 1fr;
    }

    dt {
      color: var(--mat-sys-on-surface-variant);
    }

    dd {
      margin: 0;
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class CallDetailsDialog {
  readonly #active = inject(ActiveRoom);
  readonly #peer = inject<Peer>(MAT_DIALOG_DATA);
  readonly #details = toSignal(this.#active.callDetails(this.#peer.id));
  readonly #member = computed(() => this.#active.members().find(({ id }) => id === this.#peer.id));

  protected readonly t = inject(Texts).call;
  protected readonly name = computed(() => this.#active.nameOf(this.#peer.id, this.#peer.name));
  protected readonly verdict = computed(() => {
    const { faresWell, faresFairly, faresPoorly, noCall } = this.t();
    const quality = this.#member()?.quality;
    return quality ? { good: faresWell, fair: faresFairly, poor: faresPoorly }[quality] : noCall;
  });
  protected readonly rows = computed(() => {
    const details = this.#details();
    return details && detailRows(details, this.t());
  });

  static show(dialog: MatDialog, peer: Peer): void {
    const config = { data: peer, width: '32rem', autoFocus: 'first-heading' };
    dialog.open(CallDetailsDialog, Object.assign(new MatDialogConfig<Peer>(), config));
  }
}
