import type { TransferId } from '@whispernet/protocol';
import { BehaviorSubject } from 'rxjs';
import type { Behavior } from './snapshots';

/** Ids that the peer has asked for and that may still turn up, when another link ends. */
const MAX_ASKED = 1024;

/** What the peer has in part and wants to go on with, and this page does not have, or not any more. */
export class AskedInVain {
  readonly #ids = new Set<TransferId>();
  readonly #ids$ = new BehaviorSubject<readonly TransferId[]>([]);

  get ids$(): Behavior<readonly TransferId[]> {
    return this.#ids$;
  }

  add(id: TransferId): void {
    if (this.#ids.size >= MAX_ASKED || this.#ids.has(id)) return;
    this.#ids.add(id);
    this.#tell();
  }

  /** Whether it was among them. */
  delete(id: TransferId): boolean {
    if (!this.#ids.delete(id)) return false;
    this.#tell();
    return true;
  }

  clear(): void {
    if (this.#ids.size === 0) return;
    this.#ids.clear();
    this.#tell();
  }

  #tell(): void {
    this.#ids$.next([...this.#ids]);
  }
}
