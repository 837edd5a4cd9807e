import { type Observable, fromEvent, takeUntil } from 'rxjs';
import type { BoundConnection } from './bound-connection';
import { whenAborted } from './deadline';
import { UnreadQueue } from './unread-queue';

/** The unordered channel `wn-bulk` of a bound connection of its own: many bytes, in messages. */
export class BulkChannel {
  /** What arrives; it waits for the first subscriber and completes when the channel closes. */
  readonly messages$: Observable<Uint8Array<ArrayBuffer>>;
  /** `bufferedAmount` has fallen to `bufferedAmountLowThreshold`. */
  readonly bufferedAmountLow$: Observable<unknown>;
  /** Aborted when the channel has closed, from either side or with the link. */
  readonly closed: AbortSignal;

  readonly #closed = new AbortController();

  readonly #channel: RTCDataChannel;

  /** Adds the channel to a new connection, which is closed with it. */
  constructor(private readonly connection: BoundConnection) {
    const channel = connection.rtc.createDataChannel('wn-bulk', {
      negotiated: true,
      id: 1,
      ordered: false,
    });
    this.#channel = channel;
    channel.binaryType = 'arraybuffer';
    this.closed = this.#closed.signal;
    const unread = new UnreadQueue<Uint8Array<ArrayBuffer>>();
    this.messages$ = unread.values$;
    const closed$ = whenAborted(this.closed);
    this.bufferedAmountLow$ = fromEvent(channel, 'bufferedamountlow').pipe(takeUntil(closed$));
    fromEvent<MessageEvent<unknown>>(channel, 'message')
      .pipe(takeUntil(closed$))
      .subscribe({
        // Text is none of ours: nobody could tell what it should mean.
        next: ({ data }) => {
          if (!(data instanceof ArrayBuffer)) return;
          if (!unread.push(new Uint8Array(data), data.byteLength)) this.close();
        },
        complete: () => {
          unread.complete();
        },
      });
    const close = () => {
      this.close();
    };
    channel.addEventListener('close', close, { signal: this.closed });
  }

  /** The most bytes of one message, by what both browsers take. */
  get maxMessageSize(): number {
    return this.connection.rtc.sctp?.maxMessageSize ?? DEFAULT_MAX_MESSAGE_SIZE;
  }

  get bufferedAmount(): number {
    return this.#channel.bufferedAmount;
  }

  get bufferedAmountLowThreshold(): number {
    return this.#channel.bufferedAmountLowThreshold;
  }

  set bufferedAmountLowThreshold(bytes: number) {
    this.#channel.bufferedAmountLowThreshold = bytes;
  }

  /** Queues a message. Throws where it is too long or the browser's own buffer is full; does nothing once closed. */
  send(message: Uint8Array<ArrayBuffer>): void {
    if (this.#channel.readyState === 'open') this.#channel.send(message);
  }

  close(): void {
    if (this.closed.aborted) return;
    this.#closed.abort();
    this.connection.close();
  }
}

/** RFC 8841 section 6.1: what a peer takes that does not say. */
const DEFAULT_MAX_MESSAGE_SIZE = 64 * 1024;
