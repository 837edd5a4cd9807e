import { Component, DOCUMENT, computed, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { Invite, hintsOf } from './invite';

/** What there is to do for whoever is alone: let somebody in, or go where nobody can come any more. */
@Component({
  selector: 'wn-alone-card',
  imports: [Icon, Invite, MatButtonModule],
  template: `
    @if (active.connection() === 'disconnected') {
      <h2>{{ t().endedTitle }}</h2>
      <p>{{ t().ended }}</p>
      <button matButton="filled" type="button" (click)="leave.emit()">{{ t().leave }}</button>
    } @else {
      <section [attr.aria-label]="invite().region">
        <h2>{{ active.hasHadCompany() ? t().againTitle : t().firstTitle }}</h2>
        <p>{{ active.hasHadCompany() ? t().again : t().first }}</p>
        @if (active.hasHadCompany()) {
          <!-- Folded: what was said and sent is in sight still, and whoever knows the way comes back by it. -->
          @for (hint of hints(); track hint) {
            <p class="hint"><wn-icon name="info" /> {{ hint }}</p>
          }
          <details>
            <summary>{{ invite().title }}</summary>
            <wn-invite withLink />
          </details>
        } @else {
          <wn-invite withLink />
        }
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 1.25rem;
      border-radius: var(--mat-sys-corner-large);
      background: var(--mat-sys-surface);
    }

    h2 {
      margin: 0;
      font: var(--mat-sys-headline-small);
      text-wrap: balance;
    }

    p {
      max-inline-size: 60ch;
      margin: 0.25rem 0 1rem;
      color: var(--mat-sys-on-surface-variant);
    }

    .hint {
      display: flex;
      width: fit-content;
      margin-block: 0 0.5rem;
      padding: 0.5rem 0.75rem;
      gap: 0.5rem;
      border-radius: var(--mat-sys-corner-small);
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);

      &:has(~ details[open]) {
        display: none;
      }
    }

    summary {
      width: fit-content;
      padding-block: 0.25rem;
      color: var(--mat-sys-primary);
      font: var(--mat-sys-label-large);
      cursor: pointer;
    }

    details[open] > summary {
      margin-block-end: 0.75rem;
    }

    @media (width < 40rem) {
      :host {
        padding: 0.75rem 1rem;
      }

      h2 {
        font: var(--mat-sys-title-large);
      }
    }
  `,
})
export class AloneCard {
  /** The person wants to leave the room. */
  readonly leave = output();

  protected readonly active = inject(ActiveRoom);
  readonly #texts = inject(Texts);
  protected readonly t = computed(() => this.#texts.room().alone);
  protected readonly invite = computed(() => this.#texts.invite());
  readonly #hostname = inject(DOCUMENT).location.hostname;
  /** Of the folded invite, which has them too. */
  protected readonly hints = computed(() =>
    hintsOf(this.active, this.#hostname, this.#texts.invite()),
  );
}
