/** The operations of a connection, one after the other (W3C webrtc-pc section 4.4.1.2). */
export class FakeOperationsChain {
  #last: Promise<unknown> = Promise.resolve();
  #length = 0;
  #closed = false;

  /** @param whenDone after each operation, whether or not it went well */
  constructor(private readonly whenDone: () => void) {}

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Runs an operation after those before it, later than its caller; never after the end. */
  run(operation: () => void): Promise<void> {
    if (this.#closed) return Promise.reject(new DOMException('closed', 'InvalidStateError'));
    this.#length += 1;
    const done = this.#last.then(() => {
      if (!this.#closed) operation();
    });
    this.#last = done
      .catch(() => undefined) // the caller gets it
      .then(() => {
        this.#length -= 1;
        this.whenDone();
      });
    return done;
  }

  close(): void {
    this.#closed = true;
  }
}
