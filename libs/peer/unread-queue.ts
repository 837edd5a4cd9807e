import { Observable, Subject, concat, defer, from } from 'rxjs';

/** Events whose reader comes later: what arrives before the first subscriber waits for it. */
export class UnreadQueue<T> {
  /** The events; the first subscriber gets those that waited, all get those that follow. */
  readonly values$: Observable<T> = defer(() => {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    return concat(from(waiting), this.#live$);
  });

  #waiting: T[] | undefined = [];
  readonly #live$ = new Subject<T>();

  push(value: T): void {
    if (this.#waiting === undefined) this.#live$.next(value);
    else this.#waiting.push(value);
  }

  /** No more will come; what waits is still to be had. */
  complete(): void {
    this.#live$.complete();
  }
}
