// A path between two browsers in virtual time, for what lanes decide by measurement.
//
// It models, each way: a bottleneck (rate, drop-tail queue, delay, random loss) shared by all lanes;
// an SCTP association a lane, as browsers have it: packets of 1,200 bytes, slow start from ten,
// congestion avoidance, half the window on a loss, a lost packet noticed by three later ones and
// sent again one by one (as was measured), else after a timeout of 400 ms or more that
// doubles; messages unordered; `bufferedAmount` as Chromium reports it, in steps of 100 KiB and at
// zero, a millisecond late; a connection set up in five round trips.
// It does not model: the processor, ICE, DTLS, lost or queued SACKs, jitter, other people's traffic.
import { Subject, type SchedulerLike } from 'rxjs';
import type { ByteChannel } from './file-port';

type Bytes = Uint8Array<ArrayBuffer>;

export interface FakePathOptions {
  /** Bytes a second. */
  readonly rate: number;
  /** There and back, with empty queues. */
  readonly roundTripMs: number;
  /** How much the bottleneck holds before it drops. */
  readonly queueMs: number;
  /** The share of packets that vanish at random. */
  readonly loss?: number;
  readonly seed?: number;
}

const PACKET_BYTES = 1200;
/** IP, UDP, DTLS and SCTP. */
const OVERHEAD_BYTES = 80;
const REPORT_BYTES = 100 * 1024;
const MIN_TIMEOUT_MS = 400;

/** Both directions. `openLane` makes a channel over it. */
export class FakePath {
  readonly clock: SchedulerLike;
  readonly there: Bottleneck;
  readonly back: Bottleneck;

  constructor(clock: SchedulerLike, options: FakePathOptions) {
    this.clock = clock;
    this.there = new Bottleneck(clock, options, seeded(options.seed ?? 1));
    this.back = new Bottleneck(clock, options, seeded((options.seed ?? 1) + 7919));
  }

  /** The two ends of a new channel; the first sends in the direction given. */
  openLane(direction: 'there' | 'back' = 'there'): [FakeLaneEnd, FakeLaneEnd] {
    const [there, back] = direction === 'there' ? [this.there, this.back] : [this.back, this.there];
    const near = new FakeLaneEnd(this.clock, there, back);
    const far = new FakeLaneEnd(this.clock, back, there);
    near.join(far);
    far.join(near);
    return [near, far];
  }
}

/** One direction. Its numbers may change while it runs. */
export class Bottleneck {
  rate: number;
  delayMs: number;
  queueMs: number;
  loss: number;
  /** The longest that a packet has waited since this was set to 0. */
  longestWaitMs = 0;
  dropped = 0;
  readonly #clock: SchedulerLike;
  readonly #random: () => number;
  #busyUntil = 0;

  constructor(clock: SchedulerLike, options: FakePathOptions, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.rate = options.rate;
    this.delayMs = options.roundTripMs / 2;
    this.queueMs = options.queueMs;
    this.loss = options.loss ?? 0;
  }

  get waitMs(): number {
    return Math.max(0, this.#busyUntil - this.#clock.now());
  }

  /** Calls `arrive` when the packet is there; never, where it is lost. */
  carry(bytes: number, arrive: () => void): void {
    const waitMs = this.waitMs;
    if (waitMs > this.queueMs || this.#random() < this.loss) {
      this.dropped += 1;
      return;
    }
    this.longestWaitMs = Math.max(this.longestWaitMs, waitMs);
    const now = this.#clock.now();
    this.#busyUntil = now + waitMs + ((bytes + OVERHEAD_BYTES) * 1000) / this.rate;
    this.#clock.schedule(arrive, this.#busyUntil - now + this.delayMs);
  }
}

interface Packet {
  readonly message: { readonly bytes: Bytes; missing: number };
  readonly size: number;
  /** Of its latest journey. */
  journey: number;
  state: 'new' | 'out' | 'lost' | 'there';
}

/** One end of a channel: the sending half of an association, and what it hears. */
export class FakeLaneEnd implements ByteChannel {
  readonly maxMessageSize = 262_144;
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  /** Nothing of it gets through any more, and nobody says so. */
  isBlocked = false;
  sentPackets = 0;
  readonly #low = new Subject<void>();
  readonly bufferedAmountLow$ = this.#low.asObservable();
  readonly #messages = new Subject<Bytes>();
  readonly messages$ = this.#messages.asObservable();
  readonly #closed = new AbortController();
  readonly closed = this.#closed.signal;

  readonly #clock: SchedulerLike;
  readonly #there: Bottleneck;
  readonly #back: Bottleneck;
  #far: FakeLaneEnd | undefined;
  readonly #unsent: Packet[] = [];
  /** Journeys that have not been acknowledged; the path keeps their order. */
  #out: { readonly packet: Packet; readonly journey: number }[] = [];
  /** What has to be sent again, in order. Nothing new is sent before. */
  #lost: Packet[] = [];
  #journeys = 0;
  #inFlight = 0;
  #window = 10 * PACKET_BYTES;
  #threshold = Number.POSITIVE_INFINITY;
  /** Until all journeys before this one have ended the window stays halved, and repairs are slow. */
  #recoversUntil = -1;
  #repair: Packet | undefined;
  #roundTripMs: number | undefined;
  #timeoutMs = 1000;
  #timer = 0;
  #hidden = 0;

  constructor(clock: SchedulerLike, there: Bottleneck, back: Bottleneck) {
    this.#clock = clock;
    this.#there = there;
    this.#back = back;
  }

  join(far: FakeLaneEnd): void {
    this.#far = far;
  }

