import type { FileSink, FolderEntry } from '@whispernet/transfer';
import { distinctPaths } from './distinct-paths';

/** Opening and closing a small file takes the browser longer than its bytes do: several go side by side. */
const AT_ONCE = 8;

type Bytes = Uint8Array<ArrayBuffer>;

/** A part of a block that belongs to one file. */
interface Part {
  readonly file: number;
  /** In the file. */
  readonly offset: number;
  readonly bytes: Bytes;
}

interface OpenFile {
  readonly writable: FileSystemWritableFileStream;
  /** Bytes. */
  missing: number;
}

/**
 * Writes a stream of files, one after the other, as the tree that they are. A file is opened with
 * its first byte and closed with its last: open at once are those of blocks on the way, no more.
 */
export class TreeSink implements FileSink {
  readonly #root: FileSystemDirectoryHandle;
  readonly #sizes: readonly number[];
  /** Where each file begins in the stream. */
  readonly #starts: readonly number[];
  readonly #paths: readonly (readonly string[])[];
  readonly #remove: () => Promise<void>;
  readonly #open = new Map<number, OpenFile>();
  readonly #folders = new Map<string, Promise<FileSystemDirectoryHandle>>();

  /** `root` is empty and ours; `remove` deletes it with all that is in it. */
  constructor(
    root: FileSystemDirectoryHandle,
    entries: readonly FolderEntry[],
    remove: () => Promise<void>,
  ) {
    this.#root = root;
    this.#remove = remove;
    this.#sizes = entries.map(({ size }) => size);
    let start = 0;
    this.#starts = this.#sizes.map((size) => (start += size) - size);
    this.#paths = distinctPaths(entries.map(({ path }) => path));
  }

  async write(offset: number, bytes: Bytes): Promise<void> {
    await sideBySide(this.#parts(offset, bytes), (part) => this.#writePart(part));
  }

  /** Files without a byte are made now: no block has brought them. */
  async close(): Promise<void> {
    const empty = [...this.#sizes.keys()].filter((file) => this.#sizes[file] === 0);
    await sideBySide(empty, async (file) => {
      await (await this.#create(file)).close();
    });
  }

  async abort(): Promise<void> {
    // An open file would keep its folder; that one of them is broken already changes nothing.
    await Promise.allSettled([...this.#open.values()].map(({ writable }) => writable.abort()));
    this.#open.clear();
    await this.#remove();
  }

  #parts(offset: number, bytes: Bytes): Part[] {
    const parts: Part[] = [];
    const end = offset + bytes.length;
    for (let file = this.#fileAt(offset); (this.#starts[file] ?? end) < end; file += 1) {
      const start = this.#starts[file] ?? 0;
      const from = Math.max(offset, start);
      const to = Math.min(end, start + (this.#sizes[file] ?? 0));
      if (from < to) {
        const part = bytes.subarray(from - offset, to - offset);
        parts.push({ file, offset: from - start, bytes: part });
      }
    }
    return parts;
  }

  /** The last file that begins at or before `offset`; empty files before it begin there, too. */
  #fileAt(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  async #writePart({ file, offset, bytes }: Part): Promise<void> {
    const open = this.#open.get(file) ?? {
      writable: await this.#create(file),
      missing: this.#sizes[file] ?? 0,
    };
    this.#open.set(file, open);
    await open.writable.write({ type: 'write', position: offset, data: bytes });
    open.missing -= bytes.length;
    if (open.missing > 0) return;
    await open.writable.close();
    this.#open.delete(file);
  }

  async #create(file: number): Promise<FileSystemWritableFileStream> {
    const path = this.#paths[file] ?? [];
    const folder = await this.#folder(path.slice(0, -1));
    const handle = await folder.getFileHandle(path.at(-1) ?? '', { create: true });
    return handle.createWritable();
  }

  #folder(path: readonly string[]): Promise<FileSystemDirectoryHandle> {
    const name = path.at(-1);
    if (name === undefined) return Promise.resolve(this.#root);
    const key = path.join('/');
    const made =
      this.#folders.get(key) ??
      this.#folder(path.slice(0, -1)).then((parent) =>
        parent.getDirectoryHandle(name, { create: true }),
      );
    this.#folders.set(key, made);
    return made;
  }
}

/** Does `work` for each, a few at once; rejects with the first failure when none is under way any more. */
async function sideBySide<T>(
  things: readonly T[],
  work: (thing: T) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < things.length; at += AT_ONCE) {
    const outcomes = await Promise.allSettled(things.slice(at, at + AT_ONCE).map(work));
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure) throw failure.reason;
  }
}
