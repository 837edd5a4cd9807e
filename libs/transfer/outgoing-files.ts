import {
  type BulkFrame,
  type Control,
  TransferId,
  decodeBulk,
  fromBase64url,
  newId,
} from '@whispernet/protocol';
import { sameDigest } from './block-digests';
import { safeFileName } from './file-name';
import type { ByteChannel, FilePort } from './file-port';
import { FileSender } from './file-sender';
import type { FileSource } from './file-source';
import { orAborted } from './or-aborted';
import { SendGate } from './send-gate';
import { FILES_AT_ONCE, Slots } from './slots';
import { TransferError } from './transfer-error';
import type { TransferList } from './transfer-list';
import type { FailureReason, TransferEvent } from './transfer-state';

/**
 * The most offers that wait for the peer's answer; it declines further ones unseen. Ours wait here
 * until others are answered.
 */
export const MAX_UNANSWERED = 64;

type FileOffer = Control<'file-offer'>;

/** The files that we offer to one peer: all of them over one bulk channel, opened when first needed. */
export class OutgoingFiles {
  readonly #port: FilePort;
  readonly #list: TransferList;
  /** Ends all without a word: the link is gone. */
  readonly #signal: AbortSignal;
  /** Every outgoing transfer that has not ended. */
  readonly #senders = new Map<TransferId, FileSender>();
  readonly #unsent = new Map<TransferId, FileOffer>();
  readonly #unanswered = new Set<TransferId>();
  readonly #slots = new Slots<TransferId>(FILES_AT_ONCE);
  #gate: Promise<SendGate> | undefined;
  #channel: ByteChannel | undefined;

  constructor(port: FilePort, list: TransferList, signal: AbortSignal) {
    this.#port = port;
    this.#list = list;
    this.#signal = signal;
  }

  offer(source: FileSource): TransferId {
    const id = newId(TransferId);
    const { size, type } = source;
    this.#list.add({
      id,
      direction: 'out',
      ...safeFileName(source.name),
      size,
      type,
      lastModified: source.lastModified,
      state: { phase: 'waiting' },
    });
    this.#senders.set(id, new FileSender(id, source));
    this.#unsent.set(id, fileOffer(id, source));
    if (this.#signal.aborted) this.lose();
    else this.#sendOffers();
    return id;
  }

  accepted(id: TransferId): void {
    const sender = this.#senders.get(id);
    if (!sender || this.#unsent.has(id) || !this.#list.apply(id, { t: 'accepted' })) return;
    this.#answered(id);
    void this.#send(sender);
  }

  declined(id: TransferId): void {
    this.#end(id, { t: 'declined' });
  }

  /** The peer has it all, it says. */
  received(id: TransferId, digest: string): void {
    const sender = this.#senders.get(id);
    const said = fromBase64url(digest);
    if (sender === undefined || said === undefined) return;
    if (this.#list.phaseOf(id) !== 'verifying' || sender.digest === undefined) {
      this.#fail(id, 'protocol-violation');
    } else if (!sameDigest(said, sender.digest)) {
      this.#fail(id, 'corrupted');
    } else {
      this.#end(id, { t: 'verified' });
    }
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
    for (const id of this.#senders.keys()) {
      this.#end(id, { t: 'failed', reason: 'connection-lost', side: 'here' });
    }
  }

  #sendOffers(): void {
    for (const [id, offer] of this.#unsent) {
      if (this.#unanswered.size >= MAX_UNANSWERED) return;
      this.#unsent.delete(id);
      this.#unanswered.add(id);
      this.#port.send(offer);
    }
  }

  #answered(id: TransferId): void {
    this.#unanswered.delete(id);
    if (!this.#signal.aborted) this.#sendOffers();
  }

  async #send(sender: FileSender): Promise<void> {
    const { id, ended } = sender;
    try {
      const gate = await orAborted(this.#openGate(), ended);
      if (sender.size > 0) {
        await sender.credit.reaches(0, ended); // before it takes a slot and reads
        const admitted = new Promise<void>((go) => {
          this.#slots.enter(id, go);
        });
        await orAborted(admitted, ended);
      }
      await sender.sendBlocks(gate, (bytes) => this.#list.apply(id, { t: 'moved', bytes }));
      this.#slots.leave(id);
      this.#list.apply(id, { t: 'all-moved' });
      await sender.sendEnd(gate);
    } catch (error) {
      if (ended.aborted) return; // cancelled or failed in the meantime: that has been dealt with
      this.#fail(id, error instanceof TransferError ? error.reason : 'source-unreadable');
    }
  }

  #openGate(): Promise<SendGate> {
    this.#gate ??= this.#port.openBulk().then(
      (channel) => this.#use(channel),
      (cause: unknown) => {
        this.#gate = undefined; // the next accepted file tries again
        throw new TransferError('connection-lost', 'no bulk channel', { cause });
      },
    );
    return this.#gate;
  }

  #use(channel: ByteChannel): SendGate {
    this.#channel = channel;
    const messages = channel.messages$.subscribe((message) => {
      const frame = decodeBulk(message);
      if (frame?.t === 'credit') this.#granted(frame);
      else this.#abandon(channel, 'protocol-violation');
    });
    const close = () => {
      messages.unsubscribe();
      this.#abandon(channel, 'connection-lost');
    };
    if (channel.closed.aborted) close();
    else channel.closed.addEventListener('abort', close, { once: true });
    const leave = () => {
      channel.close();
    };
    if (this.#signal.aborted) leave();
    else this.#signal.addEventListener('abort', leave, { signal: channel.closed });
    return new SendGate(channel);
  }

  #granted({ id, until }: Extract<BulkFrame, { t: 'credit' }>): void {
    const sender = this.#senders.get(id);
    if (sender === undefined) return; // ended in the meantime
    // It may be earlier than the file-accept, which comes over another connection.
    if (until > sender.size) this.#fail(id, 'protocol-violation');
    else sender.credit.grant(until);
  }

  /** What is being sent cannot go on; what is sent already may still be acknowledged. */
  #abandon(channel: ByteChannel, reason: FailureReason): void {
    if (this.#channel !== channel) return; // abandoned already; perhaps there is another by now
    this.#channel = undefined;
    this.#gate = undefined;
    for (const id of this.#senders.keys()) {
      if (this.#list.phaseOf(id) === 'sending') this.#fail(id, reason);
    }
    channel.close();
  }

  #fail(id: TransferId, reason: FailureReason): void {
    this.#end(id, { t: 'failed', reason, side: 'here' }, 'tell the peer');
  }

  #end(id: TransferId, event: TransferEvent, tell?: 'tell the peer'): void {
    const sender = this.#senders.get(id);
    if (sender === undefined || !this.#list.apply(id, event)) return;
    const isUnknownToPeer = this.#unsent.delete(id);
    this.#senders.delete(id);
    sender.end();
    this.#slots.leave(id);
    if (tell && !isUnknownToPeer && !this.#signal.aborted) {
      this.#port.send({ t: 'file-cancel', id });
    }
    this.#answered(id);
  }
}

/** Within the bounds of the schema, whatever the source says. */
function fileOffer(id: TransferId, { name, size, type, lastModified }: FileSource): FileOffer {
  return {
    t: 'file-offer',
    id,
    name: name.slice(-1024), // the end, where the extension is
    size,
    type: type.length <= 256 ? type : '',
    lastModified: Number.isFinite(lastModified) ? Math.max(0, Math.trunc(lastModified)) : 0,
  };
}
