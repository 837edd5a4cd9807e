// The messages of STUN (RFC 8489, section 5), which TURN (RFC 8656) speaks:
//
//   0 0, method and class (14 bits) | length of all attributes (16)
//   magic cookie 21 12 a4 42 (32)
//   transaction id (96)
//   attributes: type (16) | length (16) | value | padding to a multiple of four
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { crc32 } from 'node:zlib';

export type StunClass = 'request' | 'indication' | 'success' | 'error';
export type StunMethod =
  'binding' | 'allocate' | 'refresh' | 'send' | 'data' | 'create-permission' | 'channel-bind';
export type StunAttribute = keyof typeof ATTRIBUTES;

/** Where a packet comes from or goes to. */
export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

/** A message that was received. */
export interface StunMessage {
  readonly method: StunMethod;
  readonly class: StunClass;
  /** Twelve bytes. */
  readonly transaction: Buffer;
  /** The first value of each attribute that is known here. */
  readonly attributes: ReadonlyMap<StunAttribute, Buffer>;
  /** Whether MESSAGE-INTEGRITY is there and was made with this key. */
  readonly isFrom: (key: Buffer) => boolean;
}

/** Reads a message; undefined where the bytes are none, or are of a method unknown here. */
export function readStunMessage(bytes: Buffer): StunMessage | undefined {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return undefined;
  if (bytes.readUInt16BE(2) !== bytes.length - HEADER_BYTES) return undefined;
  const type = bytes.readUInt16BE(0);
  const methodCode = (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2);
  const method = nameOf(METHODS, methodCode);
  const messageClass = nameOf(CLASSES, type & 0x0110);
  if (!method || !messageClass) return undefined;

  const attributes = new Map<StunAttribute, Buffer>();
  let integrityAt: number | undefined;
  for (let at = HEADER_BYTES; at < bytes.length;) {
    if (at + 4 > bytes.length) return undefined;
    const name = nameOf(ATTRIBUTES, bytes.readUInt16BE(at));
    const end = at + 4 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return undefined;
    const value = bytes.subarray(at + 4, end);
    if (name === 'fingerprint') {
      if (!value.equals(fingerprint(bytes.subarray(0, at)))) return undefined;
    } else if (integrityAt === undefined) {
      // What follows MESSAGE-INTEGRITY is covered by nothing, and is to be ignored.
      if (name === 'message-integrity') integrityAt = at;
      if (name && !attributes.has(name)) attributes.set(name, value);
    }
    at = padded(end);
  }

  return {
    method,
    class: messageClass,
    transaction: bytes.subarray(8, HEADER_BYTES),
    attributes,
    isFrom: (key) => {
      const claimed = attributes.get('message-integrity');
      if (integrityAt === undefined || claimed?.length !== INTEGRITY_BYTES) return false;
      return timingSafeEqual(claimed, integrity(bytes.subarray(0, integrityAt), key));
    },
  };
}

/** Writes a message; with a key it ends with MESSAGE-INTEGRITY, of which an indication has none. */
export function writeStunMessage(
  head: Pick<StunMessage, 'method' | 'class' | 'transaction'>,
  attributes: Iterable<readonly [StunAttribute, Buffer]>,
  key?: Buffer,
): Buffer {
  const method = METHODS[head.method];
  const type =
    (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2) | CLASSES[head.class];
  const parts = [...attributes].map(([name, value]) => attribute(name, value));
  const message = Buffer.concat([
    Buffer.from([type >> 8, type & 0xff, 0, 0, 0x21, 0x12, 0xa4, 0x42]),
    head.transaction,
    ...parts,
  ]);
  const body = message.length - HEADER_BYTES;
  message.writeUInt16BE(body, 2);
  if (!key) return message;
  const code = attribute('message-integrity', integrity(message, key));
  message.writeUInt16BE(body + code.length, 2);
  return Buffer.concat([message, code]);
}

/** The key of long-term credentials (RFC 8489, section 9.2.2). */
export function longTermKey(username: string, realm: string, password: string): Buffer {
  return createHash('md5').update(`${username}:${realm}:${password}`).digest();
}

