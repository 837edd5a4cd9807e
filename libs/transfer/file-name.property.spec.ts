import { anyText, expectAlways, mutatedText } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import { safeFileName } from './file-name';

const ordinary = fc.constantFrom(
  ...['holiday.jpg', '/etc/passwd', 'C:\\Windows\\x.dll', 'a.tar.gz', 'COM1.txt', 'nul', '...', ''],
  ...['x'.repeat(300), `${'写'.repeat(130)}.png`, `a.${'b'.repeat(200)}`, `${'😀'.repeat(90)}.exe`],
);
const devices = fc
  .tuple(
    fc.constantFrom('con', 'PRN', 'Aux', 'nul', 'COM1', 'lpt9', 'com²', 'CONIN$', 'conout$'),
    anyText(4),
    anyText(4),
  )
  .map(([device, before, after]) => before + device + after);
/** Long, and cut where Windows would cut again. */
const spaced = fc
  .array(fc.constantFrom('a', 'b', 'c', '写', '写', ' ', ' ', ' ', '.'), {
    minLength: 60,
    maxLength: 200,
    size: 'max',
  })
  .map((units) => units.join(''));
const names = fc.oneof(anyText(20), anyText(200), mutatedText(ordinary), devices, spaced);

/** Of every name that comes out. */
const rules: readonly (readonly [string, (safe: string, given: string) => boolean])[] = [
  ['is not empty, and is no folder', (safe) => safe.trim() !== '' && safe !== '.' && safe !== '..'],
  ['is one component of a path', (safe) => !/[/\\]/.test(safe)],
  ['has nothing that Windows forbids, and addresses no stream', (safe) => !/[:*?"<>|]/.test(safe)],
  ['has no control and no line end', (safe) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(safe)],
  ['turns no direction', (safe) => !/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(safe)],
  ['has no half of a letter', (safe) => !/\p{Cs}/u.test(safe)],
  ['is hidden from nobody', (safe) => !/^[.\s]/.test(safe)],
  ['ends as Windows would end it', (safe) => !/[.\s]$/.test(safe)],
  ['is no device of Windows', (safe) => !isDevice(safe)],
  ['has at most 120 characters', (safe) => safe.length <= 120],
  ['has at most 240 bytes', (safe) => new TextEncoder().encode(safe).length <= 240],
  ['is composed', (safe) => safe.normalize('NFC') === safe],
  ['stays as it is a second time', (safe) => safeFileName(safe).name === safe],
  [
    'warns of a program by the name that is shown',
    (safe, given) => {
      return safeFileName(given).isProgram === safeFileName(safe).isProgram;
    },
  ],
];

describe('A safe file name, whatever was offered', () => {
  for (const [rule, holds] of rules) {
    it(rule, () => {
      expectAlways(names, (given) => holds(safeFileName(given).name, given));
    });
  }

  it('keeps the extension that the name had, so that a long name hides no program', () => {
    const long = fc.tuple(anyText(200), fc.constantFrom('.exe', '.Scr', '.jpg.lnk', '.html'));
    expectAlways(long, ([stem, extension]) => {
      const { name, isProgram } = safeFileName(`${stem}a${extension}`);
      return isProgram && name.toLowerCase().endsWith(extension.toLowerCase().replace('.jpg', ''));
    });
  });

  it('warns of a program in whatever way its extension is dressed', () => {
    const dressed = fc
      .tuple(
        anyText(10),
        fc.constantFrom('exe', 'EXE', 'bat', 'svg'),
        fc.array(invisible, { maxLength: 6 }),
        trailing,
      )
      .map(([stem, extension, marks, end]) => {
        const letters = Array.from(extension, (letter, at) => (marks[at] ?? '') + letter).join('');
        return `${stem}a.${letters}${end}`;
      });
    expectAlways(dressed, (given) => safeFileName(given).isProgram);
  });
});

/** What nobody sees between two letters. */
const invisible = fc.constantFrom(
  '',
  '\u200b',
  '\u202e',
  '\0',
  '\u200f',
  '\ufeff',
  '\u00ad',
  '\ud800',
);
/** What Windows drops from the end of a name, or takes for a path. */
const trailing = fc.constantFrom(
  '',
  '.',
  '...',
  ' ',
  ' . ',
  '\u00a0',
  '\u200b',
  '\t',
  '/',
  '\\',
  '/ ',
);

/** By the words of Microsoft's page on naming files. */
function isDevice(name: string): boolean {
  const [stem = ''] = name.split('.');
  return /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i.test(stem.trimEnd());
}
