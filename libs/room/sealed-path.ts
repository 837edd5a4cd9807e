// Signals to one member while no control channel is bound: sealed, through the gateway's `relay`.
// A blob that could not be handed over waits, in order, until the way is back: a repeat is dropped
// by its sequence number over there, whereas a gap would lose a description.
import type { Opener, Sealer } from '@whispernet/crypto';
import type { SealedPath as SignalPath } from '@whispernet/peer';
import {
  type PeerSignal,
  type SeatId,
  decodeSignal,
  encodeJson,
  fromBase64url,
  relayKind,
  toBase64url,
} from '@whispernet/protocol';
import {
  NEVER,
  type Observable,
  ReplaySubject,
  type SchedulerLike,
  Subject,
  asyncScheduler,
  concat,
  concatMap,
  filter,
  firstValueFrom,
  merge,
  race,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { type SignalingChannel, SignalingError, noticesOf } from './signaling-channel';

/** Boxes in a row that do not open before the path is closed: more is an attack, not an accident. */
const MAX_FORGED = 5;
/** Where a relay is refused for load, and the gateway does not say for how long. */
const RETRY_AFTER_S = 2;

export interface SealedPathEnds {
  readonly channel: SignalingChannel;
  /** The member at the other end. */
  readonly peer: SeatId;
  readonly sealer: Sealer;
  readonly opener: Opener;
  /** Ends the path. */
  readonly ended$: Observable<unknown>;
}

/** The signals to and from one member, through a gateway that can neither read nor change them. */
export class SealedPath implements SignalPath {
  /** Emits once, and the path is closed: too many boxes in a row did not open. */
  readonly forged$ = new Subject<void>();
  readonly #incoming$ = new Subject<PeerSignal>();
  readonly #outgoing$ = new Subject<PeerSignal>();
  readonly #over$ = new ReplaySubject<unknown>(1); // remembered: a delivery may ask later
  #isOver = false;
  #forged = 0;

  constructor(
    private readonly ends: SealedPathEnds,
    private readonly scheduler: SchedulerLike = asyncScheduler,
  ) {
    merge(ends.ended$, this.forged$).pipe(take(1)).subscribe(this.#over$);
    this.#over$.subscribe(() => {
      this.#isOver = true;
    });
    this.#outgoing$
      .pipe(
        concatMap((signal) => this.#deliver(signal)),
        takeUntil(this.#over$),
      )
      .subscribe();
    noticesOf(ends.channel, 'relayed')
      .pipe(
        filter(({ from }) => from === ends.peer),
        concatMap(({ blob }) => this.#open(blob)),
        filter((signal) => signal !== undefined),
        takeUntil(this.#over$),
      )
      .subscribe(this.#incoming$);
  }

  get signals$(): Observable<PeerSignal> {
    return this.#incoming$;
  }

  send(signal: PeerSignal): void {
    this.#outgoing$.next(signal);
  }

  async #open(blob: string): Promise<PeerSignal | undefined> {
    const bytes = fromBase64url(blob);
    if (bytes?.[0] !== relayKind.sealed) return undefined; // of a kind that this pair does not use
    const plain = await this.ends.opener.open(bytes.slice(1));
    const signal = plain && decodeSignal(plain);
    this.#forged = signal ? 0 : this.#forged + 1;
    if (this.#forged >= MAX_FORGED) this.forged$.next();
    return signal;
  }

  async #deliver(signal: PeerSignal): Promise<void> {
    const box = await this.ends.sealer.seal(encodeJson(signal));
    const blob = toBase64url(Uint8Array.of(relayKind.sealed, ...box));
    while (!this.#isOver) {
      const obstacle = await this.#relay(blob);
      if (obstacle === undefined) return;
      // A channel that has closed for good never gets any better: then only the end is waited for.
      await firstValueFrom(race(concat(obstacle, NEVER), this.#over$));
    }
  }

  /** Undefined when the blob needs no other try; else what to wait for. */
  async #relay(blob: string): Promise<Observable<unknown> | undefined> {
    const { channel, peer } = this.ends;
    try {
      const reply = await channel.request('relay', { to: peer, blob });
      if (reply.ok) return undefined;
      const { code, retryAfterS = RETRY_AFTER_S } = reply.error;
      switch (code) {
        case 'gone': // the addressee's own way to the gateway is lost
          return noticesOf(channel, 'back').pipe(filter(({ seat }) => seat === peer));
        case 'busy':
        case 'too-many-tries':
          return timer(retryAfterS * 1000, this.scheduler);
        case 'version-mismatch':
        case 'number-taken':
        case 'no-such-room':
        case 'room-full':
        case 'door-closed':
        case 'malformed':
          return undefined; // no way any more: the link finds its end by itself
        default:
          return code satisfies never;
      }
    } catch (error) {
      if (!(error instanceof SignalingError)) throw error;
      // Connected all the same: a gateway that answers nonsense is not to be asked without end.
      return channel.connected$.value
        ? timer(RETRY_AFTER_S * 1000, this.scheduler)
        : channel.connected$.pipe(filter((connected) => connected));
    }
  }
}
