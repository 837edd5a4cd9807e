import { expectAlways } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import { isEmojiOnly, readMessage } from './message-text';

/** As one line each: «code» within the line, [text → href (true host)] for a link. */
const drawn = (text: string) =>
  readMessage(text).map((part) =>
    part.kind === 'code'
      ? `${part.language}:${part.code}`
      : part.spans
          .map((span) => {
            if (span.kind === 'plain') return span.text;
            if (span.kind === 'code') return `«${span.text}»`;
            const host = span.trueHost ? ` (${span.trueHost})` : '';
            return `[${span.text}${span.href === span.text ? '' : ` → ${span.href}`}${host}]`;
          })
          .join(''),
  );

describe('The text of a message', () => {
  for (const [what, text, ...parts] of [
    ['plain text as it is', 'hello\n  you', 'hello\n  you'],
    ['short code in a line', 'run `npm test` now', 'run «npm test» now'],
    ['a mark in code between two marks', 'a ``b`c`` d', 'a ``b`c`` d'],
    ['one mark alone as a mark', 'it`s', 'it`s'],
    ['a block of code', 'see\n```ts\nlet a;\n\n  b\n```\nok', 'see', 'ts:let a;\n\n  b', 'ok'],
    ['a block without a language', '```\n<b>\n```', ':<b>'],
    ['nothing in code as a link', '`https://a.example`', '«https://a.example»'],
    ['a block that is never closed as text', '```js\nlet a', '```js\nlet a'],
    ['three marks within a line as text', 'a\n``` is how\nb', 'a\n``` is how\nb'],
  ] as const) {
    it(`shows ${what}`, () => {
      expect(drawn(text)).toEqual(parts);
    });
  }

  for (const [what, text, shown] of [
    ['a link', 'https://example.org/a?b=c#d', '[https://example.org/a?b=c#d]'],
    [
      'a link without a scheme, over https',
      'www.example.org',
      '[www.example.org → https://www.example.org/]',
    ],
    [
      'the end of a sentence as no part of it',
      'See https://example.org/x.',
      'See [https://example.org/x].',
    ],
    ['brackets around it as no part of it', '(https://example.org/x)', '([https://example.org/x])'],
    ['brackets in it as part of it', 'https://example.org/a_(b)', '[https://example.org/a_(b)]'],
    ['a name in a path', 'https://example.org/@bob', '[https://example.org/@bob]'],
    ['no link with an empty user', 'https://@evil.example/', 'https://@evil.example/'],
    [
      'no link for another scheme',
      'javascript:alert(1) file:///etc data:text/html,x',
      'javascript:alert(1) file:///etc data:text/html,x',
    ],
    ['no link within a word', 'xhttps://example.org', 'xhttps://example.org'],
    [
      'no link that names a user, who can look like the host',
      'https://bank.example@evil.example/',
      'https://bank.example@evil.example/',
    ],
    [
      'the true host of letters that look like others',
      'https://аpple.com/',
      '[https://аpple.com/ → https://xn--pple-43d.com/ (xn--pple-43d.com)]',
    ],
    [
      'the true host of a number',
      'http://0x7f.1/',
      '[http://0x7f.1/ → http://127.0.0.1/ (127.0.0.1)]',
    ],
    [
      'the true host where it is written in disguise',
      'https://ex%61mple.org/',
      '[https://ex%61mple.org/ → https://example.org/ (example.org)]',
    ],
    [
      'a link that ends before a change of direction',
      'https://example.org/\u202Egpj.exe',
      '[https://example.org/]\u202Egpj.exe',
    ],
    [
      'a link that ends before a backslash',
      'https://example.org\\@evil.example',
      '[https://example.org → https://example.org/]\\@evil.example',
    ],
    ['no link without a host', 'https:// www.', 'https:// www.'],
  ] as const) {
    it(`shows ${what}`, () => {
      expect(drawn(text)).toEqual([shown]);
    });
  }

  it('loses nothing that was typed but the marks of code', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        ' ',
        '\n',
        '`',
        '```',
        'https://',
        'www.',
        'x.y',
        '/',
        '(',
        ')',
        '.',
        '@',
        '\u202E',
        'ä',
        '🙂',
      ],
    );
    const bare = (text: string) => text.replaceAll(/[`\n]/g, '');
    expectAlways(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      (text) => {
        const read = readMessage(text).map((part) =>
          part.kind === 'code'
            ? part.language + part.code
            : part.spans.map((span) => span.text).join(''),
        );
        return bare(read.join('')) === bare(text);
      },
    );
  });

  for (const [what, text] of [
    ['openings of code', '```\n'.repeat(4_000)],
    ['marks', '` '.repeat(8_000)],
    ['marks in threes', '```a'.repeat(4_000)],
    ['brackets after a link', `https://a.example/${')'.repeat(16_000)}`],
    ['links', 'https://'.repeat(2_000)],
    ['flags', '🇺🇦'.repeat(2_000)],
  ] as const) {
    // Who takes a square of the length for it does not come to the end of this spec.
    it(`is read to its end, though it is 16 KiB of ${what}`, () => {
      const read = drawn(text).join('');
      expect(read.length).toBeGreaterThan(1_000);
      expect(isEmojiOnly(text)).toBe(false);
    });
  }

  it('is large where it is one to three emoji, and nothing else', () => {
    for (const text of ['👍', '👩‍🚀 🏳️‍🌈', '🇺🇦🇺🇦🇺🇦', '❤️'])
      expect(isEmojiOnly(text)).withContext(text).toBe(true);
    for (const text of ['', 'a', '1', '👍👍👍👍', '👍 ok'])
      expect(isEmojiOnly(text)).withContext(text).toBe(false);
  });
});
