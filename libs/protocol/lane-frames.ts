// What travels on a lane, that is on one of the bulk channels `wn-bulk` between two members. Every
// lane is reliable and unordered and carries frames both ways, whoever opened it; a file is spread
// over all of them, so each frame says where it belongs. S sends a file, R receives it. Integers
// are big-endian.
//
//   DATA   S→R   01 | seq u32 | id[16] | offset u64 | 1 to 65,536 bytes
//   BLOCK  S→R   02 | seq u32 | id[16] | index u32 | SHA-256 of block `index` [32]
//   END    S→R   03 | seq u32 | id[16] | SHA-256 of all the block digests in a row [32]
//   WANT   R→S   04 | seq u32 | id[16] | round u32 | first u32 | count u32
//   CHECK  R→S   05 | seq u32 | id[16] | index u32
//   ACK    both  06 | seq u32
//
// `seq` counts the frames that one side has put on one lane, from 0, ACKs left out. Each of them is
// answered at once by an ACK with its number, on the same lane: that is what paces the sender, and
// what tells it which frames have to go over another lane when one is lost. A repeated frame is
// harmless therefore.
//
// A file is cut into blocks of 1 MiB, the last one shorter; a DATA frame lies within one block. S
// sends the blocks that R wants, and no others: BLOCK and DATA of each. A higher `round` takes back
// all wants of lower ones. CHECK asks for the BLOCK alone, so that R learns early whether S's file is
// still the one whose blocks it holds.
import { fromBase64url, toBase64url } from './base64url';
import type { TransferId } from './ids';

/** What is hashed, verified and written at once. */
export const BLOCK_BYTES = 1024 * 1024;
/** The most of a file in one DATA frame. Larger messages were measured to be no faster. */
export const MAX_DATA_BYTES = 64 * 1024;
/** What a DATA frame carries beside the file's bytes. */
export const DATA_HEADER_BYTES = 29;

type Bytes = Uint8Array<ArrayBuffer>;

/** What is put on a lane and acknowledged. */
export type LaneCargo =
  | { readonly t: 'data'; readonly id: TransferId; readonly offset: number; readonly bytes: Bytes }
  | { readonly t: 'block'; readonly id: TransferId; readonly index: number; readonly digest: Bytes }
  | { readonly t: 'end'; readonly id: TransferId; readonly digest: Bytes }
  | {
      readonly t: 'want';
      readonly id: TransferId;
      readonly round: number;
      readonly first: number;
      /** At least 1. */
      readonly count: number;
    }
  | { readonly t: 'check'; readonly id: TransferId; readonly index: number };

export type LaneFrame =
  | { readonly t: 'cargo'; readonly seq: number; readonly cargo: LaneCargo }
  | { readonly t: 'ack'; readonly seq: number };

const kind = { data: 1, block: 2, end: 3, want: 4, check: 5, ack: 6 } as const;
const ID_BYTES = 16;
const DIGEST_BYTES = 32;
const ID = 5;
const BODY = ID + ID_BYTES;

/** `into`: where a DATA frame is written, which is then a view of it; as long as the longest. New memory by default. */
export function encodeCargo(seq: number, cargo: LaneCargo, into?: ArrayBuffer): Bytes {
  switch (cargo.t) {
    case 'data': {
      const length = DATA_HEADER_BYTES + cargo.bytes.length;
      const { bytes, view } = begin(
        seq,
        cargo,
        new Uint8Array(into ?? new ArrayBuffer(length), 0, length),
      );
      view.setBigUint64(BODY, BigInt(cargo.offset));
      bytes.set(cargo.bytes, DATA_HEADER_BYTES);
      return bytes;
    }
    case 'block': {
      const { bytes, view } = begin(seq, cargo, new Uint8Array(BODY + 4 + DIGEST_BYTES));
      view.setUint32(BODY, cargo.index);
      bytes.set(cargo.digest, BODY + 4);
      return bytes;
    }
    case 'end': {
      const { bytes } = begin(seq, cargo, new Uint8Array(BODY + DIGEST_BYTES));
      bytes.set(cargo.digest, BODY);
      return bytes;
    }
    case 'want': {
      const { bytes, view } = begin(seq, cargo, new Uint8Array(BODY + 12));
      view.setUint32(BODY, cargo.round);
      view.setUint32(BODY + 4, cargo.first);
      view.setUint32(BODY + 8, cargo.count);
      return bytes;
    }
    case 'check': {
      const { bytes, view } = begin(seq, cargo, new Uint8Array(BODY + 4));
      view.setUint32(BODY, cargo.index);
      return bytes;
    }
    default:
      return cargo satisfies never;
  }
}

export function encodeAck(seq: number): Bytes {
  const bytes = new Uint8Array(ID);
  bytes[0] = kind.ack;
  new DataView(bytes.buffer).setUint32(1, seq);
  return bytes;
}

/** A frame decoded, its payload a view of `message`; undefined where kind, length or a number is impossible. */
export function decodeLane(message: Bytes): LaneFrame | undefined {
  if (message.length < ID) return undefined;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const seq = view.getUint32(1);
  if (view.getUint8(0) === kind.ack) {
    return message.length === ID ? { t: 'ack', seq } : undefined;
  }
  if (message.length < BODY) return undefined;
  const cargo = decodeCargo(view, message);
  return cargo && { t: 'cargo', seq, cargo };
}

function decodeCargo(view: DataView, message: Bytes): LaneCargo | undefined {
  const id = toBase64url(message.subarray(ID, BODY)) as TransferId; // 16 bytes make a well-formed id
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
    case kind.want: {
      if (bodyBytes !== 12) return undefined;
      const count = view.getUint32(BODY + 8);
      if (count === 0) return undefined;
      return {
        t: 'want',
        id,
        round: view.getUint32(BODY),
        first: view.getUint32(BODY + 4),
        count,
      };
    }
    case kind.check:
      return bodyBytes === 4 ? { t: 'check', id, index: view.getUint32(BODY) } : undefined;
    default:
      return undefined;
  }
}

function begin(seq: number, { t, id }: LaneCargo, bytes: Bytes): { bytes: Bytes; view: DataView } {
  const view = new DataView(bytes.buffer);
  bytes[0] = kind[t];
  view.setUint32(1, seq);
  const idBytes = fromBase64url(id);
  if (idBytes?.length !== ID_BYTES) throw new TypeError(`not a transfer id: ${id}`);
  bytes.set(idBytes, ID);
  return { bytes, view };
}

/** Numbers above 2^53 − 1 are no file offsets here. */
function safeUint64(view: DataView, at: number): number | undefined {
  const value = Number(view.getBigUint64(at));
  return Number.isSafeInteger(value) ? value : undefined;
}
