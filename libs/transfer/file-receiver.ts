import type { LaneCargo } from '@whispernet/protocol';
import { BlockAssembly } from './block-assembly';
import { BlockDigests, sameDigest, sha256 } from './block-digests';
import { type BlockPool, POOL_BLOCKS } from './block-pool';
import type { FileSink } from './file-sink';
import { TransferError } from './transfer-error';

/** How often a block may differ from its digest before the file is given up. */
const MAX_BAD = 3;
/** Blocks held from earlier that are compared with the sender's, beside the first and the last. */
const SAMPLES = 4;
/** What a frame without data counts as, where frames that nobody wanted are counted. */
const FRAME_BYTES = 64;

type Bytes = Uint8Array<ArrayBuffer>;
export type FileCargo = Extract<LaneCargo, { t: 'data' | 'block' | 'end' }>;

/** A block that is wanted, from the first byte until it is on the disk. */
interface Block {
  readonly pool: BlockPool;
  assembly: BlockAssembly | undefined;
  digest: Bytes | undefined;
  isWhole: boolean;
}

/** The way to the sender. */
export interface WantLink {
  readonly pool: BlockPool;
  want(round: number, first: number, count: number): void;
  check(index: number): void;
}

export interface ReceiverEvents {
  /** So many bytes are here, in memory or written. */
  moved(bytes: number): void;
  /** Nothing is missing from the sender but END, and nothing waits for the disk. */
  full(): void;
  /** Every block is verified and written, and END has come: `finish` is next. */
  whole(): void;
  broken(error: TransferError): void;
}

export interface ReceiverOptions {
  /** Bytes. */
  readonly size: number;
  readonly sink: FileSink;
  readonly blockBytes: number;
  readonly events: ReceiverEvents;
  /** The digests of the blocks that are in the sink already. */
  readonly held?: ReadonlyMap<number, Bytes>;
}

/**
 * One file on its way in: wants blocks, as many as the pool has places for; frames → whole blocks →
 * verified → sink. It outlives pauses and links: between `stop` and `start` it holds nothing but the
 * digests of what is written.
 */
export class FileReceiver {
  readonly size: number;
  readonly sink: FileSink;
  /** Whom it tells; whoever keeps it while there is no link takes over. */
  events: ReceiverEvents;
  readonly #blockBytes: number;
  readonly #blockCount: number;
  #phase: 'taking' | 'whole' | 'over' = 'taking';

  /** Of the blocks that are verified and written. */
  readonly #digests = new BlockDigests();
  #writtenBytes = 0;
  /** What is not written yet. */
  readonly #blocks = new Map<number, Block>();
  #placedBytes = 0;
  readonly #bad = new Map<number, number>();
  #endDigest: Bytes | undefined;

  #link: WantLink | undefined;
  /** The link over which the sender's blocks were compared with those held. */
  #checkedOver: WantLink | undefined;
  readonly #checks = new Set<number>();
  #round = 0;
  /** All blocks before this one are written or wanted. */
  #next = 0;
  #wantedBytes = 0;
  #unwantedBytes = 0;
  /** The sink's work, one call after the other. Never rejects. */
  #disk = Promise.resolve();

