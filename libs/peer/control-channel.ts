// What travels on the main control channel once it is bound: one JSON text a frame.
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

export interface ControlChannelOptions {
  readonly scheduler: SchedulerLike;
  /** Called when the peer sends more than it may. */
  flooded(): void;
}

export class ControlChannel {
  /** Everything that the peer says, in order. */
  readonly messages$: Observable<ControlMessage>;

  readonly #messages$ = new Subject<ControlMessage>();
  readonly #incoming: RateAllowance;
  readonly #outgoing: RateAllowance;
  #queue: string[] = [];
  #flowing = false;
  #pace: Subscription | undefined;
  #ignored = 0;

  constructor(
    private readonly connection: BoundConnection,
    private readonly options: ControlChannelOptions,
  ) {
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
    return this.connection.control.readyState === 'open';
  }

  /** Starts to read; to be called once, when the connection is bound. */
  read(): void {
    this.connection.frames$.subscribe((frame) => {
      this.#receive(frame);
    });
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
    this.#queue.push(frame);
    this.#flush();
  }

  /** Sends a signal before all that waits: what waits may need the connection that it repairs. */
  sendSignal(signal: Control<'signal'>['signal']): void {
    if (this.open) this.connection.control.send(encodeControl({ t: 'signal', signal }));
  }

  /** Forgets what waits. */
  close(): void {
    this.#flowing = false;
    this.#queue = [];
    this.#pace?.unsubscribe();
    this.#messages$.complete();
  }

  #flush(): void {
    this.#pace?.unsubscribe();
    while (this.#flowing && this.open && this.#queue.length > 0) {
      if (!this.#outgoing.take()) {
        this.#pace = timer(PACE_MS, this.options.scheduler).subscribe(() => {
          this.#flush();
        });
        return;
      }
      this.connection.control.send(this.#queue.shift() ?? '');
    }
  }

  #receive(frame: unknown): void {
    if (!this.#incoming.take()) {
      this.options.flooded();
      return;
    }
    const message = typeof frame === 'string' ? decodeControl(frame) : undefined;
    if (message === undefined) this.#ignored += 1;
    else this.#messages$.next(message);
  }
}
