import type { DoorState, RendezvousState } from '@whispernet/room';

/** What decides whether an invite lets somebody in. */
export interface InviteCircumstances {
  readonly isFull: boolean;
  readonly door: Pick<DoorState, 'state'>;
  readonly rendezvous: RendezvousState;
  /** Of the address that the invite leads to. */
  readonly hostname: string;
}

/** Why an invite does not let somebody in now, and what would; nothing where it does. */
export function inviteHints(circumstances: InviteCircumstances): readonly string[] {
  const { isFull, door, rendezvous, hostname } = circumstances;
  const hints: string[] = [];
  if (rendezvous === 'gone') hints.push('The gateway is gone: nobody can come in any more.');
  else if (rendezvous === 'away') hints.push('The gateway is away: nobody can come in now.');
  else {
    if (isFull) hints.push('Room is full: somebody can come in as soon as somebody else leaves.');
    if (door.state !== 'open' || rendezvous === 'closed')
      hints.push('The door is closed: somebody can come in as soon as you open the door.');
  }
  if (isThisMachine(hostname)) hints.push('This address works on this machine only.');
  return hints;
}

/** Whether a host name means, on every machine, that machine itself (RFC 6761, RFC 1122). */
const isThisMachine = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
