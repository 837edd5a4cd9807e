import type { FileSink } from '@whispernet/transfer';

/** What the page asks the worker for, one at a time, each answered once in the same order. */
export type SinkOrder =
  | { readonly order: 'open'; readonly folder: string; readonly file: string }
  | { readonly order: 'write'; readonly offset: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly order: 'close' | 'abort' };

/** The error's name crosses the border as text: an exception of its own class would not. */
export type SinkAnswer =
  { readonly ok: true } | { readonly ok: false; readonly name: string; readonly message: string };

/** Streams to a file of the origin private file system, through a worker of its own. */
export class OpfsSink implements FileSink {
  readonly #worker = new Worker(new URL('./opfs-sink.worker', import.meta.url), { type: 'module' });
  readonly #waiting: PromiseWithResolvers[] = [];

  private constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<SinkAnswer>) => {
      const order = this.#waiting.shift();
      if (data.ok) order?.resolve();
      else order?.reject(new DOMException(data.message, data.name));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault(); // it is answered here, not to be reported as uncaught
      const failure = new Error('the disk worker failed', { cause: event.message });
      for (const order of this.#waiting.splice(0)) order.reject(failure);
    };
  }

  /** Makes `file` in `folder` (below the root) and opens it. */
  static async open(folder: string, file: string): Promise<OpfsSink> {
    const sink = new OpfsSink();
    try {
      await sink.#send({ order: 'open', folder, file });
    } catch (error) {
      // Whatever the disk says: the worker is of no use any more.
      sink.#worker.terminate();
      throw error;
    }
    return sink;
  }

  /** Rejects with a DOMException named QuotaExceededError where the disk is full. */
  write(offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    // A copy: the caller keeps its bytes, and a part of a larger buffer does not take all of it along.
    const copy = bytes.slice();
    return this.#send({ order: 'write', offset, bytes: copy }, [copy.buffer]);
  }

  async close(): Promise<void> {
    await this.#send({ order: 'close' });
    this.#worker.terminate();
  }

  async abort(): Promise<void> {
    await this.#send({ order: 'abort' });
    this.#worker.terminate();
  }

  #send(order: SinkOrder, transfer: Transferable[] = []): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(order, transfer);
    });
  }
}

interface PromiseWithResolvers {
  resolve(): void;
  reject(reason: unknown): void;
}
