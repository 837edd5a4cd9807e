import {
  anyText,
  expectAlways,
  expectStrict,
  mutatedText,
} from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import { PasswordError, canonicalPassword } from './password';

/** Undefined where it is refused; any other error is passed on. */
function canonical(password: string): string | undefined {
  try {
    return canonicalPassword(password);
  } catch (error) {
    if (error instanceof PasswordError) return undefined;
    throw error;
  }
}

/** On either side of the longest. */
const long = fc.string({
  unit: fc.constantFrom('a', 'é', '🔑'),
  minLength: 250,
  maxLength: 262,
  size: 'max',
});
const word = fc.stringMatching(/^[a-z]{3,10}$/);
const words = fc.array(word, { minLength: 4, maxLength: 7 });
const phrases = words.map((each) => each.join('-'));
const passwords = fc.oneof(
  { weight: 3, arbitrary: anyText(12) },
  { weight: 1, arbitrary: anyText(60) },
  { weight: 1, arbitrary: long },
  { weight: 3, arbitrary: mutatedText(phrases) },
);
const spaces = fc.constantFrom(
  ' ',
  '\u00a0',
  '\u1680',
  '\u2000',
  '\u2003',
  '\u202f',
  '\u205f',
  '\u3000',
);

describe('A password in its one spelling, whatever was typed', () => {
  it('stays as it is a second time, or is refused with a reason', () => {
    expectStrict(passwords, canonical, (spelled) => canonical(spelled) === spelled, 3000);
  });

  it('has 1 to 256 characters, no control, no half of a letter, no space at its ends', () => {
    expectStrict(
      passwords,
      canonical,
      (spelled) => {
        const { length } = Array.from(spelled);
        return length >= 1 && length <= 256 && !/[\p{Cc}\p{Cs}]|^\s|\s$/u.test(spelled);
      },
      3000,
    );
  });

  it('is the same however the keyboard composes its letters', () => {
    expectAlways(passwords, (typed) => {
      return canonical(typed.normalize('NFD')) === canonical(typed.normalize('NFC'));
    });
  });

  it('is the same with any of Unicode’s spaces, inside and at the ends', () => {
    const parts = fc.array(fc.stringMatching(/^[a-zA-Z0-9é]{1,6}$/), {
      minLength: 1,
      maxLength: 5,
    });
    expectAlways(fc.tuple(parts, spaces, spaces), ([said, one, other]) => {
      return canonical(one + said.join(other) + one) === canonical(said.join(' '));
    });
  });

  it('of a generated phrase is the same in any case, with any spaces and dashes between', () => {
    const separator = fc.array(fc.oneof(spaces, fc.constant('-')), { minLength: 1, maxLength: 3 });
    const typed = fc.tuple(
      words,
      fc.array(separator, { minLength: 7, maxLength: 7 }),
      fc.nat(2 ** 20),
    );
    expectAlways(typed, ([said, between, cases]) => {
      const cased = Array.from(said.join('\n'), (letter, at) =>
        (cases >> (at % 20)) & 1 ? letter.toUpperCase() : letter,
      ).join('');
      const text = cased
        .split('\n')
        .map((each, at) => (at === 0 ? '' : (between[at - 1] ?? []).join('')) + each)
        .join('');
      return canonical(text) === said.join('-');
    });
  });

  it('keeps two passwords apart that differ by more than that', () => {
    const plain = fc.stringMatching(/^[!-~]{1,20}$/);
    const flipped = fc.tuple(plain, fc.nat(19)).map(([text, at]) => {
      const letter = text.charAt(at);
      const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
      return [text, text.slice(0, at) + other + text.slice(at + 1)];
    });
    const isPhrase = (text: string) => text.split('-').length > 3;
    expectAlways(fc.oneof(fc.tuple(plain, plain), flipped), ([one = '', other = '']) => {
      return one === other || isPhrase(one) || canonical(one) !== canonical(other);
    });
  });
});
