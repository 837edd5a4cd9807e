/** How often something may happen: `tokens` at once, and as many again within `perMs`. */
export interface Rate {
  readonly tokens: number;
  readonly perMs: number;
}

/** Tokens that are taken and come back by the clock, evenly, up to as many as there were at first. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  /** `now`: milliseconds of a clock that only moves forward. */
  constructor(
    private readonly rate: Rate,
    private readonly now: () => number,
  ) {
    this.#tokens = rate.tokens;
    this.#at = now();
  }

  /** Whether all tokens are back, so that the bucket is as good as a new one. */
  get isFull(): boolean {
    return this.#available() >= this.rate.tokens;
  }

  /** Takes `cost` tokens, all or none; whether they were there. */
  take(cost = 1): boolean {
    const available = this.#available();
    const granted = available >= cost;
    this.#tokens = granted ? available - cost : available;
    this.#at = this.now();
    return granted;
  }

  /** In how many milliseconds `cost` tokens are there, if nobody else takes any. */
  waitMs(cost = 1): number {
    return Math.max(0, ((cost - this.#available()) * this.rate.perMs) / this.rate.tokens);
  }

  #available(): number {
    const back = ((this.now() - this.#at) * this.rate.tokens) / this.rate.perMs;
    return Math.min(this.rate.tokens, this.#tokens + back);
  }
}
