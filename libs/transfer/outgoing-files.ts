import {
  type Control,
  type LaneCargo,
  MAX_FOLDER_FILES,
  TransferId,
  fromBase64url,
  newId,
} from '@whispernet/protocol';
import { AskedInVain } from './asked-in-vain';
import { sameDigest } from './block-digests';
import {
  cancelledBy,
  type ExchangeParts,
  MAX_PAUSES,
  failedHere,
  givenUpThere,
  givingUp,
} from './exchange-parts';
import { safeFileName } from './file-name';
import { type About, type FileOffer, offerOf } from './file-offer';
import { FileSender, type SendLink } from './file-sender';
import type { FileSource, FolderSource } from './file-source';
import { describeFolder, placesOf } from './folder-listing';
import { folderStream } from './folder-stream';
import { FILES_AT_ONCE, Slots } from './slots';
import type { Behavior } from './snapshots';
import type { FolderEntry, Transfer } from './transfer-list';
import type { FailureReason, TransferEvent } from './transfer-state';

/**
 * The most offers that wait for the peer's answer; it declines further ones unseen. Ours wait here
 * until others are answered.
 */
export const MAX_UNANSWERED = 64;
/** Wants that are earlier than the acceptance, which comes over another connection. */
const MAX_EARLY = 64;

type Want = Extract<LaneCargo, { t: 'want' | 'check' }>;

/** A file or folder that was offered, with all it takes to offer it again. */
export interface Departure {
  readonly offer: FileOffer;
  readonly open: (places: readonly number[] | undefined) => FileSource;
  /** Of a folder. */
  readonly listing: Uint8Array<ArrayBuffer> | undefined;
  readonly entries: readonly FolderEntry[] | undefined;
  /** Since it was accepted; for which files, is `only`. */
  sender: FileSender | undefined;
  only: string;
  isHeldHere: boolean;
}

/** A departure over this link. */
interface Leaving {
  readonly departure: Departure;
  phase: 'unsent' | 'offered' | 'accepted';
  isHeldThere: boolean;
  pauses: number;
  readonly early: Want[];
  /** Sends the listing of a folder until the folder is answered. */
  listing: FileSender | undefined;
}

/** The files that we offer to one peer. */
export class OutgoingFiles {
  readonly #parts: ExchangeParts;
  /** Every outgoing transfer that has not ended. */
  readonly #leaving = new Map<TransferId, Leaving>();
  /** Folders whose listing is still being written. */
  readonly #unlisted = new Set<TransferId>();
  readonly #unsent = new Set<TransferId>();
  readonly #unanswered = new Set<TransferId>();
  /** The folder to which a listing belongs. */
  readonly #listings = new Map<TransferId, TransferId>();
  readonly #slots = new Slots<FileSender>(FILES_AT_ONCE);
  /** Senders that have said so, each taking its turn. */
  readonly #ready = new Set<FileSender>();
  readonly #askedInVain = new AskedInVain();
  /** There are no lanes any more, and will be none. */
  #isShut = false;

