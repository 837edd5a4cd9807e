import { type FileMap, decodeMap, idRecord } from './file-map';
import type { FolderOrders, KeptRecord } from './folder-orders';
import { type DiskFile, KeptFile } from './kept-file';
import { writeWhole } from './write-whole';
import { zipTree } from './zip-tree';

const MAP = '.map';
const ZIP = '.zip';

/**
 * A folder of received files below the root of the origin private file system, for the worker that
 * has it open. Each file lies there under a random name, its map beside it.
 */
export class KeptFolder implements FolderOrders {
  readonly #open = new Map<string, KeptFile>();
  /** What is under way with each file: one call after the other, files beside each other. Never rejects. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #end = new AbortController();

  constructor(private readonly name: string) {}

  create: FolderOrders['create'] = (file, header) =>
    this.#inTurn(file, async () => {
      const folder = await this.#folder({ create: true });
      const [data, map] = await this.#access(folder, file, { create: true });
      try {
        this.#open.set(file, KeptFile.create(data, map, header));
      } catch (error) {
        for (const each of [data, map]) each.close();
        throw error;
      }
    });

  reopen: FolderOrders['reopen'] = (file) =>
    this.#inTurn(file, async () => {
      const folder = await this.#folder();
      const known = await mapOf(folder, file);
      if (!known) throw new DOMException('there is no map of this file', 'NotFoundError');
      const [data, map] = await this.#access(folder, file);
      const open = KeptFile.reopen(data, map, known);
      this.#open.set(file, open);
      return open.verified(known, this.#end.signal);
    });

  write: FolderOrders['write'] = (file, offset, bytes, digest) =>
    this.#inTurn(file, () => {
      this.#opened(file).write(offset, bytes, digest);
    });

  continueAs: FolderOrders['continueAs'] = (file, id) =>
    this.#inTurn(file, async () => {
      const open = this.#open.get(file);
      if (open) {
        open.continueAs(id);
        return;
      }
      const folder = await this.#folder();
      const known = await mapOf(folder, file);
      if (!known) throw new DOMException('there is no map of this file', 'NotFoundError');
      const map = await accessTo(folder, file + MAP);
      try {
        writeWhole(map, idRecord(id), known.bytes);
      } finally {
        map.close();
      }
    });

  close: FolderOrders['close'] = (file) =>
    this.#inTurn(file, () => {
      this.#opened(file).finish();
      this.#open.delete(file);
    });

  remove: FolderOrders['remove'] = (file) =>
    this.#inTurn(file, async () => {
      this.#open.get(file)?.close();
      this.#open.delete(file);
      const folder = await this.#folder();
      // The map first: data without a map is swept, a map without data would promise something.
      for (const name of [file + MAP, file]) await removeFrom(folder, name);
    });

  list: FolderOrders['list'] = async () => {
    const records: KeptRecord[] = [];
    let folder: FileSystemDirectoryHandle;
    try {
      folder = await this.#folder();
    } catch (error) {
      if (isNotFound(error)) return records; // nothing was ever received
      throw error;
    }
    const files = new Set<string>();
    for await (const name of folder.keys()) files.add(fileOf(name));
    for (const file of files) {
      // In its turn: what is half made by `create` looks like what a crash has left.
      const record = await this.#inTurn(file, () => this.#left(folder, file));
      if (record) records.push(record);
    }
    return records;
  };

  zip: FolderOrders['zip'] = (file) =>
    this.#inTurn(file, async () => {
      const folder = await this.#folder();
      const { header } = (await mapOf(folder, file)) ?? {};
      if (!header?.folder) throw new DOMException('this is no folder', 'InvalidStateError');
      const data = await accessTo(folder, file);
      try {
        const zip = await accessTo(folder, file + ZIP, { create: true });
        try {
          await zipTree(header.name, header.folder, data, zip, this.#end.signal);
        } finally {
          zip.close();
        }
      } catch (error) {
        await removeFrom(folder, file + ZIP); // half of it is of no use, and takes its room
        throw error;
      } finally {
        data.close();
      }
      return file + ZIP;
    });

  wipe: FolderOrders['wipe'] = async () => {
    await this.leave();
    const root = await navigator.storage.getDirectory();
    await removeFrom(root, this.name);
  };

  leave: FolderOrders['leave'] = async () => {
    this.#end.abort(new DOMException('the folder is closed', 'AbortError'));
    await Promise.all(this.#turns.values());
    for (const open of this.#open.values()) open.close();
    this.#open.clear();
  };

  /** What an earlier page has left of a file, if that can be used; what cannot be is deleted. */
  async #left(folder: FileSystemDirectoryHandle, file: string): Promise<KeptRecord | undefined> {
    if (this.#open.has(file)) return undefined; // this page's own
    await removeFrom(folder, file + ZIP); // it was only for a download
    const isPair = (await isThere(folder, file)) && (await isThere(folder, file + MAP));
    const known = isPair ? await mapOf(folder, file) : undefined;
    if (known) {
      const { header, digests, isWhole } = known;
      return { file, header, digests, isWhole };
    }
    // Begun and never described, or described by another version.
    for (const name of [file + MAP, file]) await removeFrom(folder, name);
    return undefined;
  }

  #inTurn<T>(file: string, work: () => T | Promise<T>): Promise<T> {
    const before = this.#turns.get(file) ?? Promise.resolve();
    const outcome = before.then(() => {
      this.#end.signal.throwIfAborted();
      return work();
    });
    const settled = outcome.then(
      () => undefined,
      () => undefined, // told to whoever asked
    );
    this.#turns.set(file, settled);
    void settled.then(() => {
      if (this.#turns.get(file) === settled) this.#turns.delete(file);
    });
    return outcome;
  }

  async #folder(options?: FileSystemGetDirectoryOptions): Promise<FileSystemDirectoryHandle> {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(this.name, options);
  }

  async #access(
    folder: FileSystemDirectoryHandle,
    file: string,
    options?: FileSystemGetFileOptions,
  ): Promise<[DiskFile, DiskFile]> {
    const data = await accessTo(folder, file, options);
    try {
      return [data, await accessTo(folder, file + MAP, options)];
    } catch (error) {
      data.close();
      throw error;
    }
  }

  #opened(file: string): KeptFile {
    const open = this.#open.get(file);
    if (!open) throw new DOMException('this file is not open', 'InvalidStateError');
    return open;
  }
}

async function accessTo(
  folder: FileSystemDirectoryHandle,
  name: string,
  options?: FileSystemGetFileOptions,
): Promise<DiskFile> {
  const handle = await folder.getFileHandle(name, options);
  // Only workers have it, and this class runs in one; the page's types do not know it.
  const inWorker = handle as FileSystemFileHandle & { createSyncAccessHandle(): Promise<DiskFile> };
  return inWorker.createSyncAccessHandle();
}

/** The file to which what lies under this name belongs. */
function fileOf(name: string): string {
  const end = [MAP, ZIP].find((each) => name.endsWith(each)) ?? '';
  return name.slice(0, name.length - end.length);
}

async function mapOf(
  folder: FileSystemDirectoryHandle,
  file: string,
): Promise<FileMap | undefined> {
  const map = await (await folder.getFileHandle(file + MAP)).getFile();
  return decodeMap(new Uint8Array(await map.arrayBuffer()));
}

async function isThere(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** Whatever was there is gone. */
async function removeFrom(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name, { recursive: true });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

const isNotFound = (error: unknown) =>
  error instanceof DOMException && error.name === 'NotFoundError';
