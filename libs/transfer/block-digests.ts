const DIGEST_BYTES = 32;
/** Enough for a file of 64 MiB; doubled whenever it does not suffice. */
const FIRST_BLOCKS = 64;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The SHA-256 of each block of a file, and of them all in a row: the file's digest. Costs 33 bytes
 * a MiB, as the blocks come and not as the offer promises.
 */
export class BlockDigests {
  #digests = new Uint8Array(FIRST_BLOCKS * DIGEST_BYTES);
  #known = new Uint8Array(FIRST_BLOCKS);
  #count = 0;

  /** How many are known. */
  get count(): number {
    return this.#count;
  }

  has(index: number): boolean {
    return this.#known[index] === 1;
  }

  /** Of those that are known, ascending. Takes as long as there are such, not as the file is large. */
  indices(): readonly number[] {
    const indices: number[] = [];
    if (this.#count === 0) return indices;
    this.#known.forEach((known, index) => {
      if (known === 1) indices.push(index);
    });
    return indices;
  }

  get(index: number): Bytes | undefined {
    if (!this.has(index)) return undefined;
    return this.#digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
  }

  set(index: number, digest: Uint8Array): void {
    if (index >= this.#known.length) this.#grow(Math.max(index + 1, 2 * this.#known.length));
    if (!this.has(index)) this.#count += 1;
    this.#known[index] = 1;
    this.#digests.set(digest, index * DIGEST_BYTES);
  }

  /** The digest of the file, once all are known; for an empty one that of nothing. 32 bytes. */
  ofFile(): Promise<Bytes> {
    return sha256(this.#digests.subarray(0, this.#count * DIGEST_BYTES));
  }

  #grow(blocks: number): void {
    const digests = new Uint8Array(blocks * DIGEST_BYTES);
    const known = new Uint8Array(blocks);
    digests.set(this.#digests);
    known.set(this.#known);
    this.#digests = digests;
    this.#known = known;
  }
}

/** FIPS 180-4. 32 bytes. */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** Whether two digests are the same. They are no secrets, so time may tell where they differ. */
export function sameDigest(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
