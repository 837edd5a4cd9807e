// What travels on a bulk channel `wn-bulk`: a file's bytes one way, credit the other. The channel is
// reliable and unordered, so each frame says where it belongs. Integers are big-endian.
//
//   DATA    S→R   01 | id[16] | offset u64 | 1 to 65,536 bytes
//   BLOCK   S→R   02 | id[16] | index u32  | SHA-256 of block `index` [32]
//   END     S→R   03 | id[16] | SHA-256 of all the block digests in a row [32]
//   CREDIT  R→S   04 | id[16] | u64: the sender may send the bytes before this offset, and no further
//
// A file is cut into blocks of 1 MiB, the last one shorter; a DATA frame lies within one block.
import { fromBase64url, toBase64url } from './base64url';
import type { TransferId } from './ids';

/** What is hashed, verified and written at once. */
export const BLOCK_BYTES = 1024 * 1024;
/** The most of a file in one DATA frame. Larger messages were measured to be no faster. */
export const MAX_DATA_BYTES = 64 * 1024;
/** What a DATA frame carries beside the file's bytes. */
export const DATA_HEADER_BYTES = 25;

type Bytes = Uint8Array<ArrayBuffer>;

export type BulkFrame =
  | { readonly t: 'data'; readonly id: TransferId; readonly offset: number; readonly bytes: Bytes }
  | { readonly t: 'block'; readonly id: TransferId; readonly index: number; readonly digest: Bytes }
  | { readonly t: 'end'; readonly id: TransferId; readonly digest: Bytes }
  | { readonly t: 'credit'; readonly id: TransferId; readonly until: number };

const kind = { data: 1, block: 2, end: 3, credit: 4 } as const;
const ID_BYTES = 16;
const DIGEST_BYTES = 32;
const BODY = 1 + ID_BYTES;

export function encodeBulk(frame: BulkFrame): Bytes {
  switch (frame.t) {
    case 'data': {
      const { bytes, view } = begin(frame, DATA_HEADER_BYTES + frame.bytes.length);
      view.setBigUint64(BODY, BigInt(frame.offset));
      bytes.set(frame.bytes, DATA_HEADER_BYTES);
      return bytes;
    }
    case 'block': {
      const { bytes, view } = begin(frame, BODY + 4 + DIGEST_BYTES);
      view.setUint32(BODY, frame.index);
      bytes.set(frame.digest, BODY + 4);
      return bytes;
    }
    case 'end': {
      const { bytes } = begin(frame, BODY + DIGEST_BYTES);
      bytes.set(frame.digest, BODY);
      return bytes;
    }
    case 'credit': {
      const { bytes, view } = begin(frame, BODY + 8);
      view.setBigUint64(BODY, BigInt(frame.until));
      return bytes;
    }
    default:
      return frame satisfies never;
  }
}

/** A bulk frame decoded, its payload a view of `message`; undefined where kind, length or a number is impossible. */
export function decodeBulk(message: Bytes): BulkFrame | undefined {
  if (message.length < BODY) return undefined;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const id = toBase64url(message.subarray(1, BODY)) as TransferId; // 16 bytes make a well-formed id
  const bodyBytes = message.length - BODY;
  switch (view.getUint8(0)) {
    case kind.data: {
      const dataBytes = message.length - DATA_HEADER_BYTES;
      if (dataBytes < 1 || dataBytes > MAX_DATA_BYTES) return undefined;
      const offset = safeUint64(view, BODY);
      if (offset === undefined || (offset % BLOCK_BYTES) + dataBytes > BLOCK_BYTES)
        return undefined;
      return { t: 'data', id, offset, bytes: message.subarray(DATA_HEADER_BYTES) };
    }
    case kind.block:
      if (bodyBytes !== 4 + DIGEST_BYTES) return undefined;
      return { t: 'block', id, index: view.getUint32(BODY), digest: message.subarray(BODY + 4) };
    case kind.end:
      if (bodyBytes !== DIGEST_BYTES) return undefined;
      return { t: 'end', id, digest: message.subarray(BODY) };
    case kind.credit: {
      if (bodyBytes !== 8) return undefined;
      const until = safeUint64(view, BODY);
      return until === undefined ? undefined : { t: 'credit', id, until };
    }
    default:
      return undefined;
  }
}

function begin({ t, id }: BulkFrame, length: number): { bytes: Bytes; view: DataView } {
  const bytes = new Uint8Array(length);
  bytes[0] = kind[t];
  const idBytes = fromBase64url(id);
  if (idBytes?.length !== ID_BYTES) throw new TypeError(`not a transfer id: ${id}`);
  bytes.set(idBytes, 1);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** Numbers above 2^53 − 1 are no file offsets here. */
function safeUint64(view: DataView, at: number): number | undefined {
  const value = Number(view.getBigUint64(at));
  return Number.isSafeInteger(value) ? value : undefined;
}
