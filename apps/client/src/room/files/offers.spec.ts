import type { Sendables } from '../../browser/sendables';
import { english } from '../../texts/en';
import { leftOutText, offersOf } from './offers';

const files = (count: number) =>
  Array.from({ length: count }, (_, index) => new File(['x'], `${index}.txt`));
const sendables = (own: Partial<Sendables>): Sendables => ({
  files: [],
  folders: [],
  leftOut: [],
  ...own,
});

describe('offersOf', () => {
  it('offers a few files one by one, and folders as they are', () => {
    const folders = [{ name: 'holiday', files: [] }];
    const few = files(20);
    expect(offersOf(english.files, sendables({ files: few, folders }))).toEqual({
      files: few,
      folders,
    });
  });

  it('offers many files as one', () => {
    const many = files(21);
    const offers = offersOf(
      english.files,
      sendables({ files: many, folders: [{ name: 'holiday', files: [] }] }),
    );
    expect(offers.files).toEqual([]);
    expect(offers.folders.map(({ name }) => name)).toEqual(['21 files', 'holiday']);
    expect(offers.folders[0]?.files.map(({ source }) => source)).toEqual(many);
    expect(offers.folders[0]?.files[20]?.path).toEqual(['20.txt']);
  });
});

describe('leftOutText', () => {
  it('has nothing to say where nothing was left out', () => {
    expect(leftOutText(english.files, [])).toBeUndefined();
  });

  it('says why each was left out', () => {
    expect(
      leftOutText(english.files, [
        { name: 'a', why: 'empty-folder' },
        { name: 'b', why: 'unreadable' },
        { name: 'c', why: 'too-many-files' },
      ]),
    ).toBe(
      'Not sent: a is empty; b cannot be read by this page; c holds more than 100,000 files; send its folders one by one.',
    );
  });

  it('names only a few of many', () => {
    const leftOut = Array.from({ length: 10 }, () => ({ name: 'a', why: 'empty-folder' }) as const);
    expect(leftOutText(english.files, leftOut)).toBe(
      'Not sent: a is empty; a is empty; a is empty; and 7 more.',
    );
  });
});
