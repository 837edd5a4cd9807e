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
    .replace(/\s/gu, ' ') // before the controls go: some of them are spaces
    .replace(/(?!\u200D)[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(IDLE_JOINER, '')
    .replace(/ +/g, ' ')
    .normalize('NFC') // after them: what stood between two letters may have kept them apart
    .replace(new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu'), '$1')
    .trim();
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(clean);
  return Array.from(graphemes, ({ segment }) => segment)
    .slice(0, MAX_GRAPHEMES)
    .join('')
    .replace(/[\s\u200D]+$/u, '');
}

/**
 * A zero width joiner where it joins nothing. It makes one of several emoji, and a ligature behind the
 * mark of some Indic letters; elsewhere it hides, so that one name looks like another.
 */
const IDLE_JOINER =
  /(?<![\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])\u200D+|\u200D+(?![\p{L}\p{Extended_Pictographic}])/gu;
