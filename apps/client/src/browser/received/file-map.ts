// What stands beside the data of a received file, so that another page can take it up again.
//
//   map    = 'wN map 1', then records
//   record = kind u8 · length u32 · payload · CRC-32 u32 of what is before it      (big-endian)
//     1 header  JSON: id, name, size, type, lastModified, folder        first, once
//     2 block   index u32 · SHA-256 of the block, 32 bytes              when its bytes are written
//     3 whole   nothing                                                 when the sender's digest has agreed
//     4 id      the id of the transfer that goes on with it             instead of the header's
//
// Records are only ever appended. A page that ends in the middle of one leaves it torn: what stands
// before it counts. A map may be ahead of its data after a power failure: so blocks are verified.
import { BLOCK_BYTES, TransferId } from '@whispernet/protocol';
import type { FolderEntry } from '@whispernet/transfer';
import * as v from 'valibot';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a file is, as its offer said. */
export interface FileHeader {
  readonly id: TransferId;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly lastModified: number;
  /** Of a folder: the files that were taken of it, whose bytes come one after the other. */
  readonly folder?: readonly FolderEntry[] | undefined;
}

export interface FileMap {
  readonly header: FileHeader;
  /** The SHA-256 of each block that was written, by its index. */
  readonly digests: ReadonlyMap<number, Bytes>;
  readonly isWhole: boolean;
  /** Where the next record goes: what follows is torn. */
  readonly bytes: number;
}

const MAGIC = new TextEncoder().encode('wN map 1');
const [HEADER, BLOCK, WHOLE, ID] = [1, 2, 3, 4] as const;
const FRAME_BYTES = 9; // kind, length, check
const DIGEST_BYTES = 32;

/** How every map begins. */
export function newMap(header: FileHeader): Bytes {
  const record = encode(HEADER, new TextEncoder().encode(JSON.stringify(header)));
  return concat(MAGIC, record);
}

export function blockRecord(index: number, digest: Uint8Array): Bytes {
  const payload = new Uint8Array(4 + DIGEST_BYTES);
  new DataView(payload.buffer).setUint32(0, index);
  payload.set(digest, 4);
  return encode(BLOCK, payload);
}

export function wholeRecord(): Bytes {
  return encode(WHOLE, new Uint8Array(0));
}

export function idRecord(id: TransferId): Bytes {
  return encode(ID, new TextEncoder().encode(id));
}

/** Undefined where it is no map, one of another version, or torn before it says what the file is. */
export function decodeMap(bytes: Bytes): FileMap | undefined {
  if (!MAGIC.every((byte, at) => bytes[at] === byte)) return undefined;
  const first = recordAt(bytes, MAGIC.length);
  if (first?.kind !== HEADER) return undefined;
  let header = decodeHeader(first.payload);
  if (!header) return undefined;
  const digests = new Map<number, Bytes>();
  const blocks = Math.ceil(header.size / BLOCK_BYTES);
  let isWhole = false;
  let { end } = first;
  for (let next = recordAt(bytes, end); next; next = recordAt(bytes, end)) {
    const { kind, payload } = next;
    const id = v.safeParse(TransferId, new TextDecoder().decode(payload.subarray(0, 64)));
    if (kind === WHOLE) isWhole = true;
    else if (kind === ID && id.success) header = { ...header, id: id.output };
    else if (kind === BLOCK && payload.length === 4 + DIGEST_BYTES) {
      const index = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
      if (index < blocks) digests.set(index, payload.slice(4));
    } else break; // not written by this version: what follows may mean anything
    ({ end } = next);
  }
  return { header, digests, isWhole, bytes: end };
}

/** How many bytes the block of this index has. */
export function blockLength(size: number, index: number): number {
  return Math.min(BLOCK_BYTES, size - index * BLOCK_BYTES);
}

interface Record {
  readonly kind: number;
  readonly payload: Bytes;
  readonly end: number;
}

/** Undefined at the end, and where the record is torn. */
function recordAt(bytes: Bytes, at: number): Record | undefined {
  if (at + FRAME_BYTES > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const checkAt = at + 5 + view.getUint32(at + 1);
  if (checkAt + 4 > bytes.length) return undefined;
  if (view.getUint32(checkAt) !== crc32(bytes.subarray(at, checkAt))) return undefined;
  return { kind: view.getUint8(at), payload: bytes.subarray(at + 5, checkAt), end: checkAt + 4 };
}

function encode(kind: number, payload: Uint8Array): Bytes {
  const record = new Uint8Array(FRAME_BYTES + payload.length);
  const view = new DataView(record.buffer);
  view.setUint8(0, kind);
  view.setUint32(1, payload.length);
  record.set(payload, 5);
  view.setUint32(record.length - 4, crc32(record.subarray(0, -4)));
  return record;
}

const bytesOrMore = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const FolderEntrySchema = v.strictObject({
  path: v.pipe(v.array(v.string()), v.minLength(1)),
  size: bytesOrMore,
  lastModified: v.number(),
  isProgram: v.boolean(),
});
const HeaderSchema = v.pipe(
  v.strictObject({
    id: TransferId,
    name: v.string(),
    size: bytesOrMore,
    type: v.string(),
    lastModified: v.number(),
    folder: v.optional(v.array(FolderEntrySchema)),
  }),
  v.check(
    ({ size, folder }) => !folder || folder.reduce((sum, entry) => sum + entry.size, 0) === size,
    'a folder is as large as its files',
  ),
);

function decodeHeader(payload: Bytes): FileHeader | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(payload));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
  const parsed = v.safeParse(HeaderSchema, json);
  return parsed.success ? parsed.output : undefined;
}

function concat(one: Uint8Array, other: Uint8Array): Bytes {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** CRC-32 as in ISO 3309, Ethernet and ZIP. It finds accidents; who could forge it could change the data as well. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
