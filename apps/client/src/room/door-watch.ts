import type { DoorState } from '@whispernet/room';
import {
  type Observable,
  combineLatest,
  distinctUntilChanged,
  filter,
  map,
  merge,
  pairwise,
  startWith,
  throttleTime,
} from 'rxjs';

/** Wrong passwords are told aloud this often at most: somebody who guesses on and on drowns out nobody. */
const TOLD_EVERY_MS = 10_000;

/** Wrong passwords at the door, as often as a person wants to hear of them; 0 before the first. */
export const wrongPasswordsToTell = (door$: Observable<DoorState>): Observable<number> =>
  countOf(door$).pipe(
    filter((count) => count > 0),
    throttleTime(TOLD_EVERY_MS, undefined, { leading: true, trailing: true }),
    startWith(0),
  );

/** When this page heard of the last wrong password, in ms since the epoch; undefined before the first. */
export const lastWrongPasswordAt = (door$: Observable<DoorState>): Observable<number | undefined> =>
  countOf(door$).pipe(
    pairwise(),
    // Fewer than before: the door was opened, and they are forgiven.
    map(([before, now]) => (now > before ? Date.now() : undefined)),
    startWith<number | undefined>(undefined),
  );

/** Whether it is this person who has closed the door; `closes$`: whenever they do. */
export const isClosedHere = (
  door$: Observable<DoorState>,
  closes$: Observable<void>,
): Observable<boolean> => {
  const wasHere$ = merge(
    closes$.pipe(map(() => true)),
    // If it is closed again after that, somebody else may have done it.
    door$.pipe(
      filter(({ state }) => state !== 'closed'),
      map(() => false),
    ),
  ).pipe(startWith(false));
  return combineLatest([door$, wasHere$]).pipe(
    map(([{ state }, wasHere]) => wasHere && state === 'closed'),
  );
};

const countOf = (door$: Observable<DoorState>): Observable<number> =>
  door$.pipe(
    map(({ wrongPasswords }) => wrongPasswords),
    distinctUntilChanged(),
  );
