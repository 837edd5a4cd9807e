import {
  BLOCK_BYTES,
  type BulkFrame,
  type Control,
  type TransferId,
  decodeBulk,
  encodeBulk,
  toBase64url,
} from '@whispernet/protocol';
import { safeFileName } from './file-name';
import type { ByteChannel, FilePort } from './file-port';
import { FileReceiver } from './file-receiver';
import type { FileSink } from './file-sink';
import { MAX_UNANSWERED } from './outgoing-files';
import { FILES_AT_ONCE, Slots } from './slots';
import { TransferError } from './transfer-error';
import type { TransferList } from './transfer-list';
import type { FailureReason, TransferEvent } from './transfer-state';

/** A block's index has 32 bits on the wire. */
const MAX_FILE_BYTES = 2 ** 32 * BLOCK_BYTES;

/** Our own side keeps to MAX_UNANSWERED. Who does not is answered for a while: answers queue up, too. */
const MAX_REFUSALS = 100;

/** The files that one peer offers to us. */
export class IncomingFiles {
  readonly #port: FilePort;
  readonly #list: TransferList;
  /** Ends all without a word: the link is gone. */
  readonly #signal: AbortSignal;
  /** The sizes of what waits for our answer. */
  readonly #offered = new Map<TransferId, number>();
  /** What is accepted and has not ended. */
  readonly #receivers = new Map<TransferId, FileReceiver>();
  #refusals = 0;
  readonly #slots = new Slots<TransferId>(FILES_AT_ONCE);
  /** The channels that the peer has opened, the newest last: credit goes there. */
  #channels: readonly ByteChannel[] = [];

  constructor(port: FilePort, list: TransferList, signal: AbortSignal) {
    this.#port = port;
    this.#list = list;
    this.#signal = signal;
  }

  offered({ id, name, size, type, lastModified }: Control<'file-offer'>): void {
    if (this.#list.has(id)) return; // the first offer of an id stands
    if (this.#offered.size >= MAX_UNANSWERED || size > MAX_FILE_BYTES) {
      if (this.#refusals < MAX_REFUSALS) this.#port.send({ t: 'file-decline', id });
      this.#refusals += 1;
      return;
    }
    this.#offered.set(id, size);
    this.#list.add({
      id,
      direction: 'in',
      ...safeFileName(name),
      size,
      type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : '',
      lastModified,
      state: { phase: 'offered' },
    });
  }

  accept(id: TransferId, sink: FileSink): void {
    const size = this.#offered.get(id);
    if (size === undefined) {
      // Withdrawn while the person chose a place: what was made there has to go.
      if (this.#receivers.get(id)?.sink !== sink) void discard(sink);
      return;
    }
    this.#offered.delete(id);
    const receiver = new FileReceiver(size, sink, {
      granted: (until) => {
        this.#sendCredit(this.#channels.at(-1), id, until);
      },
      written: (bytes) => {
        this.#list.apply(id, { t: 'moved', bytes });
      },
      whole: () => {
        void this.#finish(id, receiver);
      },
      broken: ({ reason }) => {
        this.#fail(id, reason);
      },
    });
    this.#receivers.set(id, receiver);
    this.#list.apply(id, { t: 'accepted' });
    this.#port.send({ t: 'file-accept', id });
    if (size > 0) {
      this.#slots.enter(id, () => {
        receiver.open();
      });
    }
  }

  decline(id: TransferId): void {
    if (!this.#offered.has(id)) return;
    this.#port.send({ t: 'file-decline', id });
    this.#end(id, { t: 'declined' });
  }

  /** By the peer. */
  cancelled(id: TransferId): void {
    this.#end(id, { t: 'cancelled' });
  }

  /** By us. */
  cancel(id: TransferId): void {
    this.#end(id, { t: 'cancelled' }, 'tell the peer');
  }

  /** The link has ended. */
  lose(): void {
    for (const id of [...this.#offered.keys(), ...this.#receivers.keys()]) {
      this.#end(id, { t: 'failed', reason: 'connection-lost', side: 'here' });
    }
  }

  /** A channel that the peer has opened. */
  use(channel: ByteChannel): void {
    if (channel.closed.aborted) return;
    this.#channels = [...this.#channels, channel];
    const messages = channel.messages$.subscribe((message) => {
      const frame = decodeBulk(message);
      if (frame === undefined || frame.t === 'credit') this.#abandon(channel, 'protocol-violation');
      else this.#take(frame);
    });
    channel.closed.addEventListener(
      'abort',
      () => {
        messages.unsubscribe();
        this.#abandon(channel, 'connection-lost');
      },
      { once: true },
    );
    this.#repeatCredit();
  }

  #take(frame: Exclude<BulkFrame, { t: 'credit' }>): void {
    if (this.#offered.has(frame.id)) this.#fail(frame.id, 'protocol-violation');
    else this.#receivers.get(frame.id)?.take(frame); // of ended ones some is still on the way
  }

  async #finish(id: TransferId, receiver: FileReceiver): Promise<void> {
    this.#list.apply(id, { t: 'all-moved' });
    try {
      const digest = toBase64url(await receiver.finish());
      if (!this.#receivers.delete(id)) return; // cancelled while the sink closed
      this.#slots.leave(id);
      this.#list.apply(id, { t: 'verified' });
      this.#port.send({ t: 'file-received', id, digest });
    } catch (error) {
      this.#fail(id, error instanceof TransferError ? error.reason : 'sink-failed');
    }
  }

  #repeatCredit(): void {
    for (const [id, { credit }] of this.#receivers) {
      if (credit > 0) this.#sendCredit(this.#channels.at(-1), id, credit);
    }
  }

  /** Before the peer's first channel there is none: credit is repeated when it comes. */
  #sendCredit(channel: ByteChannel | undefined, id: TransferId, until: number): void {
    if (channel === undefined) return;
    try {
      channel.send(encodeBulk({ t: 'credit', id, until }));
    } catch {
      this.#abandon(channel, 'connection-lost'); // closing, and has not said so yet
    }
  }

  /** Without the peer's last channel, what still misses bytes cannot go on. */
  #abandon(channel: ByteChannel, reason: FailureReason): void {
    if (!this.#channels.includes(channel)) return;
    this.#channels = this.#channels.filter((other) => other !== channel);
    if (this.#channels.length > 0) {
      this.#repeatCredit();
    } else {
      for (const [id, receiver] of this.#receivers) {
        if (!receiver.hasEverything) this.#fail(id, reason);
      }
    }
    channel.close();
  }

  #fail(id: TransferId, reason: FailureReason): void {
    this.#end(id, { t: 'failed', reason, side: 'here' }, 'tell the peer');
  }

  #end(id: TransferId, event: TransferEvent, tell?: 'tell the peer'): void {
    const receiver = this.#receivers.get(id);
    if (!this.#offered.has(id) && receiver === undefined) return;
    if (!this.#list.apply(id, event)) return;
    this.#offered.delete(id);
    this.#receivers.delete(id);
    if (tell && !this.#signal.aborted) this.#port.send({ t: 'file-cancel', id });
    // The next file starts when this one's last write is over: memory stays within its bound.
    void receiver?.abort().then(() => {
      this.#slots.leave(id);
    });
  }
}

async function discard(sink: FileSink): Promise<void> {
  try {
    await sink.abort();
  } catch {
    return; // nothing was written to it, and nobody waits for it
  }
}
