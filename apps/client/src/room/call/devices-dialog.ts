import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { type MatDialog, MatDialogConfig, MatDialogModule } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';
import type { SendQuality } from '@whispernet/room';
import { DeviceList, type NamedDevice } from '../../browser/device-list';
import { soundLevel } from '../../browser/sound-level';
import { Speaker } from '../../browser/speaker';
import { Texts } from '../../texts/texts';
import { PlaysTrack } from '../stage/plays-track';
import { OwnMedia } from './own-media';

/** Which devices the call uses, and how. What is chosen holds at once. */
@Component({
  selector: 'wn-devices-dialog',
  imports: [
    MatButtonModule,
    MatDialogModule,
    MatFormFieldModule,
    MatInputModule,
    MatSlideToggleModule,
    PlaysTrack,
  ],
  templateUrl: './devices-dialog.html',
  styleUrl: './devices-dialog.scss',
})
export class DevicesDialog {
  readonly #list = inject(DeviceList);
  readonly #here = toSignal(this.#list.changes$, { requireSync: true });

  protected readonly own = inject(OwnMedia);
  protected readonly speaker = inject(Speaker);
  protected readonly t = inject(Texts).call;
  protected readonly cameras = computed(() => named(this.#here().cameras, this.t().cameraLabel));
  protected readonly microphones = computed(() =>
    named(this.#here().microphones, this.t().microphoneLabel),
  );
  protected readonly speakers = computed(() => named(this.#here().speakers, this.t().speakerLabel));
  /** Whether the browser keeps to itself which devices there are. */
  protected readonly isNameless = computed(
    () => this.cameras().length + this.microphones().length === 0,
  );
  /** In hundredths; a voice near a laptop fills most of the bar. */
  readonly #level = soundLevel(this.own.microphoneTrack);
  protected readonly levelWidth = computed(() => Math.min(100, Math.round(this.#level() * 400)));
  protected readonly qualities: readonly SendQuality[] = ['auto', 'low', 'high'];

  constructor() {
    void this.#list.refresh();
  }

  static show(dialog: MatDialog): void {
    const config = { width: '30rem', autoFocus: 'first-heading' };
    dialog.open(DevicesDialog, Object.assign(new MatDialogConfig(), config));
  }

  protected sendIn(quality: string): void {
    const chosen = this.qualities.find((each) => each === quality);
    if (chosen) void this.own.sendIn(chosen);
  }
}

/** A browser may tell that there is a device and not what it is called. */
function named(devices: readonly NamedDevice[], kind: string): readonly NamedDevice[] {
  return devices.map(({ id, label }, at) => ({ id, label: label || `${kind} ${at + 1}` }));
}
