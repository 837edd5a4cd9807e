import { BLOCK_BYTES, type BulkFrame } from '@whispernet/protocol';
import { BlockAssembly } from './block-assembly';
import { BlockDigests, sameDigest, sha256 } from './block-digests';
import type { FileSink } from './file-sink';
import { TransferError } from './transfer-error';

/**
 * The far gate's width: what may be on the way, in memory or on its way to the disk, for one file.
 * At 80 MB/s it covers a round trip and a disk write of 100 ms together; a multiple of the block, or
 * the last one in the window could never be whole.
 */
export const WINDOW_BYTES = 8 * BLOCK_BYTES;

type Bytes = Uint8Array<ArrayBuffer>;
type FileFrame = Exclude<BulkFrame, { t: 'credit' }>;

interface Block {
  readonly assembly: BlockAssembly;
  digest: Bytes | undefined;
}

export interface ReceiverEvents {
  /** More may come: the sender is to hear of it. */
  granted(until: number): void;
  /** So many bytes are verified and written. */
  written(bytes: number): void;
  /** Every block is verified and written, and END has come: `finish` is next. */
  whole(): void;
  broken(error: TransferError): void;
}

/**
 * One file on its way in: frames → whole blocks → verified → sink. Holds at most WINDOW_BYTES,
 * whatever the sender does and however slow the disk is.
 */
export class FileReceiver {
  readonly size: number;
  readonly sink: FileSink;
  readonly #events: ReceiverEvents;
  #phase: 'taking' | 'whole' | 'over' = 'taking';

  readonly #digests = new BlockDigests();
  readonly #blockCount: number;
  /** The blocks that are not written yet, all within the window. */
  readonly #blocks = new Map<number, Block>();
  /** Written blocks at or after `#writtenBlocks`: verifying may overtake. */
  readonly #writtenAhead = new Set<number>();
  /** All blocks before this one are written. */
  #writtenBlocks = 0;
  #writtenBytes = 0;
  #isOpen = false;
  #endDigest: Bytes | undefined;
  /** The sink's work, one call after the other. Never rejects. */
  #disk = Promise.resolve();

  constructor(size: number, sink: FileSink, events: ReceiverEvents) {
    this.size = size;
    this.sink = sink;
    this.#events = events;
    this.#blockCount = Math.ceil(size / BLOCK_BYTES);
  }

  /** The sender may send the bytes before this offset. */
  get credit(): number {
    if (!this.#isOpen) return 0;
    return Math.min(this.size, this.#writtenBlocks * BLOCK_BYTES + WINDOW_BYTES);
  }

  /** Whether nothing is missing from the peer, though perhaps on the disk. */
  get hasEverything(): boolean {
    const missing = this.#blockCount - this.#writtenBlocks - this.#writtenAhead.size;
    const isReady = ({ assembly, digest }: Block) => assembly.isComplete && digest !== undefined;
    return (
      this.#endDigest !== undefined && [...this.#blocks.values()].filter(isReady).length === missing
    );
  }

  /** Opens the window. */
  open(): void {
    if (this.#phase === 'over') return;
    this.#isOpen = true;
    this.#events.granted(this.credit);
  }

  /** A frame of this file, as it came. What an honest sender cannot have sent breaks the transfer. */
  take(frame: FileFrame): void {
    if (this.#phase !== 'taking') return;
    const violation = this.#place(frame);
    if (violation !== undefined) this.#break(new TransferError('protocol-violation', violation));
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
    this.#phase = 'over';
    this.#blocks.clear();
    await this.#use(() => this.sink.abort()); // that it fails changes nothing any more
  }

  /** What is wrong with the frame; undefined where nothing is. */
  #place(frame: FileFrame): string | undefined {
    switch (frame.t) {
      case 'data': {
        const { offset, bytes } = frame;
        if (offset + bytes.length > this.credit) return 'data beyond the credit';
        const index = Math.floor(offset / BLOCK_BYTES);
        if (this.#isWritten(index)) return 'data of a block that is written';
        const block = this.#block(index);
        if (!block.assembly.place(offset % BLOCK_BYTES, bytes)) return 'data that overlaps';
        if (block.digest && block.assembly.isComplete) void this.#verify(index, block);
        return undefined;
      }
      case 'block': {
        const { index, digest } = frame;
        if (index * BLOCK_BYTES >= this.credit) return 'a block beyond the credit';
        if (this.#isWritten(index)) return 'the digest of a block that is written';
        const block = this.#block(index);
        if (block.digest) return 'a second digest of a block';
        block.digest = digest.slice(); // the message's buffer is not ours
        if (block.assembly.isComplete) void this.#verify(index, block);
        return undefined;
      }
      case 'end':
        if (this.credit < this.size) return 'END before the last byte was granted';
        if (this.#endDigest) return 'a second END';
        this.#endDigest = frame.digest.slice();
        this.#lookWhetherWhole();
        return undefined;
      default:
        return frame satisfies never;
    }
  }

  #isWritten(index: number): boolean {
    return index < this.#writtenBlocks || this.#writtenAhead.has(index);
  }

  #block(index: number): Block {
    const known = this.#blocks.get(index);
    if (known) return known;
    const length = Math.min(BLOCK_BYTES, this.size - index * BLOCK_BYTES);
    const block = { assembly: new BlockAssembly(length), digest: undefined };
    this.#blocks.set(index, block);
    return block;
  }

  async #verify(index: number, { assembly: { bytes }, digest }: Block): Promise<void> {
    const actual = await sha256(bytes);
    if (digest === undefined || !sameDigest(actual, digest)) {
      this.#break(new TransferError('corrupted', `block ${index} differs from its digest`));
      return;
    }
    this.#digests.set(index, actual);
    const failure = await this.#use(async () => {
      if (this.#phase !== 'over') await this.sink.write(index * BLOCK_BYTES, bytes, actual);
    });
    if (failure) this.#break(failure);
    else if (this.#phase !== 'over') this.#wrote(index, bytes.length);
  }

  #wrote(index: number, bytes: number): void {
    const granted = this.credit;
    this.#blocks.delete(index);
    this.#writtenAhead.add(index);
    while (this.#writtenAhead.delete(this.#writtenBlocks)) this.#writtenBlocks += 1;
    this.#writtenBytes += bytes;
    this.#events.written(this.#writtenBytes);
    if (this.credit > granted) this.#events.granted(this.credit);
    this.#lookWhetherWhole();
  }

  #lookWhetherWhole(): void {
    if (!this.#endDigest || this.#writtenBlocks < this.#blockCount) return;
    this.#phase = 'whole';
    this.#events.whole();
  }

  /** One call to the sink when the earlier ones are done; the failure, if it fails. */
  #use(work: () => Promise<void>): Promise<TransferError | undefined> {
    const outcome = this.#disk.then(work).then(() => undefined, sinkFailure);
    this.#disk = outcome.then(() => undefined);
    return outcome;
  }

  #break(error: TransferError): void {
    this.#phase = 'over';
    this.#blocks.clear();
    this.#events.broken(error);
  }
}

function sinkFailure(cause: unknown): TransferError {
  const isFull = cause instanceof Error && cause.name === 'QuotaExceededError';
  return new TransferError(isFull ? 'disk-full' : 'sink-failed', 'the sink failed', { cause });
}
