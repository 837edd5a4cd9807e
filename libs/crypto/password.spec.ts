import { PasswordError, type PasswordProblem, canonicalPassword } from './password';
import { utf8 } from './bytes';
import { hex, vectors } from './golden-run';

describe('canonicalPassword', () => {
  it('has the published spelling', () => {
    expect(hex(utf8(canonicalPassword(vectors.password)))).toBe(vectors.canon);
  });

  const alike: readonly (readonly [string, string, string])[] = [
    ['keeps what a person chose', 'Tr0ub4dor&3', 'Tr0ub4dor&3'],
    ['keeps case outside of generated phrases', 'Hello World', 'Hello World'],
    ['keeps spaces and dashes inside', 'a  b - c', 'a  b - c'],
    ['drops spaces at both ends', '  secret  ', 'secret'],
    ['drops a line break that was copied along', 'secret\r\n', 'secret'],
    ['takes a no-break space as a space', 'my\u00a0secret', 'my secret'],
    ['takes an ideographic space as a space', 'my\u3000secret', 'my secret'],
    ['takes a thin space as a space', 'my\u2009secret', 'my secret'],
    ['drops other spaces at both ends too', '\u2003secret\u3000', 'secret'],
    ['composes letters (NFC)', 'cafe\u0301', 'caf\u00e9'],
    ['composes Hangul', '\u1112\u1161\u11ab', '\ud55c'],
    ['does not fold look-alikes (no NFKC)', '\ufb01le', '\ufb01le'],
    ['keeps emoji', '\u{1f511}\u{1f6aa}', '\u{1f511}\u{1f6aa}'],
    ['keeps right-to-left letters', 'סוד גדול', 'סוד גדול'],
    [
      'takes a generated phrase in any case',
      'Amber Birch COMET Delta Ember',
      'amber-birch-comet-delta-ember',
    ],
    [
      'takes a generated phrase with any spaces and dashes',
      'amber - birch--comet   delta',
      'amber-birch-comet-delta',
    ],
    [
      'takes a generated phrase with other spaces',
      'amber\u00a0birch\u3000comet delta',
      'amber-birch-comet-delta',
    ],
    ['does not take three words as generated', 'Amber Birch Comet', 'Amber Birch Comet'],
    ['does not take short words as generated', 'To Be Or Not To Be', 'To Be Or Not To Be'],
    [
      'does not take words of 11 letters as generated',
      'Abracadabra Birch Comet Delta',
      'Abracadabra Birch Comet Delta',
    ],
    ['does not take digits as generated', 'Amber Birch Comet Delta 7', 'Amber Birch Comet Delta 7'],
    [
      'does not take other letters as generated',
      'Ämber Birch Comet Delta',
      'Ämber Birch Comet Delta',
    ],
  ];
  for (const [what, password, expected] of alike) {
    it(what, () => {
      expect(canonicalPassword(password)).toBe(expected);
    });
  }

  it('changes nothing the second time', () => {
    for (const [, password] of alike) {
      const once = canonicalPassword(password);
      expect(canonicalPassword(once)).toBe(once);
    }
  });

  it('takes 256 characters, also where each is two UTF-16 units', () => {
    expect(canonicalPassword('x'.repeat(256)).length).toBe(256);
    expect(canonicalPassword('\u{1f511}'.repeat(256)).length).toBe(512);
  });

  it('counts the characters after spaces at both ends are gone', () => {
    expect(canonicalPassword(` ${'x'.repeat(256)} `).length).toBe(256);
  });

  const impossible: readonly (readonly [string, string, PasswordProblem])[] = [
    ['nothing', '', 'empty'],
    ['spaces', '   ', 'empty'],
    ['a no-break space', '\u00a0', 'empty'],
    ['257 characters', 'x'.repeat(257), 'too-long'],
    ['a thousand letters and a control character', 'x'.repeat(1000) + '\0', 'too-long'],
    ['a NUL inside', 'se\0cret', 'control-character'],
    ['a tab inside', 'se\tcret', 'control-character'],
    ['a line break inside', 'se\ncret', 'control-character'],
    ['a DEL', 'secret\x7f', 'control-character'],
    ['a C1 control', 'se\x85cret', 'control-character'],
    ['half a surrogate pair', 'se\ud83dcret', 'control-character'],
    ['the other half', 'secret\udd11', 'control-character'],
  ];
  for (const [what, password, code] of impossible) {
    it(`refuses ${what} as ${code}`, () => {
      expect(() => canonicalPassword(password)).toThrowMatching(
        (error) => error instanceof PasswordError && error.code === code,
      );
    });
  }

  it('does not repeat the password in its error', () => {
    expect(() => canonicalPassword('se\0cret')).toThrowError(PasswordError, 'control-character');
  });
});
