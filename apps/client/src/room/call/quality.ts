import { Component, computed, inject, input } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { Member } from '@whispernet/room';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { CallDetailsDialog } from './call-details-dialog';

/** How the call with somebody fares, at a glance; what is known of it, at a press. */
@Component({
  selector: 'wn-quality',
  template: `
    <button
      type="button"
      aria-haspopup="dialog"
      [class]="member().quality ?? 'unknown'"
      [attr.aria-label]="label()"
      [title]="label()"
      (click)="show()"
    >
      <i></i><i></i><i></i>
    </button>
  `,
  styles: `
    :host {
      display: inline-block;
    }

    button {
      display: flex;
      align-items: flex-end;
      justify-content: center;
      gap: 2px;
      width: 2rem;
      height: 2rem;
      padding: 0.5rem;
      border: 0;
      border-radius: var(--mat-sys-corner-small);
      background: none;
      color: inherit;
      cursor: pointer;
    }

    i {
      width: 4px;
      height: 30%;
      border-radius: 1px;
      background: currentcolor;
      opacity: 0.35;

      &:nth-child(2) {
        height: 65%;
      }

      &:nth-child(3) {
        height: 100%;
      }
    }

    .good i,
    .fair i:not(:last-child),
    .poor i:first-child {
      opacity: 1;
    }

    .poor i:first-child {
      background: var(--wn-attention);
    }

    @media (hover: hover) {
      button:hover {
        background: rgb(127 127 127 / 24%);
      }
    }

    @media (forced-colors: active) {
      i,
      .poor i:first-child {
        forced-color-adjust: none;
        background: CanvasText;
      }
    }
  `,
})
export class Quality {
  readonly member = input.required<Member>();

  readonly #active = inject(ActiveRoom);
  readonly #dialog = inject(MatDialog);
  readonly #t = inject(Texts).call;
  protected readonly label = computed(() => {
    const { id, name, quality = 'unknown' } = this.member();
    return this.#t().fares[quality](this.#active.nameOf(id, name));
  });

  protected show(): void {
    CallDetailsDialog.show(this.#dialog, this.member());
  }
}
