import { createHash, timingSafeEqual } from 'node:crypto';
import { fromBase64url } from '@whispernet/protocol';

/**
 * Whether SHA-256 of `secret` is the `commitment` (both 32 bytes as base64url). Takes the same time
 * either way. The gateway knows no secret until it is used, and then the next one's commitment
 * takes its place: a copy of the gateway's memory resumes nobody's seat.
 */
export function opens(secret: string, commitment: string): boolean {
  const [bytes, expected] = [fromBase64url(secret), fromBase64url(commitment)];
  if (bytes === undefined || expected?.length !== 32) return false;
  return timingSafeEqual(createHash('sha256').update(bytes).digest(), expected);
}
