import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogConfig,
  MatDialogModule,
} from '@angular/material/dialog';

/** What a person is asked, in the words of the language that is chosen at the time. */
export interface Asking {
  readonly title: string;
  /** What is lost by a yes. */
  readonly sentence: string;
  readonly no: string;
  readonly yes: string;
}

/** Asks once before something is lost. */
@Component({
  selector: 'wn-question',
  imports: [MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ asking().title }}</h2>
    <mat-dialog-content>{{ asking().sentence }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">{{ asking().no }}</button>
      <button matButton="filled" type="button" [mat-dialog-close]="true">
        {{ asking().yes }}
      </button>
    </mat-dialog-actions>
  `,
})
export class Question {
  protected readonly asking = inject<() => Asking>(MAT_DIALOG_DATA);

  /** Whether the person says yes; closing the dialog is a no. The keyboard begins at the no. */
  static ask(dialog: MatDialog, asking: () => Asking): Promise<boolean> {
    const config = new MatDialogConfig<() => Asking>();
    config.data = asking;
    const question = dialog.open<Question, () => Asking, boolean>(Question, config);
    return new Promise((resolve) => {
      question.afterClosed().subscribe((answer) => {
        resolve(answer === true);
      });
    });
  }
}
