/** Wrong passwords in a row before this page pauses by itself. */
const TRIES = 3;
/** How long it pauses then: long enough that guessing by hand is hopeless, short enough to look the password up. */
const PAUSE_MS = 30_000;

/** Counts the wrong passwords of this page, so that a person notices before a door does. */
export class PasswordTries {
  #wrong = 0;
  #pausedUntil = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** Milliseconds until the next try is allowed; 0 where it is. */
  get pauseMs(): number {
    return Math.max(0, this.#pausedUntil - this.now());
  }

  /** Notes a wrong password; how many tries are left before the pause, 0 where it begins now. */
  wrong(): number {
    this.#wrong += 1;
    if (this.#wrong < TRIES) return TRIES - this.#wrong;
    this.#wrong = 0;
    this.#pausedUntil = this.now() + PAUSE_MS;
    return 0;
  }

  /** Forgets the wrong ones: the right one was given. */
  right(): void {
    this.#wrong = 0;
  }
}
