import { RoomError } from '@whispernet/room/outside';
import type { Draft } from '../lobby/draft';

/** Scenes of the start page: each sets what was typed, and what became of it. */
export const START_SCENES: Readonly<Record<string, (draft: Draft) => void>> = {
  start: () => undefined,
  'start-typed': (draft) => {
    draft.typed.set({ ...TYPED, password: 'seven grey geese' });
  },
  'start-words': (draft) => {
    draft.typed.set({ ...TYPED, password: 'otter-lantern-violin-pebble-velvet' });
    draft.isPasswordShown.set(true);
  },
  'start-taken': (draft) => {
    refuse(draft, 'create', new RoomError('number-taken'));
  },
  'start-wrong-password': (draft) => {
    refuse(draft, 'join', new RoomError('wrong-password', { triesLeft: 2 }));
  },
  'start-unreachable': (draft) => {
    refuse(draft, 'join', new RoomError('gateway-unreachable'));
  },
};

const TYPED = { room: '482193067', password: 'seven grey geese', name: 'Alice', size: '2' };

function refuse(draft: Draft, purpose: 'create' | 'join', error: RoomError): void {
  draft.typed.set(TYPED);
  draft.purpose.set(purpose);
  draft.asked.set({ ...TYPED, hideAddress: false });
  draft.refusal.set(error);
}
