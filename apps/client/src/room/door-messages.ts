import type { DoorState, RendezvousState } from '@whispernet/room';

const KEPT: Record<DoorState['state'], string> = {
  open: 'Door open',
  closed: 'Door closed by somebody in the room',
  exhausted: 'Door closed after too many wrong passwords',
};

/** What the header says of the door: whether anybody can enter, and why not. */
export function doorText(door: DoorState, rendezvous: RendezvousState): string {
  switch (rendezvous) {
    case 'open':
      return KEPT[door.state];
    case 'closed':
      // The gateway keeps it shut while the members would let people in.
      return door.state === 'open' ? 'Door closed' : KEPT[door.state];
    case 'away':
      return 'Gateway away: nobody can enter now';
    case 'gone':
      return 'Gateway gone: nobody can enter any more';
  }
}

/** How many wrong passwords were tried; undefined where none was. */
export function wrongPasswordsText(count: number): string | undefined {
  if (count === 0) return undefined;
  return `${count} wrong ${count === 1 ? 'password' : 'passwords'} at the door`;
}
