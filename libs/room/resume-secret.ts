import { toBase64url } from '@whispernet/protocol';

/** What gets a seat back after the way to the gateway was lost; the gateway knows the commitment only. */
export interface ResumeSecret {
  /** 32 random bytes, base64url. */
  readonly secret: string;
  /** Their SHA-256, base64url. */
  readonly commitment: string;
}

export async function newResumeSecret(): Promise<ResumeSecret> {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const commitment = new Uint8Array(await crypto.subtle.digest('SHA-256', secret));
  return { secret: toBase64url(secret), commitment: toBase64url(commitment) };
}
