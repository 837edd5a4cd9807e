import { Component, computed, inject, linkedSignal, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { Incident, Member } from '@whispernet/room';
import { Icon } from '../../icon';
import { Naming } from '../../texts/naming';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { SafetyCodeDialog } from '../safety/safety-code-dialog';

/** What somebody in the room has to know at once: codes that differ, attacks that were found out, a door under siege. */
@Component({
  selector: 'wn-alarms',
  imports: [Icon, MatButtonModule, Naming],
  template: `
    @for (dispute of disputes(); track dispute.member.id) {
      <div class="alarm" role="alert">
        <wn-icon name="warning" />
        <p>
          <strong>
            <wn-naming
              [text]="dispute.isHere ? t().codesDiffer : t().codesDiffered"
              [name]="dispute.name"
            />
          </strong>
          {{ t().meetElsewhere }}
        </p>
        <span class="ways">
          @if (dispute.isHere) {
            <button matButton type="button" (click)="compare(dispute.member)">
              {{ t().compareAgain }}
            </button>
          } @else {
            <button matButton type="button" (click)="forget(dispute.member)">
              {{ t().dismiss }}
            </button>
          }
          <button matButton type="button" (click)="leave.emit()">{{ t().leaveThisRoom }}</button>
        </span>
      </div>
    }
    @if (siege(); as sentence) {
      <div class="alarm" role="alert">
        <wn-icon name="warning" />
        <p>
          <strong>{{ sentence }}</strong> {{ t().afterSiege }}
        </p>
      </div>
    }
    @for (incident of incidents(); track incident.it) {
      <div class="alarm" role="alert">
        <wn-icon name="warning" />
        <p>
          <strong><wn-naming [text]="incident.words.sentence" [name]="incident.name" /></strong>
          {{ incident.words.nextStep }}
        </p>
        <button matButton type="button" (click)="dismiss(incident.it)">{{ t().dismiss }}</button>
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

  protected readonly t = inject(Texts).alarms;
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
    return wrongPasswords === 0 ? this.t().uncountedSiege : this.t().siege(wrongPasswords);
  });
  protected readonly incidents = computed(() =>
    this.#active
      .incidents()
      .filter((incident) => !this.#dismissed().has(incident))
      .map((incident) => ({
        it: incident,
        name: this.#active.nameOf(incident.peer, incident.name),
        words: this.t().incidents[incident.kind],
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
