import { displayName } from './display-name';

describe('displayName', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['keeps an ordinary name', 'Zoë 🦊', 'Zoë 🦊'],
    ['composes to NFC', 'Zoe\u0308', 'Zoë'],
    ['trims and folds white space', '  a \t\n b  ', 'a b'],
    ['removes control characters', 'a\u0000\u0007b', 'ab'],
    ['removes direction overrides', '\u202eecila', 'ecila'],
    ['keeps an emoji joined of several', '👩\u200d🚀', '👩\u200d🚀'],
    ['keeps a joiner that makes a ligature', '\u0dc1\u0dca\u200d\u0dbb\u0dd3', '\u0dc1\u0dca\u200d\u0dbb\u0dd3'], // prettier-ignore
    ['removes a joiner that hides in a name', 'Ali\u200dce\u200d', 'Alice'],
    ['folds the spaces around a control', 'a \u0000 b', 'a b'],
    ['composes what a control kept apart', 'e\u0000\u0301', '\u00e9'],
    ['cuts a tower of marks', `z${'\u0335'.repeat(20)}`, 'z\u0335\u0335'],
    ['cuts after 32 graphemes, not inside one', '👩\u200d🚀'.repeat(40), '👩\u200d🚀'.repeat(32)],
    ['may be nothing at all', ' \u200b ', ''],
  ];
  for (const [what, given, shown] of cases) {
    it(what, () => {
      expect(displayName(given)).toBe(shown);
    });
  }
});
