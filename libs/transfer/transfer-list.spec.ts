import { TransferId, newId } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing/fake-clock';
import { PROGRESS_MS, type Transfer, TransferList } from './transfer-list';

describe('TransferList', () => {
  const transfer = (name: string): Transfer => ({
    ...{ id: newId(TransferId), direction: 'in', name, isProgram: false, size: 100, type: '' },
    ...{ lastModified: 0, state: { phase: 'offered' } },
  });

  /** A list of so many that move, and how often it has told since. */
  async function moving(count: number) {
    const clock = new FakeClock();
    const list = new TransferList(clock);
    const transfers = Array.from({ length: count }, (_, at) => transfer(`${at}`));
    for (const each of transfers) list.add(each);
    for (const { id } of transfers) list.apply(id, { t: 'accepted' });
    await Promise.resolve();
    let told = -1; // the first time is the subscription's own
    list.transfers$.subscribe(() => (told += 1));
    return { clock, list, ids: transfers.map(({ id }) => id), told: () => told };
  }

  it('tells of the progress of a thousand files once every 100 ms', async () => {
    const { clock, list, ids, told } = await moving(1000);
    for (let bytes = 1; bytes <= 10; bytes += 1)
      for (const id of ids) list.apply(id, { t: 'moved', bytes });
    await Promise.resolve();
    expect(told()).toBe(0);
    await clock.advance(PROGRESS_MS);
    expect(told()).toBe(1);
    await clock.advance(10 * PROGRESS_MS);
    expect(told()).toBe(1);
  });

  it('tells of changes of state at once, all of one turn together', async () => {
    const { list, ids, told } = await moving(1000);
    for (const id of ids) list.apply(id, { t: 'cancelled', side: 'here' });
    expect(told()).toBe(0);
    await Promise.resolve();
    expect(told()).toBe(1);
  });

  it('is always read as it is, told of or not', async () => {
    const { list, ids } = await moving(2);
    const [first] = ids;
    if (first) list.apply(first, { t: 'moved', bytes: 7 });
    expect(list.transfers$.value[0]?.state).toEqual({ phase: 'receiving', bytes: 7 });
    expect(list.transfers$.value).toBe(list.transfers$.value);
  });

  it('keeps the names of the files of a folder that came to nothing no longer', () => {
    const list = new TransferList(new FakeClock());
    const files = [{ path: ['a'], size: 100, lastModified: 0, isProgram: false }];
    const ends = ['declined', 'cancelled', 'failed', 'done'] as const;
    for (const end of ends) {
      const folder: Transfer = { ...transfer(end), folder: { count: 1, files } };
      list.add(folder);
      if (end === 'done') list.apply(folder.id, { t: 'accepted' });
      if (end === 'done') list.apply(folder.id, { t: 'all-moved' });
      list.apply(
        folder.id,
        end === 'failed'
          ? { t: 'failed', reason: 'corrupted', side: 'here' }
          : end === 'cancelled'
            ? { t: end, side: 'here' }
            : { t: end === 'done' ? 'verified' : end },
      );
      expect(list.get(folder.id)?.state.phase).toBe(end);
      expect(list.get(folder.id)?.folder).toEqual({
        count: 1,
        files: end === 'done' ? files : undefined,
      });
    }
  });
});
