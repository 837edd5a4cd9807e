import { BulkNumbers, SpentNumbers } from './bulk-numbers';
import type { LinkRole } from './link-state';

describe('The numbers of bulk connections', () => {
  const openers: readonly LinkRole[] = ['A', 'B'];
  const numbersOf = (opener: LinkRole, count: number) => {
    const numbers = new BulkNumbers(opener);
    return Array.from({ length: count }, () => numbers.next());
  };

  it('are even where A opens, odd where B does', () => {
    expect(numbersOf('A', 3).map(({ pc }) => pc)).toEqual([2, 4, 6]);
    expect(numbersOf('B', 3).map(({ pc }) => pc)).toEqual([1, 3, 5]);
  });

  for (const opener of openers)
    it(`never run out, and never repeat, where ${opener} opens`, () => {
      const numbers = numbersOf(opener, 70_000);

      expect(new Set(numbers.map(({ pc, e }) => `${pc} ${e}`)).size).toBe(70_000);
      expect(Math.max(...numbers.map(({ pc }) => pc))).toBe(opener === 'A' ? 65_534 : 65_533);
      expect(Math.min(...numbers.map(({ pc }) => pc))).toBe(opener === 'A' ? 2 : 1);
      expect(numbers.at(-1)?.e).toBe(2);
    });

  for (const opener of openers)
    it(`of ${opener} are each free once`, () => {
      const spent = new SpentNumbers(opener);
      for (const number of numbersOf(opener, 70_000)) {
        if (!spent.isFree(number)) fail(`${number.pc} ${number.e} is not free`);
        spent.spend(number);
        if (spent.isFree(number)) fail(`${number.pc} ${number.e} is free again`);
      }

      expect(spent.isFree({ pc: opener === 'A' ? 2 : 1, e: 0 })).toBeFalse(); // long ago
    });

  it('are free in any order as long as they are near', () => {
    const spent = new SpentNumbers('A');
    for (const number of numbersOf('A', 200).reverse()) {
      expect(spent.isFree(number)).toBeTrue();
      spent.spend(number);
    }
  });

  it('are not the other side’s, nor that of the main connection', () => {
    expect(new SpentNumbers('A').isFree({ pc: 3, e: 0 })).toBeFalse();
    expect(new SpentNumbers('A').isFree({ pc: 0, e: 1 })).toBeFalse();
    expect(new SpentNumbers('B').isFree({ pc: 2, e: 0 })).toBeFalse();
  });
});
