import type { RoomTransfer } from '@whispernet/room';
import type { FailureReason } from '@whispernet/transfer';
import type { Acceptance } from '../active-room';
import { byteSize } from './byte-size';

type Phase = RoomTransfer['state']['phase'];

/** The state of a transfer, in the word that tests and screen readers know. */
export const PHASE_TEXT: Record<Phase, string> = {
  waiting: 'Waiting',
  offered: 'Offered',
  sending: 'Sending',
  receiving: 'Receiving',
  paused: 'Paused',
  verifying: 'Verifying',
  done: 'Done',
  declined: 'Declined',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

/** Why a transfer has failed, and what to do. */
export const FAILURE_TEXT: Record<FailureReason, string> = {
  'connection-lost': 'The connection was lost. Send it again when it is back.',
  'source-unreadable': 'The file could not be read; it was changed, moved or deleted meanwhile.',
  'source-changed': 'The file has changed since it was offered. Offer it again.',
  'sink-failed': 'The file could not be written to disk.',
  'disk-full': 'The disk is full. Make room and have it sent again.',
  corrupted: 'What arrived is not what was sent, so it was deleted. Have it sent again.',
  'protocol-violation': 'The other side broke the rules of the transfer, so it was ended.',
};

/** Why an accepted file is still only offered; undefined where that needs no words. */
export function acceptanceText(acceptance: Acceptance): string | undefined {
  switch (acceptance.outcome) {
    case 'taken':
    case 'not-chosen':
      return undefined;
    case 'no-space': {
      const { needs, offers } = acceptance;
      return `This needs ${byteSize(needs)}, and this browser offers ${byteSize(offers)}. Make room on the disk, then accept it again.`;
    }
    case 'no-place':
      return 'This browser gives no place to store the file. Leave private browsing or try another browser, then accept it again.';
    default:
      return acceptance satisfies never;
  }
}
