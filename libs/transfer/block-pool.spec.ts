import { BlockPool } from './block-pool';

describe('BlockPool', () => {
  const ignore = () => undefined;
  /** How many places the holder can take. */
  const takeAll = (pool: BlockPool, holder: object) => {
    let taken = 0;
    while (pool.take(holder)) taken += 1;
    return taken;
  };

  it('gives one holder all its places, and no more than it has', () => {
    const pool = new BlockPool(8);
    const a = {};
    pool.enter(a, ignore);
    expect(takeAll(pool, a)).toBe(8);
    pool.give(a);
    expect(takeAll(pool, a)).toBe(1);
  });

  it('gives nothing to who has not entered, or has left', () => {
    const pool = new BlockPool(8);
    const a = {};
    expect(pool.take(a)).toBeFalse();
    pool.enter(a, ignore);
    pool.leave(a);
    expect(pool.take(a)).toBeFalse();
  });

  it('lets a second holder have its half as the first gives back', () => {
    const pool = new BlockPool(8);
    const [a, b] = [{}, {}];
    pool.enter(a, ignore);
    takeAll(pool, a);
    const got: number[] = [];
    pool.enter(b, () => got.push(takeAll(pool, b)));
    for (let times = 0; times < 6; times += 1) {
      pool.give(a);
      takeAll(pool, a);
    }
    expect(got.reduce((sum, places) => sum + places, 0)).toBe(4);
  });

  it('gives each of several holders its part from the start', () => {
    const pool = new BlockPool(8);
    const [a, b, c] = [{}, {}, {}];
    for (const holder of [a, b, c]) pool.enter(holder, ignore);
    expect([a, b, c].map((holder) => takeAll(pool, holder))).toEqual([2, 2, 2]);
  });

  it('lends what is left behind only when it is given back', () => {
    const pool = new BlockPool(2);
    const [a, b] = [{}, {}];
    pool.enter(a, ignore);
    takeAll(pool, a);
    pool.leave(a); // its blocks are still on their way to the disk
    pool.enter(b, ignore);
    expect(takeAll(pool, b)).toBe(0);
    pool.give(a);
    expect(takeAll(pool, b)).toBe(1);
  });

  it('finds fault with a place given back twice', () => {
    const pool = new BlockPool(2);
    const a = {};
    pool.enter(a, ignore);
    pool.take(a);
    pool.give(a);
    expect(() => {
      pool.give(a);
    }).toThrowError();
  });
});
