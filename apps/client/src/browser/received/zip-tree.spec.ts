import { nextTask } from './next-task';
import { zipTree } from './zip-tree';

describe('zipTree', () => {
  const MIB = 1024 * 1024;
  const large = [{ path: ['large'], size: 16 * MIB, lastModified: 0, isProgram: false }];
  /** A file of zeros without an end, that counts what is written to it. */
  const disk = () => ({
    written: 0,
    read: (into: Uint8Array) => into.length,
    write(bytes: Uint8Array) {
      this.written += bytes.length;
      return bytes.length;
    },
    flush: () => undefined,
    close: () => undefined,
  });

  it('lets others have their turn with every piece, and stops when it is not wanted any more', async () => {
    const zip = disk();
    const stop = new AbortController();
    // As the worker hears of other files, and of the end: in a task of its own.
    const wiped = new DOMException('the folder is wiped', 'AbortError');
    void nextTask().then(() => {
      stop.abort(wiped);
    });
    const zipping = zipTree('trip', large, disk(), zip, stop.signal);
    await expectAsync(zipping).toBeRejectedWith(wiped);
    expect(zip.written).toBeLessThanOrEqual(2 * MIB);
  });

  it('is as long as its files and what it says of them', async () => {
    const zip = disk();
    await zipTree('trip', large, disk(), zip, new AbortController().signal);
    expect(zip.written).toBeGreaterThan(16 * MIB);
    expect(zip.written).toBeLessThan(16 * MIB + 500);
  });
});
