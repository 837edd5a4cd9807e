import { BLOCK_BYTES, type TransferId } from '@whispernet/protocol';
import { BlockDigests, sha256 } from './block-digests';
import { Credit } from './credit';
import type { FileSource } from './file-source';
import { orAborted } from './or-aborted';
import type { SendGate } from './send-gate';
import { TransferError } from './transfer-error';

/** What is read at once, with as much read ahead. Slices of 64 KiB were measured at a tenth of the speed. */
const SLICE_BYTES = 4 * BLOCK_BYTES;

type Bytes = Uint8Array<ArrayBuffer>;

/** One file on its way out: source → digests → both gates → channel. */
export class FileSender {
  readonly id: TransferId;
  readonly size: number;
  readonly credit = new Credit();
  readonly #source: FileSource;
  readonly #ended = new AbortController();
  #digest: Bytes | undefined;

  constructor(id: TransferId, source: FileSource) {
    this.id = id;
    this.size = source.size;
    this.#source = source;
  }

  /** Aborts when the transfer has ended, however. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** The file's digest, as soon as all its bytes have been handed to the channel. */
  get digest(): Bytes | undefined {
    return this.#digest;
  }

  end(): void {
    this.#ended.abort();
  }

  /** Hands blocks and their digests to the gate; `moved` hears after each block how far it is. */
  async sendBlocks(gate: SendGate, moved: (bytes: number) => void): Promise<void> {
    const digests = new BlockDigests();
    let ahead = this.#read(0);
    for (let start = 0; start < this.size; start += SLICE_BYTES) {
      const slice = await orAborted(ahead, this.ended);
      if (slice instanceof TransferError) throw slice;
      ahead = this.#read(start + SLICE_BYTES);
      for (let within = 0; within < slice.length; within += BLOCK_BYTES) {
        const block = slice.subarray(within, within + BLOCK_BYTES);
        const index = (start + within) / BLOCK_BYTES;
        const digest = await sha256(block);
        digests.set(index, digest);
        await this.credit.reaches(start + within, this.ended);
        await gate.send({ t: 'block', id: this.id, index, digest }, this.ended);
        await this.#sendData(gate, start + within, block);
        moved(start + within + block.length);
      }
    }
    this.#digest = await digests.ofFile();
  }

  /** Says that all is sent. Only after `sendBlocks`. */
  async sendEnd(gate: SendGate): Promise<void> {
    if (this.#digest === undefined) throw new Error('END before the blocks');
    await gate.send({ t: 'end', id: this.id, digest: this.#digest }, this.ended);
  }

  async #sendData(gate: SendGate, offset: number, block: Bytes): Promise<void> {
    for (let sent = 0; sent < block.length;) {
      await this.credit.reaches(offset + sent, this.ended);
      const granted = this.credit.until - offset;
      const bytes = block.subarray(sent, Math.min(sent + gate.dataBytes, granted));
      await gate.send({ t: 'data', id: this.id, offset: offset + sent, bytes }, this.ended);
      sent += bytes.length;
    }
  }

  /** Never rejects: the slice read ahead of a cancelled transfer is awaited by nobody. */
  async #read(start: number): Promise<Bytes | TransferError> {
    const end = Math.min(start + SLICE_BYTES, this.size);
    if (start >= end) return new Uint8Array();
    try {
      const bytes = new Uint8Array(await this.#source.slice(start, end).arrayBuffer());
      if (bytes.length === end - start && this.#source.size === this.size) return bytes;
      return new TransferError('source-unreadable', 'the source has changed its size');
    } catch (cause) {
      return new TransferError('source-unreadable', 'the source cannot be read', { cause });
    }
  }
}
