/**
 * How many files move at once, each way, with one peer. Each holds two slices of the source or a
 * window of the disk (8 MiB either way), so that a thousand accepted files still cost 32 MiB; four
 * keep a small file from waiting behind a single large one.
 */
export const FILES_AT_ONCE = 4;

/** So many may be inside; the others wait in line. */
export class Slots<Key> {
  readonly #inside = new Set<Key>();
  readonly #line = new Map<Key, () => void>();

  constructor(readonly count: number) {}

  /** Calls `start` as soon as there is room: now, or when somebody leaves. */
  enter(key: Key, start: () => void): void {
    if (this.#inside.size >= this.count) {
      this.#line.set(key, start);
      return;
    }
    this.#inside.add(key);
    start();
  }

  /** Gives up the slot, or the place in the line. */
  leave(key: Key): void {
    this.#line.delete(key);
    if (!this.#inside.delete(key)) return;
    const [next] = this.#line;
    if (next === undefined) return;
    this.#line.delete(next[0]);
    this.enter(...next);
  }
}
