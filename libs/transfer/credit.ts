import { orAborted } from './or-aborted';

/** The far gate: how far into a file the receiver lets its sender go. */
export class Credit {
  #until = 0;
  #waiting: (() => void)[] = [];

  /** The first byte that may not be sent yet. */
  get until(): number {
    return this.#until;
  }

  /** The channel is unordered, so an older, smaller grant may come late: it changes nothing. */
  grant(until: number): void {
    if (until <= this.#until) return;
    this.#until = until;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  /** Resolves when the byte at `offset` may be sent; rejects when the signal aborts. */
  async reaches(offset: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#until <= offset) {
      await orAborted(new Promise<void>((resolve) => this.#waiting.push(resolve)), signal);
    }
  }
}
