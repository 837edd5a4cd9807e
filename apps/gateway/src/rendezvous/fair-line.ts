/**
 * Those who wait for something that only one gets at a time, each from a source. The next is of the
 * source whose last turn is longest ago, so that one source which comes a thousand times stands in
 * nobody's way but its own; and where the line is full, whoever has several places in it gives one
 * up to whoever has none.
 */
export class FairLine<Entry> {
  /** Each with its source, in the order in which they came. */
  readonly #waiting = new Map<Entry, string>();
  /** Sources that have had a turn, the one with the longest ago first. */
  readonly #served = new Set<string>();

  /** @param maxWaiting how many may wait at a time */
  constructor(private readonly maxWaiting: number) {}

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
    const turns = [...this.#served];
    // A source that was never served is at -1, before all others; min keeps the order of arrival.
    const [entry, source] = minBy([...this.#waiting], ([, of]) => turns.indexOf(of)) ?? [];
    if (entry === undefined || source === undefined) return undefined;
    this.#waiting.delete(entry);
    this.#served.delete(source);
    this.#served.add(source);
    return entry;
  }

  leave(entry: Entry): void {
    this.#waiting.delete(entry);
  }

  /** Who has had a turn is forgotten: for when there is enough for everybody again. */
  forgetTurns(): void {
    this.#served.clear();
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
