import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Texts } from '../texts/texts';
import { InstalledApp } from './installed-app';

/** Keeps the client on this device, or removes it; says which of the two is so. */
@Component({
  selector: 'wn-install-button',
  imports: [MatButtonModule],
  template: `
    @if (app.isPossible) {
      @if (app.state() === 'installed') {
        <button matButton type="button" (click)="app.remove()">{{ t().removeApp }}</button>
      } @else {
        <button
          matButton
          type="button"
          disabledInteractive
          [disabled]="app.state() === 'installing'"
          (click)="app.install()"
        >
          {{ t().installApp }}
        </button>
      }
      <p aria-live="polite">
        @switch (app.state()) {
          @case ('installing') {
            {{ t().installing }}
          }
          @case ('installed') {
            {{ t().installed }}
          }
          @case ('failed') {
            {{ t().notInstalled }}
          }
        }
      </p>
    }
  `,
  styles: `
    p {
      margin: 0;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class InstallButton {
  protected readonly app = inject(InstalledApp);
  protected readonly t = inject(Texts).app;
}
