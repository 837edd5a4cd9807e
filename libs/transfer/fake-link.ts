import type { TransferId } from '@whispernet/protocol';
import { answered } from '@whispernet/testing/web-crypto';
import {
  BehaviorSubject,
  type Observable,
  type SchedulerLike,
  Subject,
  filter,
  firstValueFrom,
  map,
} from 'rxjs';
import { FakeByteChannel, type FakeByteChannelOptions } from './fake-byte-channel';
import { type ExchangeInternals, FileExchange } from './file-exchange';
import type { FileMessage, FilePort } from './file-port';
import { Lanes, type LanesOptions } from './lanes';
import type { FileSink } from './file-sink';
import type { FileSource } from './file-source';
import { nextTask } from './next-task';
import type { Behavior } from './snapshots';
import type { Transfer } from './transfer-list';
import { type TransferState, hasEnded } from './transfer-state';
import { UnfinishedTransfers } from './unfinished-transfers';

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

export interface Pair {
  readonly alice: FileExchange;
  readonly bob: FileExchange;
  readonly alicePort: FakePort;
  readonly bobPort: FakePort;
  /** What either keeps when the link ends. */
  readonly alicesKept: UnfinishedTransfers;
  readonly bobsKept: UnfinishedTransfers;
  /** Ends the link for both. */
  readonly leaving: AbortController;
  readonly internals: ExchangeInternals | undefined;
}

export interface PairOptions extends FakeByteChannelOptions {
  /** What an earlier link has left; nothing where one of them has been reloaded. */
  readonly alicesKept?: UnfinishedTransfers;
  readonly bobsKept?: UnfinishedTransfers;
  readonly scheduler?: SchedulerLike;
  readonly internals?: ExchangeInternals;
}

/** alice and bob with an exchange each. */
export function aliceAndBob(options: PairOptions = {}): Pair {
  const { scheduler, internals } = options;
  const { alice: alicePort, bob: bobPort } = fakeLink(options);
  const fresh = () => new UnfinishedTransfers({ ...(scheduler && { scheduler }), ...internals });
  const { alicesKept = fresh(), bobsKept = fresh() } = options;
  const leaving = new AbortController();
  const { signal } = leaving;
  const exchange = (port: FakePort, unfinished: UnfinishedTransfers) =>
    new FileExchange(port, { unfinished, signal, ...(scheduler && { scheduler }) }, internals);
  const alice = exchange(alicePort, alicesKept);
  const bob = exchange(bobPort, bobsKept);
  return { alice, bob, alicePort, bobPort, alicesKept, bobsKept, leaving, internals };
}

/** Blocks so small that a file of many is quickly there, also on a busy machine. */
export const BLOCK = 16 * 1024;

/** alice and bob, whose blocks are small. */
export function smallPair(options: PairOptions = {}): Pair {
  const lanes = (lanesOptions: LanesOptions) => new Lanes(lanesOptions);
  return aliceAndBob({ internals: { blockBytes: BLOCK, lanes }, ...options });
}

/** The next link of the same two. */
export function linkedAgain(before: Pair, options: PairOptions = {}): Pair {
  before.leaving.abort();
  const { alicesKept, bobsKept, internals } = before;
  return aliceAndBob({ alicesKept, bobsKept, ...(internals && { internals }), ...options });
}

/** alice has offered, bob has accepted; `sink` and `file` are theirs to disturb. */
export async function underWay(file: FileSource, sink: FileSink, pair = smallPair()) {
  const id = pair.alice.offer(file);
  await reaches(pair.bob, id, 'offered');
  pair.bob.accept(id, sink);
  return { ...pair, id };
}

/** An exchange, or what is kept of ended ones. */
interface Shown {
  readonly transfers$: Behavior<readonly Transfer[]>;
}

export function stateOf(exchange: Shown, id: TransferId): TransferState | undefined {
  return exchange.transfers$.value.find((transfer) => transfer.id === id)?.state;
}

/** The first state of the transfer that suits. */
export async function state(
  exchange: Shown,
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
export const end = (exchange: Shown, id: TransferId) => state(exchange, id, hasEnded);

/** Resolves when the transfer is in this phase. */
export const reaches = (exchange: Shown, id: TransferId, phase: TransferState['phase']) =>
  state(exchange, id, (found) => found.phase === phase);

/** Some turns of answers and tasks: what could still happen by itself has happened. */
export async function quiet(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await answered();
    await nextTask();
  }
}
