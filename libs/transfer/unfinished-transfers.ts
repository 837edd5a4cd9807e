// What a lost link has interrupted, in both directions, until another link takes it up:
//
//   R → S   file-wanted {id}     for each that R has in part, as soon as there is a link
//   S → R   file-offer  {id …}   the same as at first, where S still has it
//   R → S   file-accept {id}     at once: the person has said so already
//
// Whoever has been reloaded has forgotten: S offers anew, with another id, when the person chooses
// the file again; R has what its disk kept, by `adopt`.
import {
  BLOCK_BYTES,
  type Control,
  type TransferId,
  fromBase64url,
  toBase64url,
} from '@whispernet/protocol';
import { type Observable, type SchedulerLike, Subject } from 'rxjs';
import { sameDigest } from './block-digests';
import { cancelledBy, failedHere, givenUpThere, givingUp } from './exchange-parts';
import { type OfferedFile, offeredFile } from './file-offer';
import type { FileMessage } from './file-port';
import type { FileReceiver } from './file-receiver';
import type { Departure } from './outgoing-files';
import type { Behavior } from './snapshots';
import { TransferError } from './transfer-error';
import { type FolderEntry, type Transfer, TransferList } from './transfer-list';
import type { FailureReason, TransferEvent } from './transfer-state';
import type { OpenedFile, UnfinishedFile } from './unfinished-files';

/** Offers that nobody had answered, and last words: the newest ones. */
const MAX_KEPT = 256;

/** A file that is here in part. */
export interface Interrupted {
  readonly offered: OfferedFile;
  /** Of a folder: the files that were taken. */
  readonly files: readonly FolderEntry[] | undefined;
  /** The person has paused it. */
  readonly isHeldHere: boolean;
  /** What has been receiving it; undefined where an earlier page has. */
  readonly receiver: FileReceiver | undefined;
  /** What an earlier page has left; opened once, whoever asks. */
  readonly reopened: (() => Promise<OpenedFile>) | undefined;
  readonly heldBytes: number;
  /** Deletes what is here of it. Never rejects. */
  readonly discard: () => Promise<void>;
}

export interface UnfinishedOptions {
  readonly scheduler?: SchedulerLike;
  readonly blockBytes?: number;
}

/** What waits for a link, of all people in a room. */
export class UnfinishedTransfers {
  /** All of them are paused by the link, but those that have ended here. */
  readonly transfers$: Behavior<readonly Transfer[]>;
  /** What has come to be kept. */
  readonly kept$: Observable<TransferId>;
  /** What an offer could have gone on with, and is no longer here. */
  readonly gone$: Observable<TransferId>;
  /** What is to be said now, over whichever link there is. */
  readonly told$: Observable<FileMessage>;
  readonly #list: TransferList;
  readonly #kept$ = new Subject<TransferId>();
  readonly #gone$ = new Subject<TransferId>();
  readonly #told$ = new Subject<FileMessage>();
  readonly #blockBytes: number;
  readonly #departures = new Map<TransferId, Departure>();
  readonly #arrivals = new Map<TransferId, Interrupted>();
  /** Ended for everybody to see; but the peer's yes may have been lost with the link. */
  readonly #offers = new Map<TransferId, Departure>();
  readonly #lastWords = new Map<TransferId, FileMessage>();
  /** Heard of what another link has not let go of yet. */
  readonly #heard = new Map<TransferId, LastWord>();
  #isOver = false;

  constructor({ scheduler, blockBytes = BLOCK_BYTES }: UnfinishedOptions = {}) {
    this.#list = new TransferList(scheduler);
    this.#blockBytes = blockBytes;
    this.transfers$ = this.#list.transfers$;
    this.kept$ = this.#kept$;
    this.gone$ = this.#gone$;
    this.told$ = this.#told$;
  }

