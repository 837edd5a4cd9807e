import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';
import { GatewayStatement } from '../privacy/gateway-statement';
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
      Hide my IP address
    </mat-slide-toggle>
    <p id="hide-address">{{ meaning() }}</p>
    @if (gateway.relay() === 'unknown') {
      <button matButton type="button" [disabled]="gateway.isAsking()" (click)="gateway.ask()">
        Ask again
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

  protected readonly meaning = computed(() => {
    const relay = this.gateway.relay();
    if (this.draft.hideAddress()) return ON[relay];
    return OFF[relay];
  });
}

const VISIBLE = 'The people in your room can see your IP address.';

const OFF = {
  configured: `Off: you are connected directly where that is possible. ${VISIBLE}`,
  none: `Not available here: no relay is set up. ${VISIBLE}`,
  asking: `Being asked whether there is a relay. Without one, the people in your room can see your IP address.`,
  unknown: `Not available now: the server could not be asked whether there is a relay. ${VISIBLE}`,
} as const;

const HIDDEN = 'On: everything goes through the relay, or not at all.';
const REFUSED =
  'no room is entered while this is on. Switch it off only if your address may be seen.';

const ON = {
  configured: `${HIDDEN} Nobody in the room gets your IP address; whoever runs the relay sees it, and how much you send, but not what. It can be slower.`,
  none: `${HIDDEN} No relay is set up here: ${REFUSED}`,
  asking: HIDDEN,
  unknown: `${HIDDEN} The server could not be asked whether there is one: where there is none, ${REFUSED}`,
} as const;