  send(bytes: Bytes): void {
    if (this.closed.aborted) throw new DOMException('not open', 'InvalidStateError');
    if (bytes.length > this.maxMessageSize) throw new TypeError('larger than maxMessageSize');
    const message = { bytes: bytes.slice(), missing: Math.ceil(bytes.length / PACKET_BYTES) };
    for (let at = 0; at < bytes.length; at += PACKET_BYTES) {
      const size = Math.min(PACKET_BYTES, bytes.length - at);
      this.#unsent.push({ message, size, journey: -1, state: 'new' });
    }
    this.bufferedAmount += bytes.length;
    this.#transmit();
  }

  close(): void {
    if (this.closed.aborted) return;
    this.#timer += 1;
    this.#closed.abort();
    this.#far?.close();
  }

  #transmit(): void {
    while (this.#lost.length > 0 && this.#inFlight < this.#window) {
      if (this.#isRecovering && this.#repair?.state === 'out') break;
      const packet = this.#lost.shift();
      if (packet?.state !== 'lost') continue;
      this.#repair = packet;
      this.#put(packet);
    }
    while (this.#lost.length === 0 && this.#inFlight < this.#window) {
      const packet = this.#unsent.shift();
      if (packet === undefined) break;
      this.#hidden += packet.size;
      this.#put(packet);
    }
    this.#report();
  }

  get #isRecovering(): boolean {
    return this.#recoversUntil >= 0;
  }

  #put(packet: Packet): void {
    const journey = this.#journeys;
    const sentAt = this.#clock.now();
    this.#journeys += 1;
    packet.state = 'out';
    packet.journey = journey;
    this.#inFlight += packet.size;
    this.sentPackets += 1;
    this.#out.push({ packet, journey });
    if (this.#out.length === 1) this.#restartTimer();
    if (this.isBlocked) return;
    this.#there.carry(packet.size, () => {
      if (this.closed.aborted || this.isBlocked) return;
      this.#far?.receive(packet.message, packet.state === 'there');
      if (this.#back.loss === 1) return; // a path that is cut
      this.#clock.schedule(() => {
        this.#acknowledged(packet, journey, this.#clock.now() - sentAt);
      }, this.#back.delayMs);
    });
  }

  private receive(message: Packet['message'], isRepeat: boolean): void {
    if (isRepeat) return;
    message.missing -= 1;
    if (message.missing === 0 && !this.closed.aborted) this.#messages.next(message.bytes);
  }

  #acknowledged(packet: Packet, journey: number, tookMs: number): void {
    if (this.closed.aborted || this.isBlocked || packet.state === 'there') return;
    const wasFull = this.#inFlight + PACKET_BYTES > this.#window;
    if (packet.state === 'out') this.#inFlight -= packet.size;
    packet.state = 'there';
    this.#roundTripMs =
      this.#roundTripMs === undefined ? tookMs : 0.875 * this.#roundTripMs + 0.125 * tookMs;
    this.#timeoutMs = Math.max(MIN_TIMEOUT_MS, 2 * this.#roundTripMs);
    for (let [oldest] = this.#out; oldest; [oldest] = this.#out) {
      const isCurrent = oldest.packet.journey === oldest.journey && oldest.packet.state === 'out';
      if (isCurrent && oldest.journey > journey - 3) break;
      this.#out.shift();
      if (isCurrent) this.#lose(oldest.packet);
    }
    if (this.#lost.length === 0 && (this.#out[0]?.journey ?? journey) >= this.#recoversUntil) {
      this.#recoversUntil = -1;
    }
    if (wasFull && !this.#isRecovering) {
      this.#window +=
        this.#window < this.#threshold ? packet.size : (PACKET_BYTES * packet.size) / this.#window;
    }
    this.#restartTimer();
    this.#transmit();
  }

  #lose(packet: Packet): void {
    packet.state = 'lost';
    this.#inFlight -= packet.size;
    this.#lost.push(packet);
    if (this.#isRecovering) return;
    this.#recoversUntil = this.#journeys;
    this.#threshold = Math.max(4 * PACKET_BYTES, this.#window / 2);
    this.#window = this.#threshold;
  }

  #restartTimer(): void {
    this.#timer += 1;
    const timer = this.#timer;
    if (this.#out.length + this.#lost.length === 0) return;
    this.#clock.schedule(() => {
      if (timer !== this.#timer || this.closed.aborted) return;
      for (const { packet, journey } of this.#out) {
        if (packet.state !== 'out' || packet.journey !== journey) continue;
        packet.state = 'lost';
        this.#lost.push(packet);
      }
      this.#out = [];
      this.#inFlight = 0;
      this.#threshold = Math.max(4 * PACKET_BYTES, this.#window / 2);
      this.#window = PACKET_BYTES;
      this.#recoversUntil = -1;
      this.#timeoutMs = Math.min(60_000, 2 * this.#timeoutMs);
      this.#transmit();
      this.#restartTimer();
    }, this.#timeoutMs);
  }

  #report(): void {
    const isEmpty = this.#unsent.length === 0;
    if (this.#hidden === 0 || (!isEmpty && this.#hidden <= REPORT_BYTES)) return;
    const gone = this.#hidden;
    this.#hidden = 0;
    this.#clock.schedule(() => {
      if (this.closed.aborted) return;
      const before = this.bufferedAmount;
      this.bufferedAmount -= gone;
      const threshold = this.bufferedAmountLowThreshold;
      if (before > threshold && this.bufferedAmount <= threshold) this.#low.next();
    }, 1);
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
