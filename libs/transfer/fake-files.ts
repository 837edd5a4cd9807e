import type { FileSink } from './file-sink';
import type { FileSource } from './file-source';

type Bytes = Uint8Array<ArrayBuffer>;

/** A file in memory whose bytes look random and follow from its name. */
export function fakeFile(name: string, size: number): FileSource & { readonly bytes: Bytes } {
  const bytes = new Uint8Array(size);
  const random = seededRandom(
    new TextEncoder().encode(name).reduce((sum, byte) => 31 * sum + byte, size),
  );
  for (let at = 0; at < size; at += 997) bytes[at] = random(256);
  return {
    name,
    size,
    type: 'application/octet-stream',
    lastModified: 1_700_000_000_000,
    bytes,
    slice: (start, end) => new Blob([bytes.subarray(start, end)]),
  };
}

/** Whether two files are the same, byte by byte. A plain loop: matchers take seconds for a MiB. */
export function sameBytes(one: Bytes, other: Bytes): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

/** Whole numbers below `limit`, always the same for one seed (mulberry32). */
export function seededRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** A disk in memory. It notes every call, and finds fault with calls out of turn. */
export class FakeSink implements FileSink {
  readonly calls: string[] = [];
  readonly faults: string[] = [];
  writtenBytes = 0;
  /** Called before each write and close: to be slow, to fail. */
  hold: (call: 'write' | 'close') => Promise<void> = () => Promise.resolve();
  readonly #pieces = new Map<number, Bytes>();
  #isBusy = false;
  #isAborted = false;

  /** Of what was written, by offset. */
  readonly digests = new Map<number, Bytes>();

  async write(offset: number, bytes: Bytes, digest: Bytes): Promise<void> {
    await this.#work('write', () => {
      this.digests.set(offset, digest.slice());
      if (this.#pieces.has(offset)) this.faults.push(`offset ${offset} written twice`);
      this.#pieces.set(offset, bytes.slice());
      this.writtenBytes += bytes.length;
    });
  }

  async close(): Promise<void> {
    await this.#work('close', () => undefined);
  }

  async abort(): Promise<void> {
    await this.#work('abort', () => {
      this.#isAborted = true;
      this.#pieces.clear();
    });
  }

  /** What is on the disk, in the order of the offsets. */
  get bytes(): Bytes {
    const pieces = [...this.#pieces].sort(([a], [b]) => a - b);
    const whole = new Uint8Array(pieces.reduce((sum, [, { length }]) => sum + length, 0));
    let at = 0;
    for (const [, piece] of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  async #work(call: 'write' | 'close' | 'abort', effect: () => void): Promise<void> {
    if (this.#isBusy) this.faults.push(`${call} while another call is under way`);
    if (this.#isAborted) this.faults.push(`${call} after abort`);
    this.calls.push(call);
    this.#isBusy = true;
    try {
      if (call !== 'abort') await this.hold(call);
      effect();
    } finally {
      this.#isBusy = false;
    }
  }
}

/** Closed until opened: `sink.hold = () => gate.passing`. */
export function holdingGate(): { readonly passing: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const passing = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passing, open };
}
