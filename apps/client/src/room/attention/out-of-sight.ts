import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import type { Viewable } from './in-view';

/** What waits in a part of the room that is scrolled away, as on a phone, and the way there. */
@Component({
  selector: 'wn-out-of-sight',
  imports: [MatButtonModule],
  template: `
    @if (missedMessages(); as count) {
      <button matButton="elevated" type="button" (click)="conversation().show()">
        {{ t().newMessages(count) }}
      </button>
    }
    @if (hiddenOffers(); as count) {
      <button matButton="elevated" type="button" (click)="offers().show()">
        {{ t().filesOffered(count) }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 0.5rem;
      padding: 0.5rem;
      pointer-events: none;
    }

    :host:empty {
      display: none;
    }

    button {
      pointer-events: auto;
    }
  `,
})
export class OutOfSight {
  readonly conversation = input.required<Viewable>();
  /** In view: one that waits for an answer is, not some other one. */
  readonly offers = input.required<Viewable>();

  protected readonly t = inject(Texts).attention;
  readonly #active = inject(ActiveRoom);
  readonly #heard = computed(() => {
    const self = this.#active.self()?.id;
    return this.#active.messages().filter(({ author }) => author !== self).length;
  });
  /** How many had been heard when the conversation was last in view. */
  readonly #seen = linkedSignal<{ heard: number; isInView: boolean }, number>({
    source: () => ({ heard: this.#heard(), isInView: this.conversation().isInView() }),
    computation: ({ heard, isInView }, before) =>
      isInView || !before ? heard : Math.min(before.value, heard),
  });
  protected readonly missedMessages = computed(() => this.#heard() - this.#seen());
  /** Those that wait for a yes or a no of this person. */
  protected readonly hiddenOffers = computed(() => {
    if (this.offers().isInView()) return 0;
    return this.#active.transfers().filter(({ state }) => state.phase === 'offered').length;
  });
}
