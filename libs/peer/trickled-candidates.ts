import type { SchedulerLike } from 'rxjs';
import { type Candidate, CandidateBatch } from './candidate-batch';
import { mayTry, toldCandidate } from './candidate-rules';
import { usernameFragment } from './description-rules';

/** More are no candidates of one machine but an attempt to fill our memory. */
const MAX_EARLY = 100;

export interface TrickleOptions {
  readonly policy: RTCIceTransportPolicy;
  readonly pageOnLoopback: boolean;
  readonly scheduler: SchedulerLike;
  send(candidates: readonly Candidate[]): void;
  /** Called when the browser has taken a peer's candidate. */
  applied(): void;
  readonly signal: AbortSignal;
}

/** Both directions of trickle ICE (RFC 8838) on one connection. */
export class TrickledCandidates {
  readonly #batch: CandidateBatch;
  /** Those whose description has not been applied yet. */
  #early: Candidate[] = [];

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly options: TrickleOptions,
  ) {
    const { signal } = options;
    this.#batch = new CandidateBatch((batch) => {
      options.send(batch);
    }, options.scheduler);
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => {
        // Null and '' say that no more will come; nobody needs to hear it.
        if (candidate !== null && candidate.candidate !== '') this.#tell(candidate);
      },
      { signal },
    );
    signal.addEventListener('abort', () => {
      this.#batch.close();
    });
  }

  /** Takes a peer's candidates: each at once where its description stands, else as soon as it does. */
  receive(candidates: readonly Candidate[]): void {
    for (const candidate of candidates) {
      const { policy, pageOnLoopback } = this.options;
      if (!mayTry(candidate.candidate, policy, pageOnLoopback)) continue;
      if (this.#isDue(candidate)) void this.#apply(candidate);
      else if (this.#early.length < MAX_EARLY) this.#early.push(candidate);
    }
  }

  /** To be called when a peer's description has been applied. */
  descriptionApplied(): void {
    const waiting = this.#early;
    this.#early = [];
    this.receive(waiting);
  }

  #tell(candidate: RTCIceCandidate): void {
    const told = toldCandidate(candidate.candidate, this.options.policy);
    if (told !== undefined) this.#batch.add({ ...toWire(candidate), candidate: told });
  }

  #isDue({ usernameFragment: fragment }: Candidate): boolean {
    const description = this.connection.remoteDescription;
    if (description === null) return false;
    return fragment === null || fragment === usernameFragment(description.sdp);
  }

  async #apply(candidate: Candidate): Promise<void> {
    try {
      await this.connection.addIceCandidate(candidate);
      this.options.applied();
    } catch {
      // Malformed, of a type this browser does not know, or the connection has just been closed:
      // one way fewer to try, and the others decide whether there is a path.
    }
  }
}

function toWire(candidate: RTCIceCandidate): Candidate {
  const { sdpMid, sdpMLineIndex, usernameFragment: fragment } = candidate;
  return { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment: fragment };
}
