import { Component, DOCUMENT, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { readBuildId } from './build-id';
import { InstallButton } from './installed/install-button';
import { OfflineNotice } from './installed/offline-notice';
import { UpdateNotice } from './installed/update-notice';
import { ActiveRoom } from './room/active-room';
import { Texts } from './texts/texts';

@Component({
  selector: 'wn-app',
  imports: [InstallButton, OfflineNotice, RouterOutlet, UpdateNotice],
  template: `
    @if (!active.isInside()) {
      <wn-offline-notice />
      <wn-update-notice />
    }
    <router-outlet />
    @if (build && !active.isInside()) {
      <footer>
        <p>
          {{ t().build }} <code>{{ build }}</code>
        </p>
        <wn-install-button />
      </footer>
    }
  `,
  // In the free space that the start page ends with, so that it makes nothing scroll.
  styles: `
    footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: 0 1rem;
      min-height: 3rem;
      margin-top: -3rem;
      padding: 0 1rem;
      color: var(--mat-sys-on-surface-variant);
      text-align: center;
      font: var(--mat-sys-body-small);
    }

    footer p {
      margin: 0;
    }
  `,
})
export class App {
  protected readonly active = inject(ActiveRoom);
  protected readonly t = inject(Texts).app;
  protected readonly build = readBuildId(inject(DOCUMENT));
}
