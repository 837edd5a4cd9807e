import { byteSize, bytesOf } from './byte-size';

describe('byteSize', () => {
  for (const [bytes, words] of [
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 KB'],
    [999_499, '999 KB'],
    [999_999, '1.0 MB'],
    [1_550_000, '1.6 MB'],
    [123_456_789, '123 MB'],
    [5_000_000_000, '5.0 GB'],
    [Number.MAX_SAFE_INTEGER, '9007 TB'],
  ] as const)
    it(`says ${bytes} as ${words}`, () => {
      expect(byteSize(bytes)).toBe(words);
    });
});

describe('bytesOf', () => {
  for (const [part, whole, words] of [
    [1_200_000_000, 4_000_000_000, '1.2 of 4.0 GB'],
    [500_000, 2_000_000, '500 KB of 2.0 MB'],
    [0, 2_000_000, '0 B of 2.0 MB'],
    [0, 0, '0 of 0 B'],
  ] as const)
    it(`says ${part} bytes of ${whole} as ${words}`, () => {
      expect(bytesOf(part, whole)).toBe(words);
    });
});
