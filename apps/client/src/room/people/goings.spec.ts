import { SeatId, newId } from '@whispernet/protocol';
import { companyAfter } from './goings';

describe('who was here', () => {
  const [alice, bob, carol] = [newId(SeatId), newId(SeatId), newId(SeatId)];
  /** Who is left on the list after these looks, one a minute. */
  const after = (...looks: readonly (readonly [SeatId, string])[][]) =>
    looks.reduce<ReturnType<typeof companyAfter> | undefined>(
      (before, here, minute) => companyAfter(before, new Map(here), minute),
      undefined,
    )?.gone;

  it('is nobody at first, whoever is here', () => {
    expect(after([[bob, 'bob']])).toEqual([]);
  });

  it('is told with the time', () => {
    expect(after([[bob, 'bob']], [])).toEqual([{ id: bob, name: 'bob', at: 1 }]);
  });

  it('is told no more of whoever is back, though on another seat', () => {
    expect(after([[bob, 'bob']], [], [[carol, 'bob']])).toEqual([]);
    expect(after([[bob, 'bob']], [], [[carol, 'carol']])?.length).toBe(1);
  });

  it('is not told of whoever changes the seat at once', () => {
    expect(after([[bob, 'bob']], [[carol, 'bob']])).toEqual([]);
  });

  it('is told of the last three, the latest last', () => {
    const everybody = ['ann', 'ben', 'cem', 'dan'].map((name) => [newId(SeatId), name] as const);
    const gone = after(everybody.slice(), everybody.slice(0, 3), [[alice, 'alice']]);
    expect(gone?.map(({ name }) => name)).toEqual(['ann', 'ben', 'cem']);
  });
});
