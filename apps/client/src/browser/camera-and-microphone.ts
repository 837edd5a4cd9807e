import { Service, inject } from '@angular/core';
import type { Behavior } from '@whispernet/transfer';
import { BehaviorSubject } from 'rxjs';
import { DeviceList } from './device-list';

/** Why a device gives nothing. `unplugged`: it did, and then it went away. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'unsuitable' | 'unplugged' | 'unknown';

export type DeviceState =
  | { readonly phase: 'off' | 'starting' }
  | {
      readonly phase: 'on';
      readonly track: MediaStreamTrack;
      /** The name of the one that is gone, for which this one stands in; may be empty. */
      readonly standsInFor?: string;
    }
  | { readonly phase: 'failed'; readonly problem: DeviceProblem };

type Ask = Pick<MediaDevices, 'getUserMedia'>;

/**
 * A camera or a microphone: off until a person turns it on, and really off again afterwards. One that
 * is unplugged is stood in for by another, where there is one, until it is plugged in again.
 */
export class Device {
  readonly #state$ = new BehaviorSubject<DeviceState>({ phase: 'off' });
  /** Which of the askings is still wanted: 'off' pressed while the browser asks must win. */
  #asked = 0;
  #chosen: string | undefined;
  /** The one that another stands in for. */
  #lost: { readonly id: string | undefined; readonly label: string } | undefined;

  readonly state$: Behavior<DeviceState> = this.#state$;

  constructor(
    private readonly kind: 'audio' | 'video',
    private wishes: MediaTrackConstraints = {},
    private readonly mediaDevices: Ask = navigator.mediaDevices,
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
    this.#lost = undefined;
    this.#state$.next({ phase: 'starting' });
    await this.#start((error) => deviceProblem(error));
  }

  /** Stops the track: the light goes out. */
  turnOff(): void {
    this.#asked += 1;
    this.#lost = undefined;
    const { track } = this;
    this.#state$.next({ phase: 'off' });
    track?.stop();
  }

  /** Uses the device of this id from now on; without one, what the browser takes by itself. */
  async choose(id: string | undefined): Promise<void> {
    this.#chosen = id;
    this.#lost = undefined;
    await this.#restart();
  }

  /** What the device shall do as well as it can from now on; what it cannot do is passed over. */
  async wish(wishes: MediaTrackConstraints): Promise<void> {
    this.wishes = wishes;
    await this.#restart();
  }

  /** Goes back to the one that was unplugged, once it is among those that are there. */
  async lookFor(ids: readonly string[]): Promise<void> {
    const id = this.#lost?.id;
    if (this.track && id !== undefined && ids.includes(id)) await this.choose(id);
  }

  /** The picture stands still for a moment; one camera cannot always be opened twice. */
  async #restart(): Promise<void> {
    const { phase } = this.#state$.value;
    if (phase !== 'on' && phase !== 'starting') return;
    this.track?.stop();
    await this.#start((error) => deviceProblem(error));
  }

  async #start(problem: (error: unknown) => DeviceProblem): Promise<void> {
    const asking = ++this.#asked;
    try {
      const stream = await this.#ask();
      const [track] = stream.getTracks();
      if (asking !== this.#asked || !track) {
        for (const unwanted of stream.getTracks()) unwanted.stop();
        return;
      }
      // Fired when the device vanishes or the permission is withdrawn, not by our own stop().
      track.addEventListener('ended', () => {
        if (this.track === track) void this.#replace(track);
      });
      if (this.#lost?.id === track.getSettings().deviceId) this.#lost = undefined;
      this.#state$.next({
        ...{ phase: 'on', track },
        ...(this.#lost && { standsInFor: this.#lost.label }),
      });
    } catch (error) {
      // A person's no, or one of getUserMedia's named errors (Media Capture and Streams, 10.2).
      if (asking !== this.#asked) return;
      this.#state$.next({ phase: 'failed', problem: problem(error) });
    }
  }

  /** The chosen one, or, where that is not there, any. */
  async #ask(): Promise<MediaStream> {
    const any = { ...this.wishes };
    if (this.#chosen === undefined) return this.#askFor(any);
    try {
      return await this.#askFor({ ...any, deviceId: { exact: this.#chosen } });
    } catch (error) {
      const problem = deviceProblem(error);
      if (problem !== 'unsuitable' && problem !== 'missing') throw error;
      return this.#askFor(any);
    }
  }

  #askFor(constraints: MediaTrackConstraints): Promise<MediaStream> {
    const all = Object.keys(constraints).length === 0 ? true : constraints;
    return this.mediaDevices.getUserMedia({ [this.kind]: all });
  }

  /** Another one in the place of one that has gone away. */
  async #replace(track: MediaStreamTrack): Promise<void> {
    const { deviceId: id = this.#chosen } = track.getSettings();
    this.#lost ??= { id, label: track.label };
    this.#state$.next({ phase: 'starting' });
    await this.#start((error) => {
      const problem = deviceProblem(error);
      return problem === 'missing' || problem === 'unsuitable' ? 'unplugged' : problem;
    });
  }
}

/** 720p is sharp on a laptop and light enough for a phone; ideal: a weaker camera will do. */
export const USUAL_PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** The two devices of a call. */
@Service()
export class CameraAndMicrophone {
  readonly camera = new Device('video', USUAL_PICTURE);
  readonly microphone = new Device('audio');

  constructor() {
    const list = inject(DeviceList);
    for (const { state$ } of [this.camera, this.microphone])
      state$.subscribe(({ phase }) => {
        if (phase === 'on') void list.refresh(); // only now do devices have names
      });
    list.changes$.subscribe(({ cameras, microphones }) => {
      void this.camera.lookFor(cameras.map(({ id }) => id));
      void this.microphone.lookFor(microphones.map(({ id }) => id));
    });
  }

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
