import type { TransferId } from '@whispernet/protocol';
import { BehaviorSubject, type Observable } from 'rxjs';
import { type TransferEvent, type TransferState, advance, hasEnded } from './transfer-state';

/** A value over time that always has one; the holder of a subject changes it, nobody else. */
export interface Behavior<T> extends Observable<T> {
  readonly value: T;
}

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
  readonly heldBytes?: number;
  /**
   * With `heldBytes`: under which id that attempt is known. After `acceptRest` what is here belongs to
   * this transfer, and the other id means nothing any more.
   */
  readonly heldAs?: TransferId;
}

export interface TransferFolder {
  /** How many files it has. */
  readonly count: number;
  /** What it holds; undefined until the listing has arrived. */
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

/** All transfers with one peer, in the order of their offers, and what has become of each. */
export class TransferList {
  readonly #transfers = new BehaviorSubject<readonly Transfer[]>([]);
  readonly transfers$: Behavior<readonly Transfer[]> = this.#transfers;
  readonly #byId = new Map<TransferId, Transfer>();

  has(id: TransferId): boolean {
    return this.#byId.has(id);
  }

  phaseOf(id: TransferId): TransferState['phase'] | undefined {
    return this.#byId.get(id)?.state.phase;
  }

  add(transfer: Transfer): void {
    this.#byId.set(transfer.id, transfer);
    this.#publish();
  }

  /** Whether the event meant something: false for unknown and ended transfers and out of turn. */
  apply(id: TransferId, event: TransferEvent): boolean {
    const transfer = this.#byId.get(id);
    if (transfer === undefined) return false;
    const state = advance(transfer.state, event);
    if (state === transfer.state) return false;
    this.#byId.set(id, { ...transfer, state });
    if (hasEnded(state)) this.#forgetOldest();
    this.#publish();
    return true;
  }

  #forgetOldest(): void {
    const fruitless = [...this.#byId.values()].filter(
      ({ direction, state }) => direction === 'in' && hasEnded(state) && state.phase !== 'done',
    );
    for (const { id } of fruitless.slice(0, -MAX_REMEMBERED)) this.#byId.delete(id);
  }

  #publish(): void {
    this.#transfers.next([...this.#byId.values()]);
  }
}
