// lv_cat of draft-irtf-cfrg-cpace-21: each part behind its length in LEB128, so that two different
// lists of parts never make the same bytes ('ab', 'c' is not 'a', 'bc').
import { type Bytes, concat, utf8 } from './bytes';

/** The `parts` in a row, each behind its length: `lv_cat` of the draft. */
export const lengthValue = (...parts: readonly Uint8Array[]): Bytes =>
  concat(...parts.map(prependLength));

/** The bytes of a purpose's name, bound to this version of the protocol: no two purposes share a hash or a key. */
export const label = (purpose: string): Bytes => utf8(`whisperNet/1 ${purpose}`);

/** `bytes` behind their length: `prepend_len` of the draft. */
export const prependLength = (bytes: Uint8Array): Bytes => concat(leb128(bytes.length), bytes);

/** A length in base 128, the lowest seven bits first, the top bit set on all bytes but the last. */
function leb128(length: number): Uint8Array {
  const digits: number[] = [];
  let rest = length;
  while (rest > 127) {
    digits.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Uint8Array.of(...digits, rest);
}
