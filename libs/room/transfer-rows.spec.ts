import { SeatId, TransferId, newId } from '@whispernet/protocol';
import type { Transfer } from '@whispernet/transfer';
import { TransferRows } from './transfer-rows';

describe('TransferRows', () => {
  const alice = { id: newId(SeatId), name: 'Alice' };
  const bob = { id: newId(SeatId), name: 'Bob' };
  const transfer = (name: string, phase: 'waiting' | 'done' = 'waiting'): Transfer => ({
    ...{ id: newId(TransferId), direction: 'out', name, isProgram: false, size: 1, type: '' },
    ...{ lastModified: 0, state: { phase } },
  });
  const [a, b, c] = [transfer('a'), transfer('b'), transfer('c')];
  const kept = (...transfers: Transfer[]) => ({ transfers, peer: undefined });
  const shown = (rows: TransferRows, ...sources: Parameters<TransferRows['list']>[0]) =>
    rows.list(sources).map(({ name, peerName }) => `${name} ${peerName}`);

  it('keeps each transfer where it first appeared, wherever it goes', () => {
    const rows = new TransferRows();
    shown(rows, { transfers: [a, b], peer: alice }, { transfers: [c], peer: bob }, kept());
    expect(shown(rows, { transfers: [b], peer: alice }, { transfers: [c], peer: bob }, kept(a))).toEqual(['a Alice', 'b Alice', 'c Bob']); // prettier-ignore
    expect(shown(rows, { transfers: [b], peer: alice }, { transfers: [c, a], peer: bob }, kept())).toEqual(['a Bob', 'b Alice', 'c Bob']); // prettier-ignore
  });

  it('lists what two sources know once, as the last of them does', () => {
    const rows = new TransferRows();
    const again = { ...a, state: { phase: 'done' } as const };
    const [row, ...others] = rows.list([{ transfers: [a], peer: alice }, kept(again)]);
    expect([row?.state.phase, row?.peerName, others.length]).toEqual(['done', 'Alice', 0]);
  });

  it('leaves the rows alone that have not changed', () => {
    const rows = new TransferRows();
    const [first, second] = rows.list([{ transfers: [a, b], peer: alice }]);
    const moved = { ...b, state: { phase: 'done' } as const };
    const [sameFirst, newSecond] = rows.list([{ transfers: [a, moved], peer: alice }]);
    expect(sameFirst).toBe(first as never);
    expect(newSecond).not.toBe(second as never);
    const [renamed] = rows.list([{ transfers: [a], peer: { ...alice, name: 'Ally' } }]);
    expect(renamed?.peerName).toBe('Ally');
  });

  it('shows nobody at the other end of what nobody offers yet', () => {
    const [row] = new TransferRows().list([kept(a)]);
    expect([row?.peer, row?.peerName]).toEqual([undefined, '']);
  });
});
