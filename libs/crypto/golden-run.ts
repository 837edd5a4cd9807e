// The run of golden-vectors.json as this library takes it; for specs.
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Bytes } from './bytes';
import vectors from './golden-vectors.json';
import type { Run } from './handshake';

export { vectors };

export const hex = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && bytesToHex(bytes);

/** Fresh memory on each call: some of what specs hand over is wiped. */
export const unhex = (text: string): Bytes => new Uint8Array(hexToBytes(text));

const offer = unhex(vectors.OFFER);
const answer = unhex(vectors.ANSWER);

export const goldenRun: Run = {
  realm: vectors.realm,
  room: vectors.room,
  secret: unhex(vectors.PRS),
  holder: { id: unhex(vectors.idH), nonce: unhex(vectors.nH) },
  joiner: { id: unhex(vectors.idJ), nonce: unhex(vectors.nJ) },
  knock: unhex(vectors.KNOCK),
  offerHeader: offer.slice(0, 52),
  answerHeader: answer.slice(0, 4),
};
/** What travels: Ya, Yb, Tb, Ta. */
export const golden = {
  holderShare: offer.slice(52),
  joinerShare: answer.slice(4, 36),
  joinerTag: answer.slice(36),
  holderTag: unhex(vectors.Ta),
  holderFingerprint: unhex(vectors.fpA),
  joinerFingerprint: unhex(vectors.fpB),
} as const;
