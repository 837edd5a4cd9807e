import type { FolderEntry } from '@whispernet/transfer';
import { makeZip } from 'client-zip';
import { distinctPaths } from '../distinct-paths';
import type { DiskFile } from './kept-file';
import { nextTask } from './next-task';
import { writeWhole } from './write-whole';

/** As much is read, and written, at a time. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Writes a ZIP of `entries` below a folder called `name` to `zip`; their bytes lie one after the
 * other in `data`. Nothing is compressed: most of what is large is already. Holds a few pieces in
 * memory and an entry's name and length each. Rejects once `signal` aborts.
 */
export async function zipTree(
  name: string,
  entries: readonly FolderEntry[],
  data: DiskFile,
  zip: DiskFile,
  signal: AbortSignal,
): Promise<void> {
  const reader = makeZip(zipEntries(name, entries, data)).getReader();
  const piece = new Uint8Array(PIECE_BYTES);
  let [inPiece, written] = [0, 0];
  const empty = () => {
    writeWhole(zip, piece.subarray(0, inPiece), written);
    written += inPiece;
    inPiece = 0;
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    // Many small files are many small parts: together they are fewer writes.
    for (let at = 0; at < value.length;) {
      const part = value.subarray(at, at + PIECE_BYTES - inPiece);
      piece.set(part, inPiece);
      inPiece += part.length;
      at += part.length;
      if (inPiece < PIECE_BYTES) continue;
      empty();
      await nextTask(); // nothing above waits for anything: other files of this worker, and the end, would
      signal.throwIfAborted();
    }
  }
  empty();
  zip.flush();
}

function* zipEntries(name: string, entries: readonly FolderEntry[], data: DiskFile) {
  const paths = distinctPaths(entries.map(({ path }) => path));
  let offset = 0;
  for (const [index, { size, lastModified }] of entries.entries()) {
    yield {
      name: [name, ...(paths[index] ?? [])].join('/'),
      size,
      lastModified: new Date(lastModified),
      input: pieces(data, offset, offset + size),
    };
    offset += size;
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- client-zip takes no other iterable for a part
async function* pieces(data: DiskFile, start: number, end: number) {
  for (let at = start; at < end; at += PIECE_BYTES) {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, end - at));
    const length = data.read(piece, { at });
    if (length < piece.length) throw new DOMException('the data is too short', 'NotReadableError');
    yield piece;
  }
}
