import type { FileSink, FileSource } from '@whispernet/transfer';

type Bytes = Uint8Array<ArrayBuffer>;

/** What repeats in a generated file, but for eight bytes that say where. */
const PIECE_BYTES = 64 * 1024;

/** A file of any size whose bytes are made when they are read: it takes no disk and no memory. */
export function generatedFile(size: number): FileSource {
  return {
    name: 'generated.bin',
    size,
    type: 'application/octet-stream',
    lastModified: Date.UTC(2026, 0),
    slice: (start, end) => ({
      arrayBuffer: () => Promise.resolve(generatedBytes(start, Math.min(end, size)).buffer),
    }),
  };
}

/** Bytes `start` up to `end` of every generated file. */
export function generatedBytes(start: number, end: number): Bytes {
  const bytes = new Uint8Array(Math.max(0, end - start));
  for (let at = 0; at < bytes.length;) {
    const offset = start + at;
    const within = offset % PIECE_BYTES;
    const part = pieceAt(offset - within).subarray(within, within + bytes.length - at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Takes a generated file and keeps nothing of it: each byte is compared and let go. */
export class ComparingSink implements FileSink {
  /** As many bytes as were right. */
  bytes = 0;
  /** The first thing that was wrong. */
  trouble: string | undefined;

  write(offset: number, bytes: Bytes): Promise<void> {
    if (isGenerated(bytes, offset)) this.bytes += bytes.length;
    else this.trouble ??= `wrong bytes among the ${bytes.length} at ${offset}`;
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  abort(): Promise<void> {
    return Promise.resolve();
  }
}

const piece = new Uint8Array(PIECE_BYTES);
let state = 1;
for (let at = 0; at < PIECE_BYTES; at += 1) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes' generator
  piece[at] = state >>> 24;
}

/** One buffer for all calls: whoever calls copies at once. */
function pieceAt(offset: number): Bytes {
  new DataView(piece.buffer).setFloat64(0, offset);
  return piece;
}

/** Whether these are the bytes from `start` on of a generated file; nothing is made to compare them with. */
function isGenerated(bytes: Bytes, start: number): boolean {
  for (let at = 0; at < bytes.length;) {
    const offset = start + at;
    const within = offset % PIECE_BYTES;
    const part = pieceAt(offset - within).subarray(within, within + bytes.length - at);
    if (!sameBytes(bytes.subarray(at, at + part.length), part)) return false;
    at += part.length;
  }
  return true;
}

/** Four bytes at a time, where both begin at such a place. */
function sameBytes(one: Bytes, other: Bytes): boolean {
  const words = ({ buffer, byteOffset, length }: Bytes) =>
    byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, length >> 2) : undefined;
  const [ones, others] = [words(one), words(other)];
  let at = 0;
  if (ones && others) {
    for (let word = 0; word < ones.length; word += 1) if (ones[word] !== others[word]) return false;
    at = ones.length * 4;
  }
  for (; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return one.length === other.length;
}
