// What a transfer becomes. Nothing else in this folder decides it.
//
//   out   waiting → sending   ⇄ paused → verifying → done
//   in    offered → receiving ⇄ paused → verifying → done
//
// From `waiting` and `offered` also to `declined`; from everything but an end to `cancelled` and
// `failed`. Ends (done, declined, cancelled, failed) never change.

/**
 * `waiting`: offered to the peer; `offered`: by the peer; `bytes`: handed to the channel when
 * sending, verified and written when receiving.
 */
export type TransferState =
  | { readonly phase: 'waiting' | 'offered' | 'verifying' | 'done' | 'declined' | 'cancelled' }
  | { readonly phase: 'sending' | 'receiving'; readonly bytes: number }
  | { readonly phase: 'paused'; readonly bytes: number; readonly by: PausedBy }
  | { readonly phase: 'failed'; readonly reason: FailureReason; readonly side: Side };

/** Whose doing it is. */
export type Side = 'here' | 'there';

/** Who holds a transfer back; it goes on when nobody does. `link`: the connection is lost, and it goes on when there is one again. */
export interface PausedBy {
  readonly here: boolean;
  readonly there: boolean;
  readonly link: boolean;
}

export type FailureReason =
  | 'connection-lost'
  | 'source-unreadable'
  | 'source-changed'
  | 'sink-failed'
  | 'disk-full'
  | 'corrupted'
  | 'protocol-violation';

/** `moved`: `bytes` in all so far; `all-moved`: what is left is to compare digests and close. */
export type TransferEvent =
  | { readonly t: 'accepted' | 'all-moved' | 'verified' | 'declined' | 'cancelled' }
  | { readonly t: 'moved'; readonly bytes: number }
  | { readonly t: 'failed'; readonly reason: FailureReason; readonly side: Side };

/** The state after `event`; the very same object where the event means nothing to it. */
export function advance(state: TransferState, event: TransferEvent): TransferState {
  if (hasEnded(state)) return state;
  switch (event.t) {
    case 'accepted':
      if (state.phase === 'waiting') return { phase: 'sending', bytes: 0 };
      if (state.phase === 'offered') return { phase: 'receiving', bytes: 0 };
      return state;
    case 'moved':
      if (state.phase !== 'sending' && state.phase !== 'receiving') return state;
      return event.bytes > state.bytes ? { phase: state.phase, bytes: event.bytes } : state;
    case 'all-moved':
      if (state.phase !== 'sending' && state.phase !== 'receiving') return state;
      return { phase: 'verifying' };
    case 'verified':
      return state.phase === 'verifying' ? { phase: 'done' } : state;
    case 'declined':
      return state.phase === 'waiting' || state.phase === 'offered' ? { phase: 'declined' } : state;
    case 'cancelled':
      return { phase: 'cancelled' };
    case 'failed':
      return { phase: 'failed', reason: event.reason, side: event.side };
    default:
      return event satisfies never;
  }
}

/** Whether nothing can change any more. */
export function hasEnded({ phase }: TransferState): boolean {
  return phase === 'done' || phase === 'declined' || phase === 'cancelled' || phase === 'failed';
}
