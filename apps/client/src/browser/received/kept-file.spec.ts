import { BLOCK_BYTES, TransferId, newId } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing/fake-clock';
import { decodeMap } from './file-map';
import { type DiskFile, FLUSH_AFTER_MS, KeptFile } from './kept-file';

/** A file in memory, on a disk with so much room. */
class FakeDisk implements DiskFile {
  bytes = new Uint8Array(0);
  flushed = 0;
  isOpen = true;
  /** What the next flush says. */
  failure: DOMException | undefined;

  constructor(public room = Infinity) {}

  read(into: Uint8Array<ArrayBuffer>, { at }: { at: number }): number {
    const part = this.bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  }
  write(bytes: Uint8Array<ArrayBuffer>, { at }: { at: number }): number {
    const fits = Math.max(0, Math.min(bytes.length, this.room - at));
    const after = new Uint8Array(Math.max(this.bytes.length, at + fits));
    after.set(this.bytes);
    after.set(bytes.subarray(0, fits), at);
    this.bytes = after;
    return fits;
  }
  truncate(size: number): void {
    this.bytes = this.bytes.slice(0, size);
  }
  flush(): void {
    if (this.failure) throw this.failure;
    this.flushed += 1;
  }
  close(): void {
    this.isOpen = false;
  }
}

describe('KeptFile', () => {
  const header = {
    id: newId(TransferId),
    name: 'a',
    size: 2 * BLOCK_BYTES + 3,
    type: '',
    lastModified: 0,
  };
  const block = (byte: number, length = BLOCK_BYTES) => new Uint8Array(length).fill(byte);
  const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const signal = new AbortController().signal;

  let clock: FakeClock;
  let data: FakeDisk;
  let map: FakeDisk;

  beforeEach(() => {
    clock = new FakeClock();
    [data, map] = [new FakeDisk(), new FakeDisk()];
  });

  const begun = () => KeptFile.create(data, map, header, clock);
  const known = () => {
    const found = decodeMap(map.bytes);
    if (!found) throw new Error('no map');
    return found;
  };
  const write = async (file: KeptFile, index: number, bytes: Uint8Array<ArrayBuffer>) => {
    file.write(index * BLOCK_BYTES, bytes, await sha256(bytes));
  };

  it('has a block in its map as soon as it is written', async () => {
    const file = begun();
    await write(file, 2, block(3, 3));
    expect([...known().digests]).toEqual([[2, await sha256(block(3, 3))]]);
  });

  it('reaches the disk itself a second after a write, and not again where nothing was written', async () => {
    const file = begun();
    await write(file, 0, block(1));
    await write(file, 1, block(2));
    await clock.advance(FLUSH_AFTER_MS - 1);
    expect(data.flushed).toBe(0);
    await clock.advance(1);
    expect([data.flushed, map.flushed]).toEqual([1, 2]); // the map once when it was made
    await clock.advance(10 * FLUSH_AFTER_MS);
    expect(data.flushed).toBe(1);
  });

  it('is whole only when all of it has reached the disk', async () => {
    const file = begun();
    await write(file, 0, block(1));
    expect(known().isWhole).toBe(false);
    data.failure = new DOMException('full', 'QuotaExceededError');
    expect(() => {
      file.finish();
    }).toThrow(data.failure);
    expect(known().isWhole).toBe(false);
    data.failure = undefined;
    file.finish();
    expect(known().isWhole).toBe(true);
    expect([data.isOpen, map.isOpen]).toEqual([false, false]);
  });

  it('tells the next write of a flush that failed', async () => {
    const file = begun();
    await write(file, 0, block(1));
    data.failure = new DOMException('gone', 'NotFoundError');
    await clock.advance(FLUSH_AFTER_MS);
    await expectAsync(write(file, 1, block(1))).toBeRejectedWith(data.failure);
  });

  it('does not count a block for which the disk had no room', async () => {
    data.room = BLOCK_BYTES + 10;
    const file = begun();
    await write(file, 0, block(1));
    let name = '';
    await write(file, 1, block(2)).catch((error: unknown) => {
      if (error instanceof DOMException) ({ name } = error);
    });
    expect(name).toBe('QuotaExceededError');
    expect([...known().digests.keys()]).toEqual([0]);
  });

  it('goes on after a record for which the disk had no room', async () => {
    const file = begun();
    map.room = map.bytes.length + 10;
    await expectAsync(write(file, 0, block(1))).toBeRejected();
    expect(known().digests.size).toBe(0);
    map.room = Infinity;
    await write(file, 1, block(2));
    expect([...known().digests.keys()]).toEqual([1]);
  });

  it('goes on after a torn record: what comes then is not lost behind it', async () => {
    const first = begun();
    await write(first, 0, block(1));
    map.bytes = new Uint8Array([...map.bytes, 2, 0, 0, 0]);
    const again = KeptFile.reopen(data, map, known(), clock);
    await write(again, 1, block(2));
    expect([...known().digests.keys()]).toEqual([0, 1]);
  });

  it('verifies what the map says against the data', async () => {
    const file = begun();
    await write(file, 0, block(1));
    await write(file, 1, block(2));
    await write(file, 2, block(3, 3));
    data.bytes[BLOCK_BYTES + 100] = 0; // a power failure, or somebody
    const verified = await file.verified(known(), signal);
    expect([...verified]).toEqual([
      [0, await sha256(block(1))],
      [2, await sha256(block(3, 3))],
    ]);
  });

  it('finds blocks missing where the data is shorter than the map says', async () => {
    const file = begun();
    await write(file, 0, block(1));
    await write(file, 1, block(2));
    await write(file, 2, block(3, 3));
    data.truncate(2 * BLOCK_BYTES - 1);
    expect([...(await file.verified(known(), signal)).keys()]).toEqual([0]);
  });

  it('stops verifying when it is not wanted any more', async () => {
    const file = begun();
    await write(file, 0, block(1));
    await write(file, 1, block(2));
    const stop = new AbortController();
    const verifying = file.verified(known(), stop.signal);
    stop.abort(new DOMException('enough', 'AbortError'));
    await expectAsync(verifying).toBeRejected();
  });
});
