import { Component, input } from '@angular/core';
import { Icon } from '../icon';
import type { Refusal } from '../room/room-error-messages';

/** Why somebody is not let in, and what to do next. */
@Component({
  selector: 'wn-refusal-alert',
  imports: [Icon],
  host: { role: 'alert' },
  template: `
    <wn-icon name="warning" />
    <p>
      <strong>{{ refusal().sentence }}</strong> {{ refusal().nextStep }}
    </p>
  `,
  styles: `
    :host {
      display: flex;
      gap: 0.75rem;
      padding: 0.75rem 1rem;
      border: 1px solid transparent; /* seen where colours are forced */
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }

    p {
      margin: 0;
    }
  `,
})
export class RefusalAlert {
  readonly refusal = input.required<Refusal>();
}
