import type { TransferId } from '@whispernet/protocol';
import type { FileSink } from '@whispernet/transfer';
import { OpfsFolder } from './opfs-folder';

/** Every folder of received files begins so; other things of this origin are not ours to delete. */
const PREFIX = 'received-';

/**
 * The files that a room has received and that are not saved yet, in a folder of their own.
 * A lock says that the folder is in use: another tab of this browser may be in another room.
 */
export class ReceivedFiles {
  readonly #name = PREFIX + crypto.randomUUID();
  readonly #folder = new OpfsFolder(this.#name);
  readonly #names = new Map<TransferId, string>();
  readonly #inUse = new AbortController();
  #locked: Promise<void> | undefined;

  /** A sink for the file of `id`, under a random name. Rejects where this browser gives no place. */
  async open(id: TransferId): Promise<FileSink> {
    this.#locked ??= holdLock(this.#name, this.#inUse.signal);
    await this.#locked;
    const name = crypto.randomUUID();
    this.#names.set(id, name);
    return this.#folder.open(name);
  }

  /** The file of `id`, read from disk as it is used. Rejects where there is none. */
  async read(id: TransferId): Promise<File> {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(this.#name);
    const handle = await folder.getFileHandle(this.#names.get(id) ?? '');
    return handle.getFile();
  }

  /** Deletes everything, also what is still being written. */
  async wipe(): Promise<void> {
    this.#names.clear();
    try {
      await this.#folder.wipe();
    } catch (error) {
      // What the disk does not give away now, the next start sweeps.
      if (!(error instanceof DOMException)) throw error;
    } finally {
      this.#inUse.abort();
    }
  }
}

/** Deletes what earlier pages have left behind; folders of rooms in other tabs stay. */
export async function sweepReceivedFiles(): Promise<void> {
  if (!isSecureContext) return; // neither storage nor locks exist there
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of root.keys()) if (name.startsWith(PREFIX)) names.push(name);
  for (const name of names)
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await remove(root, name);
    });
}

/** How many bytes more this browser would keep, as far as it says; Infinity where it does not. */
export async function freeSpace(): Promise<number> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? Infinity : Math.max(0, quota - usage);
}

/** Resolves when the lock is held; it ends with `signal`, or with the page. */
function holdLock(name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(
        name,
        () =>
          new Promise<void>((release) => {
            resolve();
            signal.addEventListener('abort', () => {
              release();
            });
          }),
      )
      .catch(reject);
  });
}

async function remove(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await root.removeEntry(name, { recursive: true });
  } catch (error) {
    // Gone already, or a page that is just ending still holds a file: the next start sweeps it.
    const expected = ['NotFoundError', 'NoModificationAllowedError', 'InvalidStateError'];
    if (!(error instanceof DOMException && expected.includes(error.name))) throw error;
  }
}
