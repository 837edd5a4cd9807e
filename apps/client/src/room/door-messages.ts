import {
  type DoorState,
  MOST_WRONG_PASSWORDS,
  type PasswordKind,
  type RendezvousState,
} from '@whispernet/room';
import type { AllTexts } from '../texts/translation';

type DoorTexts = AllTexts['door'];

/** What the header says of the door: whether anybody can enter, and why not. `byYou`: this person has closed it. */
export function doorText(
  { state }: Pick<DoorState, 'state'>,
  rendezvous: RendezvousState,
  byYou: boolean,
  texts: DoorTexts,
): string {
  switch (rendezvous) {
    case 'open':
      return state === 'open' ? texts.open : shutText(state, byYou, texts);
    case 'closed':
      // The gateway keeps it shut while the members would let people in.
      return state === 'open' ? texts.closed : shutText(state, byYou, texts);
    case 'away':
      return texts.away;
    case 'gone':
      return texts.gone;
  }
}

function shutText(state: 'closed' | 'exhausted', byYou: boolean, texts: DoorTexts): string {
  if (state === 'exhausted') return texts.closedByTries;
  return byYou ? texts.closedByYou : texts.closedBySomebody;
}

/** How many wrong passwords were tried; undefined where none was. */
export const wrongPasswordsText = (count: number, texts: DoorTexts): string | undefined =>
  count === 0 ? undefined : texts.wrongPasswords(count);

/**
 * How close the wrong passwords are to closing the door, and when the last one came, where this page
 * has seen it (ms since the epoch); undefined where there was none.
 */
export function triesText(
  count: number,
  kind: PasswordKind,
  lastAt: number | undefined,
  texts: DoorTexts,
): string | undefined {
  if (count === 0) return undefined;
  const most = MOST_WRONG_PASSWORDS[kind];
  return lastAt === undefined ? texts.tries(count, most) : texts.triesUntil(count, most, lastAt);
}
