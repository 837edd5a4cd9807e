import type { Member, Message, RoomTransfer, Self } from '@whispernet/room';
import { hasEnded } from '@whispernet/transfer';

/** What may make a person look up who is doing something else. */
export type Happening = 'arrival' | 'departure' | 'message' | 'offer' | 'transfer-end' | 'call';

/** What of a room can make something happen. */
export interface RoomView {
  readonly self: Self | undefined;
  readonly members: readonly Member[];
  readonly messages: readonly Message[];
  readonly transfers: readonly RoomTransfer[];
  readonly isCallOn: boolean;
}

/** What has happened between two looks at a room, each thing once; one's own messages are no news. */
export function happenings(before: RoomView, now: RoomView): readonly Happening[] {
  const [wereHere, areHere] = [idsOf(here(before)), idsOf(here(now))];
  const knownMessages = idsOf(before.messages);
  const phases = new Map(before.transfers.map(({ id, state }) => [id, state]));
  return [
    ...here(now).flatMap(({ id }) => (wereHere.has(id) ? [] : (['arrival'] as const))),
    ...here(before).flatMap(({ id }) => (areHere.has(id) ? [] : (['departure'] as const))),
    ...now.messages.flatMap(({ id, author }) =>
      knownMessages.has(id) || author === now.self?.id ? [] : (['message'] as const),
    ),
    ...now.transfers.flatMap(({ id, direction, state }) => {
      const past = phases.get(id);
      if (!past) return direction === 'in' && state.phase === 'offered' ? ['offer' as const] : [];
      return hasEnded(state) && !hasEnded(past) ? ['transfer-end' as const] : [];
    }),
    ...(now.isCallOn && !before.isCallOn ? (['call'] as const) : []),
  ];
}

/** A connection that is being mended is no departure. */
const here = ({ members }: RoomView) =>
  members.filter(({ link }) => link.phase === 'connected' || link.phase === 'reconnecting');

const idsOf = <Id>(things: readonly { readonly id: Id }[]): ReadonlySet<Id> =>
  new Set(things.map(({ id }) => id));
