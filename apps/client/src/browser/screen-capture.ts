import { Service, inject } from '@angular/core';
import type { Behavior } from '@whispernet/transfer';
import { BehaviorSubject } from 'rxjs';
import { MEDIA_DEVICES } from './device-list';

/** Why no screen is shared though somebody asked. `forbidden`: by the machine, not by the person. */
export type ScreenProblem = 'forbidden' | 'failed';

export type ScreenState =
  | { readonly phase: 'off' | 'choosing' }
  | {
      readonly phase: 'on';
      readonly picture: MediaStreamTrack;
      /** Undefined where the browser, or the person, gives none. */
      readonly sound: MediaStreamTrack | undefined;
    }
  | { readonly phase: 'failed'; readonly problem: ScreenProblem };

/** Music and films, not a voice: nothing is taken out of it, least of all what it shares with a voice. */
const SOUND = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  // What this page itself plays are the voices of the others: they would hear themselves.
  restrictOwnAudio: true,
};

/** Not all of it is in lib.dom yet; browsers pass over what they do not know. */
const WANTED = {
  video: { frameRate: { ideal: 30, max: 30 } },
  audio: SOUND,
  systemAudio: 'include',
  selfBrowserSurface: 'exclude', // a room in a room in a room
  surfaceSwitching: 'include',
};

/** A screen, a window or a tab, as long as a person shares it. */
@Service()
export class ScreenCapture {
  readonly #mediaDevices = inject(MEDIA_DEVICES);
  readonly #state$ = new BehaviorSubject<ScreenState>({ phase: 'off' });
  #asked = 0;

  readonly state$: Behavior<ScreenState> = this.#state$;
  /** Whether this browser can: those of phones cannot. */
  readonly isPossible = this.#mediaDevices !== undefined && 'getDisplayMedia' in this.#mediaDevices;

  /** Lets the person choose what to share; call it inside the click. */
  async start(): Promise<void> {
    const { phase } = this.#state$.value;
    if (!this.#mediaDevices || phase === 'on' || phase === 'choosing') return;
    const asked = ++this.#asked;
    this.#state$.next({ phase: 'choosing' });
    try {
      this.#show(await this.#mediaDevices.getDisplayMedia(WANTED), asked);
    } catch (error) {
      if (asked !== this.#asked) return;
      const problem = screenProblem(error);
      this.#state$.next(problem ? { phase: 'failed', problem } : { phase: 'off' });
    }
  }

  stop(): void {
    this.#asked += 1;
    const state = this.#state$.value;
    this.#state$.next({ phase: 'off' });
    if (state.phase !== 'on') return;
    state.picture.stop();
    state.sound?.stop();
  }

  #show(stream: MediaStream, asked: number): void {
    const [picture] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    if (asked !== this.#asked || !picture) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    // Letters before motion: where the path is thin, fewer pictures come, and each can be read.
    picture.contentHint = 'detail';
    if (sound) sound.contentHint = 'music';
    // The browser's own bar, or the window was closed.
    picture.addEventListener('ended', () => {
      if (asked === this.#asked) this.stop();
    });
    this.#state$.next({ phase: 'on', picture, sound });
  }
}

/** Undefined where the person has only changed their mind. */
function screenProblem(error: unknown): ScreenProblem | undefined {
  const { name, message } = error instanceof DOMException ? error : new DOMException('', 'unknown');
  // Browsers say both by the same name; Chromium's message tells them apart.
  if (name === 'NotAllowedError') return /system/i.test(message) ? 'forbidden' : undefined;
  return name === 'AbortError' || name === 'InvalidStateError' ? undefined : 'failed';
}
