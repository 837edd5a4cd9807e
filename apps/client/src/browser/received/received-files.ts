import type { TransferId } from '@whispernet/protocol';
import type { FileSink, UnfinishedFile } from '@whispernet/transfer';
import type { FileHeader } from './file-map';
import type { KeptRecord } from './folder-orders';
import { PREFIX } from './has-received-files';
import { OpfsFolder } from './opfs-folder';

/** What a crash has left is offered to the same room for so long. */
const KEPT_MS = 24 * 60 * 60_000;

/** Something to be saved, and the end of what was made for that alone. */
export interface Export {
  /** Read from disk as it is used. */
  readonly file: File;
  /** The download has been handed over: what is only for it may go. */
  release(): Promise<void>;
}

/**
 * The files that a room has received and that are not saved yet, in a folder of their own. The
 * folder is found again by who enters the room again, after a reload or a crash. A lock says that it
 * is in use: another tab of this browser may be in another room, or in this one.
 */
export class ReceivedFiles {
  readonly #place: Promise<Place>;
  readonly #folder: OpfsFolder;
  readonly #inUse = new AbortController();
  readonly #files = new Map<TransferId, Lying>();
  readonly #zips = new Map<string, Promise<string>>();

  /**
   * `folderId`: of the room (`receivedFolderId`, as text); what was left in its folder is taken over.
   * Where another tab has that open, or without an id, it is a fresh folder.
   */
  constructor(folderId: string | undefined) {
    this.#place = findPlace(folderId, this.#inUse.signal);
    this.#folder = new OpfsFolder(this.#place.then(({ name }) => name));
  }

  /** A sink for what `header` describes, under a random name. Rejects where this browser gives no place. */
  async create(header: FileHeader): Promise<FileSink> {
    const file = crypto.randomUUID();
    const sink = await this.#folder.create(file, header);
    this.#files.set(header.id, { file, header });
    return sink;
  }

