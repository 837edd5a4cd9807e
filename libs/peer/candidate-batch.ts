import { MAX_CANDIDATES, type PeerSignal } from '@whispernet/protocol';
import { type SchedulerLike, type Subscription, timer } from 'rxjs';

/**
 * The first candidates, those of this machine's own addresses, come within a few milliseconds of
 * each other and are the ones that matter most: they leave together, at once as people feel it.
 */
const FIRST_WINDOW_MS = 10;
/** Later ones (reflexive, relayed) come one by one; the gateway carries few frames rather than many. */
const WINDOW_MS = 250;

/** A candidate as it travels. */
export type Candidate = Extract<PeerSignal, { t: 'ice' }>['c'][number];

/** Gathers trickled candidates so that one signal carries several, at most 20. */
export class CandidateBatch {
  #waiting: Candidate[] = [];
  #generation: string | null | undefined;
  #timer: Subscription | undefined;

  constructor(
    private readonly send: (candidates: readonly Candidate[]) => void,
    private readonly scheduler: SchedulerLike,
  ) {}

  add(candidate: Candidate): void {
    this.#waiting.push(candidate);
    const first = candidate.usernameFragment !== this.#generation;
    this.#generation = candidate.usernameFragment;
    if (this.#waiting.length === MAX_CANDIDATES) this.#flush();
    else
      this.#timer ??= timer(first ? FIRST_WINDOW_MS : WINDOW_MS, this.scheduler).subscribe(() => {
        this.#flush();
      });
  }

  /** Forgets what waits. */
  close(): void {
    this.#timer?.unsubscribe();
    this.#waiting = [];
  }

  #flush(): void {
    this.#timer?.unsubscribe();
    this.#timer = undefined;
    const batch = this.#waiting;
    this.#waiting = [];
    this.send(batch);
  }
}
