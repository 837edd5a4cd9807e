import {
  anyBytes,
  anyText,
  anyValue,
  bytesOf,
  expectAlways,
  expectStrict,
  mutatedText,
} from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import * as v from 'valibot';
import { binary, binaryUpTo, fromBase64url, toBase64url } from './base64url';
import { RoomNumber, SeatId } from './ids';

const texts = anyBytes(80).map(toBase64url);

describe('Base64url, whatever comes', () => {
  it('brings back any bytes', () => {
    expectAlways(anyBytes(400), (bytes) => {
      const text = toBase64url(bytes);
      return isSame(fromBase64url(text), bytes) && v.is(binary(bytes.length), text);
    });
  });

  it('agrees with another implementation', () => {
    expectAlways(anyBytes(400), (bytes) => {
      const base64 = btoa(String.fromCharCode(...bytes));
      const other = base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
      return toBase64url(bytes) === other;
    });
  });

  it('reads a text only in the spelling that it would write', () => {
    expectStrict(
      fc.oneof(anyText(12), texts, mutatedText(texts), fc.base64String({ maxLength: 40 })),
      fromBase64url,
      (bytes, text) => toBase64url(bytes) === text,
      3000,
    );
  });

  it('measures a text by its bytes', () => {
    const length = fc.nat(70);
    expectAlways(fc.tuple(mutatedText(texts), length), ([text, wanted]) => {
      return v.is(binary(wanted), text) === (fromBase64url(text)?.length === wanted);
    });
    expectAlways(fc.tuple(mutatedText(texts), length), ([text, most]) => {
      const isOne = fromBase64url(text) !== undefined && text !== '';
      return v.is(binaryUpTo(most), text) === (isOne && text.length <= most);
    });
  });
});

describe('An id, whatever comes', () => {
  const ids = bytesOf(16).map(toBase64url);

  it('is 16 bytes in their one spelling', () => {
    expectStrict(
      fc.oneof(ids, mutatedText(ids), anyText(30), anyValue()),
      (value) => (v.is(SeatId, value) ? value : undefined),
      (id) => spelled(fromBase64url(id)) === id && fromBase64url(id)?.length === 16,
      3000,
    );
  });
});

describe('A room number, whatever comes', () => {
  const numbers = fc.stringMatching(/^[0-9]{4,12}$/);

  it('is 4 to 12 of the ten digits, and no digit of another script, no line break behind', () => {
    const digits = fc.string({
      unit: fc.constantFrom('0', '9', '٣', '５', '߁', '\n'),
      maxLength: 14,
    });
    expectStrict(
      fc.oneof(numbers, mutatedText(numbers), digits, anyValue()),
      (value) => (v.is(RoomNumber, value) ? value : undefined),
      (number) =>
        number.length >= 4 &&
        number.length <= 12 &&
        Array.from(number).every((digit) => '0123456789'.includes(digit)),
      3000,
    );
  });
});

const spelled = (bytes: Uint8Array | undefined) => bytes && toBase64url(bytes);

function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a?.length === b.length && b.every((byte, at) => a[at] === byte);
}
