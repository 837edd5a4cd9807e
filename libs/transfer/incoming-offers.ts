import { BLOCK_BYTES, type Control, MAX_RANGES, type TransferId } from '@whispernet/protocol';
import type { ExchangeParts } from './exchange-parts';
import { type OfferedFile, offeredFile } from './file-offer';
import type { FileCargo, WantLink } from './file-receiver';
import type { FileSink } from './file-sink';
import { placesOf, rangesOf } from './folder-listing';
import { IncomingListing } from './incoming-listing';
import { MAX_UNANSWERED } from './outgoing-files';
import { Slots } from './slots';
import type { FolderEntry } from './transfer-list';
import type { FailureReason } from './transfer-state';
import type { Interrupted, UnfinishedTransfers } from './unfinished-transfers';

/** A block's index has 32 bits on the wire. */
const MAX_FILE_BLOCKS = 2 ** 32;
/** Our own side keeps to MAX_UNANSWERED. Who does not is answered for a while: answers queue up, too. */
const MAX_REFUSALS = 100;
/** What folders may make us keep in memory before anybody has answered them. */
const MAX_LISTINGS_BYTES = 64 * BLOCK_BYTES;
const MAX_LISTED_FILES = 200_000;

/** What becomes of offers. Each is called when the offer is none any more, but `failed`. */
export interface OfferOutcomes {
  /** The person has said yes, and what to is known. */
  accepted(id: TransferId, acceptance: Acceptance): void;
  /** An earlier attempt goes on under this id; of a folder with `only` these ranges of its files. */
  goesOn(id: TransferId, taken: Taken, only: Ranges | undefined): void;
  /** It cannot be what it says; `drop` is to follow. */
  failed(id: TransferId, reason: FailureReason): void;
}

export interface Acceptance {
  readonly offered: OfferedFile;
  /** Of a folder: those that are taken. */
  readonly files: readonly FolderEntry[] | undefined;
  /** Bytes of what is taken. */
  readonly size: number;
  readonly sink: FileSink;
  /** Undefined for all of it. */
  readonly only: Ranges | undefined;
}

/** What an earlier link or page has left, with its row. */
export type Taken = NonNullable<ReturnType<UnfinishedTransfers['takeArrival']>>;

type Ranges = [number, number][];

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

/**
 * What one peer offers, until it is answered: which offers are heard at all, what is in an offered
 * folder, and what of an offer is here already from an earlier attempt.
 */
export class IncomingOffers {
  readonly #parts: ExchangeParts;
  readonly #linkOf: (id: TransferId) => WantLink;
  readonly #outcomes: OfferOutcomes;
  readonly #offers = new Map<TransferId, Offer>();
  /** The folder to which a listing belongs. */
  readonly #listings = new Map<TransferId, TransferId>();
  /** One after the other: a listing may have 32 MiB. */
  readonly #listingSlot = new Slots<TransferId>(1);
  #refusals = 0;
  /** There are no lanes any more, and will be none. */
  #isShut = false;

  /** `linkOf`: how the listing of this id is asked for. */
  constructor(parts: ExchangeParts, linkOf: (id: TransferId) => WantLink, outcomes: OfferOutcomes) {
    this.#parts = parts;
    this.#linkOf = linkOf;
    this.#outcomes = outcomes;
  }

  has(id: TransferId): boolean {
    return this.#offers.has(id);
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
      if (offer?.answer?.sink !== sink) void discard(sink);
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

  /** Cargo of a listing, or of a file that nobody has asked for. Whether it is either. */
  take(cargo: FileCargo): boolean {
    const folder = this.#listings.get(cargo.id);
    if (folder) {
      const receiver = this.#offers.get(folder)?.listing?.receiver;
      if (receiver) receiver.take(cargo);
      else this.#outcomes.failed(folder, 'protocol-violation'); // it is not its turn
      return true;
    }
    if (!this.#offers.has(cargo.id)) return false;
    this.#outcomes.failed(cargo.id, 'protocol-violation');
    return true;
  }

  /** Forgets an offer, and lets go of all that hangs on it. */
  drop(id: TransferId): void {
    const offer = this.#offers.get(id);
    if (!offer) return;
    this.#dropListing(id);
    this.#offers.delete(id);
    offer.listing?.drop();
    if (offer.answer) void discard(offer.answer.sink);
  }

  /** The peer has flooded the lanes, which end: no listing arrives over this link any more. */
  shut(): void {
    this.#isShut = true;
    for (const id of [...this.#offers.keys()]) {
      if (this.#parts.unfinished.arrival(id))
        this.drop(id); // it waits for another link
      else this.#outcomes.failed(id, 'protocol-violation');
    }
  }

  /** The link has ended: what it has not answered goes with it. */
  lose(): readonly TransferId[] {
    const lost = [...this.#offers.keys()];
    for (const id of lost) this.drop(id);
    return lost;
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
        this.#outcomes.failed(id, reason);
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
    const only = answer.only && rangesOf(answer.only);
    const places = only && placesOf(only, entries?.length ?? 0);
    if ((only && !places) || places?.length === 0) {
      offer.answer = undefined; // there are no such files
      void discard(answer.sink);
      return;
    }
    const files = places ? places.flatMap((place) => entries?.[place] ?? []) : entries;
    const size = files ? files.reduce((sum, file) => sum + file.size, 0) : offered.size;
    this.#offers.delete(id);
    this.#outcomes.accepted(id, { offered, files, size, sink: answer.sink, only });
  }

  /** Goes on under `id` with what is kept as `heldAs`. */
  #goOn(id: TransferId, heldAs: TransferId, entries: readonly FolderEntry[] | undefined): void {
    const { unfinished } = this.#parts;
    const places = entries && placesIn(entries, unfinished.arrival(heldAs)?.files ?? []);
    if (entries && !places) {
      unfinished.fail(heldAs, 'source-changed');
      this.#outcomes.failed(id, 'source-changed');
      return;
    }
    const taken = unfinished.takeArrival(heldAs);
    if (!taken) return; // cancelled in the meantime, or somebody else is sending it
    this.#offers.delete(id);
    if (heldAs !== id) this.#parts.say({ t: 'file-cancel', id: heldAs }); // nobody waits for that one now
    const isAll = places === undefined || places.length === entries?.length;
    this.#outcomes.goesOn(id, taken, isAll ? undefined : rangesOf(places));
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

async function discard(sink: FileSink): Promise<void> {
  try {
    await sink.abort();
  } catch {
    return; // nothing was written to it, and nobody waits for it
  }
}
