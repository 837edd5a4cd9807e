import {
  BLOCK_BYTES,
  type Control,
  MAX_RANGES,
  type TransferId,
  toBase64url,
} from '@whispernet/protocol';
import { BlockPool } from './block-pool';
import {
  CANCELLED,
  type ExchangeParts,
  MAX_PAUSES,
  failedHere,
  givenUpThere,
  givingUp,
} from './exchange-parts';
import { type OfferedFile, offeredFile } from './file-offer';
import { type FileCargo, FileReceiver, type WantLink } from './file-receiver';
import type { FileSink } from './file-sink';
import { placesOf, rangesOf } from './folder-listing';
import { IncomingListing } from './incoming-listing';
import { MAX_UNANSWERED } from './outgoing-files';
import { FILES_AT_ONCE, Slots } from './slots';
import { TransferError } from './transfer-error';
import type { FolderEntry } from './transfer-list';
import type { FailureReason, TransferEvent } from './transfer-state';
import { type Interrupted, folderOf } from './unfinished-transfers';

/** A block's index has 32 bits on the wire. */
const MAX_FILE_BLOCKS = 2 ** 32;
/** Our own side keeps to MAX_UNANSWERED. Who does not is answered for a while: answers queue up, too. */
const MAX_REFUSALS = 100;
/** What folders may make us keep in memory before anybody has answered them. */
const MAX_LISTINGS_BYTES = 64 * BLOCK_BYTES;
const MAX_LISTED_FILES = 200_000;

/** What waits for the person's answer; or, when it was wanted again, for the listing alone. */
interface Offer {
  readonly offered: OfferedFile;
  readonly folder: Control<'file-offer'>['folder'];
  listing: IncomingListing | undefined;
  entries: readonly FolderEntry[] | undefined;
  /** The person has answered already; the listing has not come yet. */
  answer: { readonly sink: FileSink; readonly only: readonly number[] | undefined } | undefined;
  /** What is here of it from an earlier attempt. */
  heldAs: TransferId | undefined;
}

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

