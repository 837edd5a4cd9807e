import { type Observable, Subject } from 'rxjs';

type Bytes = Uint8Array<ArrayBuffer>;

export interface FakeByteChannelOptions {
  /** Default 262,144, as between browsers. */
  readonly maxMessageSize?: number;
  /** Which of `count` messages on the way arrives next; default the oldest. */
  readonly pick?: (count: number) => number;
  /** Messages stay on the way until `deliver` is called; default: they arrive by themselves. */
  readonly byHand?: boolean;
}

/** So many microtasks a message takes: longer than the next one needs to be sent, so that buffers fill. */
const TRAVEL_MICROTASKS = 32;

/**
 * One end of an open data channel as far as backpressure goes: `bufferedAmount` counts what is on
 * the way, and falling to the threshold is an event. Reliable, in the order that `pick` likes.
 */
export class FakeByteChannel {
  /** Two ends of one channel. */
  static pair(options: FakeByteChannelOptions = {}): [FakeByteChannel, FakeByteChannel] {
    const one = new FakeByteChannel(options);
    const other = new FakeByteChannel(options);
    one.#far = other;
    other.#far = one;
    return [one, other];
  }

  readonly maxMessageSize: number;
  bufferedAmountLowThreshold = 0;
  /** The most that has ever waited in this end's buffer. */
  highestBufferedAmount = 0;
  readonly #low = new Subject<void>();
  readonly bufferedAmountLow$: Observable<unknown> = this.#low;
  readonly #messages = new Subject<Bytes>();
  readonly messages$: Observable<Bytes> = this.#messages;
  readonly #closed = new AbortController();
  readonly closed = this.#closed.signal;

  readonly #pick: (count: number) => number;
  readonly #byHand: boolean;
  readonly #onTheWay: Bytes[] = [];
  #bufferedAmount = 0;
  #isPumping = false;
  #far: FakeByteChannel | undefined;

  private constructor({ maxMessageSize, pick, byHand }: FakeByteChannelOptions) {
    this.maxMessageSize = maxMessageSize ?? 262_144;
    this.#pick = pick ?? (() => 0);
    this.#byHand = byHand ?? false;
  }

  get bufferedAmount(): number {
    return this.#bufferedAmount;
  }

  /** How many messages are on the way from this end. */
  get onTheWay(): number {
    return this.#onTheWay.length;
  }

  send(message: Bytes): void {
    if (this.closed.aborted) throw new DOMException('not open', 'InvalidStateError');
    if (message.length > this.maxMessageSize) throw new TypeError('larger than maxMessageSize');
    this.#onTheWay.push(message.slice());
    this.#bufferedAmount += message.length;
    this.highestBufferedAmount = Math.max(this.highestBufferedAmount, this.#bufferedAmount);
    if (!this.#byHand) this.#pump();
  }

  /** Lets one message that this end has sent arrive. Whether there was one. */
  deliver(): boolean {
    const [message] = this.#onTheWay.splice(this.#pick(this.#onTheWay.length), 1);
    if (message === undefined) return false;
    const before = this.#bufferedAmount;
    this.#bufferedAmount -= message.length;
    const threshold = this.bufferedAmountLowThreshold;
    if (before > threshold && this.#bufferedAmount <= threshold) this.#low.next();
    this.#far?.hear(message);
    return true;
  }

  /** Closes both ends; what is on the way is lost. */
  close(): void {
    if (this.closed.aborted) return;
    this.#onTheWay.splice(0);
    this.#closed.abort();
    this.#far?.close();
  }

  private hear(message: Bytes): void {
    this.#messages.next(message);
  }

  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    let left = TRAVEL_MICROTASKS;
    const travel = () => {
      left -= 1;
      if (left > 0) {
        queueMicrotask(travel);
      } else {
        this.#isPumping = false;
        if (this.deliver()) this.#pump();
      }
    };
    queueMicrotask(travel);
  }
}
