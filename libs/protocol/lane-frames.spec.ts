import { toBase64url } from './base64url';
import type { TransferId } from './ids';
import {
  BLOCK_BYTES,
  DATA_HEADER_BYTES,
  type LaneCargo,
  MAX_DATA_BYTES,
  decodeLane,
  encodeAck,
  encodeCargo,
} from './lane-frames';

type Bytes = Uint8Array<ArrayBuffer>;

const idBytes = Uint8Array.from({ length: 16 }, (_, at) => 0xa0 + at);
const id = toBase64url(idBytes) as TransferId; // 16 bytes make a well-formed id
const digest = Uint8Array.from({ length: 32 }, (_, at) => 0x40 + at);
const seq = 0x0908_0706;
const seqBytes = [9, 8, 7, 6];
const LAST_OFFSET = Number.MAX_SAFE_INTEGER;

describe('A lane frame', () => {
  const frames: readonly (readonly [string, LaneCargo, readonly number[]])[] = [
    [
      'DATA',
      { t: 'data', id, offset: 0x0102_0304_0506, bytes: Uint8Array.of(7, 8) },
      [1, ...seqBytes, ...idBytes, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8],
    ],
    [
      'BLOCK',
      { t: 'block', id, index: 0x0102_0304, digest },
      [2, ...seqBytes, ...idBytes, 1, 2, 3, 4, ...digest],
    ],
    ['END', { t: 'end', id, digest }, [3, ...seqBytes, ...idBytes, ...digest]],
    [
      'WANT',
      { t: 'want', id, round: 0x0a0b_0c0d, first: 0x0102_0304, count: 5 },
      [4, ...seqBytes, ...idBytes, 10, 11, 12, 13, 1, 2, 3, 4, 0, 0, 0, 5],
    ],
    ['CHECK', { t: 'check', id, index: 0x0102_0304 }, [5, ...seqBytes, ...idBytes, 1, 2, 3, 4]],
  ];
  for (const [name, cargo, bytes] of frames) {
    it(`is laid out as ${name} and read back`, () => {
      expect(Array.from(encodeCargo(seq, cargo))).toEqual(bytes);
      expect(decodeLane(Uint8Array.from(bytes))).toEqual({ t: 'cargo', seq, cargo });
    });

    it(`is read as ${name} inside of a larger buffer`, () => {
      const buffer = Uint8Array.from([0xff, 0xff, ...bytes]);
      expect(decodeLane(buffer.subarray(2))).toEqual({ t: 'cargo', seq, cargo });
    });

    it(`is refused as ${name} where it is cut short, wherever`, () => {
      const shortest = name === 'DATA' ? bytes.length - 2 : bytes.length - 1;
      for (let length = 0; length <= shortest; length += 1) {
        expect(decodeLane(Uint8Array.from(bytes.slice(0, length)))).toBeUndefined();
      }
    });

    it(`is not written as ${name} for what is no transfer id`, () => {
      for (const wrong of ['', 'short', `${id}AA`]) {
        expect(() => encodeCargo(0, { ...cargo, id: wrong as TransferId })).toThrowError(TypeError);
      }
    });
  }

  for (const [name, , bytes] of frames.slice(1)) {
    it(`is refused as ${name} with a byte too many`, () => {
      expect(decodeLane(Uint8Array.from([...bytes, 0]))).toBeUndefined();
    });
  }

  it('is laid out as ACK and read back', () => {
    expect(Array.from(encodeAck(seq))).toEqual([6, ...seqBytes]);
    expect(decodeLane(Uint8Array.of(6, ...seqBytes))).toEqual({ t: 'ack', seq });
  });

  it('is refused as ACK with a byte too few or too many', () => {
    expect(decodeLane(Uint8Array.of(6, 9, 8, 7))).toBeUndefined();
    expect(decodeLane(Uint8Array.of(6, ...seqBytes, 0))).toBeUndefined();
  });

  it('has the highest number that 32 bits name', () => {
    expect(decodeLane(encodeAck(0xffff_ffff))).toEqual({ t: 'ack', seq: 0xffff_ffff });
  });

  for (const kind of [0, 7, 255]) {
    it(`is refused where its kind is ${kind}`, () => {
      for (const length of [5, 25, 33, 53, 57]) {
        const bytes = new Uint8Array(length);
        bytes[0] = kind;
        expect(decodeLane(bytes)).toBeUndefined();
      }
    });
  }

  it('is written over what its caller has at hand, and takes no more of it than it needs', () => {
    const buffer = new Uint8Array(DATA_HEADER_BYTES + MAX_DATA_BYTES).fill(0xff);
    for (const bytes of [Uint8Array.of(1, 2, 3), Uint8Array.of(4)]) {
      const cargo: LaneCargo = { t: 'data', id, offset: 9, bytes };
      const message = encodeCargo(seq, cargo, buffer.buffer);
      expect(message).toEqual(encodeCargo(seq, cargo));
      expect(message.buffer).toBe(buffer.buffer);
    }
  });

  it('shares the memory of the message: no copy for a piece of a file', () => {
    const message = encodeCargo(0, { t: 'data', id, offset: 0, bytes: Uint8Array.of(1) });
    const frame = decodeLane(message);
    message[DATA_HEADER_BYTES] = 9;
    const cargo: LaneCargo = { t: 'data', id, offset: 0, bytes: Uint8Array.of(9) };
    expect(frame).toEqual({ t: 'cargo', seq: 0, cargo });
  });
});

describe('A DATA frame on a lane', () => {
  const sizes: readonly (readonly [number, boolean])[] = [
    [0, false],
    [1, true],
    [MAX_DATA_BYTES, true],
    [MAX_DATA_BYTES + 1, false],
  ];
  for (const [length, isTaken] of sizes) {
    it(`of ${length} bytes is ${isTaken ? 'taken' : 'refused'}`, () => {
      expect(decodeLane(dataAt(0n, length)) !== undefined).toBe(isTaken);
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
      expect(decodeLane(dataAt(offset, length)) !== undefined).toBe(isTaken);
    });
  }
});

describe('A WANT frame', () => {
  it('is refused where it wants nothing', () => {
    const want = (count: number) =>
      decodeLane(encodeCargo(0, { t: 'want', id, round: 0, first: 0, count }));
    expect(want(0)).toBeUndefined();
    expect(want(1)).toBeDefined();
    expect(want(0xffff_ffff)).toBeDefined();
  });
});

/** By hand: also what our encoder would not write. */
function dataAt(offset: bigint, length: number): Bytes {
  const bytes = new Uint8Array(DATA_HEADER_BYTES + length);
  bytes.set([1, 0, 0, 0, 0, ...idBytes]);
  new DataView(bytes.buffer).setBigUint64(21, offset);
  return bytes;
}
