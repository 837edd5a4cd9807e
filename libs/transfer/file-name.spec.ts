import { safeFileName } from './file-name';

const long = 'x'.repeat(300);

describe('safeFileName', () => {
  const table: readonly [title: string, name: string, safe: string, isProgram: boolean][] = [
    ['keeps a plain name', 'holiday photo 1.jpg', 'holiday photo 1.jpg', false],
    ['keeps letters of every script', 'Größe – 写真.png', 'Größe – 写真.png', false],
    ['keeps an emoji that is joined', '👩‍💻.txt', '👩‍💻.txt', false],
    ['mends all at once', '../../evil\u202Etxt.exe', 'eviltxt.exe', true],
    ['takes the base name of a Unix path', '/etc/passwd', 'passwd', false],
    ['takes the base name of a Windows path', 'C:\\Windows\\System32\\x.dll', 'x.dll', true],
    ['takes the base name of mixed separators', 'a\\b/c\\d.txt', 'd.txt', false],
    ['takes the last part of a folder', 'photos/', 'photos', false],
    ['sees a separator behind an invisible character', '..\u200B/a.txt', 'a.txt', false],
    ['removes controls', 'a\u0000b\u0007c\r\nd\u0085.txt', 'abcd.txt', false],
    ['removes every bidirectional control', 'a\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069b', 'ab', false], // prettier-ignore
    ['removes line separators and zero width', 'a\u2028\u2029\u200B\uFEFFb', 'ab', false],
    ['removes lone surrogates', 'a\uD800b', 'ab', false],
    ['composes', 'e\u0301\u200B\u0323.txt', '\u1EB9\u0301.txt', false],
    ['replaces what Windows forbids', 'a:b*c?d"e<f>g|h', 'a_b_c_d_e_f_g_h', false],
    ['shows an alternate stream as the program it is', 'a.txt:evil.exe', 'a.txt_evil.exe', true],
    ['drops dots in front', '...bashrc', 'bashrc', false],
    ['drops dots and spaces at the end', 'evil.exe. . \u00A0.', 'evil.exe', true],
    ['drops spaces in front', '  a.txt', 'a.txt', false],
    ['mends a device', 'CON', '_CON', false],
    ['mends a device with an extension', 'nul.tar.gz', '_nul.tar.gz', false],
    ['mends a device before a space', 'aux .txt', '_aux .txt', false],
    ['mends COM1', 'com1.txt', '_com1.txt', false],
    ['mends COM with a superscript', 'COM².txt', '_COM².txt', false],
    ['mends LPT with a superscript', 'lpt³', '_lpt³', false],
    ['mends PRN', 'Prn', '_Prn', false],
    ['mends a device behind dots', '..con', '_con', false],
    ['leaves what only begins like a device', 'console.txt', 'console.txt', false],
    ['leaves COM10', 'com10.txt', 'com10.txt', false],
    ['names the empty', '', 'file', false],
    ['names what consists of dots', '../..', 'file', false],
    ['names what consists of controls', '\u202E\u0000', 'file', false],
    ['keeps the last extension of a long name', `${long}.tar.gz`, `${'x'.repeat(117)}.gz`, false],
    ['shows a long name as the program it is', `${long}.EXE`, `${'x'.repeat(116)}.EXE`, true],
    ['cuts an endless extension', `a.${long}`, `a.${'x'.repeat(118)}`, false],
    ['cuts by bytes where letters are long', `${'写'.repeat(100)}.png`, `${'写'.repeat(78)}.png`, false], // prettier-ignore
    ['cuts no letter in half', `${'😀'.repeat(100)}.png`, `${'😀'.repeat(58)}.png`, false],
    ['knows a script', 'setup.Sh', 'setup.Sh', true],
    ['knows a shortcut behind another extension', 'photo.jpg.lnk', 'photo.jpg.lnk', true],
    ['knows a document with macros', 'invoice.docm', 'invoice.docm', true],
    ['knows pictures that run scripts', 'logo.svg', 'logo.svg', true],
    ['knows no program without an extension', 'exe', 'exe', false],
    ['knows no program by the middle of a name', 'evil.exe.txt', 'evil.exe.txt', false],
  ];

  for (const [title, name, safe, isProgram] of table) {
    it(`${title}: ${JSON.stringify(name.length > 60 ? `${name.slice(0, 20)}…` : name)}`, () => {
      expect(safeFileName(name)).toEqual({ name: safe, isProgram });
    });
  }

  it('changes nothing that is safe already', () => {
    for (const [, name] of table) {
      const once = safeFileName(name);
      expect(safeFileName(once.name)).toEqual(once);
    }
  });
});
