import { TransferId, newId } from '@whispernet/protocol';
import { copyFolder } from './fake-crash';
import { OpfsFolder } from './opfs-folder';

describe('OpfsFolder', () => {
  const name = 'opfs-folder-spec';
  let folder: OpfsFolder;
  const names = async () => {
    const root = await navigator.storage.getDirectory();
    const found: string[] = [];
    for await (const file of (await root.getDirectoryHandle(name)).keys()) found.push(file);
    return found;
  };
  const read = async (file: string) =>
    new Uint8Array(await (await folder.read(file)).arrayBuffer());
  const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const digest = new Uint8Array(32);
  const header = (size: number) => ({
    id: newId(TransferId),
    name: 'holiday.mp4',
    size,
    type: '',
    lastModified: 0,
  });
  const open = (file: string, size = 1_000) => folder.create(file, header(size));

  beforeEach(() => {
    folder = new OpfsFolder(name);
  });
  afterEach(() => folder.wipe());

  it('holds exactly what was written, in whatever order', async () => {
    const bytes = Uint8Array.from({ length: 3 * 65_536 + 17 }, (_, index) => (index * 31) % 251);
    const parts = [2, 0, 3, 1].map((part) => part * 65_536);
    const sink = await open('a', bytes.length);
    // Parts of one buffer, all at once: the caller's bytes must stay whole.
    await Promise.all(
      parts.map((offset) => sink.write(offset, bytes.subarray(offset, offset + 65_536), digest)),
    );
    await sink.close();
    expect(await sha256(await read('a'))).toEqual(await sha256(bytes));
  });

  it('can be an empty file', async () => {
    const sink = await open('empty', 0);
    await sink.close();
    expect((await read('empty')).byteLength).toBe(0);
  });

  it('leaves nothing behind when it is aborted, open or closed', async () => {
    const [one, other] = [await open('b'), await open('c')];
    await one.write(0, new Uint8Array(1_000), digest);
    await one.abort();
    await other.close();
    await other.abort();
    expect(await names()).toEqual([]);
  });

  it('does not open a file that is being written', async () => {
    const sink = await open('c');
    await expectAsync(open('c')).toBeRejectedWithError(
      DOMException as unknown as new () => Error,
      /.+/,
    );
    await sink.abort();
  });

  it('writes several files at the same time', async () => {
    const [one, two] = await Promise.all([open('one'), open('two')]);
    await Promise.all([
      one.write(0, Uint8Array.of(1), digest),
      two.write(0, Uint8Array.of(2), digest),
    ]);
    await Promise.all([one.close(), two.close()]);
    expect([...(await read('one')), ...(await read('two'))]).toEqual([1, 2]);
  });

  it('rejects what comes after its end, and what was under way', async () => {
    const sink = await open('e');
    const under = sink.write(0, new Uint8Array(1_000), digest);
    const wiped = folder.wipe();
    await expectAsync(under).toBeRejectedWithError('the folder is closed');
    await expectAsync(sink.close()).toBeRejectedWithError('the folder is closed');
    await wiped;
  });

  it('is gone with every file in it when it was wiped, open ones too', async () => {
    const [opened, closed] = await Promise.all([open('open'), open('closed')]);
    await Promise.all([opened, closed].map((sink) => sink.write(0, new Uint8Array(1_000), digest)));
    await closed.close();
    await folder.wipe();
    const root = await navigator.storage.getDirectory();
    const found: string[] = [];
    for await (const each of root.keys()) found.push(each);
    expect(found).not.toContain(name);
  });

  describe('after its worker has failed', () => {
    const fail = (worker: Worker | undefined) =>
      worker?.dispatchEvent(new ErrorEvent('error', { message: 'broken', cancelable: true }));
    const isThere = async () => {
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle(name).then(
        () => true,
        () => false,
      );
    };
    let worker: Worker | undefined;

    beforeEach(() => {
      const Original = Worker;
      spyOn(window, 'Worker').and.callFake(function (url, options) {
        worker = new Original(url, options);
        return worker;
      });
      folder = new OpfsFolder(name);
    });

    it('is gone all the same when it was wiped, though files were open', async () => {
      const sink = await open('a');
      fail(worker);
      await expectAsync(sink.close()).toBeRejectedWithError('the disk worker failed');
      await folder.wipe();
      expect(await isThere()).toBeFalse();
    });

    it('is gone when it was wiped, though its worker never began', async () => {
      const root = await navigator.storage.getDirectory();
      await root.getDirectoryHandle(name, { create: true });
      worker?.terminate();
      fail(worker);
      await folder.wipe();
      expect(await isThere()).toBeFalse();
    });

    it('is gone when the worker fails while it wipes', async () => {
      const sink = await open('a');
      await sink.close();
      if (worker)
        spyOn(worker, 'postMessage').and.callFake(() => {
          worker?.terminate();
          fail(worker);
        });
      await folder.wipe();
      expect(await isThere()).toBeFalse();
    });

    it('is still there for a later page when it was only left', async () => {
      const sink = await open('a');
      await sink.close();
      fail(worker);
      await folder.leave();
      expect(await isThere()).toBeTrue();
      await new OpfsFolder(name).wipe();
    });
  });

  it('is looked through without harm to what is just being made in it', async () => {
    for (let index = 0; index < 20; index += 1) {
      const [sink] = await Promise.all([open(`file-${index}`), folder.list()]);
      await sink.write(0, new Uint8Array(1), digest);
      await sink.close();
    }
    expect((await names()).length).toBe(40);
  });

  it('can be wiped where nothing was received', async () => {
    await expectAsync(folder.wipe()).toBeResolved();
  });

  it('rejects a write beyond what a disk can address', async () => {
    const sink = await open('d');
    await expectAsync(
      sink.write(Number.MAX_SAFE_INTEGER - 1, new Uint8Array(1), digest),
    ).toBeRejected();
    await sink.abort();
  });

  it('says NotFoundError where its files were taken away under it', async () => {
    const sink = await open('f');
    await sink.close();
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(name, { recursive: true });
    let told = '';
    await folder.reopen('f').catch((error: unknown) => {
      if (error instanceof DOMException) told = error.name;
    });
    expect(told).toBe('NotFoundError');
  });

  describe('after a crash', () => {
    const crashed = `${name}-crashed`;
    const bytes = new Uint8Array(1_000).fill(7);
    let later: OpfsFolder;

    beforeEach(async () => {
      const sink = await open('a');
      await sink.write(0, bytes, await sha256(bytes));
      await copyFolder(name, crashed);
      later = new OpfsFolder(crashed);
    });
    afterEach(() => later.wipe());

    const change = async (file: string, content: Blob | undefined) => {
      const root = await navigator.storage.getDirectory();
      const there = await root.getDirectoryHandle(crashed);
      if (!content) return there.removeEntry(file);
      const writable = await (await there.getFileHandle(file, { create: true })).createWritable();
      await writable.write(content);
      return writable.close();
    };
    const left = async () => {
      const root = await navigator.storage.getDirectory();
      const found: string[] = [];
      for await (const file of (await root.getDirectoryHandle(crashed)).keys()) found.push(file);
      return found.sort();
    };

    it('has what was written, and goes on with it', async () => {
      const [record] = await later.list();
      expect(record?.header.name).toBe('holiday.mp4');
      expect([...(record?.digests.keys() ?? [])]).toEqual([0]);
      const { sink, digests } = await later.reopen('a');
      expect([...digests]).toEqual([[0, await sha256(bytes)]]);
      await sink.close();
      expect((await later.list()).map(({ isWhole }) => isWhole)).toEqual([true]);
    });

    it('is known by the transfer that went on with it, opened or not', async () => {
      const [before, opened] = [newId(TransferId), newId(TransferId)];
      await later.continueAs('a', before);
      expect((await later.list()).map(({ header: { id } }) => id)).toEqual([before]);
      const { sink } = await later.reopen('a');
      await later.continueAs('a', opened);
      await sink.close();
      const [record] = await later.list();
      expect(record?.header.id).toBe(opened);
      expect(record?.isWhole).toBe(true);
    });

    it('does not claim what the disk does not bear out', async () => {
      await change('a', new Blob([bytes.slice(0, 999)]));
      expect((await later.reopen('a')).digests.size).toBe(0);
    });

    it('throws away a map of another version, with its data', async () => {
      await change('a.map', new Blob(['wN map 9 and something else']));
      expect(await later.list()).toEqual([]);
      expect(await left()).toEqual([]);
    });

    it('throws away data without a map, a map without data, and a ZIP for a download', async () => {
      await change('a', undefined);
      await change('b', new Blob(['data']));
      await change('c.zip', new Blob(['zip']));
      expect(await later.list()).toEqual([]);
      expect(await left()).toEqual([]);
    });
  });

  describe('zip', () => {
    const files = { 'a.txt': 'hello', 'deep/er/b.txt': 'world!', empty: '', 'A.txt': 'case' };
    const content = new TextEncoder().encode(Object.values(files).join(''));
    const receive = async () => {
      const entries = Object.entries(files).map(([path, text]) => ({
        path: path.split('/'),
        size: text.length,
        lastModified: Date.UTC(2026, 0, 2, 3, 4, 6),
        isProgram: false,
      }));
      const about = { ...header(content.length), name: 'trip', folder: entries };
      const sink = await folder.create('z', about);
      await sink.write(0, content, digest);
      await sink.close();
    };

    it('has every file of the tree, and none that would be written over another', async () => {
      await receive();
      const zip = await read(await folder.zip('z'));
      const text = new TextDecoder('latin1').decode(zip);
      const central = text.slice(text.indexOf('PK\x01\x02'));
      expect(central.match(/trip\/[\w/. ()]*[a-z]/g)).toEqual([
        'trip/a.txt',
        'trip/deep/er/b.txt',
        'trip/empty',
        'trip/A (1).txt',
      ]);
      expect(text).toContain('world!');
    });

    it('leaves nothing where the data is too short', async () => {
      await receive();
      const root = await navigator.storage.getDirectory();
      const there = await root.getDirectoryHandle(name);
      const writable = await (await there.getFileHandle('z')).createWritable();
      await writable.write('hell');
      await writable.close();
      await expectAsync(folder.zip('z')).toBeRejected();
      expect((await names()).sort()).toEqual(['z', 'z.map']);
    });

    it('is made of folders only', async () => {
      const sink = await open('file');
      await sink.close();
      await expectAsync(folder.zip('file')).toBeRejected();
    });
  });
});
