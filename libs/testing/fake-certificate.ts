export interface FakeCertificate {
  readonly der: ArrayBuffer;
  readonly expires: number;
  getFingerprints(): readonly { readonly algorithm: string; readonly value: string }[];
}

/** Random bytes in a certificate's place; the fingerprint is really theirs. */
export async function drawCertificate(): Promise<FakeCertificate> {
  const der = crypto.getRandomValues(new Uint8Array(64)).buffer;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
  const value = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(':');
  return { der, expires: Infinity, getFingerprints: () => [{ algorithm: 'sha-256', value }] };
}
