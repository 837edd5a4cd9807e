/** What is shown of a name: enough for people, too little for a banner. */
const MAX_GRAPHEMES = 32;
/** Marks on one letter; more of them would paint over the lines around it. */
const MAX_MARKS = 2;

/**
 * A name as it may be shown and sent: NFC, one line, without control and direction characters, at
 * most 32 graphemes. Empty where nothing is left.
 */
export function displayName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, (char) => (char === ZERO_WIDTH_JOINER ? char : ''))
    .replace(new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu'), '$1')
    .trim();
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(clean);
  return Array.from(graphemes, ({ segment }) => segment)
    .slice(0, MAX_GRAPHEMES)
    .join('')
    .trim();
}

/** Joins the parts of many emoji; harmless elsewhere. */
const ZERO_WIDTH_JOINER = '\u200d';
