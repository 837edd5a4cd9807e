import { Service, inject } from '@angular/core';
import { OPEN_AUDIO } from './chime';

/** Tells how loud a track is now. */
export interface Meter {
  /** From 0, silence, to 1; speech is mostly between 0.02 and 0.3. */
  level(): number;
  end(): void;
}

/** Long enough for the deepest voice, short enough to be of this moment: 21 ms at 48 kHz. */
const SAMPLES = 1024;
const SILENT: Meter = { level: () => 0, end: () => undefined };

/** Listens to tracks without playing them. */
@Service()
export class SoundMeter {
  readonly #open = inject(OPEN_AUDIO);
  #context: AudioContext | undefined;
  #meters = 0;

  /** Measures a track until `end`; a track that arrives has to be played somewhere as well. */
  measure(track: MediaStreamTrack): Meter {
    const context = (this.#context ??= this.#open?.());
    if (!context) return SILENT;
    this.#meters += 1;
    // Waits for the first gesture on the page; levels are 0 until then.
    context.resume().catch(unlessClosed);
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
    source.connect(analyser);
    const samples = new Float32Array(SAMPLES);
    let ended = false;
    return {
      level: () => {
        if (ended) return 0;
        analyser.getFloatTimeDomainData(samples);
        return Math.min(
          1,
          Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / SAMPLES),
        );
      },
      end: () => {
        if (ended) return;
        ended = true;
        source.disconnect();
        this.#release();
      },
    };
  }

  /** An open context keeps the sound card awake. */
  #release(): void {
    this.#meters -= 1;
    if (this.#meters > 0) return;
    void this.#context?.close();
    this.#context = undefined;
  }
}

/** Nobody is measured any more, and the context was closed before it ever ran. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
}
