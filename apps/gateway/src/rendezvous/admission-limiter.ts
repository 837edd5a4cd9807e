import { createHmac, randomBytes } from 'node:crypto';
import type { RoomNumber } from '@whispernet/protocol';
import { type Refused, refuse } from './replies';
import { type Arrival, addressOf, networkOf } from './source-address';
import { type Rate, TokenBucket } from './token-bucket';

/** Who asks, as a word that cannot be turned back into an address. */
export type Source = string & { readonly __brand: 'Source' };

export interface AdmissionLimits {
  /** Addresses of the proxies whose word on where a request comes from is taken. */
  readonly trustedProxies: readonly string[];
  readonly socketsPerSource: number;
  readonly opens: Rate; // a source
  readonly knocks: Rate; // a source
  readonly turns: Rate; // a connection
  readonly roomRelays: Rate;
  readonly roomRelayBytes: Rate;
}

/** `sweep` comes once a minute: so it has gone, whatever happens, within a day. */
const KEY_MS = (24 * 60 - 2) * 60_000;

/**
 * Keeps one source from guessing its way through numbers and passwords, and one room from being
 * flooded. Addresses are never held: a source is an HMAC under a key that lives in memory for a day
 * at the most, whether or not anybody comes.
 */
export class AdmissionLimiter {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #sockets = new Map<Source, number>();
  #key: { readonly bytes: Buffer; readonly until: number } | undefined;

  /** `now`: milliseconds of a clock that only moves forward. */
  constructor(
    private readonly limits: AdmissionLimits,
    private readonly now: () => number,
  ) {}

  /** How many connections there are. */
  get sockets(): number {
    return [...this.#sockets.values()].reduce((sum, count) => sum + count, 0);
  }

  /** How many things are held, counters and the key: none, when nobody has come for a day. */
  get size(): number {
    return this.#buckets.size + this.#sockets.size + (this.#key === undefined ? 0 : 1);
  }

  sourceOf(request: Arrival): Source {
    this.#dropOldKey();
    this.#key ??= { bytes: randomBytes(32), until: this.now() + KEY_MS };
    const network = networkOf(addressOf(request, this.limits.trustedProxies));
    const mac = createHmac('sha256', this.#key.bytes).update(network).digest('base64url');
    return mac as Source; // the one place where one is made
  }

  /** Whether one more connection of the source is welcome. */
  admitsSocket(source: Source): boolean {
    return (this.#sockets.get(source) ?? 0) < this.limits.socketsPerSource;
  }

  /** Counts a connection until the function that is returned is called. */
  countSocket(source: Source): () => void {
    this.#sockets.set(source, (this.#sockets.get(source) ?? 0) + 1);
    return () => {
      const left = (this.#sockets.get(source) ?? 1) - 1;
      if (left > 0) this.#sockets.set(source, left);
      else this.#sockets.delete(source);
    };
  }

  /** A refusal where there were too many; nothing, where the request may go on. So for all of these. */
  open(source: Source): Refused | undefined {
    return this.#take(`open ${source}`, this.limits.opens);
  }

  knock(source: Source): Refused | undefined {
    return this.#take(`knock ${source}`, this.limits.knocks);
  }

  turn(socket: string): Refused | undefined {
    return this.#take(`turn ${socket}`, this.limits.turns);
  }

  /** `chars`: the length of the blob as it travels. A connection without a room has nobody to flood. */
  relay(room: RoomNumber | undefined, chars: number): Refused | undefined {
    if (room === undefined) return undefined;
    return (
      this.#take(`relays ${room}`, this.limits.roomRelays) ??
      this.#take(`bytes ${room}`, this.limits.roomRelayBytes, chars)
    );
  }

  /** Forgets whoever has been quiet for so long that all tokens are back, and a key that is a day old. */
  sweep(): void {
    this.#dropOldKey();
    for (const [name, bucket] of this.#buckets) {
      if (bucket.isFull) this.#buckets.delete(name);
    }
  }

  #dropOldKey(): void {
    if (this.#key !== undefined && this.now() >= this.#key.until) this.#key = undefined;
  }

  #take(name: string, rate: Rate, cost = 1): Refused | undefined {
    const bucket = this.#buckets.get(name) ?? new TokenBucket(rate, this.now);
    this.#buckets.set(name, bucket);
    if (bucket.take(cost)) return undefined;
    return refuse('too-many-tries', Math.ceil(bucket.waitMs(cost) / 1000));
  }
}
