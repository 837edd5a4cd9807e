import type { DoorState, RendezvousState } from '@whispernet/room';
import type { AllTexts } from '../../texts/translation';

/** What decides whether an invite lets somebody in. */
export interface InviteCircumstances {
  readonly isFull: boolean;
  readonly door: Pick<DoorState, 'state'>;
  readonly rendezvous: RendezvousState;
  /** Of the address that the invite leads to. */
  readonly hostname: string;
}

/** Why an invite does not let somebody in now, and what would; nothing where it does. */
export function inviteHints(
  circumstances: InviteCircumstances,
  texts: AllTexts['invite']['hints'],
): readonly string[] {
  const { isFull, door, rendezvous, hostname } = circumstances;
  const hints: string[] = [];
  if (rendezvous === 'gone') hints.push(texts.gone);
  else if (rendezvous === 'away') hints.push(texts.away);
  else {
    if (isFull) hints.push(texts.full);
    if (door.state !== 'open' || rendezvous === 'closed') hints.push(texts.closed);
  }
  if (isThisMachine(hostname)) hints.push(texts.thisMachine);
  return hints;
}

/** Whether a host name means, on every machine, that machine itself (RFC 6761, RFC 1122). */
const isThisMachine = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
