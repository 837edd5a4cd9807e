// What travels on the main control channel once it is bound: one JSON text a frame. The channel
// outlives the connection that carries it: frames are numbered by counting (nobody writes the number),
// and a connection that replaces another one begins, each way, with HEARD, how many have arrived:
//
//   alice                                    bob
//     | frames 0 … 41 on generation 0 ───────▶ |  40 and 41 are lost with it
//     | ◀─────────────── generation 1: HEARD 40 |
//     | HEARD 7 ───────────────────────────────▶ |
//     | frames 40, 41, 42 … ───────────────────▶ |
//
// While both connections live, both are read; what comes a second time is dropped by its number.
// Signals are not counted: they have numbers of their own, and may overtake.
import {
  type Control,
  type ControlMessage,
  MAX_CONTROL_BYTES,
  MAX_CONTROL_PER_SECOND,
  decodeControl,
  encodeControl,
} from '@whispernet/protocol';
import { type Observable, type SchedulerLike, Subject, type Subscription, timer } from 'rxjs';
import type { BoundConnection } from './bound-connection';
import { FrameLog } from './frame-log';
import type { LinkEnd } from './link-state';
import { RateAllowance } from './rate-allowance';

/**
 * A path may stall for about 7 s before the browser says `disconnected`, and what was sent
 * meanwhile arrives at once: a peer may save up its allowance of ten seconds.
 */
const STALL_S = 10;
/** We keep to half of what the peer allows: a burst of offers must never look like a flood. */
const OWN_PER_SECOND = MAX_CONTROL_PER_SECOND / 2;
/** Looks again often enough that nobody sees the pauses in a list of offers that grows. */
const PACE_MS = 250;

/** HEARD: a number of frames, 32 bits, big endian. */
const HEARD_BYTES = 4;
/** How every frame of a signal begins, as `encodeControl` writes it; on both sides these bytes decide. */
const SIGNAL_PREFIX = '{"t":"signal",';

export interface ControlChannelOptions {
  readonly scheduler: SchedulerLike;
  /** Called when the peer breaks the rules, or needs again what is no longer kept. */
  end(end: LinkEnd): void;
}

export class ControlChannel {
  /** Everything that the peer says, in order, each once. */
  readonly messages$: Observable<ControlMessage>;

  readonly #messages$ = new Subject<ControlMessage>();
  readonly #incoming: RateAllowance;
  readonly #outgoing: RateAllowance;
  readonly #log = new FrameLog();
  /** How many frames have been read, whichever connection brought them. */
  #heard = 0;
  #writesOn: BoundConnection | undefined;
  #flowing = false;
  #pace: Subscription | undefined;
  #ignored = 0;

  constructor(private readonly options: ControlChannelOptions) {
    const { scheduler } = options;
    const burst = MAX_CONTROL_PER_SECOND * STALL_S;
    this.messages$ = this.#messages$;
    this.#incoming = new RateAllowance(MAX_CONTROL_PER_SECOND, burst, scheduler);
    this.#outgoing = new RateAllowance(OWN_PER_SECOND, OWN_PER_SECOND, scheduler);
  }

  /** How many frames were binary, malformed or of an unknown type. */
  get ignored(): number {
    return this.#ignored;
  }

  /** Whether a frame can leave now. */
  get open(): boolean {
    return this.#writesOn?.control.readyState === 'open';
  }

  /** Writes on the first connection, which is bound. */
  begin(connection: BoundConnection): void {
    this.#writesOn = connection;
    this.#flush();
  }

  /** Reads what has come, and comes, on the first connection. */
  read(connection: BoundConnection): void {
    const take = this.#reader();
    connection.frames$.subscribe((frame) => {
      take(frame);
    });
  }

  /**
   * Takes up a connection that is to replace the others, and is bound. `heard` is called when the peer
   * has said how far it has heard: what it has not is written there, once `writeOn` is called.
   */
  takeUp(connection: BoundConnection, heard: (count: number) => void): void {
    connection.control.send(encodeHeard(this.#heard));
    const take = this.#reader();
    let isFirst = true;
    connection.frames$.subscribe((frame) => {
      if (!isFirst) {
        take(frame);
        return;
      }
      isFirst = false;
      const count = decodeHeard(frame);
      if (count === undefined) this.options.end('protocol-violation');
      else heard(count);
    });
  }

  /** Writes on this connection from now on, from the frame after those that the peer has heard. */
  writeOn(connection: BoundConnection, heard: number): void {
    const outcome = this.#log.goOnFrom(heard);
    if (outcome === 'ready') this.begin(connection);
    else this.options.end(outcome === 'invented' ? 'protocol-violation' : 'connection-lost');
  }

  /** Lets queued messages out, or holds them while the path is interrupted. */
  set flowing(flowing: boolean) {
    this.#flowing = flowing;
    this.#flush();
  }

  /** Sends in order, as soon as it may. Throws RangeError where the message exceeds 64 KiB. */
  send(message: ControlMessage): void {
    const frame = encodeControl(message);
    if (new TextEncoder().encode(frame).length > MAX_CONTROL_BYTES)
      throw new RangeError(`a control message exceeds ${MAX_CONTROL_BYTES} bytes: ${message.t}`);
    this.#log.add(frame);
    this.#flush();
  }

  /** Sends a signal before all that waits: what waits may need the connection that it repairs. */
  sendSignal(signal: Control<'signal'>['signal']): void {
    if (this.open) this.#writesOn?.control.send(encodeControl({ t: 'signal', signal }));
  }

  /** Forgets what waits. */
  close(): void {
    this.#flowing = false;
    this.#log.clear();
    this.#pace?.unsubscribe();
    this.#messages$.complete();
  }

  #flush(): void {
    this.#pace?.unsubscribe();
    while (this.#flowing && this.open && this.#log.waits) {
      if (!this.#outgoing.take()) {
        this.#pace = timer(PACE_MS, this.options.scheduler).subscribe(() => {
          this.#flush();
        });
        return;
      }
      this.#writesOn?.control.send(this.#log.write() ?? '');
    }
  }

  /** Reads the frames of one connection, of which the first has the number of those heard by now. */
  #reader(): (frame: unknown) => void {
    let number = this.#heard;
    return (frame) => {
      if (!this.#incoming.take()) {
        this.options.end('protocol-violation');
        return;
      }
      if (!isSignal(frame)) {
        number += 1;
        if (number <= this.#heard) return; // another connection has brought it
        this.#heard = number;
      }
      const message = typeof frame === 'string' ? decodeControl(frame) : undefined;
      if (message === undefined) this.#ignored += 1;
      else this.#messages$.next(message);
    };
  }
}

function isSignal(frame: unknown): boolean {
  return typeof frame === 'string' && frame.startsWith(SIGNAL_PREFIX);
}

function encodeHeard(count: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(HEARD_BYTES));
  bytes.setUint32(0, count);
  return bytes.buffer;
}

/** Undefined where it is none. */
function decodeHeard(frame: unknown): number | undefined {
  const isHeard = frame instanceof ArrayBuffer && frame.byteLength === HEARD_BYTES;
  return isHeard ? new DataView(frame).getUint32(0) : undefined;
}
