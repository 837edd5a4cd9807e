import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogConfig,
  MatDialogModule,
} from '@angular/material/dialog';
import { Texts } from '../texts/texts';

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
    <h2 mat-dialog-title>{{ t().title }}</h2>
    <mat-dialog-content>{{ sentence() }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">{{ t().stay }}</button>
      <button matButton="filled" type="button" [mat-dialog-close]="true">
        {{ t().leaveAnyway }}
      </button>
    </mat-dialog-actions>
  `,
})
export class LeaveQuestion {
  protected readonly t = inject(Texts).leave;
  readonly #atStake = inject<AtStake>(MAT_DIALOG_DATA);

  protected readonly sentence = computed(() => {
    const { running, unsaved, isCallOn, isAlone } = this.#atStake;
    const t = this.t();
    return [
      running > 0 ? t.running(running) : '',
      unsaved > 0 ? t.unsaved(unsaved) : '',
      isCallOn ? t.callEnds : '',
      isAlone ? t.roomEnds : t.wordsGo,
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
