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
/** Beyond our cargo this holds ACKs alone, which the peer does not read while it goes on sending. */
const MAX_BUFFERED_BYTES = HIGH_WATER_BYTES + LOW_WATER_BYTES;
/** A channel with smaller messages would need more than 1,024 frames a block; no browser has one. */
const MIN_DATA_BYTES = 1024;
/**
 * How far ahead of the lowest number that has not arrived a frame may be: bounds what the receiver
 * remembers. Eight times the frames of the largest window in the smallest pieces.
 */
const SEQ_SPAN = 16_384;
/** Without an ACK for this long, or for four round trips, a lane is taken to stand still. */
const STALL_MS = 1000;
/** A lane may hold this much whatever its rate, of which a lossy path takes most of a second. */
const MIN_LIMIT_BYTES = 32 * 1024;
/** What a lane may hold beyond a round trip: its association has something to send whenever it may. */
const SPARE_MS = 100;
/** For how long a lane's rate says nothing: its association is still finding it. */
const YOUNG_MS = 1000;
/** A frame that waits longer in the browser's own buffer says nothing about the path. */
const PROMPT_MS = 10;

type Bytes = Uint8Array<ArrayBuffer>;

/** A piece of cargo on its way, perhaps over several lanes. */
export interface Parcel {
  readonly cargo: LaneCargo;
  /** On how many lanes it is on its way. */
  carriers: number;
  /** How often it has been sent. */
  copies: number;
  /** It has arrived, or nobody wants it any more. */
  isOver: boolean;
}

interface Sent {
  readonly parcel: Parcel;
  readonly bytes: number;
  readonly at: number;
  /** It found the browser's buffer empty. */
  readonly isFirst: boolean;
  /** When the browser said that the buffer was empty again, where it was the last one in it. */
  leftAt: number | undefined;
}

/** What an ACK shows. */
export interface Acknowledged {
  readonly parcel: Parcel;
  readonly bytes: number;
  /** From when it left the browser's buffer; undefined where nobody can say when that was. */
  readonly roundTripMs: number | undefined;
  /** It left at once: our window was what held back more, not the association's. */
  readonly isPrompt: boolean;
}

/** What a lane tells. */
export interface LaneEvents {
  acknowledged(what: Acknowledged): void;
  received(cargo: LaneCargo): void;
  /** There may be room again. */
  ready(): void;
  /** The peer has broken a rule; the lane closes. */
  violated(): void;
  /** The last event, with what was on its way, in order. */
  closed(lost: readonly Parcel[]): void;
}

/** One bulk channel: numbers and acknowledges its frames, and knows what it can still take. */
export class Lane {
  readonly #channel: ByteChannel;
  readonly #now: () => number;
  readonly #sent = new Map<number, Sent>();
  readonly #seen = new SeenNumbers();
  /** Each DATA frame is put together here: a channel copies what it is given to send (`ByteChannel`). */
  readonly #frame = new ArrayBuffer(DATA_HEADER_BYTES + MAX_DATA_BYTES);
  readonly #since: number;
  #events: LaneEvents | undefined;
  #nextSeq = 0;
  #newest: Sent | undefined;
  #unackedBytes = 0;
  #isFull = false;
  #limitBytes = MIN_LIMIT_BYTES;
  #roundTripMs: number | undefined;
  #lastAckAt: number;
  #usedAt: number;
  #emptyAt = 0;
  #ackedBytes = 0;
  /** Bytes a millisecond. */
  #rate = 0;

  constructor(channel: ByteChannel, now: () => number) {
    this.#channel = channel;
    this.#now = now;
    this.#since = now();
    this.#lastAckAt = this.#since;
    this.#usedAt = this.#since;
  }

