import {
  DATA_HEADER_BYTES,
  type LaneCargo,
  MAX_DATA_BYTES,
  decodeLane,
  encodeAck,
  encodeCargo,
} from '@whispernet/protocol';
import { Subscription } from 'rxjs';
import type { ByteChannel } from './file-port';

/** Above this many bytes in the channel's buffer nothing more goes in: far from the 16 MiB where Chromium's `send` throws. */
export const HIGH_WATER_BYTES = 1024 * 1024;
/** At this many it opens again: enough that the network does not run dry until we are woken. */
export const LOW_WATER_BYTES = 256 * 1024;
/** Our cargo fills half of it; the rest is ACKs that the peer does not read while it goes on sending. */
const MAX_BUFFERED_BYTES = 2 * HIGH_WATER_BYTES;
/** A channel with smaller messages would need more than 1,024 frames a block; no browser has one. */
const MIN_DATA_BYTES = 1024;
/**
 * How far ahead of the lowest number that has not arrived a frame may be: bounds what the receiver
 * remembers. Ten times the frames of the largest window.
 */
const SEQ_SPAN = 16_384;

type Bytes = Uint8Array<ArrayBuffer>;

/** What a lane tells. */
export interface LaneEvents {
  acked(cargo: LaneCargo): void;
  received(cargo: LaneCargo): void;
  /** There is room again. */
  ready(): void;
  /** The peer has broken a rule; the lane closes. */
  violated(): void;
  /** The last event, with what has not been acknowledged, in order. */
  closed(lost: readonly LaneCargo[]): void;
}

/** One bulk channel: numbers and acknowledges its frames, and knows when there is room for another. */
export class Lane {
  readonly #channel: ByteChannel;
  readonly #unacked = new Map<number, LaneCargo>();
  readonly #seen = new SeenNumbers();
  #events: LaneEvents | undefined;
  #nextSeq = 0;
  #isFull = false;

  constructor(channel: ByteChannel) {
    this.#channel = channel;
  }

  /** Once: begins to listen. Events may follow before it returns. */
  start(events: LaneEvents): void {
    const channel = this.#channel;
    this.#events = events;
    channel.bufferedAmountLowThreshold = LOW_WATER_BYTES;
    const heard = new Subscription();
    const close = () => {
      heard.unsubscribe();
      const lost = [...this.#unacked.values()];
      this.#unacked.clear();
      events.closed(lost);
    };
    if (channel.closed.aborted) {
      close();
      return;
    }
    channel.closed.addEventListener('abort', close, { once: true });
    if (this.maxDataBytes < MIN_DATA_BYTES) {
      this.#violate();
      return;
    }
    heard.add(
      channel.bufferedAmountLow$.subscribe(() => {
        this.#isFull = false;
        events.ready();
      }),
    );
    heard.add(
      channel.messages$.subscribe((message) => {
        this.#hear(message);
      }),
    );
  }

  get isOpen(): boolean {
    return !this.#channel.closed.aborted;
  }

  /** Whether `send` may be called. */
  get hasRoom(): boolean {
    return this.isOpen && !this.#isFull && this.#nextSeq - this.#oldest < SEQ_SPAN;
  }

  /** The most bytes of a file in one DATA frame. */
  get maxDataBytes(): number {
    return Math.min(MAX_DATA_BYTES, this.#channel.maxMessageSize - DATA_HEADER_BYTES);
  }

  send(cargo: LaneCargo): void {
    const seq = this.#nextSeq;
    this.#nextSeq += 1;
    this.#unacked.set(seq, cargo);
    this.#put(encodeCargo(seq, cargo));
    this.#isFull = this.#channel.bufferedAmount >= HIGH_WATER_BYTES;
  }

  close(): void {
    this.#channel.close();
  }

  get #oldest(): number {
    for (const seq of this.#unacked.keys()) return seq;
    return this.#nextSeq;
  }

  #hear(message: Bytes): void {
    if (!this.isOpen) return;
    const frame = decodeLane(message);
    if (frame?.t === 'ack') this.#acknowledged(frame.seq);
    else if (frame && this.#seen.add(frame.seq)) {
      this.#put(encodeAck(frame.seq));
      this.#events?.received(frame.cargo);
    } else this.#violate();
  }

  #acknowledged(seq: number): void {
    const cargo = this.#unacked.get(seq);
    if (cargo === undefined) {
      this.#violate();
      return;
    }
    this.#unacked.delete(seq);
    this.#events?.acked(cargo);
    if (this.hasRoom) this.#events?.ready();
  }

  #put(message: Bytes): void {
    try {
      this.#channel.send(message);
    } catch {
      this.close(); // the channel is closing and has not said so yet, or refuses what fits: no use either way
    }
    if (this.#channel.bufferedAmount > MAX_BUFFERED_BYTES) this.close();
  }

  #violate(): void {
    this.#events?.violated();
    this.close();
  }
}

/** Which numbers the peer has used on a lane. */
class SeenNumbers {
  /** All below have come. */
  #floor = 0;
  readonly #above = new Set<number>();

  /** Whether the number is new, and no further ahead than it may be. */
  add(seq: number): boolean {
    if (seq < this.#floor || seq >= this.#floor + SEQ_SPAN || this.#above.has(seq)) return false;
    this.#above.add(seq);
    while (this.#above.delete(this.#floor)) this.#floor += 1;
    return true;
  }
}
