import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  type MatDialog,
  MatDialogConfig,
  MatDialogModule,
} from '@angular/material/dialog';
import { Texts } from '../../texts/texts';
import { Invite } from './invite';

/** Why the invite is shown. `copying-refused`: the browser has not put the link on the clipboard. */
type Occasion = 'asked' | 'copying-refused';

/** The invite, to be held towards somebody's camera, or to be copied by hand. */
@Component({
  selector: 'wn-invite-dialog',
  imports: [Invite, MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ t().title }}</h2>
    <mat-dialog-content>
      @if (isByHand) {
        <p role="alert">{{ t().copyingRefused }}</p>
      }
      <wn-invite [withLink]="isByHand" [showsPassword]="isByHand" />
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>{{ t().close }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    p {
      margin: 0 0 1rem;
      color: var(--mat-sys-error);
    }

    wn-invite {
      --wn-qr: 20rem;

      justify-content: center;
    }
  `,
})
export class InviteDialog {
  protected readonly t = inject(Texts).invite;
  protected readonly isByHand = inject<Occasion>(MAT_DIALOG_DATA) === 'copying-refused';

  static show(dialog: MatDialog, occasion: Occasion = 'asked'): void {
    const config = new MatDialogConfig<Occasion>();
    config.data = occasion;
    config.autoFocus = 'dialog'; // at the first button a low window would scroll the picture away
    dialog.open(InviteDialog, config);
  }
}
