import { Component, input, model } from '@angular/core';
import { Icon } from '../icon';

let made = 0;

/** What most people do not need, folded away behind a button that says in a few words how it stands. */
@Component({
  selector: 'wn-fold',
  imports: [Icon],
  template: `
    <button
      type="button"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-controls]="id"
      [attr.aria-labelledby]="id + '-label'"
      [attr.aria-describedby]="state() ? id + '-state' : null"
      (click)="isOpen.set(!isOpen())"
    >
      <span [id]="id + '-label'">{{ label() }}</span>
      @if (state(); as words) {
        <span class="state" [id]="id + '-state'">{{ words }}</span>
      }
      <wn-icon name="chevron-down" />
    </button>
    <div [id]="id" [hidden]="!isOpen()"><ng-content /></div>
  `,
  styleUrl: './fold.scss',
})
export class Fold {
  readonly label = input.required<string>();
  readonly state = input<string>();
  readonly isOpen = model(false);

  protected readonly id = `wn-fold-${String((made += 1))}`;
}
