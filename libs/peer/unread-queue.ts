import { Observable, Subject, concat, defer, from } from 'rxjs';

/** Ten seconds of what a peer may say; whoever needs more room than that is filling our memory. */
const MAX_WAITING = 1_000;
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Messages of a channel whose reader comes later: what arrives before the first subscriber waits for it. */
export class UnreadQueue<T> {
  /** The messages; the first subscriber gets those that waited, all get those that follow. */
  readonly values$: Observable<T> = defer(() => {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    return concat(from(waiting), this.#live$);
  });

  #waiting: T[] | undefined = [];
  #bytes = 0;
  readonly #live$ = new Subject<T>();

  /** Takes a message of so many bytes; whether there was room for it. */
  push(value: T, bytes: number): boolean {
    if (this.#waiting === undefined) {
      this.#live$.next(value);
      return true;
    }
    this.#bytes += bytes;
    if (this.#waiting.length === MAX_WAITING || this.#bytes > MAX_WAITING_BYTES) return false;
    this.#waiting.push(value);
    return true;
  }

  /** No more will come; what waits is still to be had. */
  complete(): void {
    this.#live$.complete();
  }
}
