// What a transfer becomes. Nothing else in this folder decides it.
//
//   out   waiting → sending   ⇄ paused → verifying → done
//   in    offered → receiving ⇄ paused → verifying → done
//
// From `waiting` and `offered` also to `declined`; from everything but an end to `cancelled` and
// `failed`. Ends (done, declined, cancelled, failed) never change.

/**
 * `waiting`: offered to the peer; `offered`: by the peer; `bytes`: acknowledged by the peer when
 * sending, here when receiving.
 */
export type TransferState =
  | { readonly phase: 'waiting' | 'offered' | 'verifying' | 'done' | 'declined' }
  | { readonly phase: 'sending' | 'receiving'; readonly bytes: number }
  | { readonly phase: 'paused'; readonly bytes: number; readonly by: PausedBy }
  | { readonly phase: 'cancelled'; readonly side: Side }
  | { readonly phase: 'failed'; readonly reason: FailureReason; readonly side: Side };

/** Whose doing it is. */
export type Side = 'here' | 'there';

/** Who holds a transfer back; it goes on when nobody does. `link`: the connection is lost, and it goes on when there is one again. */
export interface PausedBy {
  readonly here: boolean;
  readonly there: boolean;
  readonly link: boolean;
}

/** `listing-too-long`: the names of a folder's files make more bytes than a listing may have. */
export type FailureReason =
  | 'connection-lost'
  | 'source-unreadable'
  | 'source-changed'
  | 'sink-failed'
  | 'disk-full'
  | 'corrupted'
  | 'listing-too-long'
  | 'protocol-violation';

/**
 * `moved`: `bytes` in all so far; `held`: somebody holds it back, with `bytes` so far, and
 * `released`: they no longer do; `all-moved`: what is left is to compare digests and close.
 */
export type TransferEvent =
  | { readonly t: 'accepted' | 'all-moved' | 'verified' | 'declined' }
  | { readonly t: 'moved'; readonly bytes: number }
  | { readonly t: 'held'; readonly by: keyof PausedBy; readonly bytes: number }
  | { readonly t: 'released'; readonly by: keyof PausedBy }
  | { readonly t: 'cancelled'; readonly side: Side }
  | { readonly t: 'failed'; readonly reason: FailureReason; readonly side: Side };

const NOBODY: PausedBy = { here: false, there: false, link: false };

/** The state after `event`; the very same object where the event means nothing to it. */
export function advance(
  state: TransferState,
  event: TransferEvent,
  direction: 'in' | 'out',
): TransferState {
  if (hasEnded(state)) return state;
  switch (event.t) {
    case 'accepted':
      if (state.phase === 'waiting') return { phase: 'sending', bytes: 0 };
      if (state.phase === 'offered') return { phase: 'receiving', bytes: 0 };
      return state;
    case 'moved':
      if (state.phase !== 'sending' && state.phase !== 'receiving') return state;
      return event.bytes > state.bytes ? { phase: state.phase, bytes: event.bytes } : state;
    case 'held': {
      if (state.phase === 'waiting' || state.phase === 'offered') return state;
      const by = state.phase === 'paused' ? state.by : NOBODY;
      if (by[event.by]) return state;
      return { phase: 'paused', bytes: event.bytes, by: { ...by, [event.by]: true } };
    }
    case 'released': {
      if (state.phase !== 'paused' || !state.by[event.by]) return state;
      const by = { ...state.by, [event.by]: false };
      if (by.here || by.there || by.link) return { ...state, by };
      return { phase: direction === 'in' ? 'receiving' : 'sending', bytes: state.bytes };
    }
    case 'all-moved':
      if (state.phase === 'waiting' || state.phase === 'offered') return state;
      return state.phase === 'verifying' ? state : { phase: 'verifying' };
    case 'verified':
      return state.phase === 'verifying' ? { phase: 'done' } : state;
    case 'declined':
      return state.phase === 'waiting' || state.phase === 'offered' ? { phase: 'declined' } : state;
    case 'cancelled':
      return { phase: 'cancelled', side: event.side };
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
