import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { Attention } from './attention';

/** Asks whether to be told of news, once, when it has shown what that would be good for. */
@Component({
  selector: 'wn-attention-offer',
  imports: [Icon, MatButtonModule],
  template: `
    @if (attention.mayOfferNotes()) {
      <wn-icon name="bell" />
      <p>{{ t().offer }}</p>
      <span>
        <button matButton type="button" (click)="attention.setNotes(true)">{{ t().accept }}</button>
        <button matButton type="button" (click)="attention.declineNotes()">
          {{ t().decline }}
        </button>
      </span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 0.75rem;
      padding: 0.25rem 1rem;
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface);
    }

    :host:empty {
      display: none;
    }

    p {
      flex: 1 1 14rem;
      margin: 0.5rem 0;
    }

    span {
      margin-inline-start: auto;
    }
  `,
})
export class AttentionOffer {
  protected readonly attention = inject(Attention);
  protected readonly t = inject(Texts).attention;
}
