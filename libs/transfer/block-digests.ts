const DIGEST_BYTES = 32;
/** Enough for a file of 64 MiB; doubled whenever it does not suffice. */
const FIRST_ROOM_BYTES = 64 * DIGEST_BYTES;

/**
 * The SHA-256 of each block of a file, and of them all in a row: the file's digest. Costs 32 bytes
 * a MiB, as the blocks come and not as the offer promises.
 */
export class BlockDigests {
  #room = new Uint8Array(FIRST_ROOM_BYTES);
  #length = 0;

  set(index: number, digest: Uint8Array): void {
    const end = (index + 1) * DIGEST_BYTES;
    if (end > this.#room.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#room.length));
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room.set(digest, index * DIGEST_BYTES);
    this.#length = Math.max(this.#length, end);
  }

  /** The digest of the file; for an empty one that of nothing. 32 bytes. */
  ofFile(): Promise<Uint8Array<ArrayBuffer>> {
    return sha256(this.#room.subarray(0, this.#length));
  }
}

/** FIPS 180-4. 32 bytes. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** Whether two digests are the same. They are no secrets, so time may tell where they differ. */
export function sameDigest(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
