import {
  InjectionToken,
  Injector,
  PendingTasks,
  Service,
  computed,
  inject,
  signal,
} from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import type { SeatId, TransferId } from '@whispernet/protocol';
import { toBase64url } from '@whispernet/protocol/base64url';
import type {
  CallDetails,
  DoorState,
  Member,
  PasswordKind,
  RoomDetails,
  RoomPlatform,
  RoomSession,
  RoomTransfer,
  createRoom,
  joinRoom,
} from '@whispernet/room';
import { RoomError } from '@whispernet/room/outside';
import type { Behavior, FileSource, FolderSource } from '@whispernet/transfer';
import { hasEnded } from '@whispernet/transfer/state';
import {
  BehaviorSubject,
  EMPTY,
  type Observable,
  Subject,
  combineLatest,
  distinctUntilChanged,
  filter,
  map,
  of,
  pairwise,
  scan,
  startWith,
  switchMap,
  takeWhile,
  throttleTime,
  timer,
} from 'rxjs';
import { PASSWORD_TRIES } from '../browser/password-tries';
import { inviteLink } from '../lobby/invite-link';
import { Texts } from '../texts/texts';
import { OwnMedia } from './call/own-media';
import type { Acceptance, Destination, FileTaker, Saving } from './file-taker';
import { SentSources } from './files/sent-sources';
import { loadEngine } from './load-engine';
import { memberName, memberNames, selfName } from './person';

export type { Acceptance, Destination, Saving } from './file-taker';

/** The two ways into a room. */
export const ROOM_ENTRANCE = new InjectionToken<{
  readonly createRoom: typeof createRoom;
  readonly joinRoom: typeof joinRoom;
}>('createRoom and joinRoom', {
  providedIn: 'root',
  factory: () => ({
    createRoom: async (...all) => (await loadEngine()).createRoom(...all),
    joinRoom: async (...all) => (await loadEngine()).joinRoom(...all),
  }),
});

/** What became of an entry. */
export type Entry =
  | { readonly outcome: 'inside' | 'cancelled' }
  | { readonly outcome: 'refused'; readonly error: RoomError };

/** What went with the room that was left. */
export interface Farewell {
  readonly unsavedFiles: number;
}

/** A countdown in seconds. */
const COUNTDOWN_MS = 1_000;

/** Wrong passwords are told aloud this often at most: somebody who guesses on and on drowns out nobody. */
const TOLD_EVERY_MS = 10_000;

/** A door that answers later than this makes people wait: a connection alone is faster. */
const SLOW_MS = 4_000;

const OUTSIDE_DOOR: DoorState = { state: 'open', wrongPasswords: 0 };

interface Inside {
  readonly session: RoomSession;
  readonly password: string;
  readonly passwordKind: PasswordKind;
  readonly files: FileTaker;
  readonly sent: SentSources;
}

/** The room that this page is in, for the screen: the one bridge between RxJS and signals. */
@Service()
export class ActiveRoom {
  readonly #entrance = inject(ROOM_ENTRANCE);
  readonly #tries = inject(PASSWORD_TRIES);
  readonly #injector = inject(Injector);
  readonly #tasks = inject(PendingTasks);
  readonly #own = inject(OwnMedia);
  readonly #people = inject(Texts).people;

  readonly #inside$ = new BehaviorSubject<Inside | undefined>(undefined);
  readonly #refusals$ = new Subject<void>();
  /** Whether a join has all that it needs and waits for the door. */
  readonly #atDoor$ = new BehaviorSubject(false);
  #entry: AbortController | undefined;

  readonly #inside = toSignal(this.#inside$, { requireSync: true });
  readonly #entering = signal<'create' | 'join' | undefined>(undefined);
  readonly #farewell = signal<Farewell | undefined>(undefined);

