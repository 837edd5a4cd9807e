import { SeatId, newId } from '@whispernet/protocol';
import { OWN_TURN, turnsAfter } from './colours';

describe('the colours of a room', () => {
  const seats = Array.from({ length: 7 }, () => newId(SeatId));
  const [bob, carol, dave] = seats as [SeatId, SeatId, SeatId]; // of seven
  const NOBODY: ReadonlyMap<SeatId, number> = new Map();

  it('differ for everybody in a full room, and from one’s own', () => {
    const turns = [OWN_TURN, ...turnsAfter(NOBODY, seats).values()];
    expect(new Set(turns).size).toBe(8);
  });

  it('differ so that they are told apart: by an eighth of all hues in a full room, by half of them for two', () => {
    const turns = [OWN_TURN, ...turnsAfter(NOBODY, seats).values()].sort((a, b) => a - b);
    expect(turns.map((turn, at) => ((turns[at + 1] ?? 360) - turn) % 360)).toEqual(
      Array.from({ length: 8 }, () => 45),
    );
    expect([...turnsAfter(NOBODY, [bob]).values()]).toEqual([180]);
  });

  it('stay with whoever stays, whoever comes and goes', () => {
    const first = turnsAfter(NOBODY, [bob, carol]);
    const then = turnsAfter(first, [carol, dave]);
    expect(then.get(carol)).toBe(first.get(carol));
    expect(then.get(dave)).not.toBe(then.get(carol));
    expect(turnsAfter(then, [dave, carol])).toEqual(then);
  });

  it('are given again once nobody has them', () => {
    const first = turnsAfter(NOBODY, [bob, carol]);
    const then = turnsAfter(first, [carol, dave]);
    expect(then.get(dave)).toBe(first.get(bob));
  });

  it('are shared only where there are more people than colours', () => {
    const many = turnsAfter(NOBODY, [...seats, newId(SeatId)]);
    expect([many.size, new Set(many.values()).size]).toEqual([8, 7]);
  });
});
