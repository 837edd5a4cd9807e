import type {
  Behavior,
  CallDetails,
  CallQuality,
  LinkState,
  LocalMedia,
  RemoteMedia,
} from '@whispernet/peer';
import type { SafetyCode } from '@whispernet/crypto';
import type { MessageId, RoomNumber, SeatId, TransferId } from '@whispernet/protocol';
import type {
  FileSink,
  FileSource,
  FolderSource,
  Transfer,
  UnfinishedFile,
} from '@whispernet/transfer';
import type { Observable } from 'rxjs';

/** A room that this browser is in: all that the screen knows, and all that it may ask for. */
export interface RoomSession {
  readonly room: RoomNumber;
  readonly self: Self;
  /** How many people the room is for, oneself included. */
  readonly capacity: number;
  /** The others, in the order of their arrival. */
  readonly members$: Behavior<readonly Member[]>;
  readonly conversation$: Behavior<readonly Message[]>;
  /** The others who are writing just now. */
  readonly typing$: Behavior<readonly SeatId[]>;
  readonly transfers$: Behavior<readonly RoomTransfer[]>;
  /** Whose transfers were cut off, and cannot go on by themselves: this page has forgotten what it sent. */
  readonly cutOff$: Behavior<readonly CutOff[]>;
  /** What the header says of the room. */
  readonly connection$: Behavior<RoomConnection>;
  /** The way to the gateway; the room lives on without it, but nobody can enter. */
  readonly rendezvous$: Behavior<RendezvousState>;
  /** The door as the members keep it, whatever the gateway says of it. */
  readonly door$: Behavior<DoorState>;
  /** Attacks that were found out, the oldest first; a person has to know of each. */
  readonly incidents$: Behavior<readonly Incident[]>;

  /** Shows the text as 'sending' and sends it to everybody. Throws RangeError where it is empty or over 16 KiB. */
  say(text: string, replyTo?: MessageId): void;
  /** Gives one's own message another text, for everybody. Throws RangeError as `say` does. */
  edit(id: MessageId, text: string): void;
  /** Takes one's own message back, for everybody; its place stays. */
  delete(id: MessageId): void;
  /** Puts one emoji to a message, or takes one's own away again. */
  react(id: MessageId, emoji: string, on: boolean): void;
  /** Forgets everything that was said so far, on this page alone. */
  clearMessages(): void;
  /** Tells the others that this person writes, or has stopped; call it at every key. */
  typing(on: boolean): void;
  /** Offers each file to everybody who is connected. */
  offerFiles(files: readonly FileSource[]): void;
  /** Offers a folder, as one, to everybody who is connected. */
  offerFolder(folder: FolderSource): void;
  /**
   * Takes an offered file, or folder, into `sink`. Of a folder the bytes of all its files come one
   * after the other; with `only`, those of the files with these places in its listing.
   */
  accept(id: TransferId, sink: FileSink, only?: readonly number[]): void;
  /** Takes an offered file of which a part is here already (`heldBytes`), where it was left. */
  acceptRest(id: TransferId): void;
  decline(id: TransferId): void;
  /** Holds a transfer back, from either side, until `resume`; it takes no part of the connection. */
  pause(id: TransferId): void;
  resume(id: TransferId): void;
  /** Ends a transfer from either side; what was received is discarded. */
  cancel(id: TransferId): void;
  /** What an earlier visit of this browser to this room has left; it goes on when it is offered again. */
  adopt(unfinished: readonly UnfinishedFile[]): void;
  /** What the others hear and see of this browser from now on. */
  publish(media: LocalMedia): void;
  /** What the browser knows of the call with a member, every 2 s while somebody listens. */
  callDetails(peer: SeatId): Observable<CallDetails>;
  /** Lets nobody in any more, whoever knows the password. */
  closeDoor(): void;
  /** Lets people in again; the wrong passwords so far no longer count against the door. */
  openDoor(): void;
  /** The person has compared the safety code with this member: it is the same over there. */
  confirmSafetyCode(peer: SeatId): void;
  /** The person has compared the safety code with this member: it differs over there. */
  disputeSafetyCode(peer: SeatId): void;
  /** Says goodbye, frees the seat, closes every connection and forgets. Never rejects. */
  leave(): Promise<void>;
}