  constructor({ size, sink, blockBytes, events, held }: ReceiverOptions) {
    this.size = size;
    this.sink = sink;
    this.events = events;
    this.#blockBytes = blockBytes;
    this.#blockCount = Math.ceil(size / blockBytes);
    for (const [index, digest] of held ?? []) {
      if (index >= this.#blockCount || this.#digests.has(index)) continue;
      this.#digests.set(index, digest);
      this.#writtenBytes += this.#lengthOf(index);
    }
  }

  /** Another attempt begins, and tells `events`: its END is another one where the source has changed. */
  goOn(events: ReceiverEvents): void {
    this.events = events;
    this.#endDigest = undefined;
  }

  /** Bytes that are here, in memory or written. */
  get bytes(): number {
    return this.#writtenBytes + this.#placedBytes;
  }

  /** Bytes that stay when it is stopped. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** Wants what is missing, as `round`; what is held from earlier is compared with the sender's first. */
  start(link: WantLink, round: number): void {
    if (this.#phase !== 'taking' || this.#link) return;
    this.#link = link;
    this.#round = round;
    this.#next = 0;
    link.pool.enter(this, () => {
      this.#fill();
    });
    if (this.#checkedOver !== link) this.#sample(link);
    this.#look();
    this.#fill();
  }

  /** Wants nothing any more, and lets go of what is not whole; what is whole goes on to the disk. */
  stop(): void {
    this.#link?.pool.leave(this);
    this.#link = undefined;
    for (const [index, block] of [...this.#blocks]) {
      if (!block.isWhole) this.#drop(index, block);
    }
  }

  /** Cargo of this file, as it came. What an honest sender cannot have sent breaks the transfer. */
  take(cargo: FileCargo): void {
    if (this.#phase !== 'taking') return;
    const wrong = this.#place(cargo);
    if (wrong === undefined) return;
    this.#break(typeof wrong === 'string' ? new TransferError('protocol-violation', wrong) : wrong);
  }

  /** Compares the digests and closes the sink. Only when whole. Rejects with a TransferError. */
  async finish(): Promise<Bytes> {
    const digest = await this.#digests.ofFile();
    if (this.#endDigest === undefined || !sameDigest(digest, this.#endDigest)) {
      throw new TransferError('corrupted', 'the digest of the file differs');
    }
    const failure = await this.#use(async () => {
      if (this.#phase !== 'over') await this.sink.close();
    });
    if (failure) throw failure;
    return digest;
  }

  /** Gives up: no write from now on, and what was written is discarded. Resolves when that is done. */
  async abort(): Promise<void> {
    this.#end();
    await this.#use(() => this.sink.abort()); // that it fails changes nothing any more
  }

  /** Which of the blocks held are to be compared, once over each link; none of those it has sent itself. */
  #sample(link: WantLink): void {
    this.#checkedOver = link;
    this.#checks.clear();
    const held = this.#digests.indices();
    const picks = Array.from({ length: SAMPLES }, () => Math.floor(Math.random() * held.length));
    for (const pick of [0, held.length - 1, ...picks]) {
      const index = held[pick];
      if (index !== undefined) this.#checks.add(index);
    }
    // Not again after a pause: what is posted arrives, and the answer waits for the pause to end.
    for (const index of this.#checks) link.check(index);
  }

  #fill(): void {
    const link = this.#link;
    if (!link || this.#checks.size > 0 || this.#phase !== 'taking') return;
    let first = 0;
    let count = 0;
    for (let index = this.#missing(); index < this.#blockCount; index = this.#missing()) {
      if (!link.pool.take(this)) break;
      this.#blocks.set(index, {
        pool: link.pool,
        assembly: undefined,
        digest: undefined,
        isWhole: false,
      });
      if (count > 0 && index !== first + count) {
        link.want(this.#round, first, count);
        count = 0;
      }
      if (count === 0) first = index;
      count += 1;
      this.#wantedBytes += this.#lengthOf(index);
    }
    if (count > 0) link.want(this.#round, first, count);
  }

  /** The next block that is neither written nor wanted; the count of blocks where there is none. */
  #missing(): number {
    while (
      this.#next < this.#blockCount &&
      (this.#digests.has(this.#next) || this.#blocks.has(this.#next))
    )
      this.#next += 1;
    return this.#next;
  }

  /** What is wrong with the cargo; undefined where nothing is. */
  #place(cargo: FileCargo): string | TransferError | undefined {
    switch (cargo.t) {
      case 'data':
        return this.#placeData(cargo.offset, cargo.bytes);
      case 'block':
        return this.#placeDigest(cargo.index, cargo.digest);
      case 'end':
        if (this.#endDigest) {
          return sameDigest(this.#endDigest, cargo.digest) ? undefined : 'another END';
        }
        this.#endDigest = cargo.digest.slice(); // the message's buffer is not ours
        this.#look();
        return undefined;
      default:
        return cargo satisfies never;
    }
  }

  #placeData(offset: number, bytes: Bytes): string | undefined {
    if (offset + bytes.length > this.size) return 'data beyond the end';
    const index = Math.floor(offset / this.#blockBytes);
    const block = this.#blocks.get(index);
    if (!block || block.isWhole) return this.#unwanted(bytes.length);
    block.assembly ??= new BlockAssembly(this.#lengthOf(index));
    const placed = block.assembly.place(offset % this.#blockBytes, bytes);
    if (placed === undefined) return 'data across blocks, or dust';
    this.#placedBytes += placed;
    this.events.moved(this.bytes);
    this.#lookAt(index, block);
    return placed < bytes.length ? this.#unwanted(bytes.length - placed) : undefined;
  }

  #placeDigest(index: number, digest: Bytes): string | TransferError | undefined {
    if (index >= this.#blockCount) return 'the digest of a block that does not exist';
    const held = this.#digests.get(index);
    if (held) {
      if (!sameDigest(held, digest)) {
        return new TransferError('source-changed', `block ${index} is another one by now`);
      }
      if (this.#checks.delete(index)) {
        this.#look();
        this.#fill();
      }
      return this.#unwanted(FRAME_BYTES);
    }
    const block = this.#blocks.get(index);
    if (!block) return this.#unwanted(FRAME_BYTES);
    if (block.digest) {
      return sameDigest(block.digest, digest) ? this.#unwanted(FRAME_BYTES) : 'another digest';
    }
    block.digest = digest.slice(); // the message's buffer is not ours
    this.#lookAt(index, block);
    return undefined;
  }

  /** Some comes twice, some of what was wanted before a pause comes late: within these bounds. */
  #unwanted(bytes: number): string | undefined {
    this.#unwantedBytes += bytes;
    const late = (this.#round + 2) * POOL_BLOCKS * this.#blockBytes;
    return this.#unwantedBytes > late + this.#wantedBytes ? 'more than was wanted' : undefined;
  }

  #lookAt(index: number, block: Block): void {
    if (block.isWhole || !block.assembly?.isComplete || !block.digest) return;
    block.isWhole = true;
    void this.#verify(index, block, block.assembly.bytes, block.digest);
  }

  async #verify(index: number, block: Block, bytes: Bytes, digest: Bytes): Promise<void> {
    const actual = await sha256(bytes);
    if (!sameDigest(actual, digest)) {
      this.#wantAgain(index, block);
      return;
    }
    const failure = await this.#use(async () => {
      if (this.#phase !== 'over') await this.sink.write(index * this.#blockBytes, bytes, actual);
    });
    if (failure) this.#break(failure);
    if (this.#phase !== 'over') {
      this.#digests.set(index, actual);
      this.#writtenBytes += bytes.length;
    }
    this.#drop(index, block);
    if (this.#phase === 'over') return;
    this.events.moved(this.bytes);
    this.#look();
  }

  #wantAgain(index: number, block: Block): void {
    const times = (this.#bad.get(index) ?? 0) + 1;
    this.#bad.set(index, times);
    if (times >= MAX_BAD) {
      this.#break(new TransferError('corrupted', `block ${index} differs from its digest`));
    }
    if (!this.#link) {
      this.#drop(index, block);
      return;
    }
    this.#placedBytes -= this.#lengthOf(index);
    block.assembly = undefined;
    block.digest = undefined;
    block.isWhole = false;
    this.#wantedBytes += this.#lengthOf(index);
    this.#link.want(this.#round, index, 1); // alone: several again are a repeated frame
  }

  /** Gives back the block's place, and with it its memory. */
  #drop(index: number, block: Block): void {
    if (this.#blocks.get(index) === block) {
      this.#blocks.delete(index);
      this.#placedBytes -= block.assembly?.placedBytes ?? 0;
    }
    block.pool.give(this);
  }

  #look(): void {
    if (this.#phase !== 'taking' || this.#digests.count < this.#blockCount) return;
    if (this.#checks.size > 0) return;
    this.#link?.pool.leave(this);
    if (this.#endDigest) {
      this.#phase = 'whole';
      this.events.whole();
    } else {
      this.events.full();
    }
  }

  #lengthOf(index: number): number {
    return Math.min(this.#blockBytes, this.size - index * this.#blockBytes);
  }

  /** One call to the sink when the earlier ones are done; the failure, if it fails. */
  #use(work: () => Promise<void>): Promise<TransferError | undefined> {
    const outcome = this.#disk.then(work).then(() => undefined, sinkFailure);
    this.#disk = outcome.then(() => undefined);
    return outcome;
  }

  #break(error: TransferError): void {
    if (this.#phase === 'over') return;
    this.#end();
    this.events.broken(error);
  }

  /** What is on its way to the disk gives its place back when the disk is through with it. */
  #end(): void {
    this.#phase = 'over';
    this.stop();
  }
}

function sinkFailure(cause: unknown): TransferError {
  const isFull = cause instanceof Error && cause.name === 'QuotaExceededError';
  return new TransferError(isFull ? 'disk-full' : 'sink-failed', 'the sink failed', { cause });
}
