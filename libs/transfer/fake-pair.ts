import { BLOCK_BYTES, type LaneCargo, TransferId, newId } from '@whispernet/protocol';
import { BehaviorSubject, type SchedulerLike, Subject } from 'rxjs';
import { type FakeLaneEnd, FakePath, type FakePathOptions } from './fake-path';
import type { ByteChannel } from './file-port';
import { Lanes, type Shipper } from './lanes';

/** What ICE, DTLS, SCTP and the proof take together. */
const SET_UP_ROUND_TRIPS = 5;
/** How finely time passes; what is awaited takes up to so long more. */
const STEP_MS = 10;

/** alice's and bob's ports over one path. */
export class FakePorts {
  readonly alice = this.#port('there');
  readonly bob = this.#port('back');
  /** Both ends of all channels, the opener's first. */
  readonly opened: (readonly [FakeLaneEnd, FakeLaneEnd])[] = [];
  /** Opening rejects. */
  isRefusing = false;
  /** How often a channel has been asked for. */
  asked = 0;

  constructor(
    private readonly clock: SchedulerLike,
    private readonly path: FakePath,
  ) {}

  #port(direction: 'there' | 'back') {
    return {
      bulk$: new Subject<ByteChannel>(),
      share$: new BehaviorSubject(1),
      openBulk: (): Promise<ByteChannel> => {
        this.asked += 1;
        if (this.isRefusing) return Promise.reject(new Error('refused'));
        return new Promise((resolve) => {
          this.clock.schedule(
            () => {
              const ends = this.path.openLane(direction);
              this.opened.push(ends);
              (direction === 'there' ? this.bob : this.alice).bulk$.next(ends[1]);
              resolve(ends[0]);
            },
            2 * SET_UP_ROUND_TRIPS * this.path.there.delayMs,
          );
        });
      },
    };
  }
}

/** Has `size` bytes to send, and counts what comes; an offset is never drawn twice. */
export class FakeShipper implements Shipper {
  readonly id = newId(TransferId);
  /** How much there is to send by now. */
  size: number;
  /** How much of it has been drawn. */
  drawnBytes = 0;
  /** Data that the other side has acknowledged, each once. */
  arrivedBytes = 0;
  /** Data that has come, each time. */
  takenBytes = 0;
  /** Data that has come, each once. */
  distinctBytes = 0;
  /** All that has come beside data. */
  readonly taken: LaneCargo[] = [];
  violations = 0;
  readonly #offsets = new Set<number>();
  readonly #bytes = new Uint8Array(64 * 1024);

  constructor(size = 0) {
    this.size = size;
  }

  next(maxDataBytes: number): LaneCargo | undefined {
    const offset = this.drawnBytes;
    const inBlock = BLOCK_BYTES - (offset % BLOCK_BYTES);
    const length = Math.min(this.size - offset, maxDataBytes, inBlock);
    if (length <= 0) return undefined;
    this.drawnBytes += length;
    return { t: 'data', id: this.id, offset, bytes: this.#bytes.subarray(0, length) };
  }

  arrived(cargo: LaneCargo): void {
    if (cargo.t === 'data') this.arrivedBytes += cargo.bytes.length;
  }

  take(cargo: LaneCargo): void {
    if (cargo.t !== 'data') this.taken.push(cargo);
    else {
      this.takenBytes += cargo.bytes.length;
      if (!this.#offsets.has(cargo.offset)) this.distinctBytes += cargo.bytes.length;
      this.#offsets.add(cargo.offset);
    }
  }

  violated(): void {
    this.violations += 1;
  }
}

/** A clock that stands still until it is told to leap: `FakeClock`. */
export interface LeapingClock extends SchedulerLike {
  leap(ms: number): void;
}

/** alice has `size` bytes for bob, by default more than any run carries; nothing is opened yet. */
export function aliceToBob(
  clock: LeapingClock,
  options: FakePathOptions,
  size = Number.MAX_SAFE_INTEGER,
) {
  const path = new FakePath(clock, options);
  const ports = new FakePorts(clock, path);
  const ended = new AbortController();
  const { signal } = ended;
  const source = new FakeShipper(size);
  const sink = new FakeShipper();
  const alice = new Lanes({ port: ports.alice, shipper: source, signal, scheduler: clock });
  const bob = new Lanes({ port: ports.bob, shipper: sink, signal, scheduler: clock });

  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      clock.leap(STEP_MS);
      // A channel that has opened is awaited twice on its way.
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    }
  };
  /** What arrives in each of the seconds, as a share of the path. */
  const seconds = async (count: number) => {
    const shares: number[] = [];
    for (let second = 0; second < count; second += 1) {
      const before = sink.distinctBytes;
      await pass(1000);
      shares.push((sink.distinctBytes - before) / path.there.rate);
    }
    return shares;
  };
  return { path, ports, source, sink, alice, bob, pass, seconds, ended };
}
