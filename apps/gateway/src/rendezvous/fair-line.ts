/**
 * How long a turn is remembered, as nobody's comings and goings are to be known for longer than a
 * line needs: at six turns a minute that is 18, more than twice as many as wait in it.
 */
export const TURN_REMEMBERED_MS = 3 * 60_000;

/**
 * Those who wait for something that only one gets at a time, each from a source. The next is of the
 * source whose last turn is longest ago, so that one source which comes a thousand times stands in
 * nobody's way but its own; and where the line is full, whoever has several places in it gives one
 * up to whoever has none.
 */
export class FairLine<Entry> {
  /** Each with its source, in the order in which they came. */
  readonly #waiting = new Map<Entry, string>();
  /** When each source has had its last turn, the one with the longest ago first. */
  readonly #served = new Map<string, number>();

  /**
   * @param maxWaiting how many may wait at a time
   * @param now milliseconds of a clock that only moves forward
   */
  constructor(
    private readonly maxWaiting: number,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.#waiting.size;
  }

  /** Lets `entry` in, and tells who has lost their place to it; 'full' where nobody has to. */
  join(entry: Entry, source: string): { readonly displaced: Entry | undefined } | 'full' {
    const displaced = this.size < this.maxWaiting ? undefined : this.#spareFor(source);
    if (this.size >= this.maxWaiting && displaced === undefined) return 'full';
    if (displaced !== undefined) this.#waiting.delete(displaced);
    this.#waiting.set(entry, source);
    return { displaced };
  }

  /** Takes whose turn it is out of the line. */
  next(): Entry | undefined {
    const turns = [...this.#served.keys()];
    // A source that was never served is at -1, before all others; min keeps the order of arrival.
    const [entry, source] = minBy([...this.#waiting], ([, of]) => turns.indexOf(of)) ?? [];
    if (entry === undefined || source === undefined) return undefined;
    this.#waiting.delete(entry);
    this.#served.delete(source);
    this.#served.set(source, this.now());
    return entry;
  }

  leave(entry: Entry): void {
    this.#waiting.delete(entry);
  }

  /** How many sources are remembered: with a turn, or waiting for one. */
  get sources(): number {
    return new Set([...this.#served.keys(), ...this.#waiting.values()]).size;
  }

  /** Forgets the turns that are long ago. */
  sweep(): void {
    for (const [source, at] of this.#served) {
      if (this.now() < at + TURN_REMEMBERED_MS) return; // nor are those after it
      this.#served.delete(source);
    }
  }

  /** The youngest entry of the source with the most, if that is more than `source` would have. */
  #spareFor(source: string): Entry | undefined {
    const places = new Map<string, Entry[]>();
    for (const [entry, of] of this.#waiting) places.set(of, [...(places.get(of) ?? []), entry]);
    const most = minBy([...places.values()], (entries) => -entries.length) ?? [];
    return places.has(source) || most.length < 2 ? undefined : most.at(-1);
  }
}

/** The first of those with the smallest value. */
function minBy<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (least, item) => (least === undefined || value(item) < value(least) ? item : least),
    undefined,
  );
}
