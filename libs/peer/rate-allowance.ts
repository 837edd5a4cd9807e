import type { SchedulerLike } from 'rxjs';

/** So many a second on average, with what was not used saved up to `burst` (a token bucket). */
export class RateAllowance {
  #tokens: number;
  #since: number;

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly scheduler: SchedulerLike,
  ) {
    this.#tokens = burst;
    this.#since = scheduler.now();
  }

  /** Takes one; whether there was one. */
  take(): boolean {
    const now = this.scheduler.now();
    const earned = ((now - this.#since) / 1000) * this.perSecond;
    this.#tokens = Math.min(this.burst, this.#tokens + earned);
    this.#since = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