  /** Takes over what an earlier visit to the room has left; what is whole is shown as done. */
  adopt(files: readonly UnfinishedFile[]): void {
    for (const file of files) {
      const { id } = file;
      if (this.#list.has(id) || this.#isOver) continue;
      const offered = offeredFile(file);
      const about = { id, direction: 'in', ...offered, ...folderOf(file.folder) } as const;
      if (file.isWhole) {
        this.#list.add({ ...about, state: { phase: 'done' } });
        continue;
      }
      const bytes = this.#bytesOf(file);
      const by = { here: false, there: false, link: true };
      const row: Transfer = { ...about, state: { phase: 'paused', bytes, by } };
      this.keepArrival(row, {
        offered,
        files: file.folder,
        isHeldHere: false,
        receiver: undefined,
        reopened: once(() => file.open()),
        heldBytes: bytes,
        discard: () => quietly(() => file.discard()),
      });
    }
  }

  keepDeparture(row: Transfer, departure: Departure): void {
    if (this.#isOver) return;
    this.#departures.set(row.id, departure);
    this.#show(row);
  }

  /** Nobody has answered it, as far as we know. */
  keepOffer(departure: Departure): void {
    const { id } = departure.offer;
    if (this.#isOver || this.#heard.delete(id)) return; // the peer has given it up since
    remember(this.#offers, id, departure);
    this.#kept$.next(id);
  }

  keepArrival(row: Transfer, interrupted: Interrupted): void {
    if (this.#isOver) {
      void interrupted.discard();
      return;
    }
    const { id } = row;
    this.#arrivals.set(id, interrupted);
    const { receiver } = interrupted;
    if (receiver) this.#listen(id, receiver);
    this.#show(row);
  }

  #listen(id: TransferId, receiver: FileReceiver): void {
    receiver.events = {
      moved: () => undefined,
      full: () => undefined,
      whole: () => {
        void this.#finish(id, receiver);
      },
      broken: ({ reason }) => {
        this.#end(id, failedHere(reason), 'tell the peer');
      },
    };
  }

  /** What a peer wants of us, with its row where there is one; it is the caller's from now on. */
  takeDeparture(id: TransferId): { departure: Departure; row: Transfer | undefined } | undefined {
    const departure = this.#departures.get(id) ?? this.#offers.get(id);
    if (!departure) return undefined;
    this.#offers.delete(id);
    const row = this.#departures.delete(id) ? this.#list.remove(id) : undefined;
    return { departure, row };
  }

  arrival(id: TransferId): Interrupted | undefined {
    return this.#arrivals.get(id);
  }

  /** It is the caller's from now on. */
  takeArrival(id: TransferId): { interrupted: Interrupted; row: Transfer } | undefined {
    const interrupted = this.#arrivals.get(id);
    const row = interrupted && this.#list.remove(id);
    if (!row) return undefined;
    this.#arrivals.delete(id);
    this.#gone$.next(id);
    return { interrupted, row };
  }

  /** What is here in part and could be what is offered now. */
  findArrival(
    suits: (interrupted: Interrupted) => boolean,
  ): readonly [TransferId, Interrupted] | undefined {
    return [...this.#arrivals].find(([, interrupted]) => suits(interrupted));
  }

  /** What is to be asked for over each new link. */
  get wanted(): readonly TransferId[] {
    return [...this.#arrivals.keys()];
  }

  /** How transfers have ended on this side: the link may have taken the word along. */
  get lastWords(): readonly FileMessage[] {
    return [...this.#lastWords.values()];
  }

  /** Says it over every link that there is, and to come: the one it belongs to has gone. */
  tell(message: FileMessage): void {
    this.noteWord(message);
    this.#told$.next(message);
  }

  /** Notes what the next link has to hear again. */
  noteWord(message: FileMessage): void {
    if (isLastWord(message)) remember(this.#lastWords, message.id, message);
  }

  pause(id: TransferId): void {
    this.#hold(id, true);
  }

  resume(id: TransferId): void {
    this.#hold(id, false);
  }

  /** By this side's person. */
  cancel(id: TransferId): void {
    this.#end(id, cancelledBy('here'), 'tell the peer');
  }

  /** What is offered under its id is something else. */
  fail(id: TransferId, reason: FailureReason): void {
    this.#end(id, failedHere(reason));
  }

  /** By the peer. */
  cancelled(message: Control<'file-cancel'>): void {
    const { id, reason } = message;
    if (this.#offers.delete(id)) return;
    if (this.#list.has(id)) this.#end(id, givenUpThere(reason));
    else remember(this.#heard, id, message);
  }

  /** The peer has it all, it says. */
  received(message: Control<'file-received'>): void {
    const { id, digest } = message;
    const departure = this.#departures.get(id);
    if (!departure) {
      remember(this.#heard, id, message);
      return;
    }
    const own = departure.sender?.digest;
    const said = fromBase64url(digest);
    if (!own || !said || !sameDigest(own, said)) return; // it goes on, and is compared again
    this.#list.apply(id, { t: 'all-moved' });
    this.#end(id, { t: 'verified' });
  }

  /** The room is left: nothing of what is not whole stays. */
  end(): void {
    this.#isOver = true;
    const gone = [...this.#arrivals];
    this.#arrivals.clear();
    this.#departures.clear();
    this.#offers.clear();
    this.#lastWords.clear();
    this.#heard.clear();
    for (const [id, { discard }] of gone) {
      void discard();
      this.#gone$.next(id);
    }
  }

  #show(row: Transfer): void {
    const { id } = row;
    this.#list.add(row);
    // The next link may stand before the last one has ended here: then its word has come already.
    const word = this.#heard.get(id);
    this.#heard.delete(id);
    if (word?.t === 'file-cancel') this.cancelled(word);
    if (word?.t === 'file-received') this.received(word);
    if (this.#departures.has(id) || this.#arrivals.has(id)) this.#kept$.next(id);
  }

  #hold(id: TransferId, isHeldHere: boolean): void {
    const row = this.#list.get(id);
    if (row?.state.phase !== 'paused') return;
    const arrival = this.#arrivals.get(id);
    if (arrival) this.#arrivals.set(id, { ...arrival, isHeldHere });
    const departure = this.#departures.get(id);
    if (departure) departure.isHeldHere = isHeldHere;
    const { bytes } = row.state;
    this.#list.apply(
      id,
      isHeldHere ? { t: 'held', by: 'here', bytes } : { t: 'released', by: 'here' },
    );
  }

  /** Its last blocks reached the disk after the link had gone. */
  async #finish(id: TransferId, receiver: FileReceiver): Promise<void> {
    this.#list.apply(id, { t: 'all-moved' });
    try {
      const digest = await receiver.finish();
      if (this.#arrivals.get(id)?.receiver !== receiver) return; // cancelled in the meantime
      this.#arrivals.delete(id);
      this.#gone$.next(id);
      this.#list.apply(id, { t: 'verified' });
      this.tell({ t: 'file-received', id, digest: toBase64url(digest) });
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      this.#end(id, failedHere(error.reason), 'tell the peer');
    }
  }

  #end(id: TransferId, event: TransferEvent, tell?: 'tell the peer'): void {
    if (!this.#list.apply(id, event)) return;
    if (tell) this.tell(givingUp(id, event));
    this.#departures.delete(id);
    const arrival = this.#arrivals.get(id);
    this.#arrivals.delete(id);
    if (!arrival) return;
    void arrival.discard();
    this.#gone$.next(id);
  }

  #bytesOf({ size, digests }: UnfinishedFile): number {
    const lengths = [...digests.keys()].map((index) =>
      Math.max(0, Math.min(this.#blockBytes, size - index * this.#blockBytes)),
    );
    return lengths.reduce((sum, length) => sum + length, 0);
  }
}

type LastWord = Control<'file-cancel' | 'file-received'>;

/** Whether it says how a transfer has ended for who says it. */
export function isLastWord(message: FileMessage): message is LastWord {
  return message.t === 'file-cancel' || message.t === 'file-received';
}

/** What a row says of a folder. */
export function folderOf(files: readonly FolderEntry[] | undefined): Pick<Transfer, 'folder'> {
  return files ? { folder: { count: files.length, files } } : {};
}

function remember<T>(map: Map<TransferId, T>, id: TransferId, value: T): void {
  map.delete(id); // the newest is the last
  map.set(id, value);
  const [oldest] = map.keys();
  if (map.size > MAX_KEPT && oldest !== undefined) map.delete(oldest);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let outcome: Promise<T> | undefined;
  return () => (outcome ??= work());
}

async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    return; // nobody waits for it, and what cannot be deleted now is swept at the next start
  }
}
