import { OpfsSink } from './opfs-sink';

describe('OpfsSink', () => {
  const folder = 'received-opfs-sink-spec';
  const names = async () => {
    const root = await navigator.storage.getDirectory();
    const found: string[] = [];
    for await (const name of (await root.getDirectoryHandle(folder)).keys()) found.push(name);
    return found;
  };
  const read = async (name: string) => {
    const root = await navigator.storage.getDirectory();
    const handle = await (await root.getDirectoryHandle(folder)).getFileHandle(name);
    return new Uint8Array(await (await handle.getFile()).arrayBuffer());
  };
  const digest = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join();

  afterAll(async () => {
    await (await navigator.storage.getDirectory()).removeEntry(folder, { recursive: true });
  });

  it('holds exactly what was written, in whatever order', async () => {
    const bytes = Uint8Array.from({ length: 3 * 65_536 + 17 }, (_, index) => (index * 31) % 251);
    const parts = [2, 0, 3, 1].map((part) => part * 65_536);
    const sink = await OpfsSink.open(folder, 'a');
    // Parts of one buffer, all at once: the caller's bytes must stay whole.
    await Promise.all(
      parts.map((offset) => sink.write(offset, bytes.subarray(offset, offset + 65_536))),
    );
    await sink.close();
    expect(await digest(await read('a'))).toBe(await digest(bytes));
  });

  it('can be an empty file', async () => {
    const sink = await OpfsSink.open(folder, 'empty');
    await sink.close();
    expect((await read('empty')).byteLength).toBe(0);
  });

  it('leaves nothing behind when it is aborted', async () => {
    const sink = await OpfsSink.open(folder, 'b');
    await sink.write(0, new Uint8Array(1_000));
    await sink.abort();
    expect(await names()).not.toContain('b');
  });

  it('does not open a file that is being written', async () => {
    const sink = await OpfsSink.open(folder, 'c');
    await expectAsync(OpfsSink.open(folder, 'c')).toBeRejectedWithError(
      DOMException as unknown as new () => Error,
      /.+/,
    );
    await sink.abort();
  });

  it('rejects a write beyond what a disk can address', async () => {
    const sink = await OpfsSink.open(folder, 'd');
    await expectAsync(sink.write(Number.MAX_SAFE_INTEGER - 1, new Uint8Array(1))).toBeRejected();
    await sink.abort();
  });
});
