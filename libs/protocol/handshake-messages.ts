// The four messages of an admission, joiner B at the door of holder A. Their bytes are bound into
// the keys, so there is one way to write each and no other is read.
//
//   KNOCK    B→A   01 01 01 00 | id[16] | nonce[32]                   52 bytes
//   OFFER    A→B   01 02 01 00 | id[16] | nonce[32] | share[32]       84 bytes
//   ANSWER   B→A   01 03 01 00 | share[32] | tag[32]                  68 bytes
//   VERDICT  A→B   01 04 01 00 | tag[32] | box[280]                  316 bytes, also when it refuses
//
// The header is version, type, suite (CPACE-RISTR255-SHA512) and flags; all are single valued.

export const KNOCK_BYTES = 52;
export const OFFER_BYTES = 84;
export const ANSWER_BYTES = 68;
export const VERDICT_BYTES = 316;

/** The part of an OFFER before its share, which the key agreement takes as associated data. */
export const OFFER_HEADER_BYTES = 52;
/** The part of an ANSWER before its share, likewise. */
export const ANSWER_HEADER_BYTES = 4;
/** The part of an ANSWER before its tag: what both sides have seen when keys are made. */
export const ANSWER_UNTAGGED_BYTES = 36;

type Bytes = Uint8Array<ArrayBuffer>;

/** `id`: 16 bytes, one a tab and room; `nonce`: 32 bytes, one a run. */
export interface Knock {
  readonly id: Bytes;
  readonly nonce: Bytes;
}
/** `share`: the holder's CPace share, 32 bytes. */
export interface Offer extends Knock {
  readonly share: Bytes;
}
/** `share`: the joiner's CPace share; `tag`: its key confirmation; 32 bytes each. */
export interface Answer {
  readonly share: Bytes;
  readonly tag: Bytes;
}
/** `tag`: the holder's key confirmation, 32 bytes; `box`: the sealed status, 280 bytes. */
export interface Verdict {
  readonly tag: Bytes;
  readonly box: Bytes;
}

const VERSION = 1;
const SUITE = 1;
const HEADER_BYTES = 4;
const type = { knock: 1, offer: 2, answer: 3, verdict: 4 } as const;

export const encodeKnock = ({ id, nonce }: Knock): Bytes => message(type.knock, id, nonce);
export const encodeOfferHeader = ({ id, nonce }: Knock): Bytes => message(type.offer, id, nonce);
export const encodeAnswerHeader = (): Bytes => message(type.answer);
export const encodeOffer = ({ id, nonce, share }: Offer): Bytes =>
  message(type.offer, id, nonce, share);
export const encodeAnswer = ({ share, tag }: Answer): Bytes => message(type.answer, share, tag);
export const encodeVerdict = ({ tag, box }: Verdict): Bytes => message(type.verdict, tag, box);

/** Undefined where length, version, type, suite or flags differ; so for all four. */
export function decodeKnock(bytes: Bytes): Knock | undefined {
  const [id, nonce] = fields(bytes, type.knock, [16, 32]);
  return id && nonce && { id, nonce };
}
export function decodeOffer(bytes: Bytes): Offer | undefined {
  const [id, nonce, share] = fields(bytes, type.offer, [16, 32, 32]);
  return id && nonce && share && { id, nonce, share };
}
export function decodeAnswer(bytes: Bytes): Answer | undefined {
  const [share, tag] = fields(bytes, type.answer, [32, 32]);
  return share && tag && { share, tag };
}
export function decodeVerdict(bytes: Bytes): Verdict | undefined {
  const [tag, box] = fields(bytes, type.verdict, [32, 280]);
  return tag && box && { tag, box };
}

function message(kind: number, ...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(HEADER_BYTES + parts.reduce((sum, part) => sum + part.length, 0));
  bytes.set([VERSION, kind, SUITE, 0]);
  let at = HEADER_BYTES;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The fields after the header, copied; none where the header or the length is not the one of `kind`. */
function fields(bytes: Bytes, kind: number, lengths: readonly number[]): readonly Bytes[] {
  const header = [VERSION, kind, SUITE, 0];
  const total = lengths.reduce((sum, length) => sum + length, HEADER_BYTES);
  if (bytes.length !== total || header.some((byte, at) => bytes[at] !== byte)) return [];
  let at = HEADER_BYTES;
  return lengths.map((length) => bytes.slice(at, (at += length)));
}