/** The files that one peer offers to us. */
export class IncomingFiles {
  readonly #parts: ExchangeParts;
  readonly #offers = new Map<TransferId, Offer>();
  /** What is accepted and has not ended. */
  readonly #arriving = new Map<TransferId, Arriving>();
  /** The folder to which a listing belongs. */
  readonly #listings = new Map<TransferId, TransferId>();
  #refusals = 0;
  readonly #slots = new Slots<TransferId>(FILES_AT_ONCE);
  /** One after the other: a listing may have 32 MiB. */
  readonly #listingSlot = new Slots<TransferId>(1);
  readonly #pool = new BlockPool();
  /** There are no lanes any more, and will be none. */
  #isShut = false;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  offered(message: Control<'file-offer'>): void {
    const { id, folder } = message;
    const { list, unfinished, blockBytes } = this.#parts;
    // The first offer of an id stands; so does a listing's.
    if (list.has(id) || this.#offers.has(id) || this.#listings.has(id)) return;
    const offered = offeredFile(message);
    const isTooLarge = Math.ceil(message.size / blockBytes) > MAX_FILE_BLOCKS;
    const interrupted = unfinished.arrival(id);
    if (interrupted && this.#isShut) return; // it waits for another link
    // What we have asked for ourselves is never too much: its listing waits for its turn.
    const hasRoom = interrupted !== undefined || (!this.#isShut && this.#hasRoom(folder));
    if (
      isTooLarge ||
      !hasRoom ||
      (folder && !this.#isFresh(folder.listing.id, id)) ||
      (interrupted && !isSame(interrupted, offered))
    ) {
      this.#refuse(id);
      return;
    }
    if (interrupted && !folder) {
      this.#goOn(id, id, undefined);
      return;
    }
    const offer: Offer = {
      offered,
      folder,
      listing: undefined,
      entries: undefined,
      answer: undefined,
      heldAs: undefined,
    };
    this.#offers.set(id, offer);
    if (!interrupted) {
      const about = folder ? { folder: { count: folder.files, files: undefined } } : {};
      list.add({ id, direction: 'in', ...offered, state: { phase: 'offered' }, ...about });
      this.#match(id, offer);
    }
    if (folder) this.#list(id, offer, folder);
  }

  /** What is kept for an offer to go on with is more now, or less. */
  kept(): void {
    for (const [id, offer] of this.#offers) this.#match(id, offer);
  }

  /** Throws RangeError where `only` is scattered over more than 2,000 ranges. */
  accept(id: TransferId, sink: FileSink, only?: readonly number[]): void {
    const offer = this.#offers.get(id);
    if (!offer || offer.answer || this.#parts.list.phaseOf(id) !== 'offered') {
      // Withdrawn while the person chose a place: what was made there has to go.
      const isIts = this.#arriving.get(id)?.receiver?.sink === sink || offer?.answer?.sink === sink;
      if (!isIts) void discard(sink);
      return;
    }
    if (only && rangesOf(only).length > MAX_RANGES) {
      throw new RangeError(`more than ${MAX_RANGES} ranges of a folder's files`);
    }
    offer.answer = { sink, only };
    if (!offer.folder || offer.entries) this.#answer(id, offer);
  }

  /** Takes an offered file where an earlier attempt has left it. */
  acceptRest(id: TransferId): void {
    const offer = this.#offers.get(id);
    if (!offer?.heldAs || offer.answer) return;
    this.#goOn(id, offer.heldAs, offer.entries);
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
    this.#end(id, CANCELLED, 'tell the peer');
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
    const folder = this.#listings.get(cargo.id);
    if (folder) {
      const receiver = this.#offers.get(folder)?.listing?.receiver;
      if (receiver) receiver.take(cargo);
      else this.#fail(folder, 'protocol-violation'); // it is not its turn
      return true;
    }
    if (this.#offers.has(cargo.id)) {
      this.#fail(cargo.id, 'protocol-violation'); // nobody has asked for it
      return true;
    }
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
    this.#isShut = true;
    const ids = [...this.#offers.keys(), ...this.#arriving.keys()];
    for (const id of ids) {
      if (this.#parts.unfinished.arrival(id))
        this.#dropOffer(id); // it waits for another link
      // What is being compared and closed needs nobody any more.
      else if (this.#parts.list.phaseOf(id) !== 'verifying') this.#fail(id, 'protocol-violation');
    }
  }

  /** The link has ended. */
  lose(): void {
    const { list, unfinished } = this.#parts;
    for (const [id, { listing, answer }] of [...this.#offers]) {
      this.#dropListing(id);
      listing?.drop();
      if (answer) void discard(answer.sink);
      list.apply(id, failedHere('connection-lost'));
    }
    this.#offers.clear();
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

  #refuse(id: TransferId): void {
    if (this.#refusals < MAX_REFUSALS) this.#parts.say({ t: 'file-decline', id });
    this.#refusals += 1;
  }

  /** Whether a listing may have this id. */
  #isFresh(listingId: TransferId, id: TransferId): boolean {
    return listingId !== id && !this.#listings.has(listingId) && !this.#parts.list.has(listingId);
  }

  /** Whether one more offer may wait for the person. */
  #hasRoom(folder: Offer['folder']): boolean {
    const { unfinished } = this.#parts;
    const unanswered = [...this.#offers].filter(([id]) => !unfinished.arrival(id));
    if (unanswered.length >= MAX_UNANSWERED) return false;
    if (!folder) return true;
    const folders = unanswered.flatMap(([, offer]) => offer.folder ?? []);
    const bytes = folders.reduce((sum, known) => sum + known.listing.size, folder.listing.size);
    const files = folders.reduce((sum, known) => sum + known.files, folder.files);
    return bytes <= MAX_LISTINGS_BYTES && files <= MAX_LISTED_FILES;
  }

  #list(id: TransferId, offer: Offer, folder: NonNullable<Offer['folder']>): void {
    const { id: listingId, size: listingBytes } = folder.listing;
    const listing = new IncomingListing({
      id: listingId,
      listingBytes,
      files: folder.files,
      size: offer.offered.size,
      blockBytes: this.#parts.blockBytes,
      listed: (entries) => {
        offer.entries = entries;
        this.#dropListing(id);
        this.#listed(id, offer, entries);
      },
      failed: (reason) => {
        this.#fail(id, reason);
      },
    });
    offer.listing = listing;
    this.#listings.set(listingId, id);
    this.#listingSlot.enter(id, () => {
      listing.start(this.#linkOf(listingId));
    });
  }

  #listed(id: TransferId, offer: Offer, entries: readonly FolderEntry[]): void {
    if (this.#parts.unfinished.arrival(id)) {
      this.#goOn(id, id, entries);
    } else if (!this.#parts.list.has(id)) {
      this.#offers.delete(id); // it was wanted, and has been cancelled in the meantime
      this.#refuse(id);
    } else {
      this.#parts.list.amend(id, { folder: { count: entries.length, files: entries } });
      this.#match(id, offer);
      if (offer.answer) this.#answer(id, offer);
    }
  }

  #dropListing(id: TransferId): void {
    const listing = this.#offers.get(id)?.listing;
    if (!listing) return;
    this.#listings.delete(listing.id);
    this.#parts.lanes.forget(listing.id);
    this.#listingSlot.leave(id);
  }

  #dropOffer(id: TransferId): void {
    const offer = this.#offers.get(id);
    if (!offer) return;
    this.#dropListing(id);
    this.#offers.delete(id);
    offer.listing?.drop();
    if (offer.answer) void discard(offer.answer.sink);
  }

  /** Whether something is here of it from an earlier attempt, under another id. */
  #match(id: TransferId, offer: Offer): void {
    const { offered, folder, entries } = offer;
    if (folder && !entries) return;
    const found = this.#parts.unfinished.findArrival(
      (interrupted) =>
        isSame(interrupted, offered) &&
        (interrupted.files === undefined) === (entries === undefined) &&
        (!entries || placesIn(entries, interrupted.files ?? []) !== undefined),
    );
    const [heldAs, interrupted] = found ?? [];
    if (heldAs === offer.heldAs || heldAs === id) return;
    offer.heldAs = heldAs;
    this.#parts.list.amend(id, { heldAs, heldBytes: interrupted?.heldBytes });
  }

  /** The person's yes, once it is known what to. */
  #answer(id: TransferId, offer: Offer): void {
    const { offered, entries, answer } = offer;
    if (!answer) return;
    const { sink, only } = answer;
    const ranges = only && rangesOf(only);
    const places = ranges && placesOf(ranges, entries?.length ?? 0);
    if ((only && !places) || places?.length === 0) {
      offer.answer = undefined; // there are no such files
      void discard(sink);
      return;
    }
    const files = places ? places.flatMap((place) => entries?.[place] ?? []) : entries;
    const size = files ? files.reduce((sum, file) => sum + file.size, 0) : offered.size;
    const { list, say, blockBytes } = this.#parts;
    this.#offers.delete(id);
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
    say({ t: 'file-accept', id, ...(ranges && { only: ranges }) });
    this.#start(id, arriving);
  }

