// What two members tell each other through the gateway: sealed, padded, numbered, one key a direction.
//
//   box  = seq u64 ‖ AES-256-GCM(key, nonce = 00000000 ‖ seq, aad = lv("sealed", direction, seq, TH), pad(m))
//   pad  = length u16 ‖ m ‖ zeros up to the next of 256, 1024, 4096, 16384 bytes
//
// Sizes tell an onlooker next to nothing. The receiver takes rising numbers only: gaps are allowed, since
// the gateway may lose something, repeats and late ones are not. Big-endian.
import { type Bytes, concat, utf8 } from './bytes';
import { label, lengthValue } from './length-value';

/** A is the holder, B the joiner. */
export type Direction = 'A>B' | 'B>A';

export interface Sealer {
  /**
   * The next box of this direction. Boxes come in the order of the calls, also where calls overlap.
   * @throws {RangeError} (rejects) where `plaintext` is longer than 16,382 bytes.
   */
  seal(plaintext: Uint8Array): Promise<Bytes>;
}

export interface Opener {
  /** What is in the box; undefined where it is not authentic, not of this direction, repeated or late. */
  open(box: Bytes): Promise<Bytes | undefined>;
}

const STEPS = [256, 1024, 4096, 16_384] as const;
const LENGTH_BYTES = 2;
const SEQ_BYTES = 8;
const TAG_BYTES = 16;
/** 2^32 boxes a key (NIST SP 800-38D §8.3 is why there is a bound): nobody gets there, and the nonce never wraps. */
const MAX_BOXES = 2 ** 32;

export function createSealer(key: CryptoKey, direction: Direction, th: Bytes): Sealer {
  let next = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    async seal(plaintext) {
      const padded = pad(plaintext);
      if (next >= MAX_BOXES) throw new RangeError('no sequence number is left');
      const seq = encodeSeq(next);
      next += 1;
      const box = last.then(async () =>
        concat(
          seq,
          new Uint8Array(await crypto.subtle.encrypt(gcm(direction, seq, th), key, padded)),
        ),
      );
      last = box;
      return box;
    },
  };
}

export function createOpener(key: CryptoKey, direction: Direction, th: Bytes): Opener {
  let lastSeq = -1;
  let last: Promise<unknown> = Promise.resolve();

  async function openNext(box: Bytes): Promise<Bytes | undefined> {
    const isStep = STEPS.some((step) => box.length === SEQ_BYTES + step + TAG_BYTES);
    const seq = isStep ? decodeSeq(box) : undefined;
    if (seq === undefined || seq <= lastSeq) return undefined;
    const params = gcm(direction, box.slice(0, SEQ_BYTES), th);
    const padded = await decrypt(params, key, box.slice(SEQ_BYTES));
    if (padded === undefined) return undefined;
    lastSeq = seq;
    return unpad(padded);
  }

  return {
    // One after the other: two calls with the same box must not both find its number unused.
    open(box) {
      const opened = last.then(() => openNext(box));
      last = opened;
      return opened;
    },
  };
}

function gcm(direction: Direction, seq: Bytes, th: Bytes): AesGcmParams {
  return {
    name: 'AES-GCM',
    iv: concat(new Uint8Array(4), seq),
    additionalData: lengthValue(label('sealed'), utf8(direction), seq, th),
  };
}

async function decrypt(params: AesGcmParams, key: CryptoKey, sealed: Bytes) {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, key, sealed));
  } catch (error) {
    // WebCrypto's one word for 'not authentic'; anything else is a surprise.
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}

function pad(plaintext: Uint8Array): Bytes {
  const step = stepFor(plaintext.length);
  if (step === undefined) throw new RangeError(`too long to seal: ${plaintext.length} bytes`);
  const padded = new Uint8Array(step);
  new DataView(padded.buffer).setUint16(0, plaintext.length);
  padded.set(plaintext, LENGTH_BYTES);
  return padded;
}

/** The plaintext; undefined where the padding is not the one way to write it. */
function unpad(padded: Bytes): Bytes | undefined {
  const length = new DataView(padded.buffer).getUint16(0);
  const isCanonical =
    stepFor(length) === padded.length &&
    padded.subarray(LENGTH_BYTES + length).every((byte) => byte === 0);
  return isCanonical ? padded.slice(LENGTH_BYTES, LENGTH_BYTES + length) : undefined;
}

const stepFor = (length: number) => STEPS.find((step) => LENGTH_BYTES + length <= step);

function encodeSeq(seq: number): Bytes {
  const bytes = new Uint8Array(SEQ_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seq));
  return bytes;
}

/** The number at the head of `box`; undefined where no sealer would have reached it. */
function decodeSeq(box: Bytes): number | undefined {
  const seq = new DataView(box.buffer, box.byteOffset, SEQ_BYTES).getBigUint64(0);
  return seq < MAX_BOXES ? Number(seq) : undefined;
}