  readonly isInside = computed(() => this.#inside() !== undefined);
  /** How a person is just entering; undefined when not. */
  readonly entering = this.#entering.asReadonly();
  /** After a room was left, until the next one is entered. */
  readonly farewell = this.#farewell.asReadonly();
  /** What can be asked of the room, for what is not asked here. */
  readonly session = computed(() => this.#inside()?.session);
  readonly room = computed(() => this.session()?.room);
  readonly self = computed(() => this.session()?.self);
  /** As it was typed; empty outside of a room. */
  readonly password = computed(() => this.#inside()?.password ?? '');
  readonly inviteLink = computed(() => {
    const room = this.room();
    return room ? inviteLink(location.origin, { room, password: this.password() }) : '';
  });
  /** Whether the room's password was drawn by chance, as far as this page knows. */
  readonly passwordKind = computed(() => this.#inside()?.passwordKind);

  readonly members = this.#whileInside((session) => session.members$, []);
  readonly messages = this.#whileInside((session) => session.conversation$, []);
  readonly typing = this.#whileInside((session) => session.typing$, []);
  readonly transfers = this.#whileInside((session) => session.transfers$, []);
  readonly cutOff = this.#whileInside((session) => session.cutOff$, []);
  readonly connection = this.#whileInside((session) => session.connection$, 'disconnected');
  readonly rendezvous = this.#whileInside((session) => session.rendezvous$, 'gone');
  readonly door = this.#whileInside((session) => session.door$, OUTSIDE_DOOR);
  readonly incidents = this.#whileInside((session) => session.incidents$, []);
  /** Wrong passwords at the door, as often as a person wants to hear of them; 0 before the first. */
  readonly wrongPasswordsTold = toSignal(
    this.#inside$.pipe(
      switchMap((inside) => (inside ? wrongPasswordsToTell(inside.session) : of(0))),
    ),
    { initialValue: 0 },
  );

  /** When this page heard of the last wrong password, in ms since the epoch; undefined before the first. */
  readonly lastWrongPasswordAt = toSignal(
    this.#inside$.pipe(
      switchMap((inside) => (inside ? lastWrongPasswordAt(inside.session) : of(undefined))),
    ),
  );
  readonly #hasClosedDoor = signal(false);
  /** Whether it is this person who has closed the door. */
  readonly hasClosedDoor = computed(() => this.#hasClosedDoor() && this.door().state === 'closed');
  /** Whether a join waits longer than one alone at a door would. */
  readonly isDoorSlow = toSignal(
    this.#atDoor$.pipe(
      switchMap((waits) =>
        waits
          ? timer(SLOW_MS).pipe(
              map(() => true),
              startWith(false),
            )
          : of(false),
      ),
    ),
    { requireSync: true },
  );

  /** Whether somebody is there who could be sent something now. */
  readonly hasCompany = computed(() =>
    this.members().some(({ link }) => link.phase === 'connected' || link.phase === 'reconnecting'),
  );
  /** Whether anybody has been here since this person came. */
  readonly hasHadCompany = this.#whileInside(({ members$ }) => everConnected(members$), false);
  readonly isFull = computed(() => {
    const taken = 1 + this.members().filter(({ link }) => link.phase !== 'closed').length;
    return taken >= (this.#inside()?.session.capacity ?? Infinity);
  });
  /** Whether nobody else is here, not even on the way in: what is said now reaches nobody. */
  readonly isAlone = computed(() => this.members().every(({ link }) => link.phase === 'closed'));
  /** Whether somebody can hear or see somebody else. */
  readonly isCallOn = computed(
    () =>
      this.hasCompany() &&
      (this.#own.isOn() ||
        this.members().some(
          ({ microphoneOn, cameraOn, media }) => microphoneOn || cameraOn || media.screen,
        )),
  );
  readonly #names = computed(() => memberNames(this.self(), this.members(), this.#people()));
  /** How one is called oneself on the screen. */
  readonly ownName = computed(() => selfName(this.self(), this.#people()));
  /** Received files that can be saved now. */
  readonly savable: () => ReadonlySet<TransferId> = computed(() => {
    const done = this.transfers().filter(({ state }) => state.phase === 'done');
    const kept = this.#inside()?.files.kept();
    return new Set(done.map(({ id }) => id).filter((id) => kept?.has(id)));
  });
  /** Received folders of which a ZIP is just made, to be saved. */
  readonly saving = computed(() => this.#inside()?.files.saving() ?? new Set<TransferId>());
  /** For the list of files alone: where what was received lies, and what was sent. */
  readonly fileDesk = computed(() => {
    const inside = this.#inside();
    return inside && { taken: inside.files, sent: inside.sent };
  });
  /** What a person would lose by leaving now. */
  readonly atStake = computed(() => ({
    running: this.transfers().filter(({ state }) => isRunning(state.phase)).length,
    unsaved: [...this.savable()].filter((id) => !this.#inside()?.files.saved().has(id)).length,
  }));
  /** Seconds of this page's own pause after wrong passwords; 0 where there is none. */
  readonly pauseS = toSignal(
    this.#refusals$.pipe(
      switchMap(() =>
        timer(0, COUNTDOWN_MS).pipe(
          map(() => Math.ceil(this.#tries.pauseMs / COUNTDOWN_MS)),
          takeWhile((seconds) => seconds > 0, true),
        ),
      ),
    ),
    { initialValue: 0 },
  );

  constructor() {
    this.#inside$
      .pipe(
        switchMap((inside) => inside?.session.door$ ?? of(OUTSIDE_DOOR)),
        filter(({ state }) => state !== 'closed'),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.#hasClosedDoor.set(false); // if it is closed again, somebody else may have done that
      });
    combineLatest([this.#inside$, this.#own.media$])
      .pipe(takeUntilDestroyed())
      .subscribe(([inside, media]) => {
        inside?.session.publish(media);
      });
  }

  /** Fetches what entering needs, early; where that is in vain, entering says so. */
  prepare(): void {
    loadEngine().catch((error: unknown) => {
      if (!(error instanceof RoomError)) throw error;
    });
  }

  /** Opens a room of `capacity` people and sits down in it. */
  create(details: RoomDetails, capacity: number): Promise<Entry> {
    return this.#enter('create', details, (platform, signal) =>
      this.#entrance.createRoom(details, capacity, platform, signal),
    );
  }

  join(details: RoomDetails): Promise<Entry> {
    return this.#enter('join', details, (platform, signal) =>
      this.#entrance.joinRoom(details, platform, signal),
    );
  }

  /** Ends an entry that is going on. */
  cancelEntry(): void {
    this.#entry?.abort();
  }

  /**
   * How somebody is called on the screen: two people of one name are told apart, and who is gone from
   * who is here. `name`: what they called themselves, for those who are gone.
   */
  nameOf(id: SeatId, name: string): string {
    const here = this.#names();
    const known = here.get(id);
    if (known !== undefined) return known;
    const gone = memberName(name, this.#people());
    return [...here.values()].includes(gone) ? this.#people().left(gone) : gone;
  }

  offerFiles(files: readonly File[]): void {
    this.#offer(files, (session) => {
      session.offerFiles(files);
    });
  }

  offerFolder(folder: FolderSource): void {
    this.#offer([folder], (session) => {
      session.offerFolder(folder);
    });
  }

  /** Offers what was sent in `id` once more, as a transfer of its own. */
  sendAgain(id: TransferId): void {
    const source = this.#inside()?.sent.take(id);
    if (!source) return;
    this.#offer([source], (session) => {
      if ('files' in source) session.offerFolder(source);
      else session.offerFiles([source]);
    });
  }

  /** Whether `sendAgain` still has what was sent in `id`. */
  canSendAgain(id: TransferId): boolean {
    return this.#inside()?.sent.has(id) ?? false;
  }

  pause(id: TransferId): void {
    this.#inside()?.session.pause(id);
  }

  resume(id: TransferId): void {
    this.#inside()?.session.resume(id);
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
    const taken = await this.#inside()?.files.accept(transfer, only, destination);
    return taken ?? { outcome: 'not-chosen' };
  }

  decline(id: TransferId): void {
    this.#inside()?.session.decline(id);
  }

  cancel(id: TransferId): void {
    this.#inside()?.session.cancel(id);
  }

  /** Saves a received file, again if wanted: a folder as a ZIP, which is made first. */
  async save(transfer: RoomTransfer): Promise<Saving> {
    return (await this.#inside()?.files.save(transfer)) ?? 'left';
  }

  /** Lets nobody in any more. */
  closeDoor(): void {
    this.#inside()?.session.closeDoor();
    this.#hasClosedDoor.set(true);
  }

  /** Lets people in again, and forgives the wrong passwords so far. */
  openDoor(): void {
    this.#inside()?.session.openDoor();
  }

  /** The person says that the safety code is the same over there. */
  confirmSafetyCode(peer: SeatId): void {
    this.#inside()?.session.confirmSafetyCode(peer);
  }

  /** The person says that the safety code is another one over there. */
  disputeSafetyCode(peer: SeatId): void {
    this.#inside()?.session.disputeSafetyCode(peer);
  }

  /** What the browser knows of the call with somebody, while somebody listens; never fails. */
  callDetails(peer: SeatId): Observable<CallDetails> {
    return this.#inside$.pipe(switchMap((inside) => inside?.session.callDetails(peer) ?? EMPTY));
  }

  /**
   * Says goodbye at once, then forgets everything: keys, names, messages, files not saved. What is on
   * its way is cancelled first: nobody is to wait for what is forgotten here.
   */
  async leave(): Promise<void> {
    const inside = this.#inside$.value;
    if (!inside) return;
    const farewell = { unsavedFiles: this.atStake().unsaved };
    const unended = this.transfers().filter(({ state }) => !hasEnded(state));
    const isBegun = ({ state: { phase } }: RoomTransfer) => isRunning(phase);
    // First what has begun: of very many cancels the last do not go out before the goodbye.
    for (const { id } of [
      ...unended.filter(isBegun),
      ...unended.filter((transfer) => !isBegun(transfer)),
    ])
      inside.session.cancel(id);
    await this.#part(inside, farewell);
    await inside.files.wipe();
  }

  /** As `leave`, for a page that closes: who reloads it and enters again goes on with what was received. */
  async closePage(): Promise<void> {
    const inside = this.#inside$.value;
    if (!inside) return;
    const kept = inside.files.leave(); // first: a session that ends gives up what it is receiving
    await this.#part(inside, { unsavedFiles: 0 });
    await kept;
  }

  #part({ session }: Inside, farewell: Farewell): Promise<void> {
    const left = session.leave(); // before anything is awaited: a closing page gets no further
    this.#own.turnOff();
    this.#farewell.set(farewell);
    this.#hasClosedDoor.set(false);
    this.#inside$.next(undefined);
    return left;
  }

  async #enter(
    how: 'create' | 'join',
    details: RoomDetails,
    open: (platform: RoomPlatform, signal: AbortSignal) => Promise<RoomSession>,
  ): Promise<Entry> {
    const lifetime = new AbortController();
    this.#entry = lifetime;
    this.#entering.set(how);
    try {
      const engine = await this.#engine();
      let folderId: string | undefined;
      const platform = platformThatTells(
        this.#injector.get(engine.ROOM_PLATFORM),
        async (secret) => {
          folderId = toBase64url(await engine.receivedFolderId(secret));
          // From here on there is nothing left to do for a join but to wait for the door.
          if (how === 'join' && !lifetime.signal.aborted) this.#atDoor$.next(true);
        },
      );
      const session = await open(platform, lifetime.signal);
      if (lifetime.signal.aborted) {
        await session.leave();
        return { outcome: 'cancelled' };
      }
      const files = new engine.FileTaker(session, new engine.ReceivedFiles(folderId));
      this.#farewell.set(undefined);
      this.#inside$.next({
        session,
        password: details.password,
        passwordKind: details.passwordKind,
        files,
        sent: new SentSources(),
      });
      files.adopt();
      return { outcome: 'inside' };
    } catch (error) {
      if (lifetime.signal.aborted) return { outcome: 'cancelled' };
      if (!(error instanceof RoomError)) throw error;
      this.#refusals$.next();
      return { outcome: 'refused', error };
    } finally {
      this.#entry = undefined;
      this.#entering.set(undefined);
      this.#atDoor$.next(false);
    }
  }

  /** Angular waits for it: the page is not settled before. */
  async #engine(): ReturnType<typeof loadEngine> {
    const loaded = this.#tasks.add();
    try {
      return await loadEngine();
    } finally {
      loaded();
    }
  }

  /** Offers `sources` by `offer` and remembers as which transfers. */
  #offer(
    sources: readonly (FileSource | FolderSource)[],
    offer: (session: RoomSession) => void,
  ): void {
    const inside = this.#inside();
    if (!inside) return;
    const { session, sent } = inside;
    const before = session.transfers$.value;
    offer(session);
    sent.remember(sources, before, session.transfers$.value);
  }

  #whileInside<T>(of$: (session: RoomSession) => Observable<T>, outside: T): () => T {
    const values$ = this.#inside$.pipe(
      switchMap((inside) => (inside ? of$(inside.session) : of(outside))),
    );
    return toSignal(values$, { requireSync: true });
  }
}

