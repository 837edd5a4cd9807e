import type { Bytes } from './bytes';
import { label, lengthValue } from './length-value';

const ID_BITS = 128;

/**
 * What names the folder in which a browser keeps what it has received in the room of `secret` (PRS,
 * 32 bytes): the same for whoever enters the same room again, and for nobody else. 16 bytes.
 * It is as good for guessing the password as PRS is: never send it, and keep it only beside such files.
 */
export async function receivedFolderId(secret: Bytes): Promise<Bytes> {
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = lengthValue(label('resume'));
  // PRS is a key already: there is nothing that a salt could add (RFC 5869, 3.1).
  const kdf: HkdfParams = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  return new Uint8Array(await crypto.subtle.deriveBits(kdf, root, ID_BITS));
}
