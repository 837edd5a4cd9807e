import { Component, DOCUMENT, DestroyRef, inject, signal } from '@angular/core';
import { Texts } from '../texts/texts';

/** Says that there is no network, and what that means for a page that opens all the same. */
@Component({
  selector: 'wn-offline-notice',
  template: `
    <div role="status">
      @if (isOffline()) {
        <p>
          <strong>{{ t().offline }}</strong> {{ t().offlineMeans }}
        </p>
      }
    </div>
  `,
  styles: `
    p {
      margin: 0;
      padding: 0.75rem 1rem;
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-body-medium);
    }
  `,
})
export class OfflineNotice {
  readonly #navigator = inject(DOCUMENT).defaultView?.navigator;
  protected readonly isOffline = signal(this.#navigator?.onLine === false);
  protected readonly t = inject(Texts).app;

  constructor() {
    const controller = new AbortController();
    inject(DestroyRef).onDestroy(() => {
      controller.abort();
    });
    for (const change of ['online', 'offline']) {
      addEventListener(
        change,
        () => {
          this.isOffline.set(change === 'offline');
        },
        {
          signal: controller.signal,
        },
      );
    }
  }
}
