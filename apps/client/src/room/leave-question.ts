import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogConfig,
  MatDialogModule,
} from '@angular/material/dialog';

/** What a person would lose by leaving. */
export interface AtStake {
  readonly running: number;
  readonly unsaved: number;
  readonly isCallOn: boolean;
  readonly isAlone: boolean;
}

/** Asks once before something is lost. */
@Component({
  selector: 'wn-leave-question',
  imports: [MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title>Leave the room?</h2>
    <mat-dialog-content>{{ sentence() }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">Stay</button>
      <button matButton="filled" type="button" [mat-dialog-close]="true">Leave anyway</button>
    </mat-dialog-actions>
  `,
})
export class LeaveQuestion {
  readonly #atStake = inject<AtStake>(MAT_DIALOG_DATA);

  protected readonly sentence = computed(() => {
    const { running, unsaved, isCallOn, isAlone } = this.#atStake;
    return [
      running > 0 ? `Transfers that are still running will be broken off: ${running}.` : '',
      unsaved > 0 ? `Received files that are not saved yet will be deleted: ${unsaved}.` : '',
      isCallOn ? 'The call ends for you.' : '',
      isAlone
        ? 'Nobody else is here: the room ends, and its invite leads nowhere any more.'
        : 'What was said here will be gone from this page.',
    ].join(' ');
  });

  /** Whether the person wants to leave all the same. */
  static ask(dialog: MatDialog, atStake: AtStake): Promise<boolean> {
    const config = new MatDialogConfig<AtStake>();
    config.data = atStake;
    const question = dialog.open<LeaveQuestion, AtStake, boolean>(LeaveQuestion, config);
    return new Promise((resolve) => {
      question.afterClosed().subscribe((answer) => {
        resolve(answer === true);
      });
    });
  }
}
