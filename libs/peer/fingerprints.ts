/** The SHA-256 fingerprint of our own certificate, 32 bytes. Throws where the browser cannot tell. */
export function ownFingerprint(certificate: RTCCertificate): Uint8Array<ArrayBuffer> {
  const value = certificate
    .getFingerprints()
    .find(({ algorithm }) => algorithm === 'sha-256')?.value;
  if (value === undefined) throw new Error('the certificate has no sha-256 fingerprint');
  return Uint8Array.from(value.split(':'), (byte) => Number.parseInt(byte, 16));
}

/** SHA-256 of the certificate that the peer has shown in DTLS, 32 bytes. Throws before it has. */
export async function peerFingerprint(
  connection: RTCPeerConnection,
): Promise<Uint8Array<ArrayBuffer>> {
  const certificate = connection.sctp?.transport.getRemoteCertificates()[0];
  if (certificate === undefined) throw new Error('the peer has shown no certificate');
  return new Uint8Array(await crypto.subtle.digest('SHA-256', certificate));
}

/** Whether both hold the same bytes. Fingerprints are public: it need not take constant time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