  /** What the peer has in part and waits for, and this page does not know (any more, after a reload). */
  get missing$(): Behavior<readonly TransferId[]> {
    return this.#askedInVain.ids$;
  }

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  offer(source: FileSource): TransferId {
    return this.#depart(offerOf(newId(TransferId), source), {
      open: () => source,
      listing: undefined,
      entries: undefined,
    });
  }

  /** Throws RangeError where there are no files in it, or too many. */
  offerFolder(folder: FolderSource): TransferId {
    const { name, files } = folder;
    if (files.length < 1 || files.length > MAX_FOLDER_FILES)
      throw new RangeError(`a folder has 1 to ${MAX_FOLDER_FILES} files, not ${files.length}`);
    const { size } = folderStream(name, files);
    const id = newId(TransferId);
    const about = { name, size, type: '', lastModified: 0 };
    const count = { count: files.length, files: undefined };
    this.#parts.list.add({
      ...rowOf({ offer: offerOf(id, about), entries: undefined }),
      folder: count,
    });
    this.#unlisted.add(id);
    void this.#describe(id, folder, about);
    return id;
  }

  /** The offer of a folder goes out when all that is in it has been written down. */
  async #describe(id: TransferId, { name, files }: FolderSource, about: About): Promise<void> {
    const listing = await describeFolder(files, about.size);
    if (!this.#unlisted.has(id)) return; // cancelled in the meantime, or lost with the link
    if (!listing) {
      this.#end(id, failedHere('listing-too-long'));
      return;
    }
    this.#unlisted.delete(id);
    const { bytes, entries } = listing;
    const folder = {
      files: files.length,
      listing: { id: newId(TransferId), size: bytes.length },
    };
    this.#depart(offerOf(id, about, folder), {
      open: (places) =>
        folderStream(name, places ? places.flatMap((place) => files[place] ?? []) : files),
      listing: bytes,
      entries,
    });
  }

  /** The peer has part of it, and we may still have it all. */
  wanted(id: TransferId): void {
    if (this.#isShut) return; // it waits for another link
    const taken = this.#parts.unfinished.takeDeparture(id);
    if (!taken) {
      this.#askedInVain.add(id);
      return;
    }
    const { departure, row } = taken;
    this.#parts.list.add(row ?? rowOf(departure));
    this.#leave(departure);
    // It waits for no person, so it does not wait behind what does.
    this.#sendOffer(id);
  }

  /** Another link has ended, and left this behind. */
  kept(id: TransferId): void {
    if (this.#askedInVain.delete(id)) this.wanted(id);
  }

  accepted({ id, only }: Control<'file-accept'>): void {
    const leaving = this.#leaving.get(id);
    if (leaving?.phase !== 'offered') return;
    const { departure } = leaving;
    const places = only && placesOf(only, departure.entries?.length ?? 0);
    if (only && !places) {
      this.#fail(id, 'protocol-violation');
      return;
    }
    const { list, blockBytes } = this.#parts;
    const chosen = JSON.stringify(only ?? null);
    if (!departure.sender || departure.only !== chosen) {
      departure.sender = new FileSender(id, departure.open(places), blockBytes);
      departure.only = chosen;
    }
    const { sender, entries } = departure;
    if (entries) {
      const files = places ? places.flatMap((place) => entries[place] ?? []) : entries;
      list.amend(id, { size: sender.size, folder: { count: files.length, files } });
    }
    leaving.phase = 'accepted';
    this.#dropListing(leaving);
    list.apply(id, { t: 'accepted' });
    list.apply(id, { t: 'released', by: 'link' });
    sender.attach(this.#linkOf(id, sender));
    for (const want of leaving.early.splice(0)) this.asked(want);
    if (departure.isHeldHere) {
      sender.hold();
      this.#parts.say({ t: 'file-pause', id });
    }
    this.#answered(id);
  }

  declined(id: TransferId): void {
    if (this.#leaving.get(id)?.phase === 'accepted') return;
    // What went on by itself was accepted long ago: then it is the peer who has given it up.
    const isOffer = this.#parts.list.phaseOf(id) === 'waiting';
    this.#end(id, isOffer ? { t: 'declined' } : cancelledBy('there'));
  }

  /** The peer has it all, it says. */
  received({ id, digest }: Control<'file-received'>): void {
    const sender = this.#leaving.get(id)?.departure.sender;
    const said = fromBase64url(digest);
    if (!sender || !said) return;
    if (!sender.digest) {
      this.#fail(id, 'protocol-violation');
    } else if (!sameDigest(said, sender.digest)) {
      this.#fail(id, 'corrupted');
    } else {
      this.#parts.list.apply(id, { t: 'all-moved' });
      this.#end(id, { t: 'verified' });
    }
  }

  /** By the peer. */
  cancelled({ id, reason }: Control<'file-cancel'>): void {
    this.#askedInVain.delete(id);
    this.#end(id, givenUpThere(reason));
  }

  /** By us. */
  cancel(id: TransferId): void {
    this.#end(id, cancelledBy('here'), 'tell the peer');
  }

  pause(id: TransferId): void {
    const leaving = this.#leaving.get(id);
    const { list, say } = this.#parts;
    const phase = list.phaseOf(id);
    // Before the answer, and when all is there, nothing is to be held back.
    if (!leaving || (phase !== 'sending' && phase !== 'paused')) return;
    if (leaving.departure.isHeldHere) return;
    leaving.departure.isHeldHere = true;
    list.apply(id, { t: 'held', by: 'here', bytes: this.#bytesOf(id) });
    if (leaving.phase !== 'accepted') return; // offered again: said when that is answered
    leaving.departure.sender?.hold();
    say({ t: 'file-pause', id });
  }

  resume(id: TransferId): void {
    const leaving = this.#leaving.get(id);
    if (!leaving?.departure.isHeldHere) return;
    leaving.departure.isHeldHere = false;
    this.#parts.list.apply(id, { t: 'released', by: 'here' });
    if (leaving.phase !== 'accepted') return;
    this.#parts.say({ t: 'file-resume', id });
    if (!leaving.isHeldThere) leaving.departure.sender?.release();
  }

  /** By the peer. */
  paused(id: TransferId): void {
    const leaving = this.#leaving.get(id);
    if (leaving?.phase !== 'accepted') return;
    leaving.pauses += 1;
    if (leaving.pauses > MAX_PAUSES) {
      this.#fail(id, 'protocol-violation');
    } else {
      leaving.isHeldThere = true;
      leaving.departure.sender?.hold();
      this.#parts.list.apply(id, { t: 'held', by: 'there', bytes: this.#bytesOf(id) });
    }
  }

  /** By the peer. */
  resumed(id: TransferId): void {
    const leaving = this.#leaving.get(id);
    if (!leaving?.isHeldThere) return;
    leaving.isHeldThere = false;
    this.#parts.list.apply(id, { t: 'released', by: 'there' });
    if (!leaving.departure.isHeldHere) leaving.departure.sender?.release();
  }

  /** WANT or CHECK from the peer. Whether it was about anything that is known here. */
  asked(cargo: Want): boolean {
    const folder = this.#listings.get(cargo.id);
    const leaving = this.#leaving.get(folder ?? cargo.id);
    if (!leaving) return false;
    const id = leaving.departure.offer.id;
    const sender = folder ? leaving.listing : leaving.departure.sender;
    if (!folder && leaving.phase !== 'accepted') {
      if (leaving.phase === 'offered' && leaving.early.length < MAX_EARLY)
        leaving.early.push(cargo);
      else this.#fail(id, 'protocol-violation');
      return true;
    }
    const wrong =
      cargo.t === 'want'
        ? sender?.want(cargo.round, cargo.first, cargo.count)
        : sender?.check(cargo.index);
    if (wrong !== undefined) this.#fail(id, 'protocol-violation');
    return true;
  }

  /** The next cargo of whichever file's turn it is. */
  next(maxDataBytes: number): LaneCargo | undefined {
    for (const sender of this.#ready) {
      this.#ready.delete(sender);
      const cargo = sender.next(maxDataBytes);
      if (!cargo) continue;
      this.#ready.add(sender); // at the end of the line
      return cargo;
    }
    return undefined;
  }

  arrived(cargo: LaneCargo): void {
    const leaving = this.#leaving.get(this.#listings.get(cargo.id) ?? cargo.id);
    const { listing, departure } = leaving ?? {};
    (listing?.id === cargo.id ? listing : departure?.sender)?.arrived(cargo);
  }

  /** The peer breaks the rules that are common to all files. */
  violated(): void {
    for (const [id, { phase }] of [...this.#leaving]) {
      if (phase === 'accepted') this.#fail(id, 'protocol-violation');
    }
  }

  /** The peer has flooded the lanes, which end: nothing more leaves over this link. */
  shut(): void {
    this.#isShut = true;
    for (const id of [...this.#leaving.keys()]) this.#fail(id, 'protocol-violation');
  }

  /** The link has ended. */
  lose(): void {
    const { list, unfinished } = this.#parts;
    this.#askedInVain.clear(); // it can come over this link no more
    for (const id of this.#unlisted) list.apply(id, failedHere('connection-lost'));
    this.#unlisted.clear();
    for (const [id, leaving] of [...this.#leaving]) {
      const { departure } = leaving;
      departure.sender?.detach();
      this.#dropListing(leaving);
      this.#leaving.delete(id);
      if (list.phaseOf(id) === 'waiting') {
        list.apply(id, failedHere('connection-lost'));
        unfinished.keepOffer(departure);
        continue;
      }
      list.apply(id, { t: 'held', by: 'link', bytes: this.#bytesOf(id) });
      list.apply(id, { t: 'released', by: 'there' });
      const row = list.remove(id);
      if (row) unfinished.keepDeparture(row, departure);
    }
    this.#ready.clear();
    this.#unsent.clear();
    this.#unanswered.clear();
  }

  #depart(offer: FileOffer, about: Pick<Departure, 'open' | 'listing' | 'entries'>): TransferId {
    const departure: Departure = {
      offer,
      ...about,
      sender: undefined,
      only: '',
      isHeldHere: false,
    };
    this.#parts.list.add(rowOf(departure));
    this.#leave(departure);
    if (this.#parts.signal.aborted) this.lose();
    else if (this.#isShut) this.#fail(offer.id, 'protocol-violation');
    else this.#sendOffers();
    return offer.id;
  }

  #leave(departure: Departure): void {
    const { id } = departure.offer;
    this.#leaving.set(id, {
      departure,
      phase: 'unsent',
      isHeldThere: false,
      pauses: 0,
      early: [],
      listing: undefined,
    });
    this.#unsent.add(id);
  }

  #sendOffers(): void {
    for (const id of this.#unsent) {
      if (this.#unanswered.size >= MAX_UNANSWERED) return;
      this.#unanswered.add(id);
      this.#sendOffer(id);
    }
  }

  #sendOffer(id: TransferId): void {
    this.#unsent.delete(id);
    const leaving = this.#leaving.get(id);
    if (!leaving) return;
    const { offer, open } = leaving.departure;
    if (!offer.folder && open(undefined).size !== offer.size) {
      this.#fail(id, 'source-changed');
      return;
    }
    leaving.phase = 'offered';
    this.#offerListing(leaving);
    this.#parts.say(offer);
    this.#parts.lanes.open();
  }

  #offerListing(leaving: Leaving): void {
    const { offer, listing } = leaving.departure;
    if (!offer.folder || !listing) return;
    const about = { name: '', size: listing.length, type: '', lastModified: 0 };
    const source = {
      ...about,
      slice: (from: number, to: number) => new Blob([listing.subarray(from, to)]),
    };
    const { id } = offer.folder.listing;
    leaving.listing = new FileSender(id, source, this.#parts.blockBytes);
    this.#listings.set(id, offer.id);
    leaving.listing.attach(this.#linkOf(offer.id, leaving.listing));
  }

  #dropListing(leaving: Leaving): void {
    const { listing } = leaving;
    if (!listing) return;
    leaving.listing = undefined;
    this.#listings.delete(listing.id);
    this.#let(listing);
  }

  /** Lets go of a sender. */
  #let(sender: FileSender): void {
    sender.detach();
    this.#ready.delete(sender);
    this.#parts.lanes.forget(sender.id);
  }

  #linkOf(id: TransferId, sender: FileSender): SendLink {
    const { list, lanes, scheduler } = this.#parts;
    const isFile = sender.id === id;
    return {
      slots: this.#slots,
      scheduler,
      ready: () => {
        this.#ready.add(sender);
        lanes.wake();
      },
      moved: (bytes) => {
        if (isFile) list.apply(id, { t: 'moved', bytes });
      },
      allMoved: () => {
        if (isFile) list.apply(id, { t: 'all-moved' });
      },
      failed: (reason) => {
        this.#fail(id, reason);
      },
    };
  }

  #bytesOf(id: TransferId): number {
    const transfer = this.#parts.list.get(id);
    if (!transfer) return 0;
    const { state, size } = transfer;
    return 'bytes' in state ? state.bytes : size; // verifying: all of it has moved
  }

  #answered(id: TransferId): void {
    this.#unanswered.delete(id);
    if (!this.#parts.signal.aborted && !this.#isShut) this.#sendOffers();
  }

  #fail(id: TransferId, reason: FailureReason): void {
    this.#end(id, failedHere(reason), 'tell the peer');
  }

  #end(id: TransferId, event: TransferEvent, tell?: 'tell the peer'): void {
    const leaving = this.#leaving.get(id);
    const { list, say } = this.#parts;
    if (this.#unlisted.delete(id)) list.apply(id, event); // nobody has heard of it yet
    if (!leaving || !list.apply(id, event)) return;
    this.#leaving.delete(id);
    this.#dropListing(leaving);
    if (leaving.departure.sender) this.#let(leaving.departure.sender);
    this.#unsent.delete(id);
    if (tell && (leaving.phase !== 'unsent' || leaving.departure.sender)) say(givingUp(id, event));
    this.#answered(id);
  }
}

function rowOf({ offer, entries }: Pick<Departure, 'offer' | 'entries'>): Transfer {
  const { id, name, size, type, lastModified } = offer;
  return {
    id,
    direction: 'out',
    ...safeFileName(name),
    size,
    type,
    lastModified,
    state: { phase: 'waiting' },
    ...(entries && { folder: { count: entries.length, files: entries } }),
  };
}
