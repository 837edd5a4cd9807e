import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { Incident } from '@whispernet/room';
import { Icon } from '../../icon';
import { ActiveRoom } from '../active-room';
import { wrongPasswordsText } from '../door-messages';
import { incidentMessage } from './incident-messages';

/** What somebody in the room has to know at once: attacks that were found out, and a door under siege. */
@Component({
  selector: 'wn-alarms',
  imports: [Icon, MatButtonModule],
  template: `
    @if (siege(); as wrong) {
      <div class="alarm" role="alert">
        <wn-icon name="warning" />
        <p>
          <strong>{{ wrong }}: the door has closed itself. Somebody may be guessing.</strong>
          Opening it lets people in again, and lets whoever is guessing go on. Safer: leave, and
          meet in a new room with a suggested password.
        </p>
      </div>
    }
    @for (incident of incidents(); track incident.it) {
      <div class="alarm" role="alert">
        <wn-icon name="warning" />
        <p>
          <strong>{{ incident.sentence }}</strong> {{ incident.nextStep }}
        </p>
        <button matButton type="button" (click)="dismiss(incident.it)">Dismiss</button>
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 0.5rem;
    }

    .alarm {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem 0.75rem;
      padding: 0.75rem 1rem;
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }

    p {
      flex: 1 1 14rem;
      margin: 0;
      overflow-wrap: anywhere;
    }

    button {
      --mat-button-text-label-text-color: currentcolor;

      margin-inline-start: auto;
    }
  `,
})
export class Alarms {
  readonly #active = inject(ActiveRoom);
  readonly #dismissed = signal<ReadonlySet<Incident>>(new Set());

  protected readonly siege = computed(() => {
    const { state, wrongPasswords } = this.#active.door();
    if (state !== 'exhausted') return undefined;
    return wrongPasswordsText(wrongPasswords) ?? 'Too many wrong passwords';
  });
  protected readonly incidents = computed(() =>
    this.#active
      .incidents()
      .filter((incident) => !this.#dismissed().has(incident))
      .map((incident) => ({ it: incident, ...incidentMessage(incident) })),
  );

  protected dismiss(incident: Incident): void {
    this.#dismissed.update((dismissed) => new Set([...dismissed, incident]));
  }
}
