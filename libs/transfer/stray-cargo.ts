import { BLOCK_BYTES, type LaneCargo } from '@whispernet/protocol';
import { POOL_BLOCKS } from './block-pool';

/** What can be on the way of a transfer when it ends. */
const LATE_BYTES = POOL_BLOCKS * BLOCK_BYTES;
/** What a frame without data counts as. */
const FRAME_BYTES = 64;
/** Ids that are told apart; a peer cannot have more transfers end at once than it may have offers. */
const MAX_IDS = 1024;

/** Counts what comes for transfers that are not, or no more. */
export class StrayCargo {
  readonly #bytes = new Map<string, number>();

  /** Whether as much could still come from a peer that does not know yet that the transfer has ended. */
  isInBounds(cargo: LaneCargo): boolean {
    const { id } = cargo;
    const bytes = (this.#bytes.get(id) ?? 0) + (cargo.t === 'data' ? cargo.bytes.length : 0);
    this.#bytes.set(id, bytes + FRAME_BYTES);
    return bytes <= LATE_BYTES && this.#bytes.size <= MAX_IDS;
  }
}
