import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { DeviceList, type NamedDevice } from '../../browser/device-list';
import { soundLevel } from '../../browser/sound-level';
import { Speaker } from '../../browser/speaker';
import { Icon } from '../../icon';
import '../../texts/en/whole'; // the start page shows this too, whose own words are few
import { Texts } from '../../texts/texts';
import { OwnMedia } from './own-media';

/** A voice near a laptop fills most of the bar. */
const LOUD = 0.25;

/** Camera, microphone and loudspeaker by name, and how loud the microphone is. What is chosen holds at once. */
@Component({
  selector: 'wn-device-choice',
  imports: [Icon, MatFormFieldModule, MatInputModule],
  templateUrl: './device-choice.html',
  styleUrl: './device-choice.scss',
})
export class DeviceChoice {
  readonly #list = inject(DeviceList);
  readonly #here = toSignal(this.#list.changes$, { requireSync: true });

  protected readonly own = inject(OwnMedia);
  protected readonly speaker = inject(Speaker);
  protected readonly t = inject(Texts).call;
  protected readonly cameras = computed(() => named(this.#here().cameras, this.t().cameraLabel));
  protected readonly microphones = computed(() =>
    named(this.#here().microphones, this.t().microphoneLabel),
  );
  protected readonly speakers = computed(() =>
    this.speaker.isChoosable ? named(this.#here().speakers, this.t().speakerLabel) : [],
  );
  /** Whether the browser keeps to itself which devices there are, until it is asked for one. */
  protected readonly isNameless = computed(
    () =>
      this.cameras().length + this.microphones().length === 0 &&
      [this.own.camera(), this.own.microphone()].every(({ phase }) => phase === 'off'),
  );
  protected readonly microphoneProblem = computed(() => {
    const microphone = this.own.microphone();
    return microphone.phase === 'failed' ? this.t().microphone[microphone.problem] : undefined;
  });
  readonly #level = soundLevel(this.own.microphoneTrack);
  protected readonly percent = computed(() =>
    Math.min(100, Math.round((this.#level() / LOUD) * 100)),
  );

  constructor() {
    void this.#list.refresh();
  }
}

/** A browser may tell that there is a device and not what it is called. */
function named(devices: readonly NamedDevice[], kind: string): readonly NamedDevice[] {
  return devices.map(({ id, label }, at) => ({ id, label: label || `${kind} ${String(at + 1)}` }));
}
