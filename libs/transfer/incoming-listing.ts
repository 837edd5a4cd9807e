import type { TransferId } from '@whispernet/protocol';
import { FileReceiver, type WantLink } from './file-receiver';
import { readListing } from './folder-listing';
import { MemorySink } from './memory-sink';
import { TransferError } from './transfer-error';
import type { FolderEntry } from './transfer-list';
import type { FailureReason } from './transfer-state';

export interface ListingOptions {
  /** Of the listing as a transfer. */
  readonly id: TransferId;
  /** Bytes of the listing. */
  readonly listingBytes: number;
  /** How many files, and bytes of them all, the offer promises. */
  readonly files: number;
  readonly size: number;
  readonly blockBytes: number;
  readonly listed: (entries: readonly FolderEntry[]) => void;
  readonly failed: (reason: FailureReason) => void;
}

/** The listing of an offered folder on its way in: a file like any other, into memory, unasked. */
export class IncomingListing {
  readonly id: TransferId;
  /** Undefined until it is its turn: the memory for a listing is taken only then. */
  receiver: FileReceiver | undefined;
  readonly #options: ListingOptions;
  #isOver = false;

  constructor(options: ListingOptions) {
    this.id = options.id;
    this.#options = options;
  }

  start(link: WantLink): void {
    const { listingBytes: size, blockBytes } = this.#options;
    const sink = new MemorySink(size);
    const receiver = new FileReceiver({
      size,
      sink,
      blockBytes,
      events: {
        moved: () => undefined,
        full: () => undefined,
        whole: () => {
          void this.#read(sink.bytes, receiver);
        },
        broken: ({ reason }) => {
          this.#fail(reason);
        },
      },
    });
    this.receiver = receiver;
    receiver.start(link, 0);
  }

  /** Nobody wants to know any more. */
  drop(): void {
    this.#isOver = true;
    void this.receiver?.abort();
  }

  async #read(bytes: MemorySink['bytes'], receiver: FileReceiver): Promise<void> {
    const { files, size } = this.#options;
    try {
      await receiver.finish();
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      this.#fail(error.reason);
      return;
    }
    const entries = await readListing(bytes, files, size);
    if (!entries) this.#fail('protocol-violation');
    else this.#listed(entries);
  }

  #listed(entries: readonly FolderEntry[]): void {
    if (!this.#isOver) this.#options.listed(entries);
  }

  #fail(reason: FailureReason): void {
    if (!this.#isOver) this.#options.failed(reason);
  }
}
