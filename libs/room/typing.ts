// Who is writing. It is said again every REPEAT_MS while somebody goes on, and taken back when they
// stop; a message says that its author has stopped. What is not said again runs out by itself:
//
//   alice                     bob
//     | typing {on: true} ───▶ |  'alice is typing'
//     | … 3 s … the same ────▶ |
//     | chat ────────────────▶ |  no more; else 6 s after the last word
import { RateAllowance } from '@whispernet/peer';
import { BehaviorSubject, type SchedulerLike, type Subscription, timer } from 'rxjs';

const REPEAT_MS = 3_000;
/** One repetition may be late. */
const LAPSES_MS = 2 * REPEAT_MS;
/** Nobody starts and stops more often; a peer who says so does not move our screen. */
const CHANGES_PER_SECOND = 2;
const CHANGES_SAVED_UP = 10;

/** Tells the others that this person is writing, no more often than they need it. */
export class OwnTyping {
  #saidAt = -Infinity;

  constructor(
    private readonly tell: (on: boolean) => void,
    private readonly scheduler: SchedulerLike,
  ) {}

  note(on: boolean): void {
    if (!on) {
      if (this.#saidAt > -Infinity) this.tell(false);
      this.#saidAt = -Infinity;
      return;
    }
    const now = this.scheduler.now();
    if (now - this.#saidAt < REPEAT_MS) return;
    this.#saidAt = now;
    this.tell(true);
  }

  /** A message is going out, which says it for us. */
  endsWithMessage(): void {
    this.#saidAt = -Infinity;
  }
}

/** Whether one other member is writing, as far as they say so. */
export class HeardTyping {
  readonly state$ = new BehaviorSubject(false);
  readonly #changes: RateAllowance;
  #lapse: Subscription | undefined;

  constructor(private readonly scheduler: SchedulerLike) {
    this.#changes = new RateAllowance(CHANGES_PER_SECOND, CHANGES_SAVED_UP, scheduler);
  }

  hear(on: boolean): void {
    if (!this.#changes.take()) return; // an 'off' that is lost here lapses
    if (!on) {
      this.stop();
      return;
    }
    this.#lapse?.unsubscribe();
    this.#lapse = timer(LAPSES_MS, this.scheduler).subscribe(() => {
      this.stop();
    });
    if (!this.state$.value) this.state$.next(true);
  }

  stop(): void {
    this.#lapse?.unsubscribe();
    if (this.state$.value) this.state$.next(false);
  }
}
