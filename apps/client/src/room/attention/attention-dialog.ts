import { Component, type ViewContainerRef, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type MatDialog, MatDialogConfig, MatDialogModule } from '@angular/material/dialog';
import { Texts } from '../../texts/texts';
import { AttentionSwitches } from './attention-switches';

/** By what means to be told, for whoever looks for it. */
@Component({
  selector: 'wn-attention-dialog',
  imports: [AttentionSwitches, MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ t().attention }}</h2>
    <mat-dialog-content><wn-attention-switches /></mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>{{ t().close }}</button>
    </mat-dialog-actions>
  `,
})
export class AttentionDialog {
  protected readonly t = inject(Texts).room;

  /** `place`: in the room, whose Attention it switches. */
  static show(dialog: MatDialog, place: ViewContainerRef): void {
    const config = new MatDialogConfig();
    config.viewContainerRef = place;
    dialog.open(AttentionDialog, config);
  }
}