  /**
   * What an earlier visit to this room has left. What other rooms have left is deleted: who enters
   * this one does not come back for them. Rejects where this browser gives no place.
   */
  async unfinished(): Promise<readonly UnfinishedFile[]> {
    const place = await this.#place;
    if (!place.isOfRoom) return [];
    await sweep((name) => Promise.resolve(name !== place.name));
    const records = await this.#folder.list();
    return records.map((record) => this.#unfinished(record));
  }

  /** The transfer `id` goes on with what was begun as `before`. */
  async continueAs(before: TransferId, id: TransferId): Promise<void> {
    const lying = this.#files.get(before);
    if (!lying) return; // it goes to a place of the person's choice
    this.#files.delete(before);
    this.#files.set(id, lying);
    await this.#folder.continueAs(lying.file, id);
  }

  /** What was received as `id`, to be saved: a folder as a ZIP. Rejects where there is none. */
  async export(id: TransferId): Promise<Export> {
    const lying = this.#files.get(id);
    if (!lying) throw new DOMException('nothing was received here under this id', 'NotFoundError');
    const { file, header } = lying;
    if (!header.folder)
      return { file: await this.#folder.read(file), release: () => Promise.resolve() };
    const making = this.#zips.get(file) ?? this.#folder.zip(file);
    this.#zips.set(file, making);
    try {
      const zip = await making;
      return {
        file: await this.#folder.read(zip),
        release: async () => {
          if (this.#zips.get(file) !== making) return;
          this.#zips.delete(file);
          if (!this.#inUse.signal.aborted) await this.#folder.remove(zip);
        },
      };
    } catch (error) {
      this.#zips.delete(file);
      throw error;
    }
  }

  /** Deletes everything, also what is still being written. */
  wipe(): Promise<void> {
    return this.#end(() => this.#folder.wipe());
  }

  /** Leaves everything to who enters the room again, also what is still being written. */
  leave(): Promise<void> {
    return this.#end(() => this.#folder.leave());
  }

  async #end(letGo: () => Promise<void>): Promise<void> {
    this.#files.clear();
    this.#zips.clear();
    try {
      await letGo();
    } catch (error) {
      // What the disk does not give away now, the next start sweeps.
      if (!(error instanceof DOMException)) throw error;
    } finally {
      this.#inUse.abort();
    }
  }

  #unfinished({ file, header, digests, isWhole }: KeptRecord): UnfinishedFile {
    this.#files.set(header.id, { file, header });
    const { folder, ...about } = header;
    return {
      ...about,
      ...(folder && { folder }),
      digests,
      isWhole,
      open: () => this.#folder.reopen(file),
      discard: () => this.#folder.remove(file),
    };
  }
}

interface Place {
  readonly name: string;
  /** Whether it is found again by who enters the room again. */
  readonly isOfRoom: boolean;
}

async function findPlace(folderId: string | undefined, inUse: AbortSignal): Promise<Place> {
  if (folderId !== undefined) {
    const name = PREFIX + folderId;
    if (await holdLock(name, inUse)) return { name, isOfRoom: true };
  }
  const name = PREFIX + crypto.randomUUID();
  await holdLock(name, inUse);
  return { name, isOfRoom: false };
}

interface Lying {
  /** The name under which it lies. */
  readonly file: string;
  readonly header: FileHeader;
}

/**
 * Deletes what earlier pages have left behind more than a day ago. What is younger is kept for who
 * enters its room again; folders of rooms in other tabs stay.
 */
export async function sweepReceivedFiles(now = Date.now()): Promise<void> {
  if (!isSecureContext) return; // neither storage nor locks exist there
  await sweep(async (_name, folder) => now - (await lastWritten(folder)) > KEPT_MS);
}

/** Whether an earlier page has left something that whoever enters its room again would go on with. */
export async function areFilesWaiting(now = Date.now()): Promise<boolean> {
  if (!isSecureContext) return false;
  let last = 0;
  await eachUnused(async (folder) => {
    last = Math.max(last, await lastWritten(folder));
  });
  return last > 0 && now - last <= KEPT_MS;
}

/** Deletes all that earlier pages have left; folders of rooms in other tabs stay. */
export function deleteWaitingFiles(): Promise<void> {
  return sweep(() => Promise.resolve(true));
}

function sweep(
  isToGo: (name: string, folder: FileSystemDirectoryHandle) => Promise<boolean>,
): Promise<void> {
  return eachUnused(async (folder, root) => {
    if (await isToGo(folder.name, folder)) await remove(root, folder.name);
  });
}

/**
 * Each folder of ours that no room in any tab is using, which none begins to use meanwhile. Rooms hold
 * theirs alone; those who look and those who sweep do not keep each other out.
 */
async function eachUnused(
  visit: (folder: FileSystemDirectoryHandle, root: FileSystemDirectoryHandle) => Promise<void>,
): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folders: FileSystemDirectoryHandle[] = [];
  for await (const handle of root.values())
    if (handle.name.startsWith(PREFIX) && isFolder(handle)) folders.push(handle);
  for (const folder of folders)
    await navigator.locks.request(folder.name, UNUSED, async (lock) => {
      if (lock) await visit(folder, root);
    });
}

const UNUSED: LockOptions = { ifAvailable: true, mode: 'shared' };

/** In ms since the epoch; 0 where there is nothing that could be taken up again. */
async function lastWritten(folder: FileSystemDirectoryHandle): Promise<number> {
  let last = 0;
  for await (const [name, handle] of folder.entries())
    if (name.endsWith('.map') && handle.kind === 'file')
      last = Math.max(last, (await handle.getFile()).lastModified);
  return last;
}

/** Whether the lock is held now; it ends with `signal`, or with the page. */
function holdLock(name: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const untilReleased = (lock: Lock | null) =>
      new Promise<void>((release) => {
        resolve(lock !== null);
        if (!lock || signal.aborted) release();
        signal.addEventListener('abort', () => {
          release();
        });
      });
    navigator.locks.request(name, { ifAvailable: true }, untilReleased).catch(reject);
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

const isFolder = (handle: FileSystemHandle): handle is FileSystemDirectoryHandle =>
  handle.kind === 'directory';
