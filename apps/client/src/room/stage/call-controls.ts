import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { DeviceState } from '../../browser/camera-and-microphone';
import { Icon } from '../../icon';
import { ActiveRoom } from '../active-room';
import { type DeviceName, deviceMessage } from './device-messages';

/** Turns one's own camera and microphone on and off. */
@Component({
  selector: 'wn-call-controls',
  imports: [Icon, MatButtonModule],
  template: `
    <div class="controls">
      <button
        [matButton]="isCameraOn() ? 'filled' : 'tonal'"
        type="button"
        [disabled]="active.camera().phase === 'starting'"
        (click)="isCameraOn() ? active.turnOffCamera() : active.turnOnCamera()"
      >
        <wn-icon matButtonIcon [name]="isCameraOn() ? 'camera' : 'camera-off'" />
        {{ isCameraOn() ? 'Turn off camera' : 'Turn on camera' }}
      </button>
      <button
        [matButton]="isMicrophoneOn() ? 'filled' : 'tonal'"
        type="button"
        [disabled]="active.microphone().phase === 'starting'"
        (click)="isMicrophoneOn() ? active.muteMicrophone() : active.unmuteMicrophone()"
      >
        <wn-icon matButtonIcon [name]="isMicrophoneOn() ? 'mic' : 'mic-off'" />
        {{ isMicrophoneOn() ? 'Mute microphone' : 'Unmute microphone' }}
      </button>
    </div>
    @for (sentence of problems(); track sentence) {
      <p role="alert">{{ sentence }}</p>
    }
  `,
  styles: `
    .controls {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 0.5rem;
    }

    p {
      margin: 0.5rem 0 0;
      color: var(--mat-sys-error);
      text-align: center;
    }
  `,
})
export class CallControls {
  protected readonly active = inject(ActiveRoom);
  protected readonly isCameraOn = computed(() => this.active.camera().phase === 'on');
  protected readonly isMicrophoneOn = computed(() => this.active.microphone().phase === 'on');
  protected readonly problems = computed(() => [
    ...problem('camera', this.active.camera()),
    ...problem('microphone', this.active.microphone()),
  ]);
}

function problem(device: DeviceName, state: DeviceState): string[] {
  return state.phase === 'failed' ? [deviceMessage(device, state.problem)] : [];
}
