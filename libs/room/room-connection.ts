import type { Member, RendezvousState, RoomConnection } from './room-session';

/** What the header may truly say: the best link counts, and alone, whether somebody can still come. */
export function roomConnection(
  members: readonly Pick<Member, 'link'>[],
  rendezvous: RendezvousState,
): RoomConnection {
  const phases = new Set(members.map(({ link }) => link.phase));
  if (phases.has('connected')) return 'connected';
  if (phases.has('reconnecting')) return 'reconnecting';
  if (phases.has('connecting')) return 'connecting';
  switch (rendezvous) {
    case 'open':
    case 'closed':
      return 'waiting';
    case 'away':
      return 'reconnecting';
    case 'gone':
      return 'disconnected';
    default:
      return rendezvous satisfies never;
  }
}
