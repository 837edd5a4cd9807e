// CPace, suite CPACE-RISTR255-SHA512, draft-irtf-cfrg-cpace-21: two who share a password agree on a
// key over an open line, and whoever listens or meddles learns nothing that could be guessed at offline.
//
//   both:       g   = map(SHA-512(lv(DSI, PRS, zeros, CI, sid)))   a point that only the password gives
//   A, B:       Ya  = ya·g            Yb = yb·g                    exchanged
//   A, B:       K   = ya·Yb           K  = yb·Ya                   the identity: abort
//   both:       ISK = SHA-512(lv(DSI ‖ "_ISK", sid, K) ‖ lv(Ya, ADa) ‖ lv(Yb, ADb))
//
// A is the initiator. The functions are pure; scalars are used for one run and wiped by the caller.
// A multiplication here is not blinded (it says so in @noble/curves): harmless for a scalar used twice.
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, utf8 } from './bytes';
import { lengthValue, prependLength } from './length-value';

const DSI = utf8('CPaceRistretto255');
const DSI_ISK = utf8('CPaceRistretto255_ISK');
/** The block of SHA-512: padding puts the password alone into the first one, against timing attacks. */
const HASH_BLOCK_BYTES = 128;

const { Point } = ristretto255;
const { Fn } = Point;
type Element = InstanceType<typeof Point>;
// Optional in the type only, which also serves groups without this map (RFC 9496 §4.3.4).
const hasher = ristretto255_hasher as Required<typeof ristretto255_hasher>;

/** What both sides put in: the password's secret (PRS), who talks where (CI), and the run (sid). */
export interface CpaceInput {
  readonly prs: Uint8Array;
  readonly ci: Uint8Array;
  readonly sid: Uint8Array;
}

/** One side's share and what it binds to it: Y and AD of the draft. */
export interface CpaceMessage {
  readonly share: Uint8Array;
  readonly ad: Uint8Array;
}

/** A fresh scalar, uniform from 1 to the group's order − 1: 32 bytes, little-endian. */
export function drawScalar(): Bytes {
  const wide = crypto.getRandomValues(new Uint8Array(64)); // 512 bits: the reduction's bias is below 2^-259
  let value = 0n;
  for (const byte of wide) value = (value << 8n) | BigInt(byte);
  wide.fill(0);
  return concat(Fn.toBytes(Fn.create(value)));
}

/** The share to send: `Y = scalar · g`, 32 bytes. */
export const cpaceShare = (input: CpaceInput, scalar: Uint8Array): Bytes =>
  concat(generator(input).multiply(Fn.fromBytes(scalar)).toBytes());

/** The shared point `K`, 32 secret bytes: `scalar_mult_vfy`; undefined where `peerShare` is no valid point or gives the identity. */
export function cpaceAgree(scalar: Uint8Array, peerShare: Uint8Array): Bytes | undefined {
  const point = decode(peerShare);
  if (point === undefined || point.is0()) return undefined; // a scalar is never 0: identity in, identity out
  return concat(point.multiply(Fn.fromBytes(scalar)).toBytes());
}

/** The session key ISK, 64 secret bytes: `ISK_IR`. */
export function cpaceSessionKey(
  sid: Uint8Array,
  k: Uint8Array,
  initiator: CpaceMessage,
  responder: CpaceMessage,
): Bytes {
  const input = concat(lengthValue(DSI_ISK, sid, k), transcript(initiator, responder));
  const isk = concat(sha512(input));
  input.fill(0); // K is in it
  return isk;
}

/** What both said, in order: `transcript_ir`. */
export const transcript = (initiator: CpaceMessage, responder: CpaceMessage): Bytes =>
  concat(lengthValue(initiator.share, initiator.ad), lengthValue(responder.share, responder.ad));

/** The bytes that the generator comes from: `generator_string`. */
export function generatorString({ prs, ci, sid }: CpaceInput): Bytes {
  const used = prependLength(DSI).length + prependLength(prs).length + 1; // 1: the length of the padding itself
  const padding = new Uint8Array(Math.max(0, HASH_BLOCK_BYTES - used));
  return lengthValue(DSI, prs, padding, ci, sid);
}

/** The point `g` that the password gives: `calculate_generator`. */
export function generator(input: CpaceInput): Element {
  const string = generatorString(input);
  const hash = sha512(string);
  string.fill(0); // PRS is in it
  const point = hasher.deriveToCurve(hash);
  hash.fill(0);
  return point;
}

function decode(share: Uint8Array): Element | undefined {
  try {
    return Point.fromBytes(share);
  } catch {
    return undefined; // fromBytes throws for one reason only: not the encoding of a point (RFC 9496 §4.3.1)
  }
}
