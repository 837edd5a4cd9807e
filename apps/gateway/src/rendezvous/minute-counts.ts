/** Rounded so far that no line of a log tells of one person's coming and going. */
const STEP = 10;

/** For whoever asks: below ten it says nothing. */
export const roundedDown = (count: number): number => Math.floor(count / STEP) * STEP;

/** Counts what is logged, which is all that is logged of what people do. */
export class MinuteCounts {
  #refusals = 0;
  #lastLine = '';

  countRefusal(): void {
    this.#refusals += 1;
  }

  /** The line for the minute that ends now; undefined where it would repeat the last one. */
  line(rooms: number, connections: number): string | undefined {
    const about = (count: number) => String(Math.round(count / STEP) * STEP);
    const line = `about ${about(rooms)} rooms, ${about(connections)} connections, ${about(this.#refusals)} refusals`;
    this.#refusals = 0;
    if (line === this.#lastLine) return undefined;
    this.#lastLine = line;
    return line;
  }
}
