import { argon2id } from 'hash-wasm';
import { type Bytes, utf8 } from './bytes';
import { label, lengthValue } from './length-value';
import { canonicalPassword } from './password';

/** RFC 9106 §4, second recommended option, with one lane: WebAssembly has one thread. Fixed by the protocol's version. */
const ARGON2ID = { memorySize: 65_536, iterations: 3, parallelism: 1, hashLength: 32 } as const; // KiB, passes, lanes, bytes
const SALT_BYTES = 16;

/** Where a password counts: `room` is the number's digits only, `realm` keeps deployments apart. */
export interface RoomPassword {
  readonly password: string;
  readonly room: string;
  readonly realm: string;
}

/**
 * The secret that a password gives in one room (PRS of CPace), 32 bytes. Takes 64 MiB and 0.3 to 1.5 s: call it in
 * a worker. The stretching is a second line of defence, CPace is the first (RFC 9106; docs/protocol/admission.md).
 * @throws {PasswordError} (rejects) where the password cannot be one.
 */
export async function deriveRoomSecret({ password, room, realm }: RoomPassword): Promise<Bytes> {
  const canonical = utf8(canonicalPassword(password));
  const salt = await roomSalt(room, realm);
  const prs = await argon2id({ ...ARGON2ID, password: canonical, salt, outputType: 'binary' });
  canonical.fill(0);
  return new Uint8Array(prs);
}

/** 16 bytes that differ for each room of each realm: one table of hashes serves one room only. */
export async function roomSalt(room: string, realm: string): Promise<Bytes> {
  const input = lengthValue(label('argon2id salt'), utf8(realm), utf8(room));
  const hash = await crypto.subtle.digest('SHA-256', input);
  return new Uint8Array(hash, 0, SALT_BYTES).slice();
}
