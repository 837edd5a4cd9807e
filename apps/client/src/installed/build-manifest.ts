/** Where a server says which files its build has: a line `digest  path` each. */
export const MANIFEST_PATH = '/build.sha256';

/** What a build with this manifest is called (docs/verify.md). */
export async function buildIdOf(manifest: string): Promise<string> {
  return (await sha256(new TextEncoder().encode(manifest))).slice(0, 12);
}

/** As hexadecimal digits. */
export async function sha256(bytes: BufferSource): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).reduce(
    (hex, byte) => hex + byte.toString(16).padStart(2, '0'),
    '',
  );
}