/** An XOR-…-ADDRESS (RFC 8489, section 14.2); undefined where the value is none. */
export function readAddress(value: Buffer, transaction: Buffer): TransportAddress | undefined {
  const family = value[1];
  if (value.length !== (family === IPV4 ? 8 : 20)) return undefined;
  const port = value.readUInt16BE(2) ^ (MAGIC_COOKIE >>> 16);
  const bytes = obscured(value.subarray(4), transaction);
  if (family === IPV4) return { address: bytes.join('.'), port };
  if (family !== IPV6) return undefined;
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16));
  return { address: groups.join(':'), port };
}

/** The value of an XOR-…-ADDRESS; IPv4 only, which is all that a loopback relay has. */
export function writeAddress({ address, port }: TransportAddress): Buffer {
  if (!isIPv4(address)) throw new Error('only IPv4 addresses are written');
  const value = Buffer.from([0, IPV4, 0, 0]);
  value.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 2);
  return Buffer.concat([value, obscured(Buffer.from(address.split('.').map(Number)))]);
}

/** An ERROR-CODE (RFC 8489, section 14.8). */
export function writeErrorCode(code: number, reason: string): Buffer {
  const head = Buffer.from([0, 0, Math.floor(code / 100), code % 100]);
  return Buffer.concat([head, Buffer.from(reason)]);
}

const HEADER_BYTES = 20;
const MAGIC_COOKIE = 0x2112a442;
const INTEGRITY_BYTES = 20;
const IPV4 = 1;
const IPV6 = 2;

const METHODS = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  'create-permission': 0x008,
  'channel-bind': 0x009,
} satisfies Record<StunMethod, number>;

const CLASSES = {
  request: 0x0000,
  indication: 0x0010,
  success: 0x0100,
  error: 0x0110,
} satisfies Record<StunClass, number>;

const ATTRIBUTES = {
  username: 0x0006,
  'message-integrity': 0x0008,
  'error-code': 0x0009,
  'channel-number': 0x000c,
  lifetime: 0x000d,
  'xor-peer-address': 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  'xor-relayed-address': 0x0016,
  'requested-address-family': 0x0017,
  'requested-transport': 0x0019,
  'xor-mapped-address': 0x0020,
  fingerprint: 0x8028,
} as const;

function nameOf<Name extends string>(
  codes: Readonly<Record<Name, number>>,
  code: number,
): Name | undefined {
  // Object.entries forgets the names that the record's type knows.
  const entries = Object.entries(codes) as [Name, number][];
  return entries.find(([, known]) => known === code)?.[0];
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

function attribute(name: StunAttribute, value: Buffer): Buffer {
  const bytes = Buffer.alloc(padded(4 + value.length));
  bytes.writeUInt16BE(ATTRIBUTES[name], 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

/** HMAC-SHA1 over all that precedes the attribute, with the length as if it were the last. */
function integrity(preceding: Buffer, key: Buffer): Buffer {
  const covered = Buffer.from(preceding);
  covered.writeUInt16BE(preceding.length + 4 + INTEGRITY_BYTES - HEADER_BYTES, 2);
  return createHmac('sha1', key).update(covered).digest();
}

/** CRC-32 of all that precedes the attribute, XORed with 'STUN'. */
function fingerprint(preceding: Buffer): Buffer {
  const covered = Buffer.from(preceding);
  covered.writeUInt16BE(preceding.length + 8 - HEADER_BYTES, 2);
  const value = Buffer.alloc(4);
  value.writeUInt32BE((crc32(covered) ^ 0x5354554e) >>> 0);
  return value;
}

/** XOR with the magic cookie and, where there are more bytes, the transaction id; its own inverse. */
function obscured(bytes: Buffer, transaction: Buffer = Buffer.alloc(0)): Buffer {
  const mask = Buffer.concat([Buffer.from([0x21, 0x12, 0xa4, 0x42]), transaction]);
  return Buffer.from(bytes.map((byte, i) => byte ^ (mask[i] ?? 0)));
}
