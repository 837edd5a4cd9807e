import { Service } from '@angular/core';
import type { Behavior } from '@whispernet/transfer';
import { BehaviorSubject } from 'rxjs';

/** Why a device gives nothing. `unplugged`: it did, and then it went away. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'unsuitable' | 'unplugged' | 'unknown';

export type DeviceState =
  | { readonly phase: 'off' | 'starting' }
  | { readonly phase: 'on'; readonly track: MediaStreamTrack }
  | { readonly phase: 'failed'; readonly problem: DeviceProblem };

/** A camera or a microphone: off until a person turns it on, and really off again afterwards. */
export class Device {
  readonly #state$ = new BehaviorSubject<DeviceState>({ phase: 'off' });
  /** Which of the askings is still wanted: 'off' pressed while the browser asks must win. */
  #asked = 0;

  readonly state$: Behavior<DeviceState> = this.#state$;

  constructor(
    private readonly constraints: MediaStreamConstraints,
    private readonly mediaDevices: Pick<MediaDevices, 'getUserMedia'> = navigator.mediaDevices,
  ) {}

  /** The track to send; undefined while the device is not on. */
  get track(): MediaStreamTrack | undefined {
    const state = this.#state$.value;
    return state.phase === 'on' ? state.track : undefined;
  }

  /** Asks the browser once. What goes wrong becomes a state, never an error. */
  async turnOn(): Promise<void> {
    const { phase } = this.#state$.value;
    if (phase === 'on' || phase === 'starting') return;
    const asking = ++this.#asked;
    this.#state$.next({ phase: 'starting' });
    try {
      const stream = await this.mediaDevices.getUserMedia(this.constraints);
      const [track] = stream.getTracks();
      if (asking !== this.#asked || !track) {
        for (const unwanted of stream.getTracks()) unwanted.stop();
        return;
      }
      // Fired when the device vanishes or the permission is withdrawn, not by our own stop().
      track.addEventListener('ended', () => {
        if (this.track === track) this.#state$.next({ phase: 'failed', problem: 'unplugged' });
      });
      this.#state$.next({ phase: 'on', track });
    } catch (error) {
      // A person's no, or one of getUserMedia's named errors (Media Capture and Streams, 10.2).
      if (asking === this.#asked)
        this.#state$.next({ phase: 'failed', problem: deviceProblem(error) });
    }
  }

  /** Stops the track: the light goes out. */
  turnOff(): void {
    this.#asked += 1;
    const { track } = this;
    this.#state$.next({ phase: 'off' });
    track?.stop();
  }
}

/** The two devices of a call. */
@Service()
export class CameraAndMicrophone {
  // 720p is sharp on a laptop and light enough for a phone; ideal: a weaker camera will do.
  readonly camera = new Device({ video: { width: { ideal: 1280 }, height: { ideal: 720 } } });
  readonly microphone = new Device({ audio: true });

  turnOff(): void {
    this.camera.turnOff();
    this.microphone.turnOff();
  }
}

/** What a rejection of getUserMedia means to a person. */
export function deviceProblem(error: unknown): DeviceProblem {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'OverconstrainedError':
      return 'unsuitable';
    default:
      return 'unknown';
  }
}
