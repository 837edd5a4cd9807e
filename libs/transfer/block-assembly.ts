/**
 * The most separate pieces of one block at a time. Honest senders cut a block into at most 1,024
 * frames (MIN_DATA_BYTES), which never leave more; single bytes here and there would cost us a
 * list longer than the block.
 */
const MAX_PIECES = 1024;

/** One block of a file, put together from pieces in any order. */
export class BlockAssembly {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What has come, as [start, end) within the block: sorted, apart from each other. */
  readonly #pieces: { start: number; end: number }[] = [];

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }

  get isComplete(): boolean {
    const [first] = this.#pieces;
    return first?.start === 0 && first.end === this.bytes.length;
  }

  /** Copies a piece to its place. False where it overlaps, reaches out, or is one too many. */
  place(start: number, piece: Uint8Array): boolean {
    const end = start + piece.length;
    if (end > this.bytes.length) return false;
    const pieces = this.#pieces;
    const at = pieces.findLastIndex((known) => known.start <= start) + 1;
    const before = pieces[at - 1];
    const after = pieces[at];
    if (before !== undefined && before.end > start) return false;
    if (after !== undefined && after.start < end) return false;

    const joinsBefore = before?.end === start;
    const joinsAfter = after?.start === end;
    if (joinsBefore && joinsAfter) {
      before.end = after.end;
      pieces.splice(at, 1);
    } else if (joinsBefore) {
      before.end = end;
    } else if (joinsAfter) {
      after.start = start;
    } else {
      if (pieces.length >= MAX_PIECES) return false;
      pieces.splice(at, 0, { start, end });
    }
    this.bytes.set(piece, start);
    return true;
  }
}
