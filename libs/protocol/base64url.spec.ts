import * as v from 'valibot';
import { binary, binaryUpTo, fromBase64url, toBase64url } from './base64url';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('base64url', () => {
  // RFC 4648 §10, without its padding.
  const published: readonly (readonly [string, string])[] = [
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
  ];
  for (const [plain, text] of published) {
    it(`writes '${plain}' as '${text}' and reads it back`, () => {
      expect(toBase64url(utf8(plain))).toBe(text);
      expect(fromBase64url(text)).toEqual(utf8(plain));
    });
  }

  it('has an alphabet that is safe in an address: - and _', () => {
    expect(toBase64url(Uint8Array.of(0xfb, 0xff, 0xbf))).toBe('-_-_');
    expect(fromBase64url('-_-_')).toEqual(Uint8Array.of(0xfb, 0xff, 0xbf));
  });

  it('reads back every byte, in lengths of every remainder', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    for (const length of [253, 254, 255, 256]) {
      expect(fromBase64url(toBase64url(bytes.subarray(0, length)))).toEqual(bytes.slice(0, length));
    }
  });

  const endings: readonly (readonly [string, number])[] = [
    ['Z', 4],
    ['Zm', 16],
  ];
  for (const [start, canonical] of endings) {
    it(`ends '${start}…' with one of ${canonical} letters, whose spare bits are zero`, () => {
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const texts = Array.from(alphabet, (last) => start + last);
      const read = texts.filter((text) => fromBase64url(text) !== undefined);
      expect(read.length).toBe(canonical);
      expect(read.map((text) => toBase64url(fromBase64url(text) ?? utf8('')))).toEqual(read);
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ['padding', 'Zg=='],
    ['the other alphabet', '+/+/'],
    ['a length that no bytes have', 'Z'],
    ['the same, longer', 'Zm9vY'],
    ['spare bits after one byte: another text for the same byte', 'Zh'],
    ['spare bits after two bytes', 'Zm9'],
    ['a space', 'Zm9 v'],
    ['a line break at the end', 'Zm9v\n'],
    ['a letter beyond ASCII', 'Zm9\u00fc'],
    ['a NUL', 'Zm9\0'],
  ];
  for (const [what, text] of refused) {
    it(`refuses ${what}`, () => {
      expect(fromBase64url(text)).toBeUndefined();
    });
  }
});

describe('A binary field', () => {
  const ofBytes = (length: number) => toBase64url(new Uint8Array(length));

  for (const length of [16, 32, 52, 68, 84, 316]) {
    it(`of ${length} bytes takes exactly so many`, () => {
      const schema = binary(length);
      expect(v.is(schema, ofBytes(length))).toBeTrue();
      expect(v.is(schema, ofBytes(length - 1))).toBeFalse();
      expect(v.is(schema, ofBytes(length + 1))).toBeFalse();
    });
  }

  it('takes one spelling only', () => {
    const zero = ofBytes(16);
    expect(v.is(binary(16), `${zero.slice(0, -1)}B`)).toBeFalse();
    expect(v.is(binary(16), `${zero}==`)).toBeFalse();
  });

  it('of bounded length holds a byte at least', () => {
    const schema = binaryUpTo(8);
    expect(v.is(schema, '')).toBeFalse();
    expect(v.is(schema, ofBytes(1))).toBeTrue();
    expect(v.is(schema, ofBytes(6))).toBeTrue();
    expect(v.is(schema, ofBytes(7))).toBeFalse();
    expect(v.is(schema, 'AB')).toBeFalse();
  });

  for (const value of [undefined, null, 0, [], {}, new Uint8Array(16)]) {
    it(`is a text, not ${Object.prototype.toString.call(value)}`, () => {
      expect(v.is(binary(16), value)).toBeFalse();
      expect(v.is(binaryUpTo(100), value)).toBeFalse();
    });
  }
});
