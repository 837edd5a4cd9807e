// How many bytes may be unacknowledged between two members, over all their lanes together: lanes
// share one path, so one window for their sum keeps the queue in front of it short, however many
// there are, and a lane that joins late has no advantage. A cousin of LEDBAT (RFC 6817):
//
//   queue = the least round trip of late − the base round trip
//   starting: grows by what is acknowledged, less and less, until queue is half the target
//   steady:   grows by 1/16 of what is acknowledged while queue is 0, not at all at the target,
//             shrinks by up to 1/8 of it above; far above at once to what would suffice
//
// The base is the least round trip since the queue was last emptied on purpose. We empty it when no
// round trip has come near the base for long: either the queue is ours and the next ones show the
// base again, or the path has become longer, or others fill it and what they leave is the base now.
// Round trips count from when a frame has left the browser's own buffer: on a path that loses
// packets that buffer is what fills, and a window beyond it does no harm.

/** The queue that we allow ourselves, for the sum of all lanes: enough to keep the path busy, too little to hurt a call. */
export const TARGET_QUEUE_MS = 40;
/** On a short path a shorter one keeps it busy, too, and what people type meanwhile waits behind it: two round trips, … */
const TARGET_ROUND_TRIPS = 2;
/** … but not so short that every thread that wakes late looks like a queue. */
const LEAST_TARGET_MS = 10;
/** What four fresh associations send at once, ten packets each. */
const START_BYTES = 48 * 1024;
/** Two of the smallest frames: with less, the path would idle while an acknowledgement travels. */
const FLOOR_BYTES = 8 * 1024;
/** 1 Gbit/s for 64 ms: beyond it the browser's own packet work is the limit. */
const CAP_BYTES = 8 * 1024 * 1024;
/** A single round trip says little: a lost packet, a busy thread. In this many, and this long, one is clean. */
const SAMPLES = 6;
const SAMPLE_MS = 100;
/** For how long, beyond two round trips, a measured queue is believed. */
const FRESH_MS = 250;
/** How long the base is believed without having been seen. A drain costs about two round trips. */
const BASE_TRUST_MS = 20_000;
/** At the floor the queue cannot be ours: this long, and the base is measured anew. */
const FLOOR_TRUST_MS = 3_000;
/** How quickly a share that has grown is taken back, a second. */
const SHARE_RISE_PER_S = 0.1;

interface Sample {
  readonly at: number;
  readonly roundTripMs: number;
}

export class DelayWindow {
  #bytes = START_BYTES;
  #phase: 'starting' | 'steady' = 'starting';
  #emptyMs: number | undefined;
  #recent: Sample[] = [];
  #nearBaseAt = 0;
  #floorSince: number | undefined;
  #drain: { readonly until: number; leastMs: number | undefined } | undefined;
  #cutAt = Number.NEGATIVE_INFINITY;
  /** What is ours of the path now, and what it may rise to. */
  #share = 1;
  #wanted = 1;
  #shareAt = 0;
  /** Bytes a second when all of the path was ours; what a share is a share of. */
  #wholeRate: number | undefined;

