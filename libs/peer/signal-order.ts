import type { PeerSignal } from '@whispernet/protocol';

/**
 * How far ahead of the next signal one may be and still wait for those before it. A connection is
 * set up with fewer than ten; whoever is 64 ahead does not wait for something lost but invents.
 */
const MAX_AHEAD = 64;

/** The signals of one (pc, e, direction), brought into the order of their `n`, each once. */
export class SignalOrder {
  #next = 0;
  readonly #ahead = new Map<number, PeerSignal>();

  /** Those that are due now, in order, and whether `signal` itself is one that was due before. */
  take(signal: PeerSignal): { readonly due: readonly PeerSignal[]; readonly repeated: boolean } {
    if (signal.n < this.#next) return { due: [], repeated: true };
    if (signal.n < this.#next + MAX_AHEAD) this.#ahead.set(signal.n, signal);
    const due: PeerSignal[] = [];
    for (let next; (next = this.#ahead.get(this.#next)) !== undefined; this.#next += 1) {
      this.#ahead.delete(this.#next);
      due.push(next);
    }
    return { due, repeated: false };
  }
}
