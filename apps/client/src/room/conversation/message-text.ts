import { type LinkSpan, type PlainSpan, splitLinks } from './links';

/** A stretch of a line. */
export type Span = PlainSpan | LinkSpan | { readonly kind: 'code'; readonly text: string };

/** What a message is made of: prose with links and short code in it, and blocks of code. */
export type Part =
  | { readonly kind: 'prose'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly language: string; readonly code: string };

/** ``` or ```ts, alone on its line. */
const OPENING = /^```([\w+#.-]{0,20})[ \t]*$/;
const CLOSING = /^```[ \t]*$/;
/** `code` within a line; as many marks after it as before it. */
const INLINE_CODE = /(?<!`)(`{1,3})(?!`)([^`\n]+)\1(?!`)/g;

/**
 * Reads the text of a message. Everything that was typed is in the parts, in its order, but for the
 * marks around code and the line breaks next to a block of it. Takes as long as the text is, whatever
 * it holds: it comes from others.
 */
export function readMessage(text: string): readonly Part[] {
  const parts: Part[] = [];
  let prose: string[] = [];
  let open: { readonly language: string; readonly lines: string[] } | undefined;
  const endProse = () => {
    if (prose.length > 0) parts.push({ kind: 'prose', spans: readProse(prose.join('\n')) });
    prose = [];
  };
  for (const line of text.split('\n')) {
    if (open && CLOSING.test(line)) {
      endProse();
      parts.push({ kind: 'code', language: open.language, code: open.lines.join('\n') });
      open = undefined;
    } else if (open) {
      open.lines.push(line);
    } else {
      const [, language] = OPENING.exec(line) ?? [];
      if (language === undefined) prose.push(line);
      else open = { language: language.toLowerCase(), lines: [] };
    }
  }
  // What is never closed is no code.
  if (open) prose.push('```' + open.language, ...open.lines);
  endProse();
  return parts;
}

/** The text as it is shown: without the marks around code. */
export function shownText(text: string): string {
  return readMessage(text)
    .map((part) =>
      part.kind === 'code' ? part.code : part.spans.map((span) => span.text).join(''),
    )
    .join('\n');
}

const ONLY_EMOJI =
  /^(?:(?:\p{RI}{2}|\p{ExtPict}(?:\p{EMod}|\uFE0F)?(?:\u200D\p{ExtPict}(?:\p{EMod}|\uFE0F)?)*)\s?){1,3}$/u;
const MAX_EMOJI_CHARS = 50;

/** One to three emoji and nothing else: they are shown large. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= MAX_EMOJI_CHARS && ONLY_EMOJI.test(text);
}

function readProse(text: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const found of text.matchAll(INLINE_CODE)) {
    spans.push(...splitLinks(text.slice(at, found.index)));
    spans.push({ kind: 'code', text: found[2] ?? '' });
    at = found.index + found[0].length;
  }
  return [...spans, ...splitLinks(text.slice(at))];
}