  /** Once: begins to listen. Events may follow before it returns. */
  start(events: LaneEvents): void {
    const channel = this.#channel;
    this.#events = events;
    channel.bufferedAmountLowThreshold = 0;
    const heard = new Subscription();
    const close = () => {
      heard.unsubscribe();
      const lost = Array.from(this.#sent.values(), ({ parcel }) => parcel);
      this.#sent.clear();
      this.#unackedBytes = 0;
      for (const parcel of lost) parcel.carriers -= 1;
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
        this.#drained();
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

  /** The most bytes of a file in one DATA frame. */
  get maxDataBytes(): number {
    return Math.min(MAX_DATA_BYTES, this.#channel.maxMessageSize - DATA_HEADER_BYTES);
  }

  /** Whether a frame may be put on it at all. */
  get hasRoom(): boolean {
    return this.isOpen && !this.#isFull && this.#nextSeq - this.#oldestSeq < SEQ_SPAN;
  }

  /** Whether it can carry more of a file without piling it up here. */
  get takesData(): boolean {
    return this.hasRoom && this.#unackedBytes < this.#limitBytes;
  }

  /** How full it is, of what it can hold: compares lanes of different rates. */
  get load(): number {
    return this.#unackedBytes / this.#limitBytes;
  }

  get unackedBytes(): number {
    return this.#unackedBytes;
  }

  /** The usual round trip, waiting here included; undefined before the first ACK. */
  get roundTripMs(): number | undefined {
    return this.#roundTripMs;
  }

  /** For how long nothing of ours or of the peer's has travelled on it. */
  get idleMs(): number {
    return this.#now() - this.#usedAt;
  }

  /** For how long frames have waited without any ACK; 0 where none wait. */
  get silentMs(): number {
    const [oldest] = this.#sent.values();
    return oldest ? this.#now() - Math.max(this.#lastAckAt, oldest.at) : 0;
  }

  get isStalled(): boolean {
    return this.silentMs > Math.max(STALL_MS, 4 * (this.#roundTripMs ?? 0));
  }

  /** What has been on its way for at least `ms`, the oldest first. */
  overdue(ms: number): readonly Parcel[] {
    const before = this.#now() - ms;
    const found: Parcel[] = [];
    for (const { at, parcel } of this.#sent.values()) {
      if (at <= before && !parcel.isOver) found.push(parcel);
    }
    return found;
  }

  /** What is on its way. */
  get parcels(): Iterable<Parcel> {
    return Array.from(this.#sent.values(), ({ parcel }) => parcel);
  }

  /** Only where `hasRoom`. */
  send(parcel: Parcel): void {
    const now = this.#now();
    const message = encodeCargo(this.#nextSeq, parcel.cargo, this.#frame);
    if (this.#channel.bufferedAmount === 0) this.#emptyAt = now;
    const isFirst = now - this.#emptyAt <= PROMPT_MS;
    this.#newest = { parcel, bytes: message.length, at: now, isFirst, leftAt: undefined };
    this.#sent.set(this.#nextSeq, this.#newest);
    this.#nextSeq += 1;
    this.#unackedBytes += message.length;
    parcel.carriers += 1;
    parcel.copies += 1;
    this.#usedAt = now;
    this.#put(message);
    if (this.#channel.bufferedAmount >= HIGH_WATER_BYTES) {
      this.#isFull = true;
      this.#channel.bufferedAmountLowThreshold = LOW_WATER_BYTES;
    }
    if (this.#nextSeq > 0xffff_ffff) this.close(); // no number is left; what is lost goes over another
  }

  /** Learns from the last `ms` how much it may hold. `baseMs`: the path's round trip when nothing waits. */
  adapt(ms: number, baseMs: number): void {
    this.#rate = Math.max(this.#ackedBytes / ms, 0.8 * this.#rate);
    this.#ackedBytes = 0;
    if (this.#now() - this.#since < YOUNG_MS) return;
    this.#limitBytes = Math.max(MIN_LIMIT_BYTES, 2 * this.#rate * (baseMs + SPARE_MS));
  }

  close(): void {
    this.#channel.close();
  }

  get #oldestSeq(): number {
    for (const seq of this.#sent.keys()) return seq;
    return this.#nextSeq;
  }

  #hear(message: Bytes): void {
    if (!this.isOpen) return;
    const frame = decodeLane(message);
    this.#usedAt = this.#now();
    if (frame?.t === 'ack') this.#acknowledged(frame.seq);
    else if (frame && this.#seen.add(frame.seq)) {
      this.#put(encodeAck(frame.seq));
      this.#events?.received(frame.cargo);
    } else this.#violate();
  }

  #acknowledged(seq: number): void {
    const sent = this.#sent.get(seq);
    if (sent === undefined) {
      this.#violate();
      return;
    }
    const { parcel, bytes, at, isFirst, leftAt } = sent;
    const now = this.#now();
    const tookMs = Math.max(0, now - at); // a clock may be set back
    this.#sent.delete(seq);
    this.#unackedBytes -= bytes;
    this.#ackedBytes += bytes;
    // A fresh association doubles its own window a round trip; so do we, until its rate is known.
    if (now - this.#since < YOUNG_MS) this.#limitBytes += bytes;
    this.#lastAckAt = now;
    this.#roundTripMs =
      this.#roundTripMs === undefined ? tookMs : (7 * this.#roundTripMs + tookMs) / 8;
    parcel.carriers -= 1;
    const isPrompt = isFirst && (leftAt === undefined || leftAt - at <= PROMPT_MS);
    const roundTripMs = isPrompt ? tookMs : leftAt === undefined ? undefined : now - leftAt;
    this.#events?.acknowledged({ parcel, bytes, roundTripMs, isPrompt });
  }

  #drained(): void {
    const channel = this.#channel;
    if (this.#isFull) {
      this.#isFull = false;
      channel.bufferedAmountLowThreshold = 0; // from now on we want to know when it is empty
    }
    // Chromium says so in steps of 100 KiB, and at 0: that alone is a moment to go by.
    if (channel.bufferedAmount === 0 && this.#newest) this.#newest.leftAt ??= this.#now();
    this.#events?.ready();
  }

  #put(message: Bytes): void {
    try {
      this.#channel.send(message);
    } catch {
      this.close(); // it is closing and has not said so yet, or refuses what fits: no use either way
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
