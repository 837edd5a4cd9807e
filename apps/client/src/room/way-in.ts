import { InjectionToken, Injector, PendingTasks, Service, inject } from '@angular/core';
import { toBase64url } from '@whispernet/protocol/base64url';
import type {
  RoomDetails,
  RoomPlatform,
  RoomSession,
  createRoom,
  joinRoom,
} from '@whispernet/room';
import { RoomError } from '@whispernet/room/outside';
import {
  BehaviorSubject,
  type Observable,
  Subject,
  map,
  of,
  startWith,
  switchMap,
  takeWhile,
  timer,
} from 'rxjs';
import { PASSWORD_TRIES } from '../browser/password-tries';
import { loadEngine } from './load-engine';
import { Stay } from './stay';

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

/** What became of the way in. */
export type Arrival =
  | { readonly outcome: 'inside'; readonly stay: Stay }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'refused'; readonly error: RoomError };

/** A countdown in seconds. */
const COUNTDOWN_MS = 1_000;

/** A door that answers later than this makes people wait: a connection alone is faster. */
const SLOW_MS = 4_000;

/** Leads into a room, one at a time, and tells meanwhile what a person waits for. */
@Service()
export class WayIn {
  readonly #entrance = inject(ROOM_ENTRANCE);
  readonly #tries = inject(PASSWORD_TRIES);
  readonly #injector = inject(Injector);
  readonly #tasks = inject(PendingTasks);

  readonly #entering$ = new BehaviorSubject<'create' | 'join' | undefined>(undefined);
  /** Whether a join has all that it needs and waits for the door. */
  readonly #atDoor$ = new BehaviorSubject(false);
  readonly #refusals$ = new Subject<void>();
  #entry: AbortController | undefined;

  /** How a person is just entering; undefined when not. */
  readonly entering$ = this.#entering$.asObservable();
  /** Whether a join waits longer than one alone at a door would. */
  readonly isDoorSlow$: Observable<boolean> = this.#atDoor$.pipe(
    switchMap((waits) =>
      waits
        ? timer(SLOW_MS).pipe(
            map(() => true),
            startWith(false),
          )
        : of(false),
    ),
  );
  /** Seconds of this page's own pause after wrong passwords, down to 0; nothing before the first refusal. */
  readonly pauseS$: Observable<number> = this.#refusals$.pipe(
    switchMap(() =>
      timer(0, COUNTDOWN_MS).pipe(
        map(() => Math.ceil(this.#tries.pauseMs / COUNTDOWN_MS)),
        takeWhile((seconds) => seconds > 0, true),
      ),
    ),
  );

  /** Fetches what entering needs, early; where that is in vain, entering says so. */
  prepare(): void {
    loadEngine().catch((error: unknown) => {
      if (!(error instanceof RoomError)) throw error;
    });
  }

  /** Opens a room of `capacity` people and sits down in it. */
  create(details: RoomDetails, capacity: number): Promise<Arrival> {
    return this.#enter('create', details, (platform, signal) =>
      this.#entrance.createRoom(details, capacity, platform, signal),
    );
  }

  join(details: RoomDetails): Promise<Arrival> {
    return this.#enter('join', details, (platform, signal) =>
      this.#entrance.joinRoom(details, platform, signal),
    );
  }

  /** Ends an entry that is going on. */
  cancel(): void {
    this.#entry?.abort();
  }

  async #enter(
    how: 'create' | 'join',
    details: RoomDetails,
    open: (platform: RoomPlatform, signal: AbortSignal) => Promise<RoomSession>,
  ): Promise<Arrival> {
    const lifetime = new AbortController();
    this.#entry = lifetime;
    this.#entering$.next(how);
    try {
      const engine = await this.#engine();
      let folderId: string | undefined;
      const platform = platformThatTells(
        this.#injector.get(engine.ROOM_PLATFORM),
        async (secret) => {
          folderId = toBase64url(await engine.receivedFolderId(secret));
          // From here on there is nothing left to do for a join but to wait for the door; unless it
          // was refused meanwhile.
          if (how === 'join' && this.#entry === lifetime) this.#atDoor$.next(true);
        },
      );
      const session = await open(platform, lifetime.signal);
      if (lifetime.signal.aborted) {
        await session.leave();
        return { outcome: 'cancelled' };
      }
      const taken = new engine.FileTaker(session, new engine.ReceivedFiles(folderId));
      return { outcome: 'inside', stay: new Stay(session, details, taken) };
    } catch (error) {
      if (lifetime.signal.aborted) return { outcome: 'cancelled' };
      if (!(error instanceof RoomError)) throw error;
      this.#refusals$.next();
      return { outcome: 'refused', error };
    } finally {
      this.#entry = undefined;
      this.#entering$.next(undefined);
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