/** The platform for one entry; `told` hears of the room's secret, and lets go of it. */
function platformThatTells(
  platform: RoomPlatform,
  told: (secret: Uint8Array<ArrayBuffer>) => Promise<void>,
): RoomPlatform {
  return {
    ...platform,
    deriveSecret: async (password, room) => {
      const secret = await platform.deriveSecret(password, room);
      await told(secret);
      return secret;
    },
  };
}

function wrongPasswordsToTell({ door$ }: RoomSession): Observable<number> {
  return door$.pipe(
    map(({ wrongPasswords }) => wrongPasswords),
    distinctUntilChanged(),
    filter((count) => count > 0),
    throttleTime(TOLD_EVERY_MS, undefined, { leading: true, trailing: true }),
  );
}

function lastWrongPasswordAt({ door$ }: RoomSession): Observable<number | undefined> {
  return door$.pipe(
    map(({ wrongPasswords }) => wrongPasswords),
    distinctUntilChanged(),
    pairwise(),
    // Fewer than before: the door was opened, and they are forgiven.
    map(([before, now]) => (now > before ? Date.now() : undefined)),
    startWith<number | undefined>(undefined),
  );
}

/** Whether anybody has been connected. */
const everConnected = (members$: Behavior<readonly Member[]>): Observable<boolean> =>
  members$.pipe(
    map((members) => members.some(({ link }) => link.phase === 'connected')),
    scan((ever, now) => ever || now, false),
    distinctUntilChanged(),
  );

/** Whether it was begun and would be broken off by leaving. */
function isRunning(phase: RoomTransfer['state']['phase']): boolean {
  return (
    phase === 'sending' || phase === 'receiving' || phase === 'paused' || phase === 'verifying'
  );
}
