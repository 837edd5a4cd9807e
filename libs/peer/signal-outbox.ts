import type { PeerSignal } from '@whispernet/protocol';

type WithoutHead<Signal> = Signal extends PeerSignal ? Omit<Signal, 'pc' | 'e' | 'n'> : never;
/** A signal before it is numbered. */
export type SignalBody = WithoutHead<PeerSignal>;

/**
 * Numbers the signals of one (pc, e) and remembers those of which nothing proves that they have
 * arrived: the way through the gateway loses some, and whoever waits for an answer sends them again.
 */
export class SignalOutbox {
  #unconfirmed: readonly PeerSignal[] = [];
  #n = 0;

  constructor(
    private readonly pc: number,
    private readonly e: number,
  ) {}

  /** What to send again, in order. */
  get unconfirmed(): readonly PeerSignal[] {
    return this.#unconfirmed;
  }

  add(body: SignalBody): PeerSignal {
    const signal: PeerSignal = { pc: this.pc, e: this.e, n: this.#n, ...body };
    this.#n += 1;
    this.#unconfirmed = [...this.#unconfirmed, signal];
    return signal;
  }

  /**
   * The peer has answered our description, or offers anew, which it does only after it has applied
   * our answer: all up to our last description has arrived.
   */
  confirmDescription(): void {
    const last = this.#unconfirmed.findLastIndex(({ t }) => t === 'sdp');
    this.#unconfirmed = this.#unconfirmed.slice(last + 1);
  }
}
