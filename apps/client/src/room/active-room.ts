import { Service, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import type { SeatId, TransferId } from '@whispernet/protocol';
import type {
  CallDetails,
  DoorState,
  Member,
  RoomDetails,
  RoomSession,
  RoomTransfer,
} from '@whispernet/room';
import type { RoomError } from '@whispernet/room/outside';
import type { Behavior, FolderSource } from '@whispernet/transfer';
import {
  BehaviorSubject,
  EMPTY,
  type Observable,
  Subject,
  combineLatest,
  distinctUntilChanged,
  map,
  of,
  scan,
  switchMap,
} from 'rxjs';
import { inviteLink } from '../lobby/invite-link';
import { Texts } from '../texts/texts';
import { OwnMedia } from './call/own-media';
import { Company } from './company';
import { isClosedHere, lastWrongPasswordAt, wrongPasswordsToTell } from './door-watch';
import type { Acceptance, Destination, Saving } from './file-taker';
import type { Stay } from './stay';
import { type Arrival, WayIn } from './way-in';

export type { Acceptance, Destination, Saving } from './file-taker';

/** What became of an entry. */
export type Entry =
  | { readonly outcome: 'inside' | 'cancelled' }
  | { readonly outcome: 'refused'; readonly error: RoomError };

/** What went with the room that was left. */
export interface Farewell {
  readonly unsavedFiles: number;
}

const OUTSIDE_DOOR: DoorState = { state: 'open', wrongPasswords: 0 };

/**
 * The room that this page is in, for the screen: the one bridge between RxJS and signals. How one comes
 * in is the business of `WayIn`, what one stay holds of `Stay`, and who is here of `Company`.
 */
@Service()
export class ActiveRoom {
  readonly #wayIn = inject(WayIn);
  readonly #own = inject(OwnMedia);

  readonly #stay$ = new BehaviorSubject<Stay | undefined>(undefined);
  readonly #closesDoor$ = new Subject<void>();
  readonly #stay = toSignal(this.#stay$, { requireSync: true });
  readonly #farewell = signal<Farewell | undefined>(undefined);

  // On the way in and out

  /** How a person is just entering; undefined when not. */
  readonly entering = toSignal(this.#wayIn.entering$, { requireSync: true });
  /** Whether a join waits longer than one alone at a door would. */
  readonly isDoorSlow = toSignal(this.#wayIn.isDoorSlow$, { requireSync: true });
  /** Seconds of this page's own pause after wrong passwords; 0 where there is none. */
  readonly pauseS = toSignal(this.#wayIn.pauseS$, { initialValue: 0 });
  readonly isInside = computed(() => this.#stay() !== undefined);
  /** After a room was left, until the next one is entered. */
  readonly farewell = this.#farewell.asReadonly();

  // The room

  /** What can be asked of the room, for what is not asked here. */
  readonly session = computed(() => this.#stay()?.session);
  readonly room = computed(() => this.session()?.room);
  readonly self = computed(() => this.session()?.self);
  /** As it was typed; empty outside of a room. */
  readonly password = computed(() => this.#stay()?.password ?? '');
  readonly inviteLink = computed(() => {
    const room = this.room();
    return room ? inviteLink(location.origin, { room, password: this.password() }) : '';
  });
  /** Whether the room's password was drawn by chance, as far as this page knows. */
  readonly passwordKind = computed(() => this.#stay()?.passwordKind);

  readonly members = this.#whileInside((session) => session.members$, []);
  readonly messages = this.#whileInside((session) => session.conversation$, []);
  readonly typing = this.#whileInside((session) => session.typing$, []);
  readonly transfers = this.#whileInside((session) => session.transfers$, []);
  readonly cutOff = this.#whileInside((session) => session.cutOff$, []);
  readonly connection = this.#whileInside((session) => session.connection$, 'disconnected');
  readonly rendezvous = this.#whileInside((session) => session.rendezvous$, 'gone');
  readonly incidents = this.#whileInside((session) => session.incidents$, []);

  // Its door

  readonly door = this.#whileInside((session) => session.door$, OUTSIDE_DOOR);
  /** Wrong passwords at the door, as often as a person wants to hear of them; 0 before the first. */
  readonly wrongPasswordsTold = this.#whileInside(({ door$ }) => wrongPasswordsToTell(door$), 0);
  /** When this page heard of the last wrong password, in ms since the epoch; undefined before the first. */
  readonly lastWrongPasswordAt = this.#whileInside(
    ({ door$ }) => lastWrongPasswordAt(door$),
    undefined,
  );
  /** Whether it is this person who has closed the door. */
  readonly hasClosedDoor = this.#whileInside(
    ({ door$ }) => isClosedHere(door$, this.#closesDoor$),
    false,
  );

  // Who is here

  readonly #company = new Company(this.self, this.members, inject(Texts).people);
  /** Whether somebody is there who could be sent something now. */
  readonly hasCompany = this.#company.isThere;
  /** Whether anybody has been here since this person came. */
  readonly hasHadCompany = this.#whileInside(({ members$ }) => everConnected(members$), false);
  readonly isFull = computed(() => this.#company.seats() >= (this.session()?.capacity ?? Infinity));
  /** Whether nobody else is here, not even on the way in: what is said now reaches nobody. */
  readonly isAlone = computed(() => this.#company.seats() === 1);
  /** Whether somebody can hear or see somebody else. */
  readonly isCallOn = computed(
    () => this.hasCompany() && (this.#own.isOn() || this.#company.isHeardOrSeen()),
  );
  /** How one is called oneself on the screen. */
  readonly ownName = this.#company.ownName;

  // What is handed over

  /** Received files that can be saved now. */
  readonly savable = computed(
    (): ReadonlySet<TransferId> => this.#stay()?.savable(this.transfers()) ?? new Set(),
  );
  /** Received folders of which a ZIP is just made, to be saved. */
  readonly saving = computed(() => this.#stay()?.taken.saving() ?? new Set<TransferId>());
  /** For the list of files alone: where what was received lies, and what was sent. */
  readonly fileDesk = computed((): Pick<Stay, 'taken' | 'sent'> | undefined => this.#stay());
  /** What a person would lose by leaving now. */
  readonly atStake = computed(
    () => this.#stay()?.atStake(this.transfers()) ?? { running: 0, unsaved: 0 },
  );

  constructor() {
    combineLatest([this.#stay$, this.#own.media$])
      .pipe(takeUntilDestroyed())
      .subscribe(([stay, media]) => {
        stay?.session.publish(media);
      });
  }

  /** Fetches what entering needs, early; where that is in vain, entering says so. */
  prepare(): void {
    this.#wayIn.prepare();
  }

  /** Opens a room of `capacity` people and sits down in it. */
  async create(details: RoomDetails, capacity: number): Promise<Entry> {
    return this.#arrive(await this.#wayIn.create(details, capacity));
  }

  async join(details: RoomDetails): Promise<Entry> {
    return this.#arrive(await this.#wayIn.join(details));
  }

  /** Ends an entry that is going on. */
  cancelEntry(): void {
    this.#wayIn.cancel();
  }

  /**
   * How somebody is called on the screen: two people of one name are told apart, and who is gone from
   * who is here. `name`: what they called themselves, for those who are gone.
   */
  nameOf(id: SeatId, name: string): string {
    return this.#company.nameOf(id, name);
  }

  /** How far the colour of the house is turned for somebody who is here, in degrees: for nobody as for another. */
  turnOf(id: SeatId): number {
    return this.#company.turnOf(id);
  }

  offerFiles(files: readonly File[]): void {
    this.#stay()?.offerFiles(files);
  }

  offerFolder(folder: FolderSource): void {
    this.#stay()?.offerFolder(folder);
  }

  /** Offers what was sent in `id` once more, as a transfer of its own. */
  sendAgain(id: TransferId): void {
    this.#stay()?.sendAgain(id);
  }

  /** Whether `sendAgain` still has what was sent in `id`. */
  canSendAgain(id: TransferId): boolean {
    return this.#stay()?.sent.has(id) ?? false;
  }

  pause(id: TransferId): void {
    this.session()?.pause(id);
  }

  resume(id: TransferId): void {
    this.session()?.resume(id);
  }

  /**
   * Takes an offered file, or folder; of a folder with `only` the files with these places in its
   * listing; where a part is here already, the rest of it. Call it inside the click: browsers ask where to save only then.
   */
  async accept(
    transfer: RoomTransfer,
    only?: readonly number[],
    destination: Destination = 'ask',
  ): Promise<Acceptance> {
    const taken = await this.#stay()?.taken.accept(transfer, only, destination);
    return taken ?? { outcome: 'not-chosen' };
  }

  decline(id: TransferId): void {
    this.session()?.decline(id);
  }

  cancel(id: TransferId): void {
    this.session()?.cancel(id);
  }

  /** Saves a received file, again if wanted: a folder as a ZIP, which is made first. */
  async save(transfer: RoomTransfer): Promise<Saving> {
    return (await this.#stay()?.taken.save(transfer)) ?? 'left';
  }

  /** Lets nobody in any more. */
  closeDoor(): void {
    this.session()?.closeDoor();
    this.#closesDoor$.next();
  }

  /** Lets people in again, and forgives the wrong passwords so far. */
  openDoor(): void {
    this.session()?.openDoor();
  }

  /** The person says that the safety code is the same over there. */
  confirmSafetyCode(peer: SeatId): void {
    this.session()?.confirmSafetyCode(peer);
  }

  /** The person says that the safety code is another one over there. */
  disputeSafetyCode(peer: SeatId): void {
    this.session()?.disputeSafetyCode(peer);
  }

  /** What the browser knows of the call with somebody, while somebody listens; never fails. */
  callDetails(peer: SeatId): Observable<CallDetails> {
    return this.#stay$.pipe(switchMap((stay) => stay?.session.callDetails(peer) ?? EMPTY));
  }

  /** Says goodbye at once, then forgets everything: keys, names, messages, files not saved. */
  leave(): Promise<void> {
    const unsavedFiles = this.atStake().unsaved;
    return this.#part((stay) => stay.leave(), { unsavedFiles });
  }

  /** As `leave`, for a page that closes: who reloads it and enters again goes on with what was received. */
  closePage(): Promise<void> {
    return this.#part((stay) => stay.closePage(), { unsavedFiles: 0 });
  }

  #arrive(arrival: Arrival): Entry {
    if (arrival.outcome !== 'inside') return arrival;
    this.#farewell.set(undefined);
    this.#stay$.next(arrival.stay);
    arrival.stay.taken.adopt();
    return { outcome: 'inside' };
  }

  async #part(goodbye: (stay: Stay) => Promise<void>, farewell: Farewell): Promise<void> {
    const stay = this.#stay$.value;
    if (!stay) return;
    const gone = goodbye(stay); // before anything is awaited: a closing page gets no further
    this.#own.turnOff();
    this.#farewell.set(farewell);
    this.#stay$.next(undefined);
    await gone;
  }

  #whileInside<T>(of$: (session: RoomSession) => Observable<T>, outside: T): () => T {
    const values$ = this.#stay$.pipe(switchMap((stay) => (stay ? of$(stay.session) : of(outside))));
    return toSignal(values$, { requireSync: true });
  }
}

/** Whether anybody has been connected. */
const everConnected = (members$: Behavior<readonly Member[]>): Observable<boolean> =>
  members$.pipe(
    map((members) => members.some(({ link }) => link.phase === 'connected')),
    scan((ever, now) => ever || now, false),
    distinctUntilChanged(),
  );
