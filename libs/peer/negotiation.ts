// Perfect negotiation of one RTCPeerConnection (W3C webrtc-pc section 10.7, with its names): either
// side may offer at any time. When both do, the impolite one's offer stands and the polite one
// takes its own back, answers, and offers again if something is still to be said.
//
//   impolite                              polite
//      | offer ───────────╮  ╭─────────── offer |
//      |       ignored ◀──┼──╯                  |
//      |                  ╰──▶ rollback, answer |
//      | ◀───────────────────────────── answer  |
//      | ◀───────────────────── offer, if still needed

export interface NegotiationOptions {
  readonly polite: boolean;
  /** Whether this side may offer now. */
  mayOffer(): boolean;
  send(description: RTCSessionDescription): void;
  /** Called between the peer's offer and our answer: what the answer shall hold is set here. */
  prepareAnswer(): void;
  readonly signal: AbortSignal;
  /** The browser refused what should have been possible. */
  fail(cause: unknown): void;
}

/** What became of a peer's description. `stale`: an answer that nobody waits for any more. */
export type Reception = 'applied' | 'ignored' | 'stale';

export class Negotiation {
  #makingOffer = false;
  #ignoreOffer = false;
  #isSettingRemoteAnswerPending = false;

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly options: NegotiationOptions,
  ) {
    connection.addEventListener('negotiationneeded', () => void this.#offer(), {
      signal: options.signal,
    });
  }

  /** Whether the peer's last offer was passed over, so that its candidates mean nothing. */
  get ignoreOffer(): boolean {
    return this.#ignoreOffer;
  }

  /** Applies a peer's description and answers an offer. Calls may overlap, in order of arrival. */
  async receive(description: RTCSessionDescriptionInit): Promise<Reception> {
    const { connection, options } = this;
    const readyForOffer =
      !this.#makingOffer &&
      (connection.signalingState === 'stable' || this.#isSettingRemoteAnswerPending);
    const offerCollision = description.type === 'offer' && !readyForOffer;
    this.#ignoreOffer = !options.polite && offerCollision;
    if (this.#ignoreOffer) return 'ignored';
    if (description.type === 'answer' && connection.signalingState !== 'have-local-offer')
      return 'stale';

    this.#isSettingRemoteAnswerPending = description.type === 'answer';
    try {
      await connection.setRemoteDescription(description); // takes back our own offer, if need be
    } finally {
      this.#isSettingRemoteAnswerPending = false;
    }
    if (description.type === 'offer') {
      options.prepareAnswer();
      await connection.setLocalDescription();
      this.#sendLocalDescription();
    }
    return 'applied';
  }

  async #offer(): Promise<void> {
    if (!this.options.mayOffer()) return;
    this.#makingOffer = true;
    try {
      await this.connection.setLocalDescription();
      this.#sendLocalDescription();
    } catch (cause) {
      this.options.fail(cause); // closed meanwhile, or out of resources
    } finally {
      this.#makingOffer = false;
    }
  }

  #sendLocalDescription(): void {
    const description = this.connection.localDescription;
    if (description !== null) this.options.send(description);
  }
}
