import { Observable } from 'rxjs';

/** A value over time that always has one; the holder of a subject changes it, nobody else. */
export interface Behavior<T> extends Observable<T> {
  readonly value: T;
}

/** Something that can be read at any time, and says when it is worth it. */
export class Snapshots<T> extends Observable<T> implements Behavior<T> {
  readonly #read: () => T;

  constructor(read: () => T, told$: Observable<unknown>) {
    super((subscriber) => {
      subscriber.next(read());
      return told$.subscribe(() => {
        subscriber.next(read());
      });
    });
    this.#read = read;
  }

  get value(): T {
    return this.#read();
  }
}
