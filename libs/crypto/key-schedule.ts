// From what CPace agreed on to the keys of one pair, each for one purpose and one direction.
//
//   TH   = SHA-512(lv("TH", CI, KNOCK, OFFER, ANSWER without its tag))     everything both saw
//   K[x] = HKDF-SHA-512(ISK, salt TH, info lv("key", x), 32 bytes)         x: the names below
import { type Bytes, utf8 } from './bytes';
import { label, lengthValue } from './length-value';

/** The purposes; A is the holder, B the joiner. A new purpose is a new line here. */
const purposes = {
  'confirm A': 'mac',
  'confirm B': 'mac',
  'sig A>B': 'seal',
  'sig B>A': 'seal',
  'bind A': 'mac',
  'bind B': 'mac',
  sas: 'derive',
} as const;
export type Purpose = keyof typeof purposes;
/** Keys that cannot be read out, only used. */
export type Keys = Readonly<Record<Purpose, CryptoKey>>;

const MAC: HmacKeyGenParams = { name: 'HMAC', hash: 'SHA-256', length: 256 };
const SEAL: AesKeyGenParams = { name: 'AES-GCM', length: 256 };

/** The keys of one pair under `isk` (64 bytes, which are wiped) and the transcript's hash `th`. */
export async function deriveKeys(isk: Bytes, th: Bytes): Promise<Keys> {
  const root = await crypto.subtle.importKey('raw', isk, 'HKDF', false, [
    'deriveBits',
    'deriveKey',
  ]);
  isk.fill(0);
  const names = Object.keys(purposes) as Purpose[]; // the table is ours, it has no other keys
  const keys = await Promise.all(
    names.map(async (purpose) => [purpose, await deriveKey(root, th, purpose)] as const),
  );
  return Object.fromEntries(keys) as Keys; // every purpose is there
}

/** SHA-512 over everything both sides have seen before the first tag: 64 bytes. */
export async function transcriptHash(seen: {
  readonly ci: Uint8Array;
  readonly knock: Uint8Array;
  readonly offer: Uint8Array;
  readonly answerUntagged: Uint8Array;
}): Promise<Bytes> {
  const input = lengthValue(label('TH'), seen.ci, seen.knock, seen.offer, seen.answerUntagged);
  return new Uint8Array(await crypto.subtle.digest('SHA-512', input));
}

async function deriveKey(root: CryptoKey, salt: Bytes, purpose: Purpose): Promise<CryptoKey> {
  const info = lengthValue(label('key'), utf8(purpose));
  const kdf: HkdfParams = { name: 'HKDF', hash: 'SHA-512', salt, info };
  switch (purposes[purpose]) {
    case 'mac':
      return crypto.subtle.deriveKey(kdf, root, MAC, false, ['sign', 'verify']);
    case 'seal':
      return crypto.subtle.deriveKey(kdf, root, SEAL, false, ['encrypt', 'decrypt']);
    case 'derive': {
      // WebCrypto does not derive a key to derive from: it has to pass through our hands.
      const bytes = await crypto.subtle.deriveBits(kdf, root, 256);
      const key = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']);
      new Uint8Array(bytes).fill(0);
      return key;
    }
    default:
      return purposes[purpose] satisfies never;
  }
}
