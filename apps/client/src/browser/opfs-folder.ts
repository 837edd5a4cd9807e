import type { FileSink } from '@whispernet/transfer';

/** What the page asks the worker for, one at a time, each answered once in the same order. */
export type FolderOrder =
  | { readonly order: 'wipe'; readonly folder: string }
  | ({ readonly folder: string; readonly file: string } & (
      | { readonly order: 'open' | 'close' | 'abort' }
      | {
          readonly order: 'write';
          readonly offset: number;
          readonly bytes: Uint8Array<ArrayBuffer>;
        }
    ));

/** The error's name crosses the border as text: an exception of its own class would not. */
export type FolderAnswer =
  { readonly ok: true } | { readonly ok: false; readonly name: string; readonly message: string };

/**
 * A folder below the root of the origin private file system, written by one worker. The worker
 * starts at once: later there may be no server any more to fetch its script from.
 */
export class OpfsFolder {
  readonly #worker = new Worker(new URL('./opfs-folder.worker', import.meta.url), {
    type: 'module',
  });
  readonly #waiting: { resolve(): void; reject(reason: unknown): void }[] = [];
  #failure: Error | undefined;

  constructor(private readonly name: string) {
    this.#worker.onmessage = ({ data }: MessageEvent<FolderAnswer>) => {
      const order = this.#waiting.shift();
      if (data.ok) order?.resolve();
      else order?.reject(new DOMException(data.message, data.name));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault(); // it is answered here, not to be reported as uncaught
      this.#fail(new Error('the disk worker failed', { cause: event.message }));
    };
  }

  /** Makes `file` and opens it; the folder is made with the first one. Rejects with a DOMException. */
  async open(file: string): Promise<FileSink> {
    const at = { folder: this.name, file };
    await this.#send({ order: 'open', ...at });
    return {
      // A copy: the caller keeps its bytes, and a part of a larger buffer does not take all of it along.
      // Rejects with a DOMException named QuotaExceededError where the disk is full.
      write: (offset, bytes) => {
        const copy = bytes.slice();
        return this.#send({ order: 'write', ...at, offset, bytes: copy }, [copy.buffer]);
      },
      close: () => this.#send({ order: 'close', ...at }),
      abort: () => this.#send({ order: 'abort', ...at }),
    };
  }

  /**
   * Deletes the folder with everything in it, and ends. What is under way rejects, and so does what
   * comes later. The worker itself lets go of its files first: one that is killed holds them on.
   */
  async wipe(): Promise<void> {
    if (this.#failure) return;
    this.#fail(new Error('the folder is closed'));
    const wiped = this.#ask({ order: 'wipe', folder: this.name });
    try {
      await wiped;
    } finally {
      this.#worker.terminate();
    }
  }

  #send(order: FolderOrder, transfer: Transferable[] = []): Promise<void> {
    return this.#failure ? Promise.reject(this.#failure) : this.#ask(order, transfer);
  }

  #ask(order: FolderOrder, transfer: Transferable[] = []): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(order, transfer);
    });
  }

  /** Those under way stay in line: their answers may still come, before the ones of later orders. */
  #fail(failure: Error): void {
    this.#failure ??= failure;
    for (const order of this.#waiting) order.reject(this.#failure);
  }
}
