import { Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type MatDialog, MatDialogModule } from '@angular/material/dialog';
import { Invite } from './invite';

/** The invite, to be held towards somebody's camera. */
@Component({
  selector: 'wn-invite-dialog',
  imports: [Invite, MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title>Invite somebody</h2>
    <mat-dialog-content><wn-invite /></mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Close</button>
    </mat-dialog-actions>
  `,
  styles: `
    wn-invite {
      --wn-qr: 20rem;

      justify-content: center;
    }
  `,
})
export class InviteDialog {
  static show(dialog: MatDialog): void {
    dialog.open(InviteDialog);
  }
}
