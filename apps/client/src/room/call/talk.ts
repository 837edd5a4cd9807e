/** Louder than a quiet room, softer than a soft voice near a laptop: -40 dB. */
const HEARD = 0.01;
/** In readings of a tenth of a second: a click is no word, and between two words nobody stops speaking. */
const STARTS_AFTER = 2;
const ENDS_AFTER = 7;

/** Tells from one reading of a level to the next whether somebody speaks. */
export class Talk {
  #speaks = false;
  #others = 0;

  /** Takes a level from 0 to 1, ten times a second. */
  take(level: number): boolean {
    const isHeard = level >= HEARD;
    this.#others = isHeard === this.#speaks ? 0 : this.#others + 1;
    if (this.#others >= (this.#speaks ? ENDS_AFTER : STARTS_AFTER)) {
      this.#speaks = isHeard;
      this.#others = 0;
    }
    return this.#speaks;
  }
}
