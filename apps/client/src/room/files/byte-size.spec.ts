import { byteSize } from './byte-size';

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
