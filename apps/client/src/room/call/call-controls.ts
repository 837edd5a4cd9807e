import { Component, DestroyRef, computed, inject, input, output } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { Shortcuts } from '../shortcuts/shortcuts';
import { DevicesDialog } from './devices-dialog';
import { OwnMedia } from './own-media';

/** Turns one's own microphone, camera and screen on and off. */
@Component({
  selector: 'wn-call-controls',
  imports: [Icon],
  templateUrl: './call-controls.html',
  styleUrl: './call-controls.scss',
})
export class CallControls {
  readonly isFullScreen = input(false);
  /** Whether the browser can fill the screen with the stage. */
  readonly canFillScreen = input(false);
  /** Whether there is a picture that can stand apart. */
  readonly canStandApart = input(false);
  readonly fillScreen = output();
  readonly standApart = output();

  protected readonly own = inject(OwnMedia);
  protected readonly t = inject(Texts).call;
  protected readonly isCameraOn = computed(() => this.own.camera().phase === 'on');
  protected readonly isMicrophoneOn = computed(() => this.own.microphone().phase === 'on');
  protected readonly isSharing = computed(() => this.own.screen().phase === 'on');
  readonly #dialog = inject(MatDialog);

  constructor() {
    // Held while muted; a key on a control is the control's.
    let talks = false;
    inject(Shortcuts).add(
      {
        keys: 'Space',
        label: () => this.t().talkWhileHeld,
        run: () => {
          talks = this.own.microphone().phase !== 'on';
          if (talks) void this.own.unmute();
          return talks;
        },
        release: () => {
          if (talks) this.own.mute();
          talks = false;
        },
      },
      inject(DestroyRef),
    );
  }

  protected showDevices(): void {
    DevicesDialog.show(this.#dialog);
  }
}
