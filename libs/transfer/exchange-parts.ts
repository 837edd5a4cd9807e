import type { Control } from '@whispernet/protocol';
import type { SchedulerLike } from 'rxjs';
import type { FileMessage } from './file-port';
import type { Lanes } from './lanes';
import type { TransferList } from './transfer-list';
import type { FailureReason, Side, TransferEvent } from './transfer-state';
import type { UnfinishedTransfers } from './unfinished-transfers';

/** What both directions of an exchange work with. */
export interface ExchangeParts {
  readonly list: TransferList;
  readonly lanes: Pick<Lanes, 'open' | 'wake' | 'post' | 'forget'>;
  readonly unfinished: UnfinishedTransfers;
  /** Aborts when the link has ended. */
  readonly signal: AbortSignal;
  readonly scheduler: SchedulerLike;
  readonly blockBytes: number;
  /** Tells the peer, over this link and where it must not be lost over the next. */
  readonly say: (message: FileMessage) => void;
}

/** How often a transfer may be held back by the peer. Each time costs reading and wanting again. */
export const MAX_PAUSES = 256;

/** The person of this side, or of the other, has given it up. */
export function cancelledBy(side: Side): TransferEvent {
  return { t: 'cancelled', side };
}

/** This side cannot go on. */
export function failedHere(reason: FailureReason): TransferEvent {
  return { t: 'failed', reason, side: 'here' };
}

type Reason = Control<'file-cancel'>['reason'];

/** What the peer's giving up is: its person's wish, or its failure. */
export function givenUpThere(reason: Reason): TransferEvent {
  return reason ? { t: 'failed', reason, side: 'there' } : cancelledBy('there');
}

/** What is said when a transfer ends here. */
export function givingUp(id: FileMessage['id'], event: TransferEvent): FileMessage {
  if (event.t !== 'failed') return { t: 'file-cancel', id };
  const { reason } = event;
  // The peer has nothing to do with the one, and has never heard of the other.
  if (reason === 'connection-lost' || reason === 'listing-too-long')
    return { t: 'file-cancel', id };
  return { t: 'file-cancel', id, reason };
}