  /** How long a frame waits in the path beyond what it takes anyway; 0 while nothing is known. */
  queueMs(now: number): number {
    const last = this.#recent.at(-1);
    // Where nothing has left at once for so long, the lanes hold back more than the path does.
    if (!last || now - last.at > FRESH_MS + 2 * last.roundTripMs) return 0;
    return Math.max(0, this.#latelyMs - this.baseMs);
  }

  /** The round trip with empty queues; 0 while nothing is known. */
  get baseMs(): number {
    return this.#emptyMs ?? 0;
  }

  /** What the queue is held at: less on a short path, and where a call suffers. */
  get targetMs(): number {
    const shortPathMs = Math.max(LEAST_TARGET_MS, TARGET_ROUND_TRIPS * this.baseMs);
    return Math.min(TARGET_QUEUE_MS, shortPathMs) * this.#share;
  }

  /** Whether a call has a claim on the path. */
  get isShared(): boolean {
    return this.#share < 1;
  }

  /** How many bytes may be unacknowledged now. */
  bytes(now: number): number {
    this.#raiseShare(now);
    let bytes = Math.min(this.#bytes, CAP_BYTES);
    if (this.#drain && now < this.#drain.until) bytes = Math.min(bytes, 0.7 * this.#idleBytes);
    if (this.#share < 1 && this.#wholeRate !== undefined) {
      bytes = Math.min(bytes, (this.#share * this.#wholeRate * this.baseMs) / 1000);
    }
    return Math.max(FLOOR_BYTES, bytes);
  }

  /**
   * A frame of `bytes` has been acknowledged, `roundTripMs` after it left. `wasFull`: the window kept
   * more from being sent; `isPrompt`: what was sent left at once, nothing else did.
   */
  acknowledged(
    bytes: number,
    roundTripMs: number,
    { now, isPrompt, wasFull }: { now: number; isPrompt: boolean; wasFull: boolean },
  ): void {
    this.#measure(roundTripMs, now, isPrompt);
    // A window that the share caps is not filled: growing, it would be far too large one day.
    const mayGrow = wasFull && isPrompt && this.bytes(now) >= this.#bytes;
    if (this.#drain) return; // what is measured now says nothing about the window
    const queueMs = this.queueMs(now);
    const over = queueMs / this.targetMs;
    if (this.#phase === 'starting') {
      if (over > 0.25) {
        this.#phase = 'steady';
        this.#cut(0.25, now);
      } else if (mayGrow) this.#bytes += bytes * (1 - 4 * over);
    } else if (over > 2) this.#cut(1, now);
    else if (over > 1) this.#bytes -= (bytes * (over - 1)) / 8;
    else if (mayGrow) this.#bytes += bytes * ((1 - over) / 16 + Math.max(0, 0.25 - over));
    this.#bytes = Math.min(CAP_BYTES, Math.max(FLOOR_BYTES, this.#bytes));
    this.#watchFloor(now, over > 1);
  }

  /** How much of the path is ours: less from now on, more little by little. `rate`: bytes a second of late. */
  give(share: number, rate: number, now: number): void {
    this.#raiseShare(now);
    if (this.#share === 1 && share < 1 && rate > 0) this.#wholeRate = rate;
    this.#wanted = share;
    this.#share = Math.min(this.#share, share);
  }
  #raiseShare(now: number): void {
    const risen = this.#share + ((now - this.#shareAt) / 1000) * SHARE_RISE_PER_S;
    this.#share = Math.min(this.#wanted, Math.max(this.#share, risen));
    this.#shareAt = now;
  }

  #measure(roundTripMs: number, now: number, isPrompt: boolean): void {
    this.#recent.push({ at: now, roundTripMs });
    // Starting, the window doubles every round trip: what lay 100 ms back says little then.
    const keepMs = this.#phase === 'starting' ? 0 : SAMPLE_MS;
    while (this.#recent.length > SAMPLES && now - (this.#recent[0]?.at ?? now) > keepMs) {
      this.#recent.shift();
    }
    // A busy thread hears late that a frame has left, and makes its round trip too short.
    if (this.#emptyMs === undefined || (isPrompt && roundTripMs < this.#emptyMs)) {
      this.#emptyMs = roundTripMs;
    }
    if (roundTripMs <= this.#emptyMs + TARGET_QUEUE_MS / 8) this.#nearBaseAt = now;
    const drain = this.#drain;
    if (drain && isPrompt) {
      drain.leastMs = Math.min(drain.leastMs ?? roundTripMs, roundTripMs);
      if (now >= drain.until) {
        this.#emptyMs = drain.leastMs;
        this.#nearBaseAt = now;
        this.#recent = [];
        this.#recent.push({ at: now, roundTripMs: drain.leastMs });
        this.#drain = undefined;
      }
    } else if (!drain && now - this.#nearBaseAt > BASE_TRUST_MS) this.#startDrain(now);
  }

  #startDrain(now: number): void {
    this.#bytes = Math.max(FLOOR_BYTES, Math.min(this.#bytes, this.#idleBytes));
    this.#drain = { until: now + 2 * this.#latelyMs + 50, leastMs: undefined };
    this.#floorSince = undefined;
  }

  /** To what leaves `of` the target in the queue; again only when that has shown. */
  #cut(of: number, now: number): void {
    if (now - this.#cutAt < this.#latelyMs) return;
    this.#cutAt = now;
    const { baseMs } = this;
    const factor = (baseMs + of * this.targetMs) / (baseMs + this.queueMs(now));
    this.#bytes *= Math.max(0.5, Math.min(1, factor));
  }

  #watchFloor(now: number, isOver: boolean): void {
    if (!isOver || this.#bytes > FLOOR_BYTES) this.#floorSince = undefined;
    else this.#floorSince ??= now;
    if (this.#floorSince !== undefined && now - this.#floorSince > FLOOR_TRUST_MS) {
      this.#startDrain(now);
    }
  }

  /** What would be on the way if nothing waited. */
  get #idleBytes(): number {
    const { baseMs } = this;
    return (this.#bytes * Math.max(baseMs, 1)) / Math.max(this.#latelyMs, 1);
  }

  get #latelyMs(): number {
    return this.#recent.reduce(
      (least, { roundTripMs }) => Math.min(least, roundTripMs),
      Number.POSITIVE_INFINITY,
    );
  }
}
