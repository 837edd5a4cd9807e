import { OpfsFolder } from './opfs-folder';

describe('OpfsFolder', () => {
  const name = 'received-opfs-folder-spec';
  const digestOfNothing = new Uint8Array(32);
  let folder: OpfsFolder;
  const names = async () => {
    const root = await navigator.storage.getDirectory();
    const found: string[] = [];
    for await (const file of (await root.getDirectoryHandle(name)).keys()) found.push(file);
    return found;
  };
  const read = async (file: string) => {
    const root = await navigator.storage.getDirectory();
    const handle = await (await root.getDirectoryHandle(name)).getFileHandle(file);
    return new Uint8Array(await (await handle.getFile()).arrayBuffer());
  };
  const digest = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join();

  beforeEach(() => {
    folder = new OpfsFolder(name);
  });
  afterEach(() => folder.wipe());

  it('holds exactly what was written, in whatever order', async () => {
    const bytes = Uint8Array.from({ length: 3 * 65_536 + 17 }, (_, index) => (index * 31) % 251);
    const parts = [2, 0, 3, 1].map((part) => part * 65_536);
    const sink = await folder.open('a');
    // Parts of one buffer, all at once: the caller's bytes must stay whole.
    await Promise.all(
      parts.map((offset) =>
        sink.write(offset, bytes.subarray(offset, offset + 65_536), digestOfNothing),
      ),
    );
    await sink.close();
    expect(await digest(await read('a'))).toBe(await digest(bytes));
  });

  it('can be an empty file', async () => {
    const sink = await folder.open('empty');
    await sink.close();
    expect((await read('empty')).byteLength).toBe(0);
  });

  it('leaves nothing behind when it is aborted', async () => {
    const sink = await folder.open('b');
    await sink.write(0, new Uint8Array(1_000), digestOfNothing);
    await sink.abort();
    expect(await names()).not.toContain('b');
  });

  it('does not open a file that is being written', async () => {
    const sink = await folder.open('c');
    await expectAsync(folder.open('c')).toBeRejectedWithError(
      DOMException as unknown as new () => Error,
      /.+/,
    );
    await sink.abort();
  });

  it('writes several files at the same time', async () => {
    const [one, two] = await Promise.all([folder.open('one'), folder.open('two')]);
    await Promise.all([
      one.write(0, Uint8Array.of(1), digestOfNothing),
      two.write(0, Uint8Array.of(2), digestOfNothing),
    ]);
    await Promise.all([one.close(), two.close()]);
    expect([...(await read('one')), ...(await read('two'))]).toEqual([1, 2]);
  });

  it('rejects what comes after its end, and what was under way', async () => {
    const sink = await folder.open('e');
    const under = sink.write(0, new Uint8Array(1_000), digestOfNothing);
    const wiped = folder.wipe();
    await expectAsync(under).toBeRejectedWithError('the folder is closed');
    await expectAsync(sink.close()).toBeRejectedWithError('the folder is closed');
    await wiped;
  });

  it('is gone with every file in it when it was wiped, open ones too', async () => {
    const [open, closed] = await Promise.all([folder.open('open'), folder.open('closed')]);
    await Promise.all(
      [open, closed].map((sink) => sink.write(0, new Uint8Array(1_000), digestOfNothing)),
    );
    await closed.close();
    await folder.wipe();
    const root = await navigator.storage.getDirectory();
    const found: string[] = [];
    for await (const each of root.keys()) found.push(each);
    expect(found).not.toContain(name);
  });

  it('can be wiped where nothing was received', async () => {
    await expectAsync(folder.wipe()).toBeResolved();
  });

  it('rejects a write beyond what a disk can address', async () => {
    const sink = await folder.open('d');
    await expectAsync(
      sink.write(Number.MAX_SAFE_INTEGER - 1, new Uint8Array(1), digestOfNothing),
    ).toBeRejected();
    await sink.abort();
  });
});
