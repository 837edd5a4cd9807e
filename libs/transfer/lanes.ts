// All bulk channels between two members, whoever opened them, as one way to ship cargo: above it
// nothing is lost while a channel lives or can be opened again; cargo may arrive twice and in any order.
//
//   posted (WANT, CHECK) ─────────────▶ at once, over the quickest lane
//   again  (a dead lane's frames) ─┐
//   next() (BLOCK, DATA, END) ─────┴──▶ while the window has room, over the lane that holds least
//
// `DelayWindow` says how much may be on the way in all, `LaneCount` over how many lanes, `Lane` what
// one of them can take. A lane that stands still gets nothing new; what it holds goes over another
// one as well. At the end, when nothing is left to send, so does what is late. These copies are
// bounded: 256 KiB and 1/64 of all that was sent.
import type { LaneCargo, TransferId } from '@whispernet/protocol';
import { type SchedulerLike, type Subscription, asyncScheduler, interval, timer } from 'rxjs';
import { DelayWindow } from './delay-window';
import type { ByteChannel, FilePort } from './file-port';
import { type Acknowledged, Lane, type Parcel } from './lane';
import { LaneCount, MAX_LANES } from './lane-count';

/** What a pair of members has to ship to each other, as `Lanes` needs it. */
export interface Shipper {
  /** The next BLOCK, DATA or END that is ready, of any file; undefined where nothing is. DATA has at most `maxDataBytes`. */
  next(maxDataBytes: number): LaneCargo | undefined;
  /** The peer has acknowledged it. */
  arrived(cargo: LaneCargo): void;
  /** The peer has sent it; perhaps not for the first time. */
  take(cargo: LaneCargo): void;
  /** The peer has broken the rules of lanes; that lane is closed. */
  violated(): void;
}

export interface LanesOptions {
  readonly port: Pick<FilePort, 'openBulk' | 'bulk$' | 'share$'>;
  readonly shipper: Shipper;
  /** Ends all, without a word: the link is gone. */
  readonly signal: AbortSignal;
  /** Where time comes from; the browser's by default. */
  readonly scheduler?: SchedulerLike;
}

/** Where the browser refuses a connection, or the path is gone, trying at once again only costs. */
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;
/** Where one is refused beside others that work: we make do with those for so long. */
const REFUSED_MS = 30_000;
/** Who only asks for blocks waits so long for the lanes of the peer, who has opened some with its offer. */
const PATIENCE_MS = 1000;
/** How often the lanes are looked at, while there is anything on them. */
const LOOK_MS = 250;
/** A lane that has stood still this long is closed: sooner where others work, for then it is not the path. */
const DEAD_MS = 15_000;
const DEAD_BESIDE_OTHERS_MS = 5_000;
/** A lane beyond the first that nobody has used for so long is closed. */
const IDLE_MS = 30_000;
/** At the end of the work, a frame as old as this, or as three round trips, is late. */
const LATE_MS = 300;
/** So many times what the path holds: more than a window that doubles each round trip explains. */
const STUCK = 2;
/** Small enough that several are on their way at any time, large enough that their number costs little. */
const MIN_FRAME_BYTES = 4 * 1024;
const MAX_FRAME_BYTES = 64 * 1024;
const FRAMES_A_LANE = 4;
/** What may be sent twice though no lane has died: so much, and this part of all that was sent. */
const COPY_BYTES = 256 * 1024;
const COPY_SHARE = 1 / 64;

export class Lanes {
  readonly #port: LanesOptions['port'];
  readonly #shipper: Shipper;
  readonly #signal: AbortSignal;
  readonly #scheduler: SchedulerLike;
  readonly #window = new DelayWindow();
  readonly #count = new LaneCount();
  readonly #lanes = new Set<Lane>();
  /** Those that we have opened, and may close. */
  readonly #ours = new Set<Lane>();
  /** What a dead lane has left, in order. */
  #again: Parcel[] = [];
  #posted: Parcel[] = [];
  #limit: 'source' | 'window' | 'lanes' = 'source';
  #wasWindowFull = false;
  #opening = 0;
  #retryMs = FIRST_RETRY_MS;
  #retry: Subscription | undefined;
  #askAgainAt = Number.NEGATIVE_INFINITY;
  #watch: Subscription | undefined;
  #lookedAt = 0;
  #isPumping = false;
  #isWoken = false;
  #sentBytes = 0;
  #copiedBytes = 0;
  #ackedBytes = 0;
  /** Bytes a second, of the last looks. */
  #rate = 0;
  #prompt = 0;
  #delayed = 0;

