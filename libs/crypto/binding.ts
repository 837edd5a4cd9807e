// Ties a DTLS connection to the password: both sides MAC the fingerprints of the certificates that the
// connection really has, so that somebody in its middle is found out.
//
//   THbind = SHA-512(lv("bind", TH, fpA, fpB))      fpA the holder's, fpB the joiner's, SHA-256 each
//   BIND_X = HMAC-SHA-256(K["bind X"], THbind)      the first 32 bytes of X on every control channel
import type { Bytes } from './bytes';
import type { Keys } from './key-schedule';
import { label, lengthValue } from './length-value';

/** Both fingerprints are 32 bytes: SHA-256 of a certificate (RFC 8122). Another length is a RangeError. */
export interface Binding {
  /** The 32 bytes to send first. */
  mac(ownFingerprint: Uint8Array, peerFingerprint: Uint8Array): Promise<Bytes>;
  /** Whether `mac` is what the peer sends over a connection of exactly these two certificates. */
  verify(ownFingerprint: Uint8Array, peerFingerprint: Uint8Array, mac: Bytes): Promise<boolean>;
}

const FINGERPRINT_BYTES = 32;

export function createBinding(role: 'A' | 'B', keys: Keys, th: Bytes): Binding {
  const [ownKey, peerKey] =
    role === 'A' ? [keys['bind A'], keys['bind B']] : [keys['bind B'], keys['bind A']];
  const hash = (own: Uint8Array, peer: Uint8Array) =>
    role === 'A' ? bindingHash(th, own, peer) : bindingHash(th, peer, own);
  return {
    mac: async (own, peer) =>
      new Uint8Array(await crypto.subtle.sign('HMAC', ownKey, await hash(own, peer))),
    verify: async (own, peer, mac) =>
      crypto.subtle.verify('HMAC', peerKey, mac, await hash(own, peer)),
  };
}

/** THbind: 64 bytes. */
export async function bindingHash(th: Bytes, fpA: Uint8Array, fpB: Uint8Array): Promise<Bytes> {
  if (fpA.length !== FINGERPRINT_BYTES || fpB.length !== FINGERPRINT_BYTES) {
    throw new RangeError('a fingerprint is 32 bytes');
  }
  const input = lengthValue(label('bind'), th, fpA, fpB);
  return new Uint8Array(await crypto.subtle.digest('SHA-512', input));
}
