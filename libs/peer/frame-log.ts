/**
 * What is kept of what has been written, in case the connection is replaced before it has arrived:
 * at 50 a second more than a path can hold before the browser notices that it is dead (17 s).
 */
const MAX_KEPT = 2_048;
/** The same in UTF-16 units: more than any window of SCTP lets out unacknowledged. */
const MAX_KEPT_CHARS = 8 * 1024 * 1024;

/** The frames of one link and direction, numbered from 0: those that wait, and the last ones written. */
export class FrameLog {
  #frames: string[] = [];
  /** The number of the first frame kept. */
  #first = 0;
  /** The number of the frame to write next. */
  #next = 0;
  /** One more than the greatest number ever written. */
  #written = 0;
  #keptChars = 0;

  /** Whether a frame waits to be written. */
  get waits(): boolean {
    return this.#next < this.#first + this.#frames.length;
  }

  add(frame: string): void {
    this.#frames.push(frame);
  }

  /** The next frame, which is thereby written; undefined where none waits. */
  write(): string | undefined {
    const frame = this.#frames[this.#next - this.#first];
    if (frame === undefined) return undefined;
    this.#next += 1;
    this.#written = Math.max(this.#written, this.#next);
    this.#keptChars += frame.length;
    while (this.#next - this.#first > MAX_KEPT || this.#keptChars > MAX_KEPT_CHARS) this.#forget();
    return frame;
  }

  /**
   * The peer has got all frames below `heard`; writing goes on from there. `forgotten`: it lacks some
   * that are no longer kept; `invented`: it claims more than were ever written.
   */
  goOnFrom(heard: number): 'ready' | 'forgotten' | 'invented' {
    if (heard > this.#written) return 'invented';
    if (heard < this.#first) return 'forgotten';
    this.#frames.splice(0, heard - this.#first);
    this.#first = heard;
    this.#next = heard;
    this.#keptChars = 0;
    return 'ready';
  }

  clear(): void {
    this.#frames = [];
    this.#next = this.#first;
    this.#keptChars = 0;
  }

  #forget(): void {
    this.#keptChars -= this.#frames.shift()?.length ?? 0;
    this.#first += 1;
  }
}
