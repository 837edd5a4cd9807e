import { VirtualAction, VirtualTimeScheduler } from 'rxjs';
import { answered } from './web-crypto';

/** A scheduler whose time stands still until a spec moves it. */
export class FakeClock extends VirtualTimeScheduler {
  constructor() {
    super(VirtualAction, 0);
  }

  /** Lets `ms` pass, running what falls due on the way, and waits for nothing that follows from it. */
  leap(ms: number): void {
    const end = this.frame + ms;
    this.maxFrames = end;
    this.flush();
    this.frame = end;
  }

  /** Lets `ms` pass, running what falls due on the way, and then all that follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.frame + ms;
    while (this.frame < end) {
      await settled();
      const due = this.actions.reduce((next, { delay }) => Math.min(next, delay), end);
      this.maxFrames = due;
      this.flush();
      this.frame = due;
    }
    await settled();
  }
}

/**
 * Resolves when everything that waits for no clock has happened: a fake's events are microtasks,
 * WebCrypto's answers come from other threads.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await answered();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** The longest chain of such answers is a handshake of two links, six; twice that is ample. */
const TURNS = 12;
