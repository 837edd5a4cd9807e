/**
 * The most separate pieces of one block at a time. Honest senders cut a block into at most 1,024
 * frames, which never leave more; single bytes here and there would cost us a list longer than the
 * block.
 */
const MAX_PIECES = 1024;

/** One block of a file, put together from pieces in any order, some of them perhaps twice. */
export class BlockAssembly {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What has come, as [start, end) within the block: sorted, with gaps between them. */
  readonly #pieces: { readonly start: number; readonly end: number }[] = [];
  #placedBytes = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }

  get isComplete(): boolean {
    const [first] = this.#pieces;
    return first?.start === 0 && first.end === this.bytes.length;
  }

  /** How many bytes have come. */
  get placedBytes(): number {
    return this.#placedBytes;
  }

  /**
   * Copies a piece to its place. How many of its bytes are new; undefined where it reaches out of
   * the block or is one piece too many.
   */
  place(start: number, piece: Uint8Array): number | undefined {
    const end = start + piece.length;
    if (end > this.bytes.length) return undefined;
    const pieces = this.#pieces;
    const from = pieces.findIndex((known) => known.end >= start);
    const at = from < 0 ? pieces.length : from;
    let until = at;
    let known = 0;
    let merged = { start, end };
    for (let next = pieces[until]; next && next.start <= end; next = pieces[until]) {
      merged = { start: Math.min(merged.start, next.start), end: Math.max(merged.end, next.end) };
      known += next.end - next.start;
      until += 1;
    }
    if (until === at && pieces.length >= MAX_PIECES) return undefined;
    pieces.splice(at, until - at, merged);
    this.bytes.set(piece, start);
    const placed = merged.end - merged.start - known;
    this.#placedBytes += placed;
    return placed;
  }
}
