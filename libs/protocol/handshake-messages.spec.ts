import {
  ANSWER_BYTES,
  ANSWER_HEADER_BYTES,
  ANSWER_UNTAGGED_BYTES,
  KNOCK_BYTES,
  OFFER_BYTES,
  OFFER_HEADER_BYTES,
  VERDICT_BYTES,
  decodeAnswer,
  decodeKnock,
  decodeOffer,
  decodeVerdict,
  encodeAnswer,
  encodeAnswerHeader,
  encodeKnock,
  encodeOffer,
  encodeOfferHeader,
  encodeVerdict,
} from './handshake-messages';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that show where they came from: `from`, from + 1, … */
const range = (from: number, length: number): Bytes =>
  Uint8Array.from({ length }, (_, at) => from + at);

const id = range(0x10, 16);
const nonce = range(0x20, 32);
const share = range(0x40, 32);
const tag = range(0x60, 32);
const box = range(0x80, 280);

interface Message {
  readonly name: string;
  readonly header: readonly number[];
  readonly length: number;
  readonly fields: Readonly<Record<string, Bytes>>;
  readonly encoded: Bytes;
  readonly decode: (bytes: Bytes) => object | undefined;
}

const messages: readonly Message[] = [
  {
    name: 'KNOCK',
    header: [1, 1, 1, 0],
    length: 52,
    fields: { id, nonce },
    encoded: encodeKnock({ id, nonce }),
    decode: decodeKnock,
  },
  {
    name: 'OFFER',
    header: [1, 2, 1, 0],
    length: 84,
    fields: { id, nonce, share },
    encoded: encodeOffer({ id, nonce, share }),
    decode: decodeOffer,
  },
  {
    name: 'ANSWER',
    header: [1, 3, 1, 0],
    length: 68,
    fields: { share, tag },
    encoded: encodeAnswer({ share, tag }),
    decode: decodeAnswer,
  },
  {
    name: 'VERDICT',
    header: [1, 4, 1, 0],
    length: 316,
    fields: { tag, box },
    encoded: encodeVerdict({ tag, box }),
    decode: decodeVerdict,
  },
];

for (const { name, header, length, fields, encoded, decode } of messages) {
  describe(name, () => {
    it(`is its header and its fields in a row, ${length} bytes`, () => {
      const inARow = Object.values(fields).flatMap((field) => Array.from(field));
      expect(Array.from(encoded)).toEqual([...header, ...inARow]);
      expect(encoded.length).toBe(length);
    });

    it('is read back', () => {
      expect(decode(encoded)).toEqual(fields);
    });

    it('is read into memory of its own', () => {
      const bytes = encoded.slice();
      const message = decode(bytes);
      bytes.fill(0);
      expect(message).toEqual(fields);
    });

    for (const [at, what] of ['version', 'type', 'suite', 'flags'].entries()) {
      it(`is refused with any other ${what}`, () => {
        for (let value = 0; value < 256; value += 1) {
          const bytes = encoded.slice();
          bytes[at] = value;
          expect(decode(bytes) === undefined).toBe(value !== header[at]);
        }
      });
    }

    it('is refused in any other length', () => {
      for (const wrong of [0, 3, 4, length - 1, length + 1]) {
        const bytes = new Uint8Array(wrong);
        bytes.set(encoded.subarray(0, wrong));
        expect(decode(bytes)).toBeUndefined();
      }
    });
  });
}

describe('What the key agreement binds', () => {
  it('is the OFFER before its share', () => {
    const header = encodeOfferHeader({ id, nonce });
    expect(header).toEqual(encodeOffer({ id, nonce, share }).slice(0, OFFER_HEADER_BYTES));
    expect(header.length).toBe(OFFER_HEADER_BYTES);
  });

  it('is the ANSWER before its share', () => {
    expect(encodeAnswerHeader()).toEqual(
      encodeAnswer({ share, tag }).slice(0, ANSWER_HEADER_BYTES),
    );
    expect(encodeAnswerHeader().length).toBe(ANSWER_HEADER_BYTES);
  });

  it('is the ANSWER before its tag', () => {
    expect(encodeAnswer({ share, tag }).slice(ANSWER_UNTAGGED_BYTES)).toEqual(tag);
  });

  it('has the lengths that the gateway checks', () => {
    expect(messages.map(({ encoded }) => encoded.length)).toEqual([
      KNOCK_BYTES,
      OFFER_BYTES,
      ANSWER_BYTES,
      VERDICT_BYTES,
    ]);
  });
});
