import { InjectionToken, Service, inject } from '@angular/core';

/** Notes one after the other, each as its frequency in Hz. */
export type Tune = readonly number[];

/** Opens the way to the loudspeaker; undefined where this browser has none. */
export const OPEN_AUDIO = new InjectionToken<(() => AudioContext) | undefined>('new AudioContext', {
  providedIn: 'root',
  factory: () => ('AudioContext' in window ? () => new AudioContext() : undefined),
});

const NOTE_S = 0.11;
const FADE_S = 0.22;
/** 0 is silence, 1 as loud as can be: heard in a quiet room, and no start in a loud one. */
const PEAK_GAIN = 0.06;
/** A sound that comes later than this tells nothing any more. */
const LATE_MS = 1_000;

/** Plays short soft tunes, made on the spot: nothing is loaded, and no server learns that one is played. */
@Service()
export class Chime {
  readonly #open = inject(OPEN_AUDIO);
  #context: AudioContext | undefined;
  #sounding = 0;

  /**
   * Plays it if the browser allows sound now: some do only while or after a person does something
   * on the page, and what they allow too late is not played.
   */
  async play(tune: Tune): Promise<void> {
    const context = (this.#context ??= this.#open?.());
    if (!context) return;
    const askedAt = performance.now();
    await context.resume();
    if (performance.now() - askedAt > LATE_MS) return;
    this.#sounding += 1;
    await playTune(context, tune);
    this.#sounding -= 1;
    // A device that is held open costs power, and some headsets change their sound.
    if (this.#sounding === 0) await context.suspend();
  }
}

/** Puts the notes of a tune into the context; resolves when the last has faded. */
export function playTune(context: BaseAudioContext, tune: Tune): Promise<void> {
  return new Promise((resolve) => {
    tune.forEach((hz, index) => {
      const startS = context.currentTime + index * NOTE_S;
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, startS);
      volume.gain.linearRampToValueAtTime(PEAK_GAIN, startS + 0.01); // no click
      volume.gain.exponentialRampToValueAtTime(PEAK_GAIN / 1_000, startS + FADE_S);
      const note = new OscillatorNode(context, { type: 'sine', frequency: hz });
      note.connect(volume).connect(context.destination);
      note.start(startS);
      note.stop(startS + FADE_S);
      if (index === tune.length - 1)
        note.onended = () => {
          resolve();
        };
    });
  });
}
