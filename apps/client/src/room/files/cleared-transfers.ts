import { Service, inject, linkedSignal } from '@angular/core';
import type { TransferId } from '@whispernet/protocol';
import { ActiveRoom } from '../active-room';

/** Ended transfers that a person does not want to see any more. Nothing of them is deleted. */
@Service()
export class ClearedTransfers {
  /** Of one stay in a room. */
  readonly #ids = linkedSignal<unknown, ReadonlySet<TransferId>>({
    source: inject(ActiveRoom).self,
    computation: () => new Set(),
  });

  readonly ids = this.#ids.asReadonly();

  clear(ids: Iterable<TransferId>): void {
    this.#ids.update((cleared) => new Set([...cleared, ...ids]));
  }
}
