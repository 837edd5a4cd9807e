// The relays (TURN, RFC 8656) that this member may use: asked of the gateway on entering, and again
// at half their time, as what they want to see expires.
import type { Reply } from '@whispernet/protocol';
import { type Observable, type SchedulerLike, asyncScheduler, takeUntil, timer } from 'rxjs';
import { type SignalingChannel, SignalingError } from './signaling-channel';

/** Where the gateway could not be asked, or says no without saying for how long. */
const RETRY_AFTER_S = 60;
/** However short-lived: more often would be a nuisance. */
const MIN_RENEWAL_S = 60;

/** The relays to be had now. */
export class Relays {
  /** Resolves when the gateway has been asked for the first time; never rejects. */
  readonly ready: Promise<void>;
  #servers: readonly RTCIceServer[] = [];

  constructor(
    private readonly channel: SignalingChannel,
    private readonly ended$: Observable<unknown>,
    private readonly scheduler: SchedulerLike = asyncScheduler,
  ) {
    this.ready = this.#ask();
  }

  get servers(): readonly RTCIceServer[] {
    return this.#servers;
  }

  async #ask(): Promise<void> {
    const reply = await this.#turn();
    if (reply?.ok) this.#servers = reply.iceServers;
    const seconds = reply?.ok
      ? Math.max(MIN_RENEWAL_S, reply.ttlS / 2)
      : (reply?.error.retryAfterS ?? RETRY_AFTER_S);
    timer(seconds * 1_000, this.scheduler)
      .pipe(takeUntil(this.ended$))
      .subscribe(() => void this.#ask());
  }

  /** Undefined where no answer was to be had. */
  async #turn(): Promise<Reply<'turn'> | undefined> {
    try {
      return await this.channel.request('turn', {});
    } catch (error) {
      if (error instanceof SignalingError) return undefined;
      throw error;
    }
  }
}
