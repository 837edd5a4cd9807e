// All bulk channels between two members, whoever opened them, as one way to ship cargo: above it
// nothing is lost while a channel lives or can be opened again; cargo may arrive twice and in any order.
import type { LaneCargo, TransferId } from '@whispernet/protocol';
import { type SchedulerLike, type Subscription, asyncScheduler, timer } from 'rxjs';
import type { ByteChannel, FilePort } from './file-port';
import { Lane } from './lane';

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

export class Lanes {
  readonly #port: LanesOptions['port'];
  readonly #shipper: Shipper;
  readonly #signal: AbortSignal;
  readonly #scheduler: SchedulerLike;
  readonly #lanes = new Set<Lane>();
  /** What a lane has taken along, in order; goes ahead of all that is new. */
  readonly #again: LaneCargo[] = [];
  readonly #posted: LaneCargo[] = [];
  #isOpening = false;
  #retryMs = FIRST_RETRY_MS;
  #retry: Subscription | undefined;
  #isPumping = false;

  constructor({ port, shipper, signal, scheduler = asyncScheduler }: LanesOptions) {
    this.#port = port;
    this.#shipper = shipper;
    this.#signal = signal;
    this.#scheduler = scheduler;
    const welcome = port.bulk$.subscribe((channel) => {
      this.#use(channel);
    });
    const end = () => {
      welcome.unsubscribe();
      this.#retry?.unsubscribe();
      for (const lane of this.#lanes) lane.close();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  }

  /** Opens a lane if there is none: set-up happens while a person decides. */
  open(): void {
    if (this.#lanes.size === 0 && !this.#isOpening && !this.#retry) void this.#open();
  }

  /** Something may have become ready in `next`. */
  wake(): void {
    this.open();
    this.#pump();
  }

  /** WANT and CHECK: ahead of all data; kept until there is a lane. */
  post(cargo: LaneCargo): void {
    this.#posted.push(cargo);
    this.wake();
  }

  /** What is lost of this transfer is not sent again. */
  forget(id: TransferId): void {
    for (const queue of [this.#again, this.#posted]) {
      queue.splice(0, queue.length, ...queue.filter((cargo) => cargo.id !== id));
    }
  }

  async #open(): Promise<void> {
    if (this.#signal.aborted) return;
    this.#isOpening = true;
    try {
      const channel = await this.#port.openBulk();
      this.#retryMs = FIRST_RETRY_MS;
      this.#use(channel);
    } catch {
      this.#tryLater(); // whatever refused it, time is the only remedy
    } finally {
      this.#isOpening = false;
    }
  }

  #tryLater(): void {
    if (this.#signal.aborted || this.#lanes.size > 0) return;
    this.#retry = timer(this.#retryMs, this.#scheduler).subscribe(() => {
      this.#retry = undefined;
      this.open();
    });
    this.#retryMs = Math.min(2 * this.#retryMs, MAX_RETRY_MS);
  }

  #use(channel: ByteChannel): void {
    if (this.#signal.aborted) {
      channel.close();
      return;
    }
    const lane = new Lane(channel);
    this.#lanes.add(lane);
    lane.start({
      acked: (cargo) => {
        this.#shipper.arrived(cargo);
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
        this.#again.push(...lost);
        if (!this.#signal.aborted && this.#again.length > 0) this.wake();
      },
    });
    this.#pump();
  }

  #pump(): void {
    if (this.#isPumping) return; // `next` may wake us
    this.#isPumping = true;
    for (const lane of this.#lanes) {
      while (lane.hasRoom) {
        const cargo =
          this.#again.shift() ?? this.#posted.shift() ?? this.#shipper.next(lane.maxDataBytes);
        if (cargo === undefined) break;
        lane.send(cargo);
      }
    }
    this.#isPumping = false;
  }
}
