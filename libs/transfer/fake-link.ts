import { type Observable, Subject } from 'rxjs';
import type { ByteChannel, FileMessage, FilePort } from './file-port';

/** What the specs of this folder stand on: two ports joined in memory. */
export interface FakeLink<Channel extends ByteChannel> {
  readonly alice: FakePort<Channel>;
  readonly bob: FakePort<Channel>;
}

/** `pair` makes the two ends of a bulk channel; the opener gets the first. */
export function fakeLink<Channel extends ByteChannel>(
  pair: () => [Channel, Channel],
): FakeLink<Channel> {
  const alice = new FakePort(pair);
  const bob = new FakePort(pair);
  alice.far = bob;
  bob.far = alice;
  return { alice, bob };
}

/** One side's port. Control messages arrive in order, a microtask later. */
export class FakePort<Channel extends ByteChannel = ByteChannel> implements FilePort {
  far: FakePort<Channel> | undefined;
  /** All that this side has sent. */
  readonly sent: FileMessage[] = [];
  /** The channels that this side has opened. */
  readonly opened: Channel[] = [];
  /** Where set, opening a channel rejects with it. */
  refusal: Error | undefined;
  readonly #pair: () => [Channel, Channel];
  readonly #messages = new Subject<FileMessage>();
  readonly messages$: Observable<FileMessage> = this.#messages;
  readonly #bulk = new Subject<Channel>();
  readonly bulk$: Observable<Channel> = this.#bulk;

  constructor(pair: () => [Channel, Channel]) {
    this.#pair = pair;
  }

  send(message: FileMessage): void {
    this.sent.push(message);
    queueMicrotask(() => {
      this.far?.hear(message);
    });
  }

  async openBulk(): Promise<Channel> {
    await Promise.resolve();
    if (this.refusal) throw this.refusal;
    const [near, far] = this.#pair();
    this.opened.push(near);
    queueMicrotask(() => {
      this.far?.welcome(far);
    });
    return near;
  }

  /** As if the other side had sent it. */
  hear(message: FileMessage): void {
    this.#messages.next(message);
  }

  /** As if the other side had opened it. */
  welcome(channel: Channel): void {
    this.#bulk.next(channel);
  }
}
