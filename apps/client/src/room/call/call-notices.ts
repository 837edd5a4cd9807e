import { Component, computed, inject } from '@angular/core';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { callNotices } from './notices';
import { OwnMedia } from './own-media';

/** What a person has to know of their own devices, beside the controls. */
@Component({
  selector: 'wn-call-notices',
  imports: [Icon],
  template: `
    @for (sentence of notices().problems; track sentence) {
      <p role="alert"><wn-icon name="warning" /> {{ sentence }}</p>
    }
    <div aria-live="polite">
      @for (sentence of notices().news; track sentence) {
        <p><wn-icon name="info" /> {{ sentence }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      max-height: 40cqb;
      overflow: auto;
    }

    p {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      margin: 0 0 0.25rem;
      padding: 0.375rem 0.75rem;
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-body-small);
    }

    [role='alert'] {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }

    wn-icon {
      width: 1.125rem;
      height: 1.125rem;
    }
  `,
})
export class CallNotices {
  readonly #own = inject(OwnMedia);
  readonly #active = inject(ActiveRoom);
  readonly #texts = inject(Texts);

  protected readonly notices = computed(() =>
    callNotices(
      {
        camera: this.#own.camera(),
        microphone: this.#own.microphone(),
        screen: this.#own.screen(),
        heldFrom: this.#active
          .members()
          .filter(({ held }) => held?.ours)
          .map(({ id, name }) => this.#active.nameOf(id, name)),
      },
      this.#texts.call(),
      this.#texts.formats(),
    ),
  );
}
