import {
  type BulkFrame,
  BULK_HEADER_BYTES,
  MAX_DATA_BYTES,
  encodeBulk,
} from '@whispernet/protocol';
import type { ByteChannel } from './file-port';
import { TransferError } from './transfer-error';

/** Above this many bytes in the channel's buffer nothing more goes in: far from the 16 MiB where Chromium's `send` throws. */
export const HIGH_WATER_BYTES = 1024 * 1024;
/** At this many it opens again: enough that the network does not run dry until we are woken. */
export const LOW_WATER_BYTES = 256 * 1024;
/** A channel with smaller messages would need more than 1,024 frames a block; no browser has one. */
const MIN_DATA_BYTES = 1024;

interface Waiting {
  readonly frame: BulkFrame;
  pass(): void;
  fail(error: TransferError): void;
}

/**
 * The near gate: one bulk channel, shared by all files that go out on it. While its buffer is full,
 * frames wait in line, one a file, so that the files take turns.
 */
export class SendGate {
  /** The most bytes of a file in one DATA frame. */
  readonly dataBytes: number;
  readonly #channel: ByteChannel;
  readonly #line: Waiting[] = [];
  #isFull = false;

  constructor(channel: ByteChannel) {
    this.#channel = channel;
    this.dataBytes = Math.min(MAX_DATA_BYTES, channel.maxMessageSize - BULK_HEADER_BYTES);
    channel.bufferedAmountLowThreshold = LOW_WATER_BYTES;
    const low = channel.bufferedAmountLow$.subscribe(() => {
      this.#isFull = false;
      this.#drain();
    });
    const close = () => {
      low.unsubscribe();
      for (const waiting of this.#line.splice(0)) waiting.fail(lost());
    };
    if (channel.closed.aborted) close();
    else channel.closed.addEventListener('abort', close, { once: true });
  }

  /** Resolves when the frame is in the channel's buffer; rejects when the channel has closed or the signal aborts. */
  async send(frame: BulkFrame, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#channel.closed.aborted) throw lost();
    if (this.dataBytes < MIN_DATA_BYTES) {
      throw new TransferError('protocol-violation', 'the channel takes no messages of use');
    }
    if (this.#isFull) await this.#turn(frame, signal);
    else {
      const failure = this.#put(frame);
      if (failure) throw failure;
    }
  }

  #turn(frame: BulkFrame, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#line.splice(this.#line.indexOf(waiting), 1);
        reject(new Error('aborted', { cause: signal.reason }));
      };
      const waiting: Waiting = {
        frame,
        pass: () => {
          signal.removeEventListener('abort', abort);
          resolve();
        },
        fail: (error) => {
          signal.removeEventListener('abort', abort);
          reject(error);
        },
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#line.push(waiting);
    });
  }

  #drain(): void {
    while (!this.#isFull) {
      const waiting = this.#line.shift();
      if (waiting === undefined) return;
      const failure = this.#put(waiting.frame);
      if (failure) waiting.fail(failure);
      else waiting.pass();
    }
  }

  #put(frame: BulkFrame): TransferError | undefined {
    const message = encodeBulk(frame);
    try {
      this.#channel.send(message);
    } catch (error) {
      return lost(error); // the channel is closing and has not said so yet
    }
    this.#isFull = this.#channel.bufferedAmount >= HIGH_WATER_BYTES;
    return undefined;
  }
}

const lost = (cause?: unknown) =>
  new TransferError('connection-lost', 'the bulk channel has closed', { cause });
