import { english } from '../../texts/en';
import { kindOf, kindText } from './file-kind';
import { nameParts } from './short-name';

describe('What a file is', () => {
  for (const [name, words] of [
    ['holiday.JPG', 'Image (JPG)'],
    ['clip.webm', 'Video (WEBM)'],
    ['song.mp3', 'Audio (MP3)'],
    ['notes.txt', 'Text (TXT)'],
    ['report.pdf', 'Document (PDF)'],
    ['all.tar.gz', 'Archive (GZ)'],
    ['data.bin', 'File (BIN)'],
    ['README', 'File'],
    ['.gitignore', 'File'],
    ['what is this. really', 'File'],
  ] as const)
    it(`is told by its name: ${name} is ${words}`, () => {
      expect(kindText(english.files.kind, { name, isProgram: false })).toBe(words);
    });

  it('is a program whatever else its name says', () => {
    expect(kindOf({ name: 'page.html', isProgram: true })).toBe('program');
  });

  it('is a folder where it is one', () => {
    const folder = { name: 'photos.zip', isProgram: false, folder: {} };
    expect(kindText(english.files.kind, folder)).toBe('Folder');
  });
});

describe('The parts of a long name', () => {
  it('are the name, cut so that its end is seen', () => {
    const [beginning, end] = nameParts('a very long name of a file (2).exe');
    expect(end).toBe('file (2).exe');
    expect(beginning).toBe('a very long name of a ');
  });

  it('do not tear a letter from its marks', () => {
    const family = '👩‍👩‍👧';
    const [beginning, end] = nameParts(`${'a'.repeat(20)}e\u0301${family}.longname`);
    expect(beginning + end).toContain(family);
    expect([beginning, end].some((part) => part.includes(family))).toBeTrue();
    expect(end).not.toMatch(/^[\p{M}\u200d]/u);
  });

  it('are the whole where that is short', () => {
    expect(nameParts('a.txt')).toEqual(['a.txt', '']);
  });
});
