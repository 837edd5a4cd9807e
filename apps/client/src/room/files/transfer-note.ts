import type { RoomTransfer } from '@whispernet/room';
import type { AllTexts } from '../../texts/translation';
import { type Peer, failureText, heldText, leftBehindText, pausedText } from './transfer-messages';

/** What there is to know of a transfer beyond the word for its state. */
export interface Note {
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad';
}

/** Where what has arrived is: in this browser until it is saved, or where the person wanted it. */
export type Keeping = 'unsaved' | 'saved' | 'placed';

export function noteOf(
  t: AllTexts['files'],
  transfer: RoomTransfer,
  peer: Peer,
  keeping: Keeping,
): Note | undefined {
  const { state, direction, heldBytes, size } = transfer;
  const plain = (text: string): Note => ({ text, tone: 'plain' });
  switch (state.phase) {
    case 'failed':
      return { text: failureText(t, state, direction, peer), tone: 'bad' };
    case 'paused':
      return plain(
        transfer.peer === undefined
          ? leftBehindText(t, transfer.peerName)
          : pausedText(t, state.by, direction, peer),
      );
    case 'cancelled':
      return plain(state.side === 'here' ? t.cancelledByYou : t.cancelledBy(peer.name));
    case 'declined':
      return plain(direction === 'in' ? t.declinedByYou : t.declinedBy(peer.name));
    case 'waiting':
      return plain(t.waitsFor(peer.name));
    case 'offered':
      return heldBytes === undefined ? undefined : plain(heldText(t, heldBytes, size, peer.name));
    case 'done':
      if (direction === 'out') return undefined;
      if (keeping === 'unsaved') return plain(t.notSavedYet);
      return { text: keeping === 'saved' ? t.saved : t.savedWhereChosen, tone: 'good' };
    case 'sending':
    case 'receiving':
    case 'verifying':
      return undefined;
    default:
      return state satisfies never;
  }
}
