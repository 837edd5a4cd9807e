// What two people compare to be sure that nobody sits between them: a short authentication string
// (RFC 6189), made over the bound connection.
//
//   A → B   commitment   SHA-256(lv("sas-commit", THbind, rA))      rA, rB: 32 random bytes each
//   B → A   rB
//   A → B   rA                                                      B checks it against the commitment
//
//   S = HKDF-SHA-512(K["sas"], salt SHA-512(lv("sas-nonces", rA, rB)), info lv("sas", THbind), 8 bytes)
//
// Whoever sits in the middle knows the password, and has two bindings. It must commit to a nonce
// before it sees the honest one, so it has one blind try at making both codes equal: 2⁻³⁰.
import { bindingHash } from './binding';
import { type Bytes, isSame } from './bytes';
import type { Keys } from './key-schedule';
import { label, lengthValue } from './length-value';

/** The same code in two spellings. */
export interface SafetyCode {
  /** Five indices (0 to 63) into the table of 64 emoji with names (Matrix, MSC 2241): 30 bits. */
  readonly emoji: readonly number[];
  /** Nine digits in groups of three, for reading aloud: '540 039 569'. */
  readonly digits: string;
}

/** The SHA-256 fingerprints (32 bytes each, RFC 8122) of the certificates that the connection really has. */
export interface Certificates {
  readonly own: Uint8Array;
  readonly peer: Uint8Array;
}

/** A pair's safety codes, one for each binding and pair of nonces (32 random bytes each). */
export interface SafetyCodes {
  /** What A sends first: 32 bytes that tie it to its nonce without telling it. */
  commitment(certificates: Certificates, nonceA: Bytes): Promise<Bytes>;
  /** Whether `commitment` was made for `nonceA` over this connection. */
  opens(commitment: Bytes, certificates: Certificates, nonceA: Bytes): Promise<boolean>;
  code(certificates: Certificates, nonceA: Bytes, nonceB: Bytes): Promise<SafetyCode>;
}

export function createSafetyCodes(role: 'A' | 'B', keys: Keys, th: Bytes): SafetyCodes {
  const hash = ({ own, peer }: Certificates) =>
    role === 'A' ? bindingHash(th, own, peer) : bindingHash(th, peer, own);
  const commitment = async (certificates: Certificates, nonceA: Bytes) => {
    const input = lengthValue(label('sas-commit'), await hash(certificates), nonceA);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
  };
  return {
    commitment,
    // Nothing is secret here any more: an ordinary comparison will do.
    opens: async (said, certificates, nonceA) =>
      isSame(said, await commitment(certificates, nonceA)),
    code: async (certificates, nonceA, nonceB) => {
      const nonces = lengthValue(label('sas-nonces'), nonceA, nonceB);
      const kdf: HkdfParams = {
        name: 'HKDF',
        hash: 'SHA-512',
        salt: await crypto.subtle.digest('SHA-512', nonces),
        info: lengthValue(label('sas'), await hash(certificates)),
      };
      return spell(new DataView(await crypto.subtle.deriveBits(kdf, keys.sas, 64)));
    },
  };
}

/** `s`: 8 bytes. Its top 30 bits are five emoji, the whole number gives nine digits. */
function spell(s: DataView): SafetyCode {
  const top = s.getUint32(0);
  const emoji = [26, 20, 14, 8, 2].map((shift) => (top >>> shift) & 63);
  const number = String(s.getBigUint64(0) % 1_000_000_000n).padStart(9, '0');
  return { emoji, digits: number.replace(/(\d{3})(?=\d)/g, '$1 ') };
}
