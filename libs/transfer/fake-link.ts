import type { TransferId } from '@whispernet/protocol';
import { BehaviorSubject, type Observable, Subject, filter, firstValueFrom, map } from 'rxjs';
import { FakeByteChannel, type FakeByteChannelOptions } from './fake-byte-channel';
import { FileExchange } from './file-exchange';
import type { FileMessage, FilePort } from './file-port';
import { type TransferState, hasEnded } from './transfer-state';

/** One side's port. Control messages arrive in order, a microtask later. */
export class FakePort implements FilePort {
  far: FakePort | undefined;
  /** All that this side has sent. */
  readonly sent: FileMessage[] = [];
  /** The channels that this side has opened. */
  readonly opened: FakeByteChannel[] = [];
  /** The channels that the other side has opened. */
  readonly welcomed: FakeByteChannel[] = [];
  /** Where set, opening a channel rejects with it. */
  refusal: Error | undefined;
  readonly #options: FakeByteChannelOptions;
  readonly #messages = new Subject<FileMessage>();
  readonly messages$: Observable<FileMessage> = this.#messages;
  readonly #bulk = new Subject<FakeByteChannel>();
  readonly bulk$: Observable<FakeByteChannel> = this.#bulk;

  constructor(options: FakeByteChannelOptions = {}) {
    this.#options = options;
  }

  send(message: FileMessage): void {
    this.sent.push(message);
    queueMicrotask(() => {
      this.far?.hear(message);
    });
  }

  async openBulk(): Promise<FakeByteChannel> {
    await Promise.resolve();
    if (this.refusal) throw this.refusal;
    const [near, far] = FakeByteChannel.pair(this.#options);
    this.opened.push(near);
    queueMicrotask(() => {
      this.far?.welcome(far);
    });
    return near;
  }

  readonly share$ = new BehaviorSubject(1);

  /** As if the other side had sent it. */
  hear(message: FileMessage): void {
    this.#messages.next(message);
  }

  /** As if the other side had opened it. */
  welcome(channel: FakeByteChannel): void {
    this.welcomed.push(channel);
    this.#bulk.next(channel);
  }
}

/** alice's port and bob's, joined in memory. */
export function fakeLink(options?: FakeByteChannelOptions) {
  const alice = new FakePort(options);
  const bob = new FakePort(options);
  alice.far = bob;
  bob.far = alice;
  return { alice, bob };
}

/** alice and bob with an exchange each; `leaving` ends both. */
export function aliceAndBob(options?: FakeByteChannelOptions) {
  const { alice: alicePort, bob: bobPort } = fakeLink(options);
  const leaving = new AbortController();
  return {
    alice: new FileExchange(alicePort, leaving.signal),
    bob: new FileExchange(bobPort, leaving.signal),
    alicePort,
    bobPort,
    leaving,
  };
}

export function stateOf(exchange: FileExchange, id: TransferId): TransferState | undefined {
  return exchange.transfers$.value.find((transfer) => transfer.id === id)?.state;
}

/** The first state of the transfer that suits. */
export async function state(
  exchange: FileExchange,
  id: TransferId,
  suits: (state: TransferState) => boolean,
): Promise<TransferState> {
  return firstValueFrom(
    exchange.transfers$.pipe(
      map(() => stateOf(exchange, id)),
      filter((found): found is TransferState => found !== undefined && suits(found)),
    ),
  );
}

/** How the transfer ends. */
export const end = (exchange: FileExchange, id: TransferId) => state(exchange, id, hasEnded);

/** Resolves when the transfer is in this phase. */
export const reaches = (exchange: FileExchange, id: TransferId, phase: TransferState['phase']) =>
  state(exchange, id, (found) => found.phase === phase);

/** Some turns of the event loop: what could still happen by itself has happened. */
export async function quiet(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await crypto.subtle.digest('SHA-256', new Uint8Array(turn));
  }
}
