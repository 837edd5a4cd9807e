import { BLOCK_BYTES, type LaneCargo } from '@whispernet/protocol';
import { POOL_BLOCKS } from './block-pool';

/** What can be on the way of a transfer when it ends. */
const LATE_BYTES = POOL_BLOCKS * BLOCK_BYTES;
/** What may come of all of them beyond as much as was expected: eight given up one after the other. */
const UNEARNED_BYTES = 8 * LATE_BYTES;
/** What a frame counts as beside its data. */
const FRAME_BYTES = 64;
/** Ids that are told apart. Those that have ended before are counted with all others alone. */
const MAX_IDS = 1024;

/** Counts what comes for transfers that are not, or no more. */
export class StrayCargo {
  readonly #bytes = new Map<string, number>();
  /** What may still come of all together. */
  #leftBytes = UNEARNED_BYTES;

  /** Cargo of a transfer that is under way: lanes may bring it once more when that has ended. */
  expected(cargo: LaneCargo): void {
    this.#leftBytes += weight(cargo);
  }

  /** Whether as much could still come from a peer that does not know yet that the transfer has ended. */
  isInBounds(cargo: LaneCargo): boolean {
    const { id } = cargo;
    const bytes = (this.#bytes.get(id) ?? 0) + weight(cargo);
    this.#bytes.delete(id); // the newest is the last
    this.#bytes.set(id, bytes);
    const [oldest] = this.#bytes.keys();
    if (this.#bytes.size > MAX_IDS && oldest !== undefined) this.#bytes.delete(oldest);
    this.#leftBytes -= weight(cargo);
    return bytes <= LATE_BYTES && this.#leftBytes >= 0;
  }
}

function weight(cargo: LaneCargo): number {
  return FRAME_BYTES + (cargo.t === 'data' ? cargo.bytes.length : 0);
}
