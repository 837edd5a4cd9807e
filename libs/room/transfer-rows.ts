import type { SeatId, TransferId } from '@whispernet/protocol';
import type { Transfer } from '@whispernet/transfer';
import type { RoomTransfer } from './room-session';

/** The transfers of one member, or those that nobody is at the other end of now. */
export interface TransferSource {
  readonly transfers: readonly Transfer[];
  /** Undefined for those that wait for a link: then whoever was there last is shown. */
  readonly peer: { readonly id: SeatId; readonly name: string } | undefined;
}

/**
 * All transfers of a room as one list: each once, whichever links it has been through, at the place
 * where it first appeared. Rows that have not changed stay the same objects.
 */
export class TransferRows {
  /** In the order of their arrival. */
  #rows = new Map<TransferId, { readonly transfer: Transfer; readonly row: RoomTransfer }>();

  /** Of sources that list the same transfer the last one counts. */
  list(sources: readonly TransferSource[]): readonly RoomTransfer[] {
    const found = new Map<TransferId, { transfer: Transfer; peer: TransferSource['peer'] }>();
    for (const { transfers, peer } of sources) {
      for (const transfer of transfers) {
        const lastPeer = found.get(transfer.id)?.peer;
        found.set(transfer.id, { transfer, peer: peer ?? lastPeer });
      }
    }
    for (const id of this.#rows.keys()) if (!found.has(id)) this.#rows.delete(id);
    for (const [id, { transfer, peer }] of found) {
      const known = this.#rows.get(id);
      const peerId = peer?.id ?? known?.row.peer;
      const peerName = peer?.name ?? known?.row.peerName ?? '';
      const isSame = known?.row.peer === peerId && known?.row.peerName === peerName;
      if (known?.transfer === transfer && isSame) continue;
      this.#rows.set(id, { transfer, row: { ...transfer, peer: peerId, peerName } });
    }
    return [...this.#rows.values()].map(({ row }) => row);
  }
}