  /** Goes on under `id` with what is kept as `heldAs`. */
  #goOn(id: TransferId, heldAs: TransferId, entries: readonly FolderEntry[] | undefined): void {
    const { list, say, unfinished } = this.#parts;
    const places = entries && placesIn(entries, unfinished.arrival(heldAs)?.files ?? []);
    if (entries && !places) {
      unfinished.fail(heldAs, 'source-changed');
      this.#fail(id, 'source-changed');
      return;
    }
    const taken = unfinished.takeArrival(heldAs);
    if (!taken) return; // cancelled in the meantime, or somebody else is sending it
    const { interrupted, row } = taken;
    const { offered, files, isHeldHere, receiver, reopened, heldBytes } = interrupted;
    const discardKept = interrupted.discard;
    this.#offers.delete(id);
    list.remove(id);
    list.add({ ...row, id });
    const arriving = this.#arrive(id, { offered, files, isHeldHere, reopened, discardKept });
    const isAll = places === undefined || places.length === entries?.length;
    say({ t: 'file-accept', id, ...(!isAll && { only: rangesOf(places) }) });
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
    const offer = this.#offers.get(id);
    const arriving = this.#arriving.get(id);
    if (!offer && !arriving) return;
    this.#parts.list.apply(id, event);
    this.#dropOffer(id);
    this.#arriving.delete(id);
    this.#parts.lanes.forget(id);
    if (tell) this.#parts.say(givingUp(id, event));
    this.#slots.leave(id);
    if (arriving) void discardAll(arriving);
  }
}

/** Whether what is here in part is what is offered; of a folder, perhaps only some files were taken. */
function isSame({ offered: held, files }: Interrupted, offered: OfferedFile): boolean {
  if (held.name !== offered.name || held.type !== offered.type) return false;
  if (files) return true;
  return held.size === offered.size && held.lastModified === offered.lastModified;
}

/** Where these files stand in a listing; undefined where one is not in it, or another one by now. */
function placesIn(
  entries: readonly FolderEntry[],
  files: readonly FolderEntry[],
): readonly number[] | undefined {
  const key = ({ path, size, lastModified }: FolderEntry) =>
    JSON.stringify([path, size, lastModified]);
  const placeOf = new Map(entries.map((entry, place) => [key(entry), place]));
  const places: number[] = [];
  for (const file of files) {
    const place = placeOf.get(key(file));
    if (place === undefined || place <= (places.at(-1) ?? -1)) return undefined;
    places.push(place);
  }
  return places;
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

async function discard(sink: FileSink): Promise<void> {
  try {
    await sink.abort();
  } catch {
    return; // nothing was written to it, and nobody waits for it
  }
}
