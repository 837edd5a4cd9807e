import { signal } from '@angular/core';
import type { SeatId, TransferId } from '@whispernet/protocol';
import type { RoomTransfer } from '@whispernet/room';
import type { FileSource, FolderSource } from '@whispernet/transfer';

type Source = FileSource | FolderSource;

/** What this visit has offered, in memory only, so that it can be offered again without being chosen again. */
export class SentSources {
  readonly #sources = signal<ReadonlyMap<TransferId, Source>>(new Map());

  /** `sources` were offered, in this order, to everybody who is there: what is new in `after` is theirs. */
  remember(
    sources: readonly Source[],
    before: readonly RoomTransfer[],
    after: readonly RoomTransfer[],
  ): void {
    const known = new Set(before.map(({ id }) => id));
    const remembered = new Map(this.#sources());
    const offered = new Map<SeatId | undefined, number>();
    for (const { id, direction, peer } of after) {
      if (direction !== 'out' || known.has(id)) continue;
      const index = offered.get(peer) ?? 0;
      offered.set(peer, index + 1);
      const source = sources[index];
      if (source) remembered.set(id, source);
    }
    this.#sources.set(remembered);
  }

  has(id: TransferId): boolean {
    return this.#sources().has(id);
  }

  /** What was offered as `id`, to be looked at. */
  get(id: TransferId): Source | undefined {
    return this.#sources().get(id);
  }

  /** What was offered as `id`; from now on it is the next offer's. */
  take(id: TransferId): Source | undefined {
    const rest = new Map(this.#sources());
    const source = rest.get(id);
    rest.delete(id);
    this.#sources.set(rest);
    return source;
  }
}
