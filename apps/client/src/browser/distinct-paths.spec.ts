import { distinctPaths, numbered } from './distinct-paths';

describe('distinctPaths', () => {
  const distinct = (...paths: readonly string[]) =>
    distinctPaths(paths.map((path) => path.split('/'))).map((path) => path.join('/'));

  it('leaves alone what differs', () => {
    expect(distinct('a', 'b', 'x/a', 'y/a')).toEqual(['a', 'b', 'x/a', 'y/a']);
  });

  it('numbers files that differ in case only, or in how a letter is composed', () => {
    expect(distinct('a.txt', 'A.txt', 'a.TXT')).toEqual(['a.txt', 'A (1).txt', 'a (2).TXT']);
    expect(distinct('é', 'e\u0301')).toEqual(['é', 'e\u0301 (1)']);
  });

  it('numbers files in folders that differ in case only', () => {
    expect(distinct('x/a', 'X/a')).toEqual(['x/a', 'X/a (1)']);
  });

  it('numbers a file where a folder has its name, whichever comes first', () => {
    expect(distinct('a', 'A/b')).toEqual(['a (1)', 'A/b']);
  });

  it('numbers past what is numbered already', () => {
    expect(distinct('a', 'A', 'a (1)')).toEqual(['a', 'A (1)', 'a (1) (1)']);
  });
});

describe('numbered', () => {
  it('puts the number before the extension', () => {
    expect([0, 1, 12].map((n) => numbered('a.tar.gz', n))).toEqual([
      'a.tar.gz',
      'a.tar (1).gz',
      'a.tar (12).gz',
    ]);
    expect(numbered('.profile', 1)).toBe('.profile (1)');
    expect(numbered('Makefile', 1)).toBe('Makefile (1)');
  });
});
