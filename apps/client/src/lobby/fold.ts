import { Component, input, model } from '@angular/core';
import { Icon } from '../icon';

let made = 0;

/** What most people do not need, folded away behind a button that says in a few words how it stands. */
@Component({
  selector: 'wn-fold',
  imports: [Icon],
  template: `
    <!-- What is written on a button is its name (WCAG 2.5.3): how it stands is written beside it. -->
    <div class="head">
      <button
        type="button"
        [attr.aria-expanded]="isOpen()"
        [attr.aria-controls]="id"
        [attr.aria-describedby]="state() ? id + '-state' : null"
        (click)="isOpen.set(!isOpen())"
      >
        {{ label() }}
        <wn-icon name="chevron-down" />
      </button>
      @if (state(); as words) {
        <span class="state" [id]="id + '-state'">{{ words }}</span>
      }
    </div>
    <div class="folded" [id]="id" [hidden]="!isOpen()"><ng-content /></div>
  `,
  styleUrl: './fold.scss',
})
export class Fold {
  readonly label = input.required<string>();
  readonly state = input<string>();
  readonly isOpen = model(false);

  protected readonly id = `wn-fold-${String((made += 1))}`;
}
