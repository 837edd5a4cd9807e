import { toBase64url } from './base64url';
import {
  BLOCK_BYTES,
  type BulkFrame,
  DATA_HEADER_BYTES,
  MAX_DATA_BYTES,
  decodeBulk,
  encodeBulk,
} from './bulk-frames';
import type { TransferId } from './ids';

type Bytes = Uint8Array<ArrayBuffer>;

const idBytes = Uint8Array.from({ length: 16 }, (_, at) => 0xa0 + at);
const id = toBase64url(idBytes) as TransferId; // 16 bytes make a well-formed id
const digest = Uint8Array.from({ length: 32 }, (_, at) => 0x40 + at);
const LAST_OFFSET = Number.MAX_SAFE_INTEGER;

describe('A bulk frame', () => {
  const frames: readonly (readonly [string, BulkFrame, readonly number[]])[] = [
    [
      'DATA',
      { t: 'data', id, offset: 0x0102_0304_0506, bytes: Uint8Array.of(7, 8) },
      [1, ...idBytes, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8],
    ],
    [
      'BLOCK',
      { t: 'block', id, index: 0x0102_0304, digest },
      [2, ...idBytes, 1, 2, 3, 4, ...digest],
    ],
    ['END', { t: 'end', id, digest }, [3, ...idBytes, ...digest]],
    ['CREDIT', { t: 'credit', id, until: 0x10_0000 }, [4, ...idBytes, 0, 0, 0, 0, 0, 16, 0, 0]],
  ];
  for (const [name, frame, bytes] of frames) {
    it(`is laid out as ${name} and read back`, () => {
      expect(Array.from(encodeBulk(frame))).toEqual(bytes);
      expect(decodeBulk(Uint8Array.from(bytes))).toEqual(frame);
    });

    it(`is read as ${name} inside of a larger buffer`, () => {
      const buffer = Uint8Array.from([0xff, 0xff, ...bytes]);
      expect(decodeBulk(buffer.subarray(2))).toEqual(frame);
    });

    it(`is refused as ${name} where it is cut short`, () => {
      expect(
        decodeBulk(Uint8Array.from(bytes.slice(0, name === 'DATA' ? -2 : -1))),
      ).toBeUndefined();
      expect(decodeBulk(Uint8Array.from(bytes.slice(0, 17)))).toBeUndefined();
      expect(decodeBulk(Uint8Array.from(bytes.slice(0, 16)))).toBeUndefined();
    });

    it(`is not written as ${name} for what is no transfer id`, () => {
      for (const wrong of ['', 'short', `${id}AA`]) {
        expect(() => encodeBulk({ ...frame, id: wrong as TransferId })).toThrowError(TypeError);
      }
    });
  }

  for (const [name, , bytes] of frames.slice(1)) {
    it(`is refused as ${name} with a byte too many`, () => {
      expect(decodeBulk(Uint8Array.from([...bytes, 0]))).toBeUndefined();
    });
  }

  for (const kind of [0, 5, 255]) {
    it(`is refused where its kind is ${kind}`, () => {
      expect(decodeBulk(Uint8Array.of(kind, ...idBytes, ...digest))).toBeUndefined();
    });
  }

  it('is refused where it is empty', () => {
    expect(decodeBulk(new Uint8Array(0))).toBeUndefined();
  });

  it('shares the memory of the message: no copy for a chunk', () => {
    const message = encodeBulk({ t: 'data', id, offset: 0, bytes: Uint8Array.of(1) });
    const frame = decodeBulk(message);
    message[DATA_HEADER_BYTES] = 9;
    expect(frame).toEqual({ t: 'data', id, offset: 0, bytes: Uint8Array.of(9) });
  });
});

describe('A DATA frame', () => {
  const sizes: readonly (readonly [number, boolean])[] = [
    [0, false],
    [1, true],
    [MAX_DATA_BYTES, true],
    [MAX_DATA_BYTES + 1, false],
  ];
  for (const [length, isTaken] of sizes) {
    it(`of ${length} bytes is ${isTaken ? 'taken' : 'refused'}`, () => {
      expect(decodeBulk(dataAt(0n, length)) !== undefined).toBe(isTaken);
    });
  }

  const offsets: readonly (readonly [string, bigint, number, boolean])[] = [
    ['in the last bytes that a number can name', BigInt(LAST_OFFSET), 1, true],
    ['beyond what a number can name', BigInt(LAST_OFFSET) + 1n, 1, false],
    ['at the end of 64 bits', 2n ** 64n - 1n, 1, false],
    ['up to the end of its block', BigInt(BLOCK_BYTES - 16), 16, true],
    ['across the end of its block', BigInt(BLOCK_BYTES - 16), 17, false],
    ['at the start of the next block', BigInt(BLOCK_BYTES), 16, true],
  ];
  for (const [where, offset, length, isTaken] of offsets) {
    it(`${where} is ${isTaken ? 'taken' : 'refused'}`, () => {
      expect(decodeBulk(dataAt(offset, length)) !== undefined).toBe(isTaken);
    });
  }
});

describe('A CREDIT frame', () => {
  const limits: readonly (readonly [bigint, boolean])[] = [
    [0n, true],
    [BigInt(LAST_OFFSET), true],
    [BigInt(LAST_OFFSET) + 1n, false],
    [2n ** 64n - 1n, false],
  ];
  for (const [until, isTaken] of limits) {
    it(`up to ${until.toString()} is ${isTaken ? 'taken' : 'refused'}`, () => {
      const bytes = Uint8Array.of(4, ...idBytes, ...new Uint8Array(8));
      new DataView(bytes.buffer).setBigUint64(17, until);
      expect(decodeBulk(bytes) !== undefined).toBe(isTaken);
    });
  }
});

/** By hand: also what our encoder would not write. */
function dataAt(offset: bigint, length: number): Bytes {
  const bytes = new Uint8Array(DATA_HEADER_BYTES + length);
  bytes.set([1, ...idBytes]);
  new DataView(bytes.buffer).setBigUint64(17, offset);
  return bytes;
}
