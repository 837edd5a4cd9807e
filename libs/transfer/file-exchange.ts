// How a file goes from S to R. Control messages travel on the main connection, frames on a bulk
// channel that S opens on the first accept (docs/protocol/files.md has the layouts and the rules).
//
//   S → R   file-offer {id, name, size, type, lastModified}
//   R → S   file-accept {id}              or file-decline {id}
//   R → S   CREDIT until                  again and again, as bytes reach the disk
//   S → R   BLOCK, DATA …                 in any order, never beyond the credit
//   S → R   END digest
//   R → S   file-received {id, digest}    after verifying and closing; S compares: done
//   both    file-cancel {id}              at any time
import type { TransferId } from '@whispernet/protocol';
import type { FileMessage, FilePort } from './file-port';
import type { FileSink } from './file-sink';
import type { FileSource, FolderSource } from './file-source';
import { IncomingFiles } from './incoming-files';
import { OutgoingFiles } from './outgoing-files';
import { type Behavior, type Transfer, TransferList } from './transfer-list';

/** Everything about files with one peer, both ways. */
export class FileExchange {
  /** In the order of the offers. Moves at most once a block (1 MiB) of each file. */
  readonly transfers$: Behavior<readonly Transfer[]>;
  readonly #outgoing: OutgoingFiles;
  readonly #incoming: IncomingFiles;

  /** When `signal` aborts, all that has not ended fails with `connection-lost`. */
  constructor(port: FilePort, signal: AbortSignal) {
    const list = new TransferList();
    this.transfers$ = list.transfers$;
    this.#outgoing = new OutgoingFiles(port, list, signal);
    this.#incoming = new IncomingFiles(port, list, signal);
    if (signal.aborted) return;
    const subscription = port.messages$.subscribe((message) => {
      this.#hear(message);
    });
    subscription.add(
      port.bulk$.subscribe((channel) => {
        this.#incoming.use(channel);
      }),
    );
    signal.addEventListener(
      'abort',
      () => {
        subscription.unsubscribe();
        this.#outgoing.lose();
        this.#incoming.lose();
      },
      { once: true },
    );
  }

  /** Offers a file; it is read only once the peer has accepted. */
  offer(source: FileSource): TransferId {
    return this.#outgoing.offer(source);
  }

  /** Offers a folder as one. */
  offerFolder(folder: FolderSource): TransferId {
    throw new Error(`not yet: ${folder.name}`);
  }

  pause(id: TransferId): void {
    throw new Error(`not yet: ${id}`);
  }

  resume(id: TransferId): void {
    throw new Error(`not yet: ${id}`);
  }

  /** Takes an offered file. Where the offer is gone or answered, the sink is aborted instead. */
  accept(id: TransferId, sink: FileSink): void {
    this.#incoming.accept(id, sink);
  }

  decline(id: TransferId): void {
    this.#incoming.decline(id);
  }

  /** Gives up a transfer of either direction; the peer is told. Ended ones stay as they are. */
  cancel(id: TransferId): void {
    this.#outgoing.cancel(id);
    this.#incoming.cancel(id);
  }

  /** What speaks of an id that has ended, or that nobody knows, is dropped without a word. */
  #hear(message: FileMessage): void {
    switch (message.t) {
      case 'file-offer':
        this.#incoming.offered(message);
        break;
      case 'file-accept':
        this.#outgoing.accepted(message.id);
        break;
      case 'file-decline':
        this.#outgoing.declined(message.id);
        break;
      case 'file-received':
        this.#outgoing.received(message.id, message.digest);
        break;
      case 'file-cancel':
        this.#outgoing.cancelled(message.id);
        this.#incoming.cancelled(message.id);
        break;
      case 'file-pause':
      case 'file-resume':
      case 'file-wanted':
        break;
      default:
        message satisfies never;
    }
  }
}