export interface Self {
  readonly id: SeatId;
  readonly name: string;
}

/** Somebody else in the room. `name` is empty where none was given. */
export interface Member {
  readonly id: SeatId;
  readonly name: string;
  readonly link: LinkState;
  /** What the member says of their own devices. */
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  /** The tracks that arrive from there. */
  readonly media: RemoteMedia;
  /** How the call with them fares; undefined where there is none. */
  readonly quality?: CallQuality | undefined;
  /** Whose camera is on, but held back because the path between the two carries voices only. */
  readonly held?: { readonly ours: boolean; readonly theirs: boolean };
  readonly safety: SafetyState;
}

/**
 * How far two people have come in making sure that nobody sits between them. `missing`: the other
 * side did not take part in making a code. With a code: nobody has confirmed it, this person has,
 * the other one has, both have (`verified`), or one of them says that it differs (`disputed`).
 */
export type SafetyState =
  | { readonly phase: 'pending' | 'missing' }
  | {
      readonly phase:
        'unconfirmed' | 'confirmed-here' | 'confirmed-there' | 'verified' | 'disputed';
      readonly code: SafetyCode;
    };

export interface Message {
  readonly id: MessageId;
  readonly author: SeatId;
  readonly authorName: string;
  /** Empty where it is deleted. */
  readonly text: string;
  /** Milliseconds since the epoch, by the author's clock. */
  readonly sentAt: number;
  /** The same by this browser's clock, when it became known here. */
  readonly knownAt: number;
  /** Its number among all messages that have become known here, from 0. */
  readonly order: number;
  /** The message that it answers; that one may be unknown here. */
  readonly replyTo: MessageId | undefined;
  /** When it was edited last, by the author's clock, and how often; undefined where it never was. */
  readonly edited: { readonly at: number; readonly times: number } | undefined;
  readonly isDeleted: boolean;
  /** In the order in which each emoji was first put to it. */
  readonly reactions: readonly Reaction[];
  /** Of one's own messages; undefined for those of others. */
  readonly delivery: Delivery | undefined;
}

/** One emoji, and everybody who has put it to the message: one at least. */
export interface Reaction {
  readonly emoji: string;
  readonly by: readonly Author[];
}

/** Who says something, as they called themselves then. */
export interface Author {
  readonly id: SeatId;
  readonly name: string;
}

/** `sent`: handed to every link; `delivered`: every connected member has confirmed it. */
export type Delivery = 'sending' | 'sent' | 'delivered' | 'not-delivered';

/**
 * A transfer with the member at its other end; undefined for what an earlier visit has left and
 * nobody offers yet.
 */
export type RoomTransfer = Transfer & {
  readonly peer: SeatId | undefined;
  readonly peerName: string;
};

/**
 * A member who waits for files that nobody is sending: whoever did has been reloaded, perhaps this
 * page. Chosen again, they go on where they were.
 */
export interface CutOff {
  readonly peer: SeatId;
  readonly peerName: string;
  /** How many files, or folders. */
  readonly count: number;
}

/** `waiting`: alone in the room; `disconnected`: alone, and nobody can come in any more. */
export type RoomConnection =
  'waiting' | 'connecting' | 'connected' | 'reconnecting' | 'disconnected';

/** `open` or `closed` is the door's state; `away`: no way to the gateway now; `gone`: it knows this seat no more. */
export type RendezvousState = 'open' | 'closed' | 'away' | 'gone';

export interface DoorState {
  /** `closed`: a member has closed it; `exhausted`: too many wrong passwords have; `open` otherwise. */
  readonly state: 'open' | 'closed' | 'exhausted';
  /** Wrong passwords at this door in all, as far as the members know. */
  readonly wrongPasswords: number;
}

/**
 * The link to `name` was ended because it could not be trusted: another certificate than the one
 * that the password vouches for (`not-bound`), messages outside the protocol, or notes on the way to
 * it that somebody had tampered with (`tampered`).
 */
export interface Incident {
  readonly kind: 'not-bound' | 'protocol-violation' | 'tampered';
  readonly peer: SeatId;
  /** Empty where none was known. */
  readonly name: string;
}
