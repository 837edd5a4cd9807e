import type { TransferId } from '@whispernet/protocol';
import { type SchedulerLike, Subject, asyncScheduler, timer } from 'rxjs';
import { type Behavior, Snapshots } from './snapshots';
import { type TransferEvent, type TransferState, advance, hasEnded } from './transfer-state';

/** A file on its way, in either direction. */
export interface Transfer {
  readonly id: TransferId;
  readonly direction: 'out' | 'in';
  /** Safe to show and to save under. */
  readonly name: string;
  /** Whether the name's extension is that of a program or a document that can run code. */
  readonly isProgram: boolean;
  readonly size: number;
  readonly type: string;
  /** Milliseconds since the epoch, by the sender's clock. */
  readonly lastModified: number;
  readonly state: TransferState;
  /** Of a folder; undefined for a single file. */
  readonly folder?: TransferFolder;
  /** Of an offered file: how many of its bytes are here already, from an earlier attempt. */
  readonly heldBytes?: number | undefined;
  /**
   * With `heldBytes`: under which id that attempt is known. After `acceptRest` what is here belongs to
   * this transfer, and the other id means nothing any more.
   */
  readonly heldAs?: TransferId | undefined;
}

export interface TransferFolder {
  /** How many files it has. */
  readonly count: number;
  /** What it holds; undefined until the listing has arrived, and when an offered one came to nothing. */
  readonly files: readonly FolderEntry[] | undefined;
}

/** A file of a folder; its place in the listing is how it is chosen. */
export interface FolderEntry {
  /** Folders above it and its own name, each safe to save under; no two files have the same. */
  readonly path: readonly string[];
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** Whether it is a program or a document that can run code. */
  readonly isProgram: boolean;
}

/**
 * How many incoming transfers that came to nothing stay listed. A peer that offers and withdraws
 * for hours must not fill the memory; what the person accepted and got is never forgotten.
 */
export const MAX_REMEMBERED = 256;
/** How often mere progress is told: a person sees no more, and a thousand rows cost a thousand rows. */
export const PROGRESS_MS = 100;

/** Transfers in the order of their offers, and what has become of each. */
export class TransferList {
  /**
   * The value is always the newest. Told of are changes of state at once, all of one turn together,
   * and mere progress every PROGRESS_MS.
   */
  readonly transfers$: Behavior<readonly Transfer[]>;
  readonly #byId = new Map<TransferId, Transfer>();
  readonly #told$ = new Subject<void>();
  readonly #scheduler: SchedulerLike;
  /** The list as it was last read; undefined when it has changed since. */
  #snapshot: readonly Transfer[] | undefined;
  #isTelling = false;
  #isMoving = false;
  /** How many incoming ones came to nothing. */
  #fruitless = 0;

  constructor(scheduler: SchedulerLike = asyncScheduler) {
    this.#scheduler = scheduler;
    this.transfers$ = new Snapshots(() => {
      this.#snapshot ??= [...this.#byId.values()];
      return this.#snapshot;
    }, this.#told$);
  }

  has(id: TransferId): boolean {
    return this.#byId.has(id);
  }

  get(id: TransferId): Transfer | undefined {
    return this.#byId.get(id);
  }

  phaseOf(id: TransferId): TransferState['phase'] | undefined {
    return this.#byId.get(id)?.state.phase;
  }

  add(transfer: Transfer): void {
    this.#byId.set(transfer.id, transfer);
    this.#tell();
  }

  /** Changes what is known about a transfer beside its state. */
  amend(id: TransferId, change: Partial<Omit<Transfer, 'id' | 'direction' | 'state'>>): void {
    const transfer = this.#byId.get(id);
    if (transfer === undefined) return;
    this.#byId.set(id, { ...transfer, ...change });
    this.#tell();
  }

  /** Takes a transfer off the list: it is kept on another one. */
  remove(id: TransferId): Transfer | undefined {
    const transfer = this.#byId.get(id);
    if (this.#byId.delete(id)) this.#tell();
    return transfer;
  }

  /** Whether the event meant something: false for unknown and ended transfers and out of turn. */
  apply(id: TransferId, event: TransferEvent): boolean {
    const transfer = this.#byId.get(id);
    if (transfer === undefined) return false;
    const state = advance(transfer.state, event, transfer.direction);
    if (state === transfer.state) return false;
    const isFruitless = transfer.direction === 'in' && hasEnded(state) && state.phase !== 'done';
    this.#byId.set(id, { ...(isFruitless ? withoutFiles(transfer) : transfer), state });
    if (event.t === 'moved') {
      this.#tellOfProgress();
      return true;
    }
    if (isFruitless) {
      this.#fruitless += 1;
      if (this.#fruitless > MAX_REMEMBERED) this.#forgetOldest();
    }
    this.#tell();
    return true;
  }

  #forgetOldest(): void {
    for (const { id, direction, state } of this.#byId.values()) {
      if (direction === 'out' || !hasEnded(state) || state.phase === 'done') continue;
      this.#byId.delete(id);
      this.#fruitless -= 1;
      return;
    }
  }

  #tell(): void {
    this.#snapshot = undefined;
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      this.#told$.next();
    });
  }

  #tellOfProgress(): void {
    this.#snapshot = undefined;
    if (this.#isMoving) return;
    this.#isMoving = true;
    timer(PROGRESS_MS, this.#scheduler).subscribe(() => {
      this.#isMoving = false;
      this.#tell();
    });
  }
}

/** A hundred thousand names are 36 MB, and nobody needs them any more. */
function withoutFiles({ folder, ...transfer }: Transfer): Transfer {
  return folder ? { ...transfer, folder: { count: folder.count, files: undefined } } : transfer;
}
