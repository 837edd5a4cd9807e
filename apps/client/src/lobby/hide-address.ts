import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';
import { GatewayStatement } from '../privacy/gateway-statement';
import { Texts } from '../texts/texts';
import { Draft } from './draft';

/** Can be switched on where there is a relay, and off always; what was chosen stays whatever the gateway says. */
@Component({
  selector: 'wn-hide-address',
  imports: [MatButtonModule, MatSlideToggleModule],
  template: `
    <mat-slide-toggle
      disabledInteractive
      aria-describedby="hide-address"
      [checked]="draft.hideAddress()"
      [disabled]="!draft.hideAddress() && gateway.relay() !== 'configured'"
      (change)="draft.hideAddress.set($event.checked)"
    >
      {{ t().label }}
    </mat-slide-toggle>
    <p id="hide-address">{{ meaning() }}</p>
    @if (gateway.relay() === 'unknown') {
      <button matButton type="button" [disabled]="gateway.isAsking()" (click)="gateway.ask()">
        {{ t().askAgain }}
      </button>
    }
  `,
  styles: `
    p {
      margin: 0.25rem 0 0;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }

    button {
      margin-inline-start: -0.75rem;
    }
  `,
})
export class HideAddress {
  protected readonly draft = inject(Draft);
  protected readonly gateway = inject(GatewayStatement);
  readonly #lobby = inject(Texts).lobby;

  protected readonly t = computed(() => this.#lobby().hideAddress);
  constructor() {
    void this.gateway.ask(); // whether there is a relay that hides addresses
  }

  protected readonly meaning = computed(() => {
    const [on, off] = MEANINGS[this.gateway.relay()];
    return this.t()[this.draft.hideAddress() ? on : off];
  });
}

/** What each position of the switch means, on and off, by whether there is a relay. */
const MEANINGS = {
  configured: ['hidden', 'visible'],
  none: ['hiddenNone', 'none'],
  asking: ['hiddenAsking', 'asking'],
  unknown: ['hiddenUnknown', 'unknown'],
} as const;
