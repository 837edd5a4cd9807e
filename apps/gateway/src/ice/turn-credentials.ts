import { createHmac, randomBytes } from 'node:crypto';
import type { Reply } from '@whispernet/protocol';

/** The relay that members may use, and the secret which it shares with this gateway. */
export interface TurnRelay {
  readonly urls: readonly string[];
  readonly secret: string;
}

/**
 * Hands out keys to the relay, each good for a while ('TURN REST API', draft-uberti-behave-turn-rest):
 * the relay can tell from the name alone until when it is good, and from the secret that it is ours.
 * A name says nothing of whom it was given to.
 */
export class TurnCredentials {
  /**
   * @param relay undefined where there is none: peers connect directly or not at all
   * @param time milliseconds since 1970, as the relay's own clock reads
   */
  constructor(
    private readonly relay: TurnRelay | undefined,
    private readonly ttlS: number,
    private readonly time: () => number,
    private readonly random: (bytes: number) => Buffer = randomBytes,
  ) {}

  issue(): Extract<Reply<'turn'>, { ok: true }> {
    if (this.relay === undefined) return { ok: true, iceServers: [], ttlS: this.ttlS };
    const { urls, secret } = this.relay;
    const username = `${Math.floor(this.time() / 1000) + this.ttlS}:${this.random(9).toString('base64url')}`;
    const credential = createHmac('sha1', secret).update(username).digest('base64');
    return { ok: true, iceServers: [{ urls: [...urls], username, credential }], ttlS: this.ttlS };
  }
}
