// How a file goes from S to R. Control messages travel on the main connection, cargo on lanes, the
// bulk channels that either side opens (docs/protocol/files.md has the layouts and the rules).
//
//   S → R   file-offer {id, name, size, type, lastModified, folder?}
//   R → S   file-accept {id, only?}       or file-decline {id}
//   R → S   WANT blocks                   again and again, as there is room for more
//   S → R   BLOCK, DATA …                 of what is wanted, in any order
//   S → R   END digest                    as soon as S knows it
//   R → S   file-received {id, digest}    after verifying and closing; S compares: done
//   both    file-pause, file-resume {id}  it moves while neither side holds it back
//   both    file-cancel {id, reason?}     at any time
import { BLOCK_BYTES, type LaneCargo, type TransferId } from '@whispernet/protocol';
import { type SchedulerLike, asyncScheduler } from 'rxjs';
import type { ExchangeParts } from './exchange-parts';
import type { FileMessage, FilePort } from './file-port';
import type { FileSink } from './file-sink';
import type { FileSource, FolderSource } from './file-source';
import { IncomingFiles } from './incoming-files';
import { Lanes, type LanesOptions, type Shipper } from './lanes';
import { OutgoingFiles } from './outgoing-files';
import type { Behavior } from './snapshots';
import { StrayCargo } from './stray-cargo';
import { type Transfer, TransferList } from './transfer-list';
import { type UnfinishedTransfers, isLastWord } from './unfinished-transfers';

export interface ExchangeOptions {
  /** Of the whole room: what a lost link interrupts goes there, and comes from there. */
  readonly unfinished: UnfinishedTransfers;
  /** When it aborts, the link has ended: what is accepted waits for the next one. */
  readonly signal: AbortSignal;
  readonly scheduler?: SchedulerLike;
}

/** What specs replace: smaller blocks and other lanes make a thousand runs a matter of seconds. */
export interface ExchangeInternals {
  readonly blockBytes: number;
  readonly lanes: (options: LanesOptions) => ExchangeParts['lanes'];
}

const INTERNALS: ExchangeInternals = {
  blockBytes: BLOCK_BYTES,
  lanes: (options) => new Lanes(options),
};

/** As long as a link can be doubtful before it ends: the minute for which links try, and as much again. */
const DOUBTFUL_MS = 120_000;

/** Everything about files with one peer, both ways. */
export class FileExchange {
  /** In the order of the offers. Progress is told every 100 ms, all else at once. */
  readonly transfers$: Behavior<readonly Transfer[]>;
  /** What the peer has in part, waits for, and has to be sent again: this page no longer knows it. */
  readonly missing$: Behavior<readonly TransferId[]>;
  readonly #outgoing: OutgoingFiles;
  readonly #incoming: IncomingFiles;
  readonly #unfinished: UnfinishedTransfers;
  readonly #stray = new StrayCargo();
  /** Ends the lanes: with the link, or when the peer floods them. */
  readonly #lanesEnd = new AbortController();

