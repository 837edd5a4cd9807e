import { Service, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { LocalMedia, SendQuality } from '@whispernet/room';
import { BehaviorSubject, type Observable, combineLatest, map } from 'rxjs';
import {
  CameraAndMicrophone,
  type Device,
  type DeviceState,
  USUAL_PICTURE,
} from '../../browser/camera-and-microphone';
import { ScreenCapture } from '../../browser/screen-capture';

/** What is taken out of one's own sound before others hear it. */
export interface SoundCare {
  readonly noiseSuppression: boolean;
  readonly echoCancellation: boolean;
}

const LARGE_PICTURE = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/**
 * What this browser gives to the call: camera, microphone and screen, and how a person wants them. The
 * wishes live as long as the page.
 */
@Service()
export class OwnMedia {
  readonly #devices = inject(CameraAndMicrophone);
  readonly #capture = inject(ScreenCapture);
  readonly #quality$ = new BehaviorSubject<SendQuality>('auto');
  readonly #isMirrored = signal(true);
  readonly #chosenCamera = signal('');
  readonly #chosenMicrophone = signal('');
  readonly #soundCare = signal<SoundCare>({ noiseSuppression: true, echoCancellation: true });

  readonly camera = toSignal(this.#devices.camera.state$, { requireSync: true });
  readonly microphone = toSignal(this.#devices.microphone.state$, { requireSync: true });
  readonly screen = toSignal(this.#capture.state$, { requireSync: true });
  readonly isOn = computed(() =>
    [this.camera(), this.microphone(), this.screen()].some(({ phase }) => phase === 'on'),
  );
  readonly cameraTrack = computed(() => trackOf(this.camera()));
  readonly microphoneTrack = computed(() => trackOf(this.microphone()));
  /** Whether a person sees their own picture as in a mirror; others never do. */
  readonly isMirrored = this.#isMirrored.asReadonly();
  readonly quality = toSignal(this.#quality$, { requireSync: true });
  readonly soundCare = this.#soundCare.asReadonly();
  /** The ids of what is used, where it can be chosen; empty where that is left to the system. */
  readonly cameraId = computed(() => idOf(this.camera(), this.#chosenCamera()));
  readonly microphoneId = computed(() => idOf(this.microphone(), this.#chosenMicrophone()));
  readonly canShareScreen = this.#capture.isPossible;

  /** What is to be published, from the first moment on. */
  readonly media$: Observable<LocalMedia> = combineLatest([
    this.#devices.camera.state$,
    this.#devices.microphone.state$,
    this.#capture.state$,
    this.#quality$,
  ]).pipe(
    map(([camera, microphone, screen, quality]) => ({
      camera: trackOf(camera),
      microphone: trackOf(microphone),
      ...(screen.phase === 'on' && { screen: screen.picture, screenSound: screen.sound }),
      quality,
    })),
  );

  toggleCamera(): Promise<void> {
    return toggle(this.#devices.camera);
  }

  toggleMicrophone(): Promise<void> {
    return toggle(this.#devices.microphone);
  }

  unmute(): Promise<void> {
    return this.#devices.microphone.turnOn();
  }

  mute(): void {
    this.#devices.microphone.turnOff();
  }

  /** Call it inside the click: browsers ask what to share only then. */
  async toggleScreen(): Promise<void> {
    if (this.#capture.state$.value.phase === 'on') this.#capture.stop();
    else await this.#capture.start();
  }

  /** An empty id leaves it to the system. */
  chooseCamera(id: string): Promise<void> {
    this.#chosenCamera.set(id);
    return this.#devices.camera.choose(id || undefined);
  }

  /** An empty id leaves it to the system. */
  chooseMicrophone(id: string): Promise<void> {
    this.#chosenMicrophone.set(id);
    return this.#devices.microphone.choose(id || undefined);
  }

  mirror(isMirrored: boolean): void {
    this.#isMirrored.set(isMirrored);
  }

  async takeCareOfSound(care: Partial<SoundCare>): Promise<void> {
    this.#soundCare.update((before) => ({ ...before, ...care }));
    await this.#devices.microphone.wish({ ...this.#soundCare() });
  }

  async sendIn(quality: SendQuality): Promise<void> {
    this.#quality$.next(quality);
    await this.#devices.camera.wish(quality === 'high' ? LARGE_PICTURE : USUAL_PICTURE);
  }

  turnOff(): void {
    this.#devices.turnOff();
    this.#capture.stop();
  }
}

async function toggle(device: Device): Promise<void> {
  if (device.state$.value.phase === 'on') device.turnOff();
  else await device.turnOn();
}

function trackOf(state: DeviceState): MediaStreamTrack | undefined {
  return state.phase === 'on' ? state.track : undefined;
}

/** Of the one that stands in for another, while it does. */
function idOf(state: DeviceState, chosen: string): string {
  const isStandIn = state.phase === 'on' && state.standsInFor !== undefined;
  return isStandIn ? (state.track.getSettings().deviceId ?? '') : chosen;
}
