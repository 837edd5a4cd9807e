import type { FileSource, FolderFile } from './file-source';
import { TransferError } from './transfer-error';

/** So many files of a folder are read at the same time: many small ones make one block. */
const READS_AT_ONCE = 16;

/** The files of a folder as one source: their bytes one after the other, in the order given. */
export function folderStream(name: string, files: readonly FolderFile[]): FileSource {
  const sizes = files.map(({ source }) => source.size); // as they were offered
  const starts: number[] = [];
  let size = 0;
  for (const fileBytes of sizes) {
    starts.push(size);
    size += fileBytes;
  }
  /** The last file that starts at or before `offset`. */
  const fileAt = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const read = async (start: number, end: number) => {
    const bytes = new Uint8Array(end - start);
    const pieces: Promise<void>[] = [];
    for (let at = fileAt(start); at < files.length; at += 1) {
      const fileStart = starts[at] ?? 0;
      if (fileStart >= end) break;
      const from = Math.max(start, fileStart);
      const until = Math.min(end, fileStart + (sizes[at] ?? 0));
      const source = files[at]?.source;
      if (!source || from >= until) continue;
      pieces.push(
        copy(source, sizes[at] ?? 0, from - fileStart, bytes.subarray(from - start, until - start)),
      );
      if (pieces.length >= READS_AT_ONCE) await Promise.all(pieces.splice(0));
    }
    await Promise.all(pieces);
    return bytes.buffer;
  };
  return {
    name,
    size,
    type: '',
    lastModified: 0,
    slice: (start, end) => ({ arrayBuffer: () => read(start, end) }),
  };
}

async function copy(source: FileSource, size: number, start: number, to: Uint8Array) {
  if (source.size !== size) throw anotherSize();
  const piece = new Uint8Array(await source.slice(start, start + to.length).arrayBuffer());
  if (piece.length !== to.length) throw anotherSize();
  to.set(piece);
}

const anotherSize = () =>
  new TransferError('source-changed', 'a file of the folder has another size by now');
