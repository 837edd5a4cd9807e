import page from '../../docs/protocol/safety-code.md';
import { vectors } from './golden-run';

const computed: Readonly<Record<string, string>> = {
  THbind: vectors.THbind,
  rA: vectors.rA,
  rB: vectors.rB,
  commit: vectors.sasCommit,
  emoji: vectors.sasEmojiIndex.join(' '),
  digits: vectors.sasDigits,
};

describe('The page about safety codes', () => {
  const shown = Array.from(page.matchAll(/^(\w+) +([\da-f ]{11,})(…?)$/gm));

  it('shows every value of the golden run once', () => {
    expect(shown.map(([, name]) => name)).toEqual(Object.keys(computed));
  });

  for (const [, name = '', value = '', ellipsis] of shown)
    it(`shows the ${name} that the code makes`, () => {
      const whole = computed[name] ?? '';
      expect(ellipsis === '' ? whole : whole.slice(0, value.length)).toBe(value);
    });

  it('shows commitment and nonces as they travel', () => {
    const travelling = Array.from(
      page.matchAll(/"(?:commitment|nonce)": "([\w-]+)"/g),
      ([, text]) => hexOf(text ?? ''),
    );
    expect(travelling).toEqual([vectors.sasCommit, vectors.rB, vectors.rA]);
  });
});

function hexOf(base64url: string): string {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Array.from(binary, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
