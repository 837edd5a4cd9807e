// Base64url without padding (RFC 4648 §5), canonical only: every byte string has exactly one text,
// so that ids can be compared as texts.
import * as v from 'valibot';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const TEXT = /^[\w-]*$/;

/** The text of `bytes`, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const chars = Math.min(bytes.length - at, 3) + 1;
    for (let i = 0; i < chars; i += 1) text += ALPHABET.charAt((bits >> (18 - 6 * i)) & 63);
  }
  return text;
}

/** The bytes of `text`; undefined where it is not canonical unpadded base64url. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isCanonical(text)) return undefined;
  const bytes = new Uint8Array(byteLength(text));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const char of text) {
    bits = ((bits << 6) | ALPHABET.indexOf(char)) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = bits >> held;
      at += 1;
    }
  }
  return bytes;
}

/** A schema for the text of exactly `length` bytes. */
export const binary = (length: number) =>
  v.pipe(
    v.string(),
    v.length(Math.ceil((length * 4) / 3)),
    v.check(isCanonical, 'not canonical base64url'),
  );

/** A schema for the text of at least one byte, of at most `maxChars` characters. */
export const binaryUpTo = (maxChars: number) =>
  v.pipe(
    v.string(),
    v.minLength(2),
    v.maxLength(maxChars),
    v.check(isCanonical, 'not canonical base64url'),
  );

/** Whether the alphabet is kept, the length possible, and the bits that no byte uses are zero. */
function isCanonical(text: string): boolean {
  if (!TEXT.test(text)) return false;
  const rest = text.length % 4;
  if (rest === 0) return true;
  if (rest === 1) return false;
  return (ALPHABET.indexOf(text.charAt(text.length - 1)) & (rest === 2 ? 15 : 3)) === 0;
}

function byteLength(text: string): number {
  return Math.floor((text.length * 3) / 4);
}
