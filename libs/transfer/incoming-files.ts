import { type Control, type TransferId, toBase64url } from '@whispernet/protocol';
import { BlockPool } from './block-pool';
import {
  cancelledBy,
  type ExchangeParts,
  MAX_PAUSES,
  failedHere,
  givenUpThere,
  givingUp,
} from './exchange-parts';
import type { OfferedFile } from './file-offer';
import { type FileCargo, FileReceiver, type WantLink } from './file-receiver';
import type { FileSink } from './file-sink';
import { type Acceptance, IncomingOffers, type Taken } from './incoming-offers';
import { FILES_AT_ONCE, Slots } from './slots';
import { TransferError } from './transfer-error';
import type { FolderEntry } from './transfer-list';
import type { FailureReason, TransferEvent } from './transfer-state';
import { type Interrupted, folderOf } from './unfinished-transfers';

/** A file on its way in, over this link. */
interface Arriving {
  readonly offered: OfferedFile;
  readonly files: readonly FolderEntry[] | undefined;
  readonly link: WantLink;
  /** Undefined while what an earlier page has left is being opened. */
  receiver: FileReceiver | undefined;
  readonly reopened: Interrupted['reopened'];
  /** Deletes what an earlier link or page has left. */
  readonly discardKept: Interrupted['discard'] | undefined;
  isHeldHere: boolean;
  isHeldThere: boolean;
  /** How often either side has held it back over this link. */
  round: number;
  /** How often the peer has. */
  pauses: number;
}

