import type { TransferId } from '@whispernet/protocol';
import type { FileSink, OpenedFile } from '@whispernet/transfer';
import type { FileHeader } from './file-map';
import type { FolderAnswer, FolderOrders, KeptRecord } from './folder-orders';

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/**
 * A folder below the root of the origin private file system, written by one worker. The worker
 * starts at once: later there may be no server any more to fetch its script from.
 */
export class OpfsFolder {
  readonly #worker = new Worker(new URL('./opfs-folder.worker', import.meta.url), {
    type: 'module',
  });
  readonly #waiting = new Map<number, Waiting>();
  #orders = 0;
  #failure: Error | undefined;
  #hasAnswered = false;
  #hasFailed = false;
  #hasEnded = false;
  #isLeft = false;

  /** The name may come later than the first orders: they wait for it. */
  constructor(private readonly name: string | Promise<string>) {
    this.#worker.onmessage = ({ data }: MessageEvent<FolderAnswer>) => {
      this.#hasAnswered = true;
      const order = this.#waiting.get(data.n);
      this.#waiting.delete(data.n);
      if (data.ok) order?.resolve(data.value);
      else order?.reject(new DOMException(data.message, data.name));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault(); // it is answered here, not to be reported as uncaught
      this.#hasFailed = true;
      this.#fail(new Error('the disk worker failed', { cause: event.message }));
    };
  }

  /** Makes `file` and opens it; the folder is made with the first one. Rejects with a DOMException. */
  async create(file: string, header: FileHeader): Promise<FileSink> {
    await this.#send('create', [file, header]);
    return this.#sink(file);
  }

  /** What an earlier page has left here. */
  list(): Promise<readonly KeptRecord[]> {
    return this.#send('list', []);
  }

  /** Opens a file that an earlier page has left, and reads all of it. Rejects with a DOMException. */
  async reopen(file: string): Promise<OpenedFile> {
    const digests = await this.#send('reopen', [file]);
    return { sink: this.#sink(file), digests };
  }

  /** The transfer of this id goes on with `file`: a later page finds it under that. */
  continueAs(file: string, id: TransferId): Promise<void> {
    return this.#send('continueAs', [file, id]);
  }

  remove(file: string): Promise<void> {
    return this.#send('remove', [file]);
  }

  /** Makes a ZIP of a received folder beside it; the name of it. */
  zip(file: string): Promise<string> {
    return this.#send('zip', [file]);
  }

  /** What lies here as `name`, read from disk as it is used. */
  async read(name: string): Promise<File> {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(await this.name);
    return (await folder.getFileHandle(name)).getFile();
  }

  /**
   * Deletes the folder with everything in it, and ends. What is under way rejects, and so does what
   * comes later. The worker itself lets go of its files first: one that is killed holds them on. Where
   * it cannot, this page deletes.
   */
  wipe(): Promise<void> {
    return this.#end('wipe');
  }

  /** Ends, and leaves everything here for another page. What is under way rejects; nothing is deleted any more. */
  leave(): Promise<void> {
    this.#isLeft = true;
    return this.#end('leave');
  }

  async #end(order: 'wipe' | 'leave'): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    // One that has answered outlives its errors, and may have files open; one that never came up is deaf.
    const isDeaf = this.#hasFailed && !this.#hasAnswered;
    this.#fail(new DOMException('the folder is closed', 'AbortError'));
    try {
      if (!isDeaf) {
        await this.#ask(await this.name, order, []);
        return;
      }
    } catch (error) {
      if (!this.#hasFailed) throw error; // else what it left undone is done below
    } finally {
      this.#worker.terminate();
    }
    if (order === 'wipe') await removeFolder(await this.name);
  }

  #sink(file: string): FileSink {
    return {
      // Copies: the caller keeps its bytes, and a part of a larger buffer does not take all of it along.
      // Rejects with a DOMException named QuotaExceededError where the disk is full.
      write: (offset, bytes, digest) => {
        const copy = bytes.slice();
        return this.#send('write', [file, offset, copy, digest.slice()], [copy.buffer]);
      },
      close: () => this.#send('close', [file]),
      abort: () => (this.#isLeft ? Promise.resolve() : this.#send('remove', [file])),
    };
  }

  async #send<Name extends keyof FolderOrders>(
    order: Name,
    args: Parameters<FolderOrders[Name]>,
    transfer: Transferable[] = [],
  ): Promise<Awaited<ReturnType<FolderOrders[Name]>>> {
    const folder = await this.name;
    if (this.#failure) throw this.#failure;
    return this.#ask(folder, order, args, transfer);
  }

  #ask<Name extends keyof FolderOrders>(
    folder: string,
    order: Name,
    args: Parameters<FolderOrders[Name]>,
    transfer: Transferable[] = [],
  ): Promise<Awaited<ReturnType<FolderOrders[Name]>>> {
    const n = (this.#orders += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(n, { resolve, reject });
      this.#worker.postMessage({ n, folder, order, args }, transfer);
    });
  }

  /** For those under way it is over; of what is asked later the answers still come. */
  #fail(failure: Error): void {
    this.#failure ??= failure;
    for (const order of this.#waiting.values()) order.reject(this.#failure);
    this.#waiting.clear();
  }
}

async function removeFolder(name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  try {
    await root.removeEntry(name, { recursive: true });
  } catch (error) {
    // Nothing was ever received.
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
}