  constructor(
    port: FilePort,
    { unfinished, signal, scheduler = asyncScheduler }: ExchangeOptions,
    { blockBytes, lanes }: ExchangeInternals = INTERNALS,
  ) {
    const list = new TransferList(scheduler);
    this.transfers$ = list.transfers$;
    this.#unfinished = unfinished;
    const said: { readonly message: FileMessage; readonly at: number }[] = [];
    const say = (message: FileMessage) => {
      if (signal.aborted) {
        unfinished.tell(message); // it was finished without the peer
        return;
      }
      const now = scheduler.now();
      while (said[0] && said[0].at < now - DOUBTFUL_MS) said.shift();
      if (isLastWord(message)) said.push({ message, at: now });
      port.send(message);
    };
    const shipper: Shipper = {
      next: (maxDataBytes) => this.#outgoing.next(maxDataBytes),
      arrived: (cargo) => {
        this.#outgoing.arrived(cargo);
      },
      take: (cargo) => {
        this.#take(cargo);
      },
      violated: () => {
        this.#violated();
      },
    };
    const parts: ExchangeParts = {
      list,
      unfinished,
      signal,
      scheduler,
      blockBytes,
      say,
      lanes: lanes({ port, shipper, scheduler, signal: this.#lanesEnd.signal }),
    };
    this.#outgoing = new OutgoingFiles(parts);
    this.missing$ = this.#outgoing.missing$;
    this.#incoming = new IncomingFiles(parts);
    if (signal.aborted) {
      this.#lanesEnd.abort();
      return;
    }
    const subscription = port.messages$.subscribe((message) => {
      this.#hear(message);
    });
    for (const id of unfinished.wanted) say({ t: 'file-wanted', id });
    for (const message of unfinished.lastWords) port.send(message);
    subscription.add(
      unfinished.told$.subscribe((message) => {
        port.send(message);
      }),
    );
    subscription.add(
      unfinished.kept$.subscribe((id) => {
        if (unfinished.arrival(id)) say({ t: 'file-wanted', id });
        this.#outgoing.kept(id);
        this.#incoming.kept();
      }),
    );
    subscription.add(
      unfinished.gone$.subscribe(() => {
        this.#incoming.kept();
      }),
    );
    signal.addEventListener(
      'abort',
      () => {
        const doubtfulSince = scheduler.now() - DOUBTFUL_MS;
        for (const { message, at } of said) if (at >= doubtfulSince) unfinished.noteWord(message);
        subscription.unsubscribe();
        this.#lanesEnd.abort();
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

  /** Offers a folder as one, when all that is in it is written down. Throws RangeError where it has no files, or more than 100,000. */
  offerFolder(folder: FolderSource): TransferId {
    return this.#outgoing.offerFolder(folder);
  }

  /**
   * Takes an offered file, or folder, of which perhaps `only` the files with these places. Where the
   * offer is gone or answered, the sink is aborted instead. Throws RangeError where `only` is
   * scattered over more than 2,000 ranges.
   */
  accept(id: TransferId, sink: FileSink, only?: readonly number[]): void {
    this.#incoming.accept(id, sink, only);
  }

  /** Takes an offered file of which a part is here already, where it was left. */
  acceptRest(id: TransferId): void {
    this.#incoming.acceptRest(id);
  }

  decline(id: TransferId): void {
    this.#incoming.decline(id);
  }

  /** Holds back a transfer of either direction until `resume`. */
  pause(id: TransferId): void {
    this.#outgoing.pause(id);
    this.#incoming.pause(id);
  }

  resume(id: TransferId): void {
    this.#outgoing.resume(id);
    this.#incoming.resume(id);
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
        this.#outgoing.accepted(message);
        break;
      case 'file-decline':
        this.#outgoing.declined(message.id);
        break;
      case 'file-received':
        this.#outgoing.received(message);
        this.#unfinished.received(message);
        break;
      case 'file-cancel':
        this.#outgoing.cancelled(message);
        this.#incoming.cancelled(message);
        this.#unfinished.cancelled(message);
        break;
      case 'file-pause':
        this.#outgoing.paused(message.id);
        this.#incoming.paused(message.id);
        break;
      case 'file-resume':
        this.#outgoing.resumed(message.id);
        this.#incoming.resumed(message.id);
        break;
      case 'file-wanted':
        this.#outgoing.wanted(message.id);
        break;
      default:
        message satisfies never;
    }
  }

  #take(cargo: LaneCargo): void {
    const isAsked = cargo.t === 'want' || cargo.t === 'check';
    const isKnown = isAsked ? this.#outgoing.asked(cargo) : this.#incoming.take(cargo);
    if (isKnown) this.#stray.expected(cargo);
    else this.#strays(cargo);
  }

  /** Of ended transfers some is still on the way. Without end it is a flood: no lane is left to it. */
  #strays(cargo: LaneCargo): void {
    if (this.#stray.isInBounds(cargo) || this.#lanesEnd.signal.aborted) return;
    this.#outgoing.shut();
    this.#incoming.shut();
    this.#lanesEnd.abort();
  }

  #violated(): void {
    this.#outgoing.violated();
    this.#incoming.violated();
  }
}
