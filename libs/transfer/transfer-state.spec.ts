import { type TransferEvent, type TransferState, advance, hasEnded } from './transfer-state';

const states: readonly TransferState[] = [
  { phase: 'waiting' },
  { phase: 'offered' },
  { phase: 'sending', bytes: 5 },
  { phase: 'receiving', bytes: 5 },
  { phase: 'verifying' },
  { phase: 'done' },
  { phase: 'declined' },
  { phase: 'cancelled' },
  { phase: 'failed', reason: 'corrupted', side: 'here' },
];
const events: readonly TransferEvent[] = [
  { t: 'accepted' },
  { t: 'moved', bytes: 7 },
  { t: 'all-moved' },
  { t: 'verified' },
  { t: 'declined' },
  { t: 'cancelled' },
  { t: 'failed', reason: 'disk-full', side: 'here' },
];

describe('advance', () => {
  const table: Record<string, string> = {
    'waiting accepted': 'sending',
    'waiting declined': 'declined',
    'offered accepted': 'receiving',
    'offered declined': 'declined',
    'sending moved': 'sending',
    'sending all-moved': 'verifying',
    'receiving moved': 'receiving',
    'receiving all-moved': 'verifying',
    'verifying verified': 'done',
  };

  for (const state of states.filter((state) => !hasEnded(state))) {
    for (const event of events) {
      const next =
        table[`${state.phase} ${event.t}`] ??
        (event.t === 'cancelled' || event.t === 'failed' ? event.t : undefined);
      it(`${state.phase} + ${event.t} → ${next ?? 'no change'}`, () => {
        const after = advance(state, event);
        if (next === undefined) expect(after).toBe(state);
        else expect(after).not.toBe(state);
        expect(after.phase).toBe((next ?? state.phase) as TransferState['phase']);
      });
    }
  }

  it('reaches done through verifying only', () => {
    const before = states.filter((state) =>
      events.some((event) => !hasEnded(state) && advance(state, event).phase === 'done'),
    );
    expect(before).toEqual([{ phase: 'verifying' }]);
  });

  it('never changes an end', () => {
    const ends = states.filter(hasEnded);
    expect(ends.map(({ phase }) => phase)).toEqual(['done', 'declined', 'cancelled', 'failed']);
    for (const state of ends) {
      for (const event of events) expect(advance(state, event)).toBe(state);
    }
  });

  it('starts at no byte, remembers the last count, and never counts back', () => {
    expect(advance({ phase: 'waiting' }, { t: 'accepted' })).toEqual({
      phase: 'sending',
      bytes: 0,
    });
    const state: TransferState = { phase: 'receiving', bytes: 5 };
    expect(advance(state, { t: 'moved', bytes: 7 })).toEqual({ phase: 'receiving', bytes: 7 });
    expect(advance(state, { t: 'moved', bytes: 4 })).toBe(state);
  });

  it('keeps the reason of a failure', () => {
    const after = advance(
      { phase: 'verifying' },
      { t: 'failed', reason: 'disk-full', side: 'here' },
    );
    expect(after).toEqual({ phase: 'failed', reason: 'disk-full', side: 'here' });
  });
});
