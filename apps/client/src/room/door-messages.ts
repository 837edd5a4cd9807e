import {
  type DoorState,
  MOST_WRONG_PASSWORDS,
  type PasswordKind,
  type RendezvousState,
} from '@whispernet/room';
import { readableNumber } from '../readable-number';
import { CLOCK } from './clock';

const KEPT: Record<DoorState['state'], string> = {
  open: 'Door open',
  closed: 'Door closed by somebody in the room',
  exhausted: 'Door closed after too many wrong passwords',
};

/** What the header says of the door: whether anybody can enter, and why not. `byYou`: this person has closed it. */
export function doorText(
  { state }: Pick<DoorState, 'state'>,
  rendezvous: RendezvousState,
  byYou: boolean,
): string {
  const kept = byYou && state === 'closed' ? 'Door closed by you' : KEPT[state];
  switch (rendezvous) {
    case 'open':
      return kept;
    case 'closed':
      // The gateway keeps it shut while the members would let people in.
      return state === 'open' ? 'Door closed' : kept;
    case 'away':
      return 'Gateway away: nobody can enter now';
    case 'gone':
      return 'Gateway gone: nobody can enter any more';
  }
}

/** How many wrong passwords were tried; undefined where none was. */
export function wrongPasswordsText(count: number): string | undefined {
  if (count === 0) return undefined;
  return `${readableNumber(count)} wrong ${count === 1 ? 'password' : 'passwords'} at the door`;
}

/**
 * How close the wrong passwords are to closing the door, and when the last one came, where this page
 * has seen it (ms since the epoch); undefined where there was none.
 */
export function triesText(
  count: number,
  kind: PasswordKind,
  lastAt: number | undefined,
): string | undefined {
  if (count === 0) return undefined;
  const tries = `${readableNumber(count)} of ${readableNumber(MOST_WRONG_PASSWORDS[kind])} tries`;
  return lastAt === undefined ? tries : `${tries}, the last at ${CLOCK.format(lastAt)}`;
}
