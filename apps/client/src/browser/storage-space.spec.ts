import { askForSpace, freeSpace } from './storage-space';

describe('the space of this browser', () => {
  it('is what it offers and does not use yet', async () => {
    const free = await freeSpace();
    expect(free).toBeGreaterThan(0);
    expect(free).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });

  const saying = (estimate: StorageEstimate, isPersisted = false) => {
    const asked: string[] = [];
    return {
      asked,
      estimate: () => Promise.resolve(estimate),
      persisted: () => Promise.resolve(isPersisted),
      persist: () => {
        asked.push('persist');
        return Promise.resolve(true);
      },
    };
  };

  it('is never below nothing, and without an end where the browser says none', async () => {
    expect(await freeSpace(saying({ quota: 5, usage: 7 }))).toBe(0);
    expect(await freeSpace(saying({}))).toBe(Infinity);
  });

  it('is asked for from a gibibyte on, until it was granted', async () => {
    const storage = saying({});
    await askForSpace(1024 ** 3 - 1, storage);
    expect(storage.asked).toEqual([]);
    await askForSpace(1024 ** 3, storage);
    expect(storage.asked).toEqual(['persist']);
    const granted = saying({}, true);
    await askForSpace(1024 ** 3, granted);
    expect(granted.asked).toEqual([]);
  });
});
