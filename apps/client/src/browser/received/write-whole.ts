/** The part of a FileSystemSyncAccessHandle that writes; the answer is a number of bytes. */
interface Writable {
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
}

/**
 * Writes all of `bytes` at `offset`.
 * @throws {DOMException} named QuotaExceededError where less was written: where the quota ends,
 * Chromium does not throw but writes a part, or answers with a nonsensical number such as 4294967288.
 */
export function writeWhole(file: Writable, bytes: Uint8Array<ArrayBuffer>, offset: number): void {
  const written = file.write(bytes, { at: offset });
  if (written !== bytes.byteLength)
    throw new DOMException('less was written than given', 'QuotaExceededError');
}
