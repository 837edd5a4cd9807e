import { SeatId, newId } from '@whispernet/protocol';
import { bob, transfer } from '../fake-room';
import { SentSources } from './sent-sources';

describe('SentSources', () => {
  const carol = newId(SeatId);
  const sources = [new File(['a'], 'same.txt'), new File(['b'], 'same.txt')];
  const out = (peer = bob.id) => transfer({ direction: 'out', peer, name: 'same.txt' });

  it('knows which file each new transfer sends, for each person it goes to', () => {
    const sent = new SentSources();
    const [old, offered] = [out(), transfer({})];
    const fresh = [out(), out(), out(carol), out(carol)];
    sent.remember(sources, [old, offered], [old, offered, ...fresh]);
    expect(fresh.map(({ id }) => sent.take(id))).toEqual([...sources, ...sources] as File[]);
    expect([old, offered].some(({ id }) => sent.has(id))).toBe(false);
  });

  it('gives a file away once', () => {
    const sent = new SentSources();
    const one = out();
    sent.remember(sources, [], [one]);
    expect(sent.has(one.id)).toBe(true);
    expect(sent.take(one.id)).toBe(sources[0]);
    expect(sent.has(one.id)).toBe(false);
    expect(sent.take(one.id)).toBeUndefined();
  });
});
