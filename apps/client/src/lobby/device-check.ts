import { Component, DestroyRef, computed, inject } from '@angular/core';
import { Icon } from '../icon';
import { DeviceChoice } from '../room/call/device-choice';
import { OwnMedia } from '../room/call/own-media';
import { PlaysTrack } from '../room/stage/plays-track';
import { Texts } from '../texts/texts';

/**
 * Camera and microphone as they will be in the room: turned on while this is shown, turned off with
 * it. What is chosen here holds in the room.
 */
@Component({
  selector: 'wn-device-check',
  imports: [DeviceChoice, Icon, PlaysTrack],
  templateUrl: './device-check.html',
  styleUrl: './device-check.scss',
})
export class DeviceCheck {
  readonly #call = inject(Texts).call;

  protected readonly own = inject(OwnMedia);
  protected readonly t = inject(Texts).lobby;
  protected readonly cameraProblem = computed(() => {
    const camera = this.own.camera();
    return camera.phase === 'failed' ? this.#call().camera[camera.problem] : undefined;
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
