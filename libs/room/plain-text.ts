/** Control characters other than line break and tab: they have no business in text. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/** Text as it is said and heard: line breaks are `\n`, control characters are gone, nothing else changes. */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}
