/**
 * How many blocks of one peer may be on the way, in memory or on their way to the disk: the far
 * gate. 32 MiB cover 100 MB/s with a round trip and a disk write of 300 ms together.
 */
export const POOL_BLOCKS = 32;

interface Share {
  held: number;
  /** Called when there may be room again; undefined for who wants no more and only gives back. */
  more: (() => void) | undefined;
}

/** The memory for blocks of one peer, shared by the files that move. */
export class BlockPool {
  readonly #places: number;
  readonly #shares = new Map<object, Share>();
  #taken = 0;
  #moving = 0;

  constructor(places = POOL_BLOCKS) {
    this.#places = places;
  }

  /** Takes part from now on; `more` is called when there may be room again. */
  enter(holder: object, more: () => void): void {
    const share = this.#shares.get(holder);
    if (share?.more === undefined) this.#moving += 1;
    this.#shares.set(holder, { held: share?.held ?? 0, more });
  }

  /** Wants no more places. Those taken stay taken until they are given back. */
  leave(holder: object): void {
    const share = this.#shares.get(holder);
    if (share?.more === undefined) return;
    share.more = undefined;
    this.#moving -= 1;
    if (share.held === 0) this.#shares.delete(holder);
    this.#offer(); // the others' shares have grown
  }

  /** Whether there was a place, and the holder's part of them is not used up. */
  take(holder: object): boolean {
    const share = this.#shares.get(holder);
    if (share?.more === undefined || this.#taken >= this.#places) return false;
    if (share.held >= this.#fairShare) return false;
    share.held += 1;
    this.#taken += 1;
    return true;
  }

  give(holder: object): void {
    const share = this.#shares.get(holder);
    if (share === undefined || share.held === 0) throw new Error('a place that was not taken');
    share.held -= 1;
    this.#taken -= 1;
    if (share.held === 0 && share.more === undefined) this.#shares.delete(holder);
    this.#offer();
  }

  get #fairShare(): number {
    return Math.max(1, Math.floor(this.#places / Math.max(1, this.#moving)));
  }

  #offer(): void {
    for (const { held, more } of [...this.#shares.values()]) {
      if (this.#taken >= this.#places) return;
      if (held < this.#fairShare) more?.();
    }
  }
}
