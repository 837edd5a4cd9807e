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
import { type CallQuality, QualityJudge } from './call-quality';
import { CallStats } from './call-stats';
import { whenAborted } from './deadline';
import { type CallSample, PathShare } from './path-share';
import { PictureHold } from './picture-hold';

/** Receivers report about once a second; more often there would be nothing new. */
const SAMPLE_MS = 1_000;

export interface CallWatchOptions {
  readonly scheduler: SchedulerLike;
  readonly signal: AbortSignal;
  /** The connection that carries the call now; undefined while it has no path. */
  connection(): RTCPeerConnection | undefined;
}

/**
 * Watches the call of a link, if there is one, and says how it fares, how much of the path is left to
 * files, and whether the path is too weak for a camera.
 */
export class CallWatch {
  /** 1 where nobody talks, else from 0.05 to 1. */
  readonly share$ = new BehaviorSubject(1);
  /** Undefined where nobody talks, or nothing is known yet. */
  readonly quality$ = new BehaviorSubject<CallQuality | undefined>(undefined);
  /** Whether one's own camera is held back, so that the voices come through. */
  readonly holdsPicture$ = new BehaviorSubject(false);
  readonly #flows$ = new Subject<boolean>();
  #flows = false;
  /** As long as there is a picture to hold. */
  #hold: PictureHold | undefined;

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
    if (flows) return;
    show(this.share$, 1);
    show(this.quality$, undefined);
  }

  /** Whether one's own camera is to be seen over there. */
  set givesPicture(gives: boolean) {
    if (gives === (this.#hold !== undefined)) return;
    this.#hold = gives ? new PictureHold() : undefined;
    show(this.holdsPicture$, false);
  }

  /** Another path has other delays; the share stays until it is known how the call fares there. */
  pathChanged(): void {
    if (this.#hold) {
      this.#hold = new PictureHold();
      show(this.holdsPicture$, false); // it may carry more
    }
    if (this.#flows) this.#flows$.next(true);
  }

  #shares(options: CallWatchOptions): Observable<unknown> {
    const share = new PathShare(this.share$.value);
    const stats = new CallStats();
    const judge = new QualityJudge();
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
        if (sample) this.#take(sample, share, judge);
      }),
    );
  }

  #take(sample: CallSample, share: PathShare, judge: QualityJudge): void {
    show(this.share$, share.take(sample));
    show(this.quality$, judge.take(sample));
    if (this.#hold) show(this.holdsPicture$, this.#hold.take(sample));
  }
}

function show<T>(subject: BehaviorSubject<T>, value: T): void {
  if (value !== subject.value) subject.next(value);
}