  constructor({ port, shipper, signal, scheduler = asyncScheduler }: LanesOptions) {
    this.#port = port;
    this.#shipper = shipper;
    this.#signal = signal;
    this.#scheduler = scheduler;
    const heard = port.bulk$.subscribe((channel) => {
      this.#use(channel);
    });
    heard.add(
      port.share$.subscribe((share) => {
        this.#window.give(share, this.#rate, this.#now());
      }),
    );
    const end = () => {
      heard.unsubscribe();
      this.#retry?.unsubscribe();
      this.#watch?.unsubscribe();
      for (const lane of this.#lanes) lane.close();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  }

  /** Opens the first lanes if there are none: set-up happens while a person decides. */
  open(): void {
    if (this.#lanes.size === 0) this.#openUpTo(this.#count.count);
  }

  /** Something may have become ready in `next`. */
  wake(): void {
    this.open();
    this.#pump();
  }

  /** WANT and CHECK: ahead of all data, on the quickest lane; kept until there is one. */
  post(cargo: LaneCargo): void {
    this.#posted.push({ cargo, carriers: 0, copies: 0, isOver: false });
    if (this.#lanes.size === 0 && this.#opening === 0) this.#tryLater(PATIENCE_MS);
    this.#pump();
  }

  /** What is lost of this transfer is not sent again. */
  forget(id: TransferId): void {
    const isOther = ({ cargo }: Parcel) => cargo.id !== id;
    this.#again = this.#again.filter(isOther);
    this.#posted = this.#posted.filter(isOther);
    for (const lane of this.#lanes) {
      for (const parcel of lane.parcels) if (!isOther(parcel)) parcel.isOver = true;
    }
  }

  #now(): number {
    return this.#scheduler.now();
  }

  // ── opening and closing ──

  #openUpTo(count: number): void {
    if (this.#retry) return;
    // Beside others one more can wait; without any, nothing else would ask again.
    if (this.#workingLanes().length > 0 && this.#now() < this.#askAgainAt) return;
    for (let at = this.#lanes.size + this.#opening; at < Math.min(count, MAX_LANES); at += 1) {
      void this.#open();
    }
  }

  async #open(): Promise<void> {
    if (this.#signal.aborted) return;
    this.#opening += 1;
    try {
      const channel = await this.#port.openBulk();
      this.#opening -= 1;
      this.#retryMs = FIRST_RETRY_MS;
      this.#use(channel, 'ours');
    } catch {
      this.#opening -= 1; // whatever refused it, time is the only remedy
      if (this.#workingLanes().length > 0) this.#askAgainAt = this.#now() + REFUSED_MS;
      else {
        this.#tryLater(this.#retryMs);
        this.#retryMs = Math.min(2 * this.#retryMs, MAX_RETRY_MS);
      }
    }
  }

  #tryLater(ms: number): void {
    if (this.#signal.aborted || this.#retry) return;
    this.#retry = timer(ms, this.#scheduler).subscribe(() => {
      this.#retry = undefined;
      if (this.#workingLanes().length === 0) this.#openUpTo(this.#lanes.size + 1);
    });
  }

  #use(channel: ByteChannel, whose?: 'ours'): void {
    if (this.#signal.aborted) {
      channel.close();
      return;
    }
    const lane = new Lane(channel, () => this.#now());
    this.#lanes.add(lane);
    if (whose) this.#ours.add(lane);
    lane.start({
      acknowledged: (what) => {
        this.#acknowledged(what);
      },
      received: (cargo) => {
        this.#shipper.take(cargo);
      },
      ready: () => {
        this.#pump();
      },
      violated: () => {
        this.#shipper.violated();
      },
      closed: (lost) => {
        this.#lanes.delete(lane);
        this.#ours.delete(lane);
        this.#sendAgain(lost);
      },
    });
    this.#pump();
  }

  /** A lane has died. */
  #sendAgain(lost: readonly Parcel[]): void {
    if (this.#signal.aborted) return;
    const missing = lost.filter(({ isOver, carriers }) => !isOver && carriers === 0);
    const isPosted = ({ cargo: { t } }: Parcel) => t === 'want' || t === 'check';
    this.#posted = [...missing.filter(isPosted), ...this.#posted];
    this.#again = [...this.#again, ...missing.filter((parcel) => !isPosted(parcel))];
    if (missing.length > 0 || this.#limit !== 'source') this.wake();
  }

  // ── sending ──

  #pump(): void {
    this.#isWoken = true; // `next` may wake us
    if (this.#isPumping || this.#signal.aborted) return;
    this.#isPumping = true;
    try {
      while (this.#isWoken) {
        this.#isWoken = false;
        this.#sendPosted();
        this.#sendData();
      }
    } finally {
      this.#isPumping = false;
    }
    this.#watchWhileBusy();
  }

  #sendPosted(): void {
    while (this.#posted.length > 0) {
      const lane = this.#quickestLane();
      const parcel = lane && this.#posted.shift();
      if (parcel === undefined) return;
      lane?.send(parcel);
    }
  }

  #sendData(): void {
    const lanes = this.#workingLanes();
    const windowBytes = this.#window.bytes(this.#now());
    let onTheWay = lanes.reduce((sum, lane) => sum + lane.unackedBytes, 0);
    const frameBytes = frameBytesFor(windowBytes / Math.max(1, lanes.length));
    for (;;) {
      const lane = leastLoaded(lanes);
      if (lane === undefined) {
        this.#limit = 'lanes';
        break;
      }
      if (onTheWay > 0 && onTheWay + frameBytes / 2 > windowBytes) {
        this.#limit = 'window';
        break;
      }
      const parcel = this.#again.shift() ?? this.#next(Math.min(frameBytes, lane.maxDataBytes));
      if (parcel === undefined) {
        this.#limit = 'source';
        break;
      }
      const before = lane.unackedBytes;
      lane.send(parcel);
      const bytes = lane.unackedBytes - before;
      onTheWay += bytes;
      this.#sentBytes += bytes;
    }
    this.#wasWindowFull = this.#limit === 'window';
  }

  #next(maxDataBytes: number): Parcel | undefined {
    const cargo = this.#shipper.next(maxDataBytes);
    return cargo && { cargo, carriers: 0, copies: 0, isOver: false };
  }

  #acknowledged({ parcel, bytes, roundTripMs, isPrompt }: Acknowledged): void {
    const now = this.#now();
    if (parcel.cargo.t === 'data') {
      this.#ackedBytes += bytes;
      if (isPrompt) this.#prompt += 1;
      else this.#delayed += 1;
      if (roundTripMs !== undefined) {
        const wasFull = this.#wasWindowFull;
        this.#window.acknowledged(bytes, roundTripMs, { now, isPrompt, wasFull });
      }
    }
    if (!parcel.isOver) {
      parcel.isOver = true;
      this.#shipper.arrived(parcel.cargo);
    }
    this.#pump();
  }

  /** Those that may carry something new, as many as we use. */
  #workingLanes(): Lane[] {
    const working: Lane[] = [];
    for (const lane of this.#lanes) {
      if (working.length < this.#count.count && lane.isOpen && !lane.isStalled) working.push(lane);
    }
    return working;
  }

  #quickestLane(but?: Lane): Lane | undefined {
    const wait = (lane: Lane) => lane.roundTripMs ?? Number.MAX_VALUE;
    return this.#workingLanes()
      .filter((lane) => lane.hasRoom && lane !== but)
      .reduce<Lane | undefined>(
        (best, lane) => (best && wait(best) <= wait(lane) ? best : lane),
        undefined,
      );
  }

  // ── looking after the lanes ──

  #watchWhileBusy(): void {
    if (this.#watch || this.#signal.aborted) return;
    if (!this.#isBusy && this.#ours.size <= 1) return;
    this.#lookedAt = this.#now();
    this.#watch = interval(LOOK_MS, this.#scheduler).subscribe(() => {
      this.#look();
    });
  }

