import { Component, DestroyRef, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { DeviceList, type NamedDevice } from '../browser/device-list';
import { soundLevel } from '../browser/sound-level';
import { Icon } from '../icon';
import '../texts/en/whole'; // devices are spoken of in the words of a call
import { OwnMedia } from '../room/call/own-media';
import { PlaysTrack } from '../room/stage/plays-track';
import { Texts } from '../texts/texts';

/** A voice near a laptop fills most of the bar. */
const LOUD = 0.25;

/**
 * Camera and microphone as they will be in the room: turned on while this is shown, turned off with
 * it. What is chosen here holds in the room.
 */
@Component({
  selector: 'wn-device-check',
  imports: [Icon, MatFormFieldModule, MatInputModule, PlaysTrack],
  templateUrl: './device-check.html',
  styleUrl: './device-check.scss',
})
export class DeviceCheck {
  readonly #here = toSignal(inject(DeviceList).changes$, { requireSync: true });

  protected readonly own = inject(OwnMedia);
  protected readonly call = inject(Texts).call;
  protected readonly t = inject(Texts).lobby;
  protected readonly cameras = computed(() => named(this.#here().cameras, this.call().cameraLabel));
  protected readonly microphones = computed(() =>
    named(this.#here().microphones, this.call().microphoneLabel),
  );
  readonly #level = soundLevel(this.own.microphoneTrack);
  protected readonly percent = computed(() =>
    Math.min(100, Math.round((this.#level() / LOUD) * 100)),
  );
  protected readonly cameraProblem = computed(() => {
    const camera = this.own.camera();
    return camera.phase === 'failed' ? this.call().camera[camera.problem] : undefined;
  });
  protected readonly microphoneProblem = computed(() => {
    const microphone = this.own.microphone();
    return microphone.phase === 'failed' ? this.call().microphone[microphone.problem] : undefined;
  });

  constructor() {
    // Somebody has asked for the check: that is the click.
    void this.own.toggleCamera();
    void this.own.unmute();
    inject(DestroyRef).onDestroy(() => {
      this.own.turnOff();
    });
  }
}

/** A browser may tell that there is a device and not what it is called. */
function named(devices: readonly NamedDevice[], kind: string): readonly NamedDevice[] {
  return devices.map(({ id, label }, at) => ({ id, label: label || `${kind} ${String(at + 1)}` }));
}
