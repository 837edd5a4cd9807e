import { Component, computed, inject, linkedSignal, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { Incident, Member } from '@whispernet/room';
import { Icon } from '../../icon';
import { ActiveRoom } from '../active-room';
import { wrongPasswordsText } from '../door-messages';
import { SafetyCodeDialog } from '../safety/safety-code-dialog';
import { incidentMessage } from './incident-messages';

/** What somebody in the room has to know at once: codes that differ, attacks that were found out, a door under siege. */
@Component({
  selector: 'wn-alarms',
  imports: [Icon, MatButtonModule],
  template: `
    @for (dispute of disputes(); track dispute.member.id) {
      <div class="alarm" role="alert">
        <wn-icon name="warning" />
        <p>
          @if (dispute.isHere) {
            <strong>
              You or <bdi>{{ dispute.name }}</bdi> said that your safety codes differ. Somebody may
              be sitting between you, able to read and change everything.
            </strong>
          } @else {
            <strong>
              You or <bdi>{{ dispute.name }}</bdi>, who is gone, said that your safety codes differ.
              Somebody may have been sitting between you.
            </strong>
          }
          Say and send nothing private here. Leave the room, agree on a new number and a new
          password another way, and meet there.
        </p>
        <span class="ways">
          @if (dispute.isHere) {
            <button matButton type="button" (click)="compare(dispute.member)">Compare again</button>
          } @else {
            <button matButton type="button" (click)="forget(dispute.member)">Dismiss</button>
          }
          <button matButton type="button" (click)="leave.emit()">Leave this room</button>
        </span>
      </div>
    }
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
    }

    .alarm > button,
    .ways {
      margin-inline-start: auto;
    }
  `,
})
export class Alarms {
  /** The person wants to leave the room. */
  readonly leave = output();

  readonly #active = inject(ActiveRoom);
  readonly #dialog = inject(MatDialog);
  readonly #dismissed = signal<ReadonlySet<Incident>>(new Set());

  /**
   * Members with whom the safety code is in dispute. Who is gone stays among them: whoever sits in the
   * middle must not be able to hang up on the alarm.
   */
  readonly #disputed = linkedSignal<readonly Member[], readonly Member[]>({
    source: this.#active.members,
    computation: (members, before) => [
      ...(before?.value ?? []).filter(({ id }) => !members.some((member) => member.id === id)),
      ...members.filter(({ safety }) => safety.phase === 'disputed'),
    ],
  });
  protected readonly disputes = computed(() =>
    this.#disputed().map((member) => ({
      member,
      name: this.#active.nameOf(member.id, member.name),
      isHere: this.#active.members().some(({ id }) => id === member.id),
    })),
  );
  protected readonly siege = computed(() => {
    const { state, wrongPasswords } = this.#active.door();
    if (state !== 'exhausted') return undefined;
    return wrongPasswordsText(wrongPasswords) ?? 'Too many wrong passwords';
  });
  protected readonly incidents = computed(() =>
    this.#active
      .incidents()
      .filter((incident) => !this.#dismissed().has(incident))
      .map((incident) => ({
        it: incident,
        ...incidentMessage(incident.kind, this.#active.nameOf(incident.peer, incident.name)),
      })),
  );

  protected async compare(member: Member): Promise<void> {
    if (await SafetyCodeDialog.show(this.#dialog, member)) this.leave.emit();
  }

  protected forget(gone: Member): void {
    this.#disputed.update((disputed) => disputed.filter(({ id }) => id !== gone.id));
  }

  protected dismiss(incident: Incident): void {
    this.#dismissed.update((dismissed) => new Set([...dismissed, incident]));
  }
}
