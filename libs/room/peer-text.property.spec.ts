import { anyText, expectAlways } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import { displayName } from './display-name';
import { plainText } from './plain-text';

const joined = fc.array(
  fc.constantFrom('a', '\u200d', '\u0335', '👩', '🚀', '🏽', '\u0dc1', '\u0dca', ' '),
  {
    maxLength: 80,
  },
);
const texts = fc.oneof(
  anyText(12),
  anyText(80),
  joined.map((units) => units.join('')),
);
const graphemes = (text: string) => Array.from(new Intl.Segmenter().segment(text)).length;

describe('A display name, whatever a peer says', () => {
  const rules: readonly (readonly [string, (name: string) => boolean])[] = [
    ['is at most 32 graphemes', (name) => graphemes(name) <= 32],
    ['is one line without controls', (name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)],
    [
      'turns no direction and hides nothing',
      (name) => !/\p{Cf}/u.test(name.replaceAll('\u200d', '')),
    ],
    ['has no half of a letter', (name) => !/\p{Cs}/u.test(name)],
    [
      'has at most two marks on a letter',
      (name) => !/\p{M}{3}/u.test(name.replaceAll('\u200d', '')),
    ],
    [
      'joins nothing unseen: a joiner stands between what it joins',
      (name) => !/[\p{L}\p{N} ]\u200d|\u200d{2}|^\u200d|\u200d$/u.test(name),
    ],
    ['is composed', (name) => name.normalize('NFC') === name],
    ['has no space at its ends, and no two in a row', (name) => !/^\s|\s\s|\s$/u.test(name)],
    ['stays as it is a second time', (name) => displayName(name) === name],
  ];
  for (const [rule, holds] of rules) {
    it(rule, () => {
      expectAlways(texts, (given) => holds(displayName(given)));
    });
  }
});

describe('The text of a message, whatever a peer says', () => {
  const controls = /\p{Cc}/gu;

  it('has no controls but line breaks and tabs', () => {
    expectAlways(texts, (given) => !/[^\P{Cc}\n\t]/u.test(plainText(given)));
  });

  it('is otherwise what was said', () => {
    expectAlways(
      texts,
      (given) => plainText(given).replace(controls, '') === given.replace(controls, ''),
    );
  });

  it('keeps each line break, whichever way it was written', () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom('a', ' ', 'ü'), maxLength: 3 }));
    expectAlways(
      fc.tuple(lines, fc.constantFrom('\n', '\r\n', '\r')),
      ([said, end]) => plainText(said.join(end)) === said.join('\n'),
    );
  });

  it('stays as it is a second time', () => {
    expectAlways(texts, (given) => plainText(plainText(given)) === plainText(given));
  });
});
