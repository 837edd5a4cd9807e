import {
  BehaviorSubject,
  EMPTY,
  type Observable,
  type SchedulerLike,
  Subject,
  exhaustMap,
  interval,
  switchMap,
  takeUntil,
  tap,
} from 'rxjs';
import { CallStats } from './call-stats';
import { whenAborted } from './deadline';
import { PathShare } from './path-share';

/** Receivers report about once a second; more often there would be nothing new. */
const SAMPLE_MS = 1_000;

export interface CallWatchOptions {
  readonly scheduler: SchedulerLike;
  readonly signal: AbortSignal;
  /** The connection that carries the call now; undefined while it has no path. */
  connection(): RTCPeerConnection | undefined;
}

/** Watches the call of a link, if there is one, and says how much of the path is left to files. */
export class CallWatch {
  /** 1 where nobody talks, else from 0.05 to 1. */
  readonly share$ = new BehaviorSubject(1);
  readonly #flows$ = new Subject<boolean>();
  #flows = false;

  constructor(options: CallWatchOptions) {
    this.#flows$
      .pipe(
        switchMap((flows) => (flows ? this.#shares(options) : EMPTY)),
        takeUntil(whenAborted(options.signal)),
      )
      .subscribe();
  }

  /** Whether media flows, either way. */
  set flows(flows: boolean) {
    if (flows === this.#flows) return;
    this.#flows = flows;
    this.#flows$.next(flows);
    if (!flows) this.#show(1);
  }

  /** Another path has other delays; the share stays until it is known how the call fares there. */
  pathChanged(): void {
    if (this.#flows) this.#flows$.next(true);
  }

  #shares(options: CallWatchOptions): Observable<unknown> {
    const share = new PathShare(this.share$.value);
    const stats = new CallStats();
    return interval(SAMPLE_MS, options.scheduler).pipe(
      exhaustMap(async () => {
        const watched = options.connection();
        try {
          return watched && (await stats.read(watched));
        } catch (error) {
          // A connection that is just being closed says nothing; the next second has another one.
          if (!(error instanceof DOMException)) throw error;
          return undefined;
        }
      }),
      // Not reached by a sample that was still on its way when the call ended.
      tap((sample) => {
        if (sample) this.#show(share.take(sample));
      }),
    );
  }

  #show(share: number): void {
    if (share !== this.share$.value) this.share$.next(share);
  }
}
