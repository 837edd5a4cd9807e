import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Texts } from '../texts/texts';
import { InstalledApp } from './installed-app';

/** Says that the server has another version than the installed one, and asks. Not for a running room. */
@Component({
  selector: 'wn-update-notice',
  imports: [MatButtonModule],
  template: `
    <div role="status">
      @if (app.newBuild(); as build) {
        <div class="notice">
          <p>
            @switch (app.update()) {
              @case ('idle') {
                <strong>{{ t().newVersion }}</strong> {{ t().newVersionMeans(build) }}
              }
              @case ('updating') {
                {{ t().updating }}
              }
              @case ('failed') {
                {{ t().notUpdated }}
              }
            }
          </p>
          <div class="actions">
            <button matButton type="button" (click)="app.putOff()">{{ t().later }}</button>
            <button
              matButton="tonal"
              type="button"
              disabledInteractive
              [disabled]="app.update() === 'updating'"
              (click)="app.updateNow()"
            >
              {{ t().updateNow }}
            </button>
          </div>
        </div>
      }
    </div>
  `,
  styles: `
    .notice {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.5rem 1rem;
      padding: 0.75rem 1rem;
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }

    p {
      flex: 1 1 16rem;
      margin: 0;
      font: var(--mat-sys-body-medium);
    }

    .actions {
      display: flex;
      gap: 0.5rem;
      margin-inline-start: auto;
    }
  `,
})
export class UpdateNotice {
  protected readonly app = inject(InstalledApp);
  protected readonly t = inject(Texts).app;
}
