import {
  type PausedBy,
  type TransferEvent,
  type TransferState,
  advance,
  hasEnded,
} from './transfer-state';

const by = (...who: readonly (keyof PausedBy)[]): PausedBy => ({
  here: who.includes('here'),
  there: who.includes('there'),
  link: who.includes('link'),
});
const states: readonly TransferState[] = [
  { phase: 'waiting' },
  { phase: 'offered' },
  { phase: 'sending', bytes: 5 },
  { phase: 'receiving', bytes: 5 },
  { phase: 'paused', bytes: 5, by: by('here') },
  { phase: 'verifying' },
  { phase: 'done' },
  { phase: 'declined' },
  { phase: 'cancelled', side: 'here' },
  { phase: 'failed', reason: 'corrupted', side: 'here' },
];
const events: readonly TransferEvent[] = [
  { t: 'accepted' },
  { t: 'moved', bytes: 7 },
  { t: 'held', by: 'there', bytes: 6 },
  { t: 'released', by: 'here' },
  { t: 'all-moved' },
  { t: 'verified' },
  { t: 'declined' },
  { t: 'cancelled', side: 'here' },
  { t: 'failed', reason: 'disk-full', side: 'here' },
];

describe('advance', () => {
  const table: Record<string, string> = {
    'waiting accepted': 'sending',
    'waiting declined': 'declined',
    'offered accepted': 'receiving',
    'offered declined': 'declined',
    'sending moved': 'sending',
    'sending held': 'paused',
    'sending all-moved': 'verifying',
    'receiving moved': 'receiving',
    'receiving held': 'paused',
    'receiving all-moved': 'verifying',
    'paused held': 'paused',
    'paused released': 'sending',
    'paused all-moved': 'verifying',
    'verifying held': 'paused',
    'verifying verified': 'done',
  };

  for (const state of states.filter((state) => !hasEnded(state))) {
    for (const event of events) {
      const next =
        table[`${state.phase} ${event.t}`] ??
        (event.t === 'cancelled' || event.t === 'failed' ? event.t : undefined);
      it(`${state.phase} + ${event.t} → ${next ?? 'no change'}`, () => {
        const after = advance(state, event, 'out');
        if (next === undefined) expect(after).toBe(state);
        else expect(after).not.toBe(state);
        expect(after.phase).toBe((next ?? state.phase) as TransferState['phase']);
      });
    }
  }

  it('goes on only when nobody holds it back any more, each way its own', () => {
    const paused = ['here', 'there', 'link', 'there'].reduce<TransferState>(
      (state, who) => advance(state, { t: 'held', by: who as keyof PausedBy, bytes: 4 }, 'in'),
      { phase: 'receiving', bytes: 5 },
    );
    expect(paused).toEqual({ phase: 'paused', bytes: 4, by: by('here', 'there', 'link') });
    const release = (state: TransferState, who: keyof PausedBy) =>
      advance(state, { t: 'released', by: who }, 'in');
    const one = release(paused, 'there');
    expect(one).toEqual({ phase: 'paused', bytes: 4, by: by('here', 'link') });
    expect(release(one, 'there')).toBe(one);
    const none = release(release(one, 'link'), 'here');
    expect(none).toEqual({ phase: 'receiving', bytes: 4 });
  });

  it('reaches done through verifying only', () => {
    const before = states.filter((state) =>
      events.some((event) => !hasEnded(state) && advance(state, event, 'in').phase === 'done'),
    );
    expect(before).toEqual([{ phase: 'verifying' }]);
  });

  it('never changes an end', () => {
    const ends = states.filter(hasEnded);
    expect(ends.map(({ phase }) => phase)).toEqual(['done', 'declined', 'cancelled', 'failed']);
    for (const state of ends) {
      for (const event of events) expect(advance(state, event, 'out')).toBe(state);
    }
  });

  it('starts at no byte, remembers the last count, and never counts back', () => {
    expect(advance({ phase: 'waiting' }, { t: 'accepted' }, 'out')).toEqual({
      phase: 'sending',
      bytes: 0,
    });
    const state: TransferState = { phase: 'receiving', bytes: 5 };
    expect(advance(state, { t: 'moved', bytes: 7 }, 'out')).toEqual({
      phase: 'receiving',
      bytes: 7,
    });
    expect(advance(state, { t: 'moved', bytes: 4 }, 'out')).toBe(state);
  });

  it('keeps the reason of a failure', () => {
    const after = advance(
      { phase: 'verifying' },
      { t: 'failed', reason: 'disk-full', side: 'here' },
      'out',
    );
    expect(after).toEqual({ phase: 'failed', reason: 'disk-full', side: 'here' });
  });
});
