/** Text that is no more than that. */
export interface PlainSpan {
  readonly kind: 'plain';
  readonly text: string;
}

/** A link as it was typed, and where it leads. */
export interface LinkSpan {
  readonly kind: 'link';
  readonly text: string;
  readonly href: string;
  /** The host in the letters of the network, where what was typed can pass for another one. */
  readonly trueHost: string | undefined;
}

/**
 * What may belong to an address: no spaces, quotes and angles, no controls and nothing that turns the
 * direction or hides, no backslash, which browsers read as a slash.
 */
const ADDRESS = /(?<![\p{L}\p{N}_])(?:https?:\/\/|www\.)[^\s<>"'`\\\p{Cc}\p{Cf}]+/giu;
/** What ends a sentence, not an address. */
const TRAILING = /[.,;:!?…*_~]$/u;
const BRACKETS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** A text as plain stretches and links: together they are the text. */
export function splitLinks(text: string): readonly (LinkSpan | PlainSpan)[] {
  const spans: (LinkSpan | PlainSpan)[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const link = linkOf(withoutTrailing(found));
    if (!link) continue;
    if (index > at) spans.push({ kind: 'plain', text: text.slice(at, index) });
    spans.push(link);
    at = index + link.text.length;
  }
  if (at < text.length) spans.push({ kind: 'plain', text: text.slice(at) });
  return spans;
}

/** Undefined where it is none that a person could judge by reading it. */
function linkOf(text: string): LinkSpan | undefined {
  const address = /^https?:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const typedHost = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1]?.replace(/:\d*$/, '').toLowerCase();
  // 'https://bank.example@evil.example' leads to the latter.
  if (typedHost?.includes('@')) return undefined;
  const trueHost = typedHost === url.hostname ? undefined : url.hostname;
  return { kind: 'link', text, href: url.href, trueHost };
}

/** 'See (https://example.org/a_(b)).' ends in ').' that is not of the address, and in ')' that is. */
function withoutTrailing(found: string): string {
  const count = new Map<string, number>();
  const add = (char: string, by: number) => count.set(char, (count.get(char) ?? 0) + by);
  for (const char of found) add(char, 1);
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found[end - 1] ?? '';
    const opening = BRACKETS.get(last);
    const isClosed = (count.get(last) ?? 0) <= (count.get(opening ?? '') ?? 0);
    if (opening === undefined ? !TRAILING.test(last) : isClosed) break;
    add(last, -1);
  }
  return found.slice(0, end);
}