/** The files that one peer offers to us, from the offer to the verified end. */
export class IncomingFiles {
  readonly #parts: ExchangeParts;
  readonly #offers: IncomingOffers;
  /** What is accepted and has not ended. */
  readonly #arriving = new Map<TransferId, Arriving>();
  readonly #slots = new Slots<TransferId>(FILES_AT_ONCE);
  readonly #pool = new BlockPool();
  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.#offers = new IncomingOffers(parts, (id) => this.#linkOf(id), {
      accepted: (id, acceptance) => {
        this.#begin(id, acceptance);
      },
      goesOn: (id, taken, only) => {
        this.#goOn(id, taken, only);
      },
      failed: (id, reason) => {
        this.#fail(id, reason);
      },
    });
  }

  offered(message: Control<'file-offer'>): void {
    this.#offers.offered(message);
  }

  /** What is kept for an offer to go on with is more now, or less. */
  kept(): void {
    this.#offers.kept();
  }

  /** Throws RangeError where `only` is scattered over more than 2,000 ranges. */
  accept(id: TransferId, sink: FileSink, only?: readonly number[]): void {
    if (this.#arriving.get(id)?.receiver?.sink !== sink) this.#offers.accept(id, sink, only);
  }

  /** Takes an offered file where an earlier attempt has left it. */
  acceptRest(id: TransferId): void {
    this.#offers.acceptRest(id);
  }

  decline(id: TransferId): void {
    if (this.#parts.list.phaseOf(id) !== 'offered') return;
    this.#parts.say({ t: 'file-decline', id });
    this.#end(id, { t: 'declined' });
  }

  /** By the peer. */
  cancelled({ id, reason }: Control<'file-cancel'>): void {
    this.#end(id, givenUpThere(reason));
  }

  /** By us. */
  cancel(id: TransferId): void {
    this.#end(id, cancelledBy('here'), 'tell the peer');
  }

  pause(id: TransferId): void {
    const arriving = this.#arriving.get(id);
    if (!arriving || arriving.isHeldHere || !this.#isMoving(id)) return;
    arriving.isHeldHere = true;
    this.#hold(id, arriving, 'here');
    this.#parts.say({ t: 'file-pause', id });
  }

  resume(id: TransferId): void {
    const arriving = this.#arriving.get(id);
    if (!arriving?.isHeldHere) return;
    arriving.isHeldHere = false;
    this.#parts.say({ t: 'file-resume', id });
    this.#release(id, arriving, 'here');
  }

  /** By the peer. */
  paused(id: TransferId): void {
    const arriving = this.#arriving.get(id);
    if (!arriving || !this.#isMoving(id)) return;
    arriving.pauses += 1;
    if (arriving.pauses > MAX_PAUSES) {
      this.#fail(id, 'protocol-violation');
      return;
    }
    arriving.isHeldThere = true;
    this.#hold(id, arriving, 'there');
  }

  /** By the peer. */
  resumed(id: TransferId): void {
    const arriving = this.#arriving.get(id);
    if (!arriving?.isHeldThere) return;
    arriving.isHeldThere = false;
    this.#release(id, arriving, 'there');
  }

  /** Cargo of a file. Whether anything is known here that it could belong to. */
  take(cargo: FileCargo): boolean {
    if (this.#offers.take(cargo)) return true;
    const receiver = this.#arriving.get(cargo.id)?.receiver;
    receiver?.take(cargo);
    return receiver !== undefined;
  }

  /** The peer breaks the rules that are common to all files. */
  violated(): void {
    for (const id of [...this.#arriving.keys()]) this.#fail(id, 'protocol-violation');
  }

  /** The peer has flooded the lanes, which end: nothing more arrives over this link. */
  shut(): void {
    this.#offers.shut();
    // What is being compared and closed needs nobody any more.
    for (const id of [...this.#arriving.keys()])
      if (this.#parts.list.phaseOf(id) !== 'verifying') this.#fail(id, 'protocol-violation');
  }

  /** The link has ended. */
  lose(): void {
    const { list, unfinished } = this.#parts;
    for (const id of this.#offers.lose()) list.apply(id, failedHere('connection-lost'));
    for (const [id, arriving] of [...this.#arriving]) {
      if (list.phaseOf(id) === 'verifying') continue; // it needs nobody any more
      const { offered, files, isHeldHere, receiver, reopened, discardKept } = arriving;
      this.#arriving.delete(id);
      receiver?.stop();
      const heldBytes = this.#heldBytes(id, arriving);
      list.apply(id, { t: 'held', by: 'link', bytes: heldBytes });
      list.apply(id, { t: 'released', by: 'there' });
      const row = list.remove(id);
      const about = { offered, files, isHeldHere, receiver, reopened, heldBytes };
      const discard = () => discardAll({ receiver, reopened, discardKept });
      if (row) unfinished.keepArrival(row, { ...about, discard });
    }
  }

  #begin(id: TransferId, { offered, files, size, sink, only }: Acceptance): void {
    const { list, say, blockBytes } = this.#parts;
    list.amend(id, { size, ...folderOf(files) });
    const arriving = this.#arrive(id, {
      offered,
      files,
      isHeldHere: false,
      reopened: undefined,
      discardKept: undefined,
    });
    arriving.receiver = new FileReceiver({ size, sink, blockBytes, events: this.#eventsOf(id) });
    list.apply(id, { t: 'accepted' });
    say({ t: 'file-accept', id, ...(only && { only }) });
    this.#start(id, arriving);
  }

  #goOn(id: TransferId, { interrupted, row }: Taken, only: Acceptance['only']): void {
    const { list, say } = this.#parts;
    const { offered, files, isHeldHere, receiver, reopened, heldBytes } = interrupted;
    const discardKept = interrupted.discard;
    list.remove(id);
    list.add({ ...row, id });
    const arriving = this.#arrive(id, { offered, files, isHeldHere, reopened, discardKept });
    say({ t: 'file-accept', id, ...(only && { only }) });
    if (isHeldHere) {
      arriving.round += 1;
      say({ t: 'file-pause', id });
    }
    list.apply(id, { t: 'released', by: 'link' });
    list.apply(id, { t: 'moved', bytes: heldBytes });
    if (receiver) {
      receiver.goOn(this.#eventsOf(id));
      arriving.receiver = receiver;
      this.#start(id, arriving);
    } else if (reopened) {
      void this.#reopen(id, arriving, reopened);
    }
  }

  async #reopen(
    id: TransferId,
    arriving: Arriving,
    reopened: NonNullable<Interrupted['reopened']>,
  ): Promise<void> {
    const { blockBytes, list } = this.#parts;
    try {
      const { sink, digests: held } = await reopened();
      if (this.#arriving.get(id) !== arriving) return; // whoever took it away discards it
      const { size } = list.get(id) ?? arriving.offered;
      const events = this.#eventsOf(id);
      arriving.receiver = new FileReceiver({ size, sink, blockBytes, events, held });
      this.#start(id, arriving);
    } catch (cause) {
      if (this.#arriving.get(id) !== arriving) return;
      this.#fail(id, new TransferError('sink-failed', 'cannot be opened again', { cause }).reason);
    }
  }

  #arrive(
    id: TransferId,
    about: Pick<Arriving, 'offered' | 'files' | 'isHeldHere' | 'reopened' | 'discardKept'>,
  ): Arriving {
    const arriving: Arriving = {
      ...about,
      link: this.#linkOf(id),
      receiver: undefined,
      isHeldThere: false,
      round: 0,
      pauses: 0,
    };
    this.#arriving.set(id, arriving);
    return arriving;
  }

  #linkOf(id: TransferId): WantLink {
    const { lanes } = this.#parts;
    return {
      pool: this.#pool,
      want: (round, first, count) => {
        lanes.post({ t: 'want', id, round, first, count });
      },
      check: (index) => {
        lanes.post({ t: 'check', id, index });
      },
    };
  }

  #eventsOf(id: TransferId): FileReceiver['events'] {
    const { list } = this.#parts;
    return {
      moved: (bytes) => list.apply(id, { t: 'moved', bytes }),
      full: () => {
        this.#slots.leave(id);
      },
      whole: () => {
        this.#slots.leave(id);
        void this.#finish(id);
      },
      broken: ({ reason }) => {
        this.#fail(id, reason);
      },
    };
  }

  #start(id: TransferId, arriving: Arriving): void {
    const { receiver, link, isHeldHere, isHeldThere } = arriving;
    if (!receiver || isHeldHere || isHeldThere) return;
    this.#slots.enter(id, () => {
      receiver.start(link, arriving.round);
    });
  }

  /** Whether there is something to hold back. */
  #isMoving(id: TransferId): boolean {
    const phase = this.#parts.list.phaseOf(id);
    return phase === 'receiving' || phase === 'paused';
  }

  #hold(id: TransferId, arriving: Arriving, by: 'here' | 'there'): void {
    arriving.round += 1;
    arriving.receiver?.stop();
    this.#slots.leave(id);
    this.#parts.list.apply(id, { t: 'held', by, bytes: this.#heldBytes(id, arriving) });
  }

  #release(id: TransferId, arriving: Arriving, by: 'here' | 'there'): void {
    this.#parts.list.apply(id, { t: 'released', by });
    this.#start(id, arriving);
  }

  #heldBytes(id: TransferId, { receiver }: Arriving): number {
    const state = this.#parts.list.get(id)?.state;
    return receiver?.writtenBytes ?? (state && 'bytes' in state ? state.bytes : 0);
  }

  async #finish(id: TransferId): Promise<void> {
    const receiver = this.#arriving.get(id)?.receiver;
    if (!receiver) return;
    this.#parts.list.apply(id, { t: 'all-moved' });
    try {
      const digest = toBase64url(await receiver.finish());
      if (!this.#arriving.delete(id)) return; // cancelled while the sink closed
      this.#parts.lanes.forget(id);
      this.#parts.list.apply(id, { t: 'verified' });
      this.#parts.say({ t: 'file-received', id, digest });
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      this.#fail(id, error.reason);
    }
  }

  #fail(id: TransferId, reason: FailureReason): void {
    this.#end(id, failedHere(reason), 'tell the peer');
  }

  #end(id: TransferId, event: TransferEvent, tell?: 'tell the peer'): void {
    const arriving = this.#arriving.get(id);
    if (!arriving && !this.#offers.has(id)) return;
    this.#parts.list.apply(id, event);
    this.#offers.drop(id);
    this.#arriving.delete(id);
    this.#parts.lanes.forget(id);
    if (tell) this.#parts.say(givingUp(id, event));
    this.#slots.leave(id);
    if (arriving) void discardAll(arriving);
  }
}

/** Deletes what is here of a file. Never rejects. */
async function discardAll({
  receiver,
  reopened,
  discardKept,
}: Pick<Arriving, 'receiver' | 'reopened' | 'discardKept'>): Promise<void> {
  if (receiver) {
    await receiver.abort();
    return;
  }
  try {
    if (reopened) await (await reopened()).sink.abort();
  } catch {
    await discardKept?.(); // what cannot be opened can perhaps be deleted
  }
}
