import { fakeFile } from './fake-files';
import { describeFolder, placesOf, rangesOf, readListing } from './folder-listing';
import { nextTask } from './next-task';

type Listed = readonly (readonly [path: readonly string[], size: number, lastModified: number])[];
const encoded = (listing: unknown) => new TextEncoder().encode(JSON.stringify(listing));
const decoded = (listing: Listed) =>
  readListing(
    encoded(listing),
    listing.length,
    listing.reduce((sum, [, size]) => sum + size, 0),
  );
const paths = async (listing: Listed) =>
  (await decoded(listing))?.map(({ path }) => path.join('/'));
const named = (...all: readonly (readonly string[])[]) => paths(all.map((path) => [path, 1, 2]));

/** How often others have had their turn while this went on. */
async function turnsOf(work: Promise<unknown>): Promise<number> {
  const seen = { isOver: false };
  void work.finally(() => {
    seen.isOver = true;
  });
  let turns = 0;
  for (; !seen.isOver; turns += 1) await nextTask();
  return turns;
}

describe('The listing of a folder', () => {
  it('says of each file where it lies, how large it is and when it was changed', async () => {
    const files = [
      { path: ['2026', 'a.jpg'], source: fakeFile('a.jpg', 7) },
      { path: ['run.exe'], source: { ...fakeFile('run.exe', 0), lastModified: 1.5 } },
    ];
    const { bytes, entries } = (await describeFolder(files, 7)) ?? {};
    expect(await readListing(bytes ?? new Uint8Array(), 2, 7)).toEqual(entries);
    expect(entries).toEqual([
      { path: ['2026', 'a.jpg'], size: 7, lastModified: 1_700_000_000_000, isProgram: false },
      { path: ['run.exe'], size: 0, lastModified: 1, isProgram: true },
    ]);
  });

  it('leaves out folders of a file that lies too deep for the wire', async () => {
    const path = [...Array.from({ length: 40 }, (_, at) => `${at}`), 'a'];
    const listing = await describeFolder([{ path, source: fakeFile('a', 1) }], 1);
    const [entry] = listing?.entries ?? [];
    expect(entry?.path).toEqual([...path.slice(0, 31), 'a']);
  });

  const safe: readonly [what: string, path: readonly string[], shown: string][] = [
    ['an absolute path', ['/etc', '/passwd'], 'etc/passwd'],
    ['steps upwards', ['..', '..', 'a'], 'file/file/a'],
    ['a step upwards as a name', ['a', '..'], 'a/file'],
    ['separators in names', ['a/../../b', 'c\\d'], 'b/d'],
    ['no characters', ['', ''], 'file/file'],
    ['reserved words', ['CON', 'aux.txt'], '_CON/_aux.txt'],
    ['bidirectional marks', ['a\u202Eb', 'txt\u202Eexe.c'], 'ab/txtexe.c'],
    ['300 characters', ['x'.repeat(300), 'a'], `${'x'.repeat(120)}/a`],
    ['dots and spaces at the end', ['a. ', 'b.exe. '], 'a/b.exe'],
  ];
  for (const [what, path, shown] of safe) {
    it(`with ${what}: is made safe`, async () => {
      expect(await named(path)).toEqual([shown]);
    });
  }

  it('with one path twice, also where only case or what was unsafe tells them apart: numbers them', async () => {
    expect(await named(['a.txt'], ['a.txt'], ['A.TXT'], ['a.txt'])).toEqual([
      'a.txt',
      'a (2).txt',
      'A (3).TXT',
      'a (4).txt',
    ]);
    expect(await named(['d', 'a:b'], ['d', 'a*b'], ['D', 'a_b'])).toEqual([
      'd/a_b',
      'd/a_b (2)',
      'D/a_b (3)',
    ]);
    expect(await named(['a (2)'], ['a'], ['a'])).toEqual(['a (2)', 'a', 'a (3)']);
  });

  it('with a file where a folder is: numbers the file, whichever comes first', async () => {
    expect(await named(['a'], ['a', 'b'])).toEqual(['a (2)', 'a/b']);
    expect(await named(['a', 'b'], ['a'])).toEqual(['a/b', 'a (2)']);
  });

  it('with a hundred thousand equal names: is read in no time', async () => {
    const all = await decoded(Array.from({ length: 100_000 }, () => [['a.txt'], 0, 0]));
    expect(new Set(all?.map(({ path }) => path[0])).size).toBe(100_000);
  }, 60_000);

  it('with names that are cut to be numbered, each twice: looks for each number once', async () => {
    const names = Array.from({ length: 2_000 }, (_, at) => `${'x'.repeat(100)}${at}`);
    const looks = spyOn(Set.prototype, 'has').and.callThrough();
    const all = await named(...[...names, ...names].map((name) => [name]));
    expect(looks.calls.count()).toBeLessThan(10 * names.length);
    expect(all?.[2_000]).toBe(`${'x'.repeat(100)} (2)`);
    expect(new Set(all).size).toBe(4_000);
  }, 60_000);

  it('of a hundred thousand files: is read in pieces, between which others have their turn', async () => {
    const listing = Array.from({ length: 100_000 }, (_, at) => [
      ['photos', `${at % 100}`, `IMG_${at}.jpg`],
      1,
      2,
    ]);
    const bytes = encoded(listing);
    const reading = readListing(bytes, 100_000, 100_000);
    expect(await turnsOf(reading)).toBeGreaterThan(40);
    expect((await reading)?.length).toBe(100_000);
  }, 60_000);

  it('of a hundred thousand files: is written in pieces, between which others have their turn', async () => {
    const source = fakeFile('a.jpg', 1);
    const files = Array.from({ length: 100_000 }, (_, at) => ({
      path: [`${at % 100}`, `IMG_${at}.jpg`],
      source,
    }));
    const writing = describeFolder(files, 100_000);
    const writingTurns = await turnsOf(writing);
    const { bytes, entries } = (await writing) ?? {};
    const reading = readListing(bytes ?? new Uint8Array(), 100_000, 100_000);
    const readingTurns = await turnsOf(reading);
    expect(await reading).toEqual(entries);
    expect(readingTurns).toBeGreaterThan(40);
    // What is written is read as well, to show what the other side will see.
    expect(writingTurns).toBeGreaterThan(1.3 * readingTurns);
  }, 60_000);

  it('of names too long for a listing: is none', async () => {
    const source = fakeFile('a', 0);
    const path = Array.from({ length: 32 }, () => 'x'.repeat(1_024));
    const files = Array.from({ length: 1_025 }, () => ({ path, source }));
    expect(await describeFolder(files, 0)).toBeUndefined();
    expect(await describeFolder(files.slice(0, 10), 0)).toBeDefined();
  }, 60_000);

  it('with a time beyond what a Date holds: has the last one that it does', async () => {
    const last = 8.64e15;
    const [entry] = (await decoded([[['a'], 1, last + 1]])) ?? [];
    expect(entry?.lastModified).toBe(last);
    expect(() => new Date(entry?.lastModified ?? NaN).toISOString()).not.toThrow();
  });

  const entry = [['a'], 1, 2];
  const lies: readonly [what: string, listing: unknown, count?: number, size?: number][] = [
    ['no JSON object', 'x'],
    ['an object', { 0: entry }],
    ['no files', [], 0, 0],
    ['fewer files than offered', [entry], 2],
    ['more files than offered', [entry, entry], 1, 2],
    ['sizes that do not add up', [entry], 1, 2],
    [
      'a negative size',
      [
        [['a'], -1, 2],
        [['b'], 2, 2],
      ],
      2,
    ],
    [
      'a size that is no whole number',
      [
        [['a'], 0.5, 2],
        [['b'], 0.5, 2],
      ],
      2,
    ],
    ['a size beyond 2^53', [[['a'], 2 ** 53, 2]], 1, 2 ** 53],
    ['a time that is none', [[['a'], 1, -2]]],
    ['an empty path', [[[], 1, 2]]],
    ['a path 33 deep', [[Array.from({ length: 33 }, () => 'a'), 1, 2]]],
    ['a path that is no list', [['a', 1, 2]]],
    ['a name that is no text', [[[1], 1, 2]]],
    ['a name of 1,025 characters', [[['a'.repeat(1025)], 1, 2]]],
    ['an entry too long', [[['a'], 1, 2, 3]]],
    ['100,001 files', Array.from({ length: 100_001 }, () => [['a'], 0, 0]), 100_001, 0],
  ];
  for (const [what, listing, count = 1, size = 1] of lies) {
    it(`with ${what}: is none`, async () => {
      expect(await readListing(encoded(listing), count, size)).toBeUndefined();
    });
  }

  it('that is no JSON, or no UTF-8: is none', async () => {
    expect(await readListing(new TextEncoder().encode('[[["a"],1,2]'), 1, 1)).toBeUndefined();
    const text = encoded([entry]);
    text[3] = 0xff;
    expect(await readListing(text, 1, 1)).toBeUndefined();
  });
});

describe('Which files of a folder are taken', () => {
  it('is said by ranges, ascending and apart, whatever the order of the places', () => {
    expect(rangesOf([5, 1, 2, 2, 9, 3])).toEqual([
      [1, 3],
      [5, 1],
      [9, 1],
    ]);
    expect(
      placesOf(
        [
          [1, 3],
          [5, 1],
        ],
        6,
      ),
    ).toEqual([1, 2, 3, 5]);
  });

  it('is refused where a range reaches beyond the last file', () => {
    expect(placesOf([[0, 2]], 1)).toBeUndefined();
    expect(placesOf([[0xffff_ffff, 0xffff_ffff]], 10)).toBeUndefined();
  });
});