  get #isBusy(): boolean {
    if (this.#again.length > 0 || this.#posted.length > 0) return true;
    for (const lane of this.#lanes) if (lane.unackedBytes > 0) return true;
    return false;
  }

  #look(): void {
    const now = this.#now();
    const ms = Math.max(1, now - this.#lookedAt);
    this.#lookedAt = now;
    this.#measure(ms, now);
    this.#mend();
    this.#closeIdle();
    this.#pump();
    if (this.#isBusy) return;
    this.#count.rest();
    if (this.#ours.size > 1) return; // there are some to close one day
    this.#watch?.unsubscribe();
    this.#watch = undefined;
  }

  #measure(ms: number, now: number): void {
    const bytes = this.#ackedBytes;
    const isDelayed = this.#delayed > this.#prompt;
    this.#ackedBytes = this.#prompt = this.#delayed = 0;
    this.#rate = 0.5 * this.#rate + (500 * bytes) / ms;
    const { baseMs, targetMs, isShared } = this.#window;
    const queueMs = this.#window.queueMs(now);
    for (const lane of this.#lanes) lane.adapt(ms, baseMs);
    if (!this.#isBusy) return;
    // By Little's law so much is on its way in the path; what is beyond it waits to be repaired.
    let onTheWay = 0;
    for (const lane of this.#lanes) onTheWay += lane.unackedBytes;
    const isStuck = onTheWay > (STUCK * bytes * (baseMs + queueMs)) / ms;
    const isWaitingHere = isDelayed || this.#limit === 'lanes';
    const isHeldByLanes = isStuck || (isWaitingHere && queueMs < targetMs / 2);
    this.#count.measure({
      now,
      bytes,
      roundTripMs: baseMs + queueMs,
      limit: this.#limit === 'source' ? 'source' : isHeldByLanes ? 'lanes' : 'window',
      live: this.#workingLanes().length,
      isShared,
    });
    if (this.#lanes.size > 0) this.#openUpTo(this.#count.count);
  }

  /** What a lane holds back goes over another one, too. */
  #mend(): void {
    const deadMs = this.#workingLanes().length > 0 ? DEAD_BESIDE_OTHERS_MS : DEAD_MS;
    const isAtTheEnd = this.#limit === 'source' && this.#again.length === 0;
    for (const lane of this.#lanes) {
      if (lane.isStalled) {
        for (const parcel of lane.overdue(0)) this.#copy(parcel, lane);
        if (lane.silentMs > deadMs) lane.close();
      } else if (isAtTheEnd) {
        const roundTripMs = this.#window.baseMs + this.#window.queueMs(this.#now());
        const lateMs = Math.max(LATE_MS, 3 * roundTripMs);
        for (const parcel of lane.overdue(lateMs)) this.#copy(parcel, lane);
      }
    }
    if (this.#lanes.size > 0 && this.#isBusy && this.#workingLanes().length === 0) {
      if (this.#opening === 0) this.#openUpTo(this.#lanes.size + 1); // the path may have changed
    }
  }

  #copy(parcel: Parcel, from: Lane): void {
    if (parcel.copies > 1) return;
    const bytes = parcel.cargo.t === 'data' ? parcel.cargo.bytes.length : 0;
    if (this.#copiedBytes + bytes > COPY_BYTES + this.#sentBytes * COPY_SHARE) return;
    const lane = this.#quickestLane(from);
    if (lane === undefined) return;
    this.#copiedBytes += bytes;
    lane.send(parcel);
  }

  #closeIdle(): void {
    for (const lane of this.#ours) {
      if (this.#lanes.size > 1 && lane.idleMs > IDLE_MS && lane.unackedBytes === 0) lane.close();
    }
  }
}

/** A power of two, so that blocks are cut without rests. */
function frameBytesFor(windowBytes: number): number {
  const bytes = 2 ** Math.floor(Math.log2(windowBytes / FRAMES_A_LANE));
  return Math.min(MAX_FRAME_BYTES, Math.max(MIN_FRAME_BYTES, bytes));
}

function leastLoaded(lanes: readonly Lane[]): Lane | undefined {
  let best: Lane | undefined;
  for (const lane of lanes) {
    if (lane.takesData && (!best || lane.load < best.load)) best = lane;
  }
  return best;
}
