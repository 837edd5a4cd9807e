import { ChosenPlace, hasPlacePicker, pickPlace } from './chosen-place';

const NAME = 'chosen-place-spec';
const text = new TextEncoder();
const digest = new Uint8Array(32);

/** A real folder of a real file system; only the dialog is left out, which no script can answer. */
const folder = async () => {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(NAME, { create: true });
};
const gone = async () => {
  const root = await navigator.storage.getDirectory();
  await folder();
  await root.removeEntry(NAME, { recursive: true });
};
/** Every file below, with its content as far as it is visible. */
const tree = async (of?: FileSystemDirectoryHandle): Promise<Record<string, unknown>> => {
  const found: Record<string, unknown> = {};
  for await (const [name, handle] of (of ?? (await folder())).entries()) {
    if (name.endsWith('.crswap')) continue; // Chromium's own, until a file is closed
    found[name] =
      handle.kind === 'file' ? await (await handle.getFile()).text() : await tree(handle);
  }
  return found;
};
const put = async (name: string, content: string) => {
  const writable = await (
    await (await folder()).getFileHandle(name, { create: true })
  ).createWritable();
  await writable.write(content);
  await writable.close();
};
const entry = (path: string, size: number) => ({
  path: path.split('/'),
  size,
  lastModified: 0,
  isProgram: false,
});

describe('pickPlace', () => {
  it('asks for a folder that may be written to', async () => {
    const asked: unknown[] = [];
    const place = await pickPlace({
      showDirectoryPicker: (options) => {
        asked.push(options);
        return folder();
      },
    });
    expect(place).toBeInstanceOf(ChosenPlace);
    expect(asked).toEqual([{ mode: 'readwrite', startIn: 'downloads' }]);
    await gone();
  });

  it('is nothing where the person closes the dialog, and rejects where it may not ask', async () => {
    const refused = (name: string) => ({
      showDirectoryPicker: () => Promise.reject(new DOMException('', name)),
    });
    expect(await pickPlace(refused('AbortError'))).toBeUndefined();
    await expectAsync(pickPlace(refused('SecurityError'))).toBeRejected();
  });

  it('is there where the browser has the dialog', () => {
    expect(hasPlacePicker({ showDirectoryPicker: folder })).toBe(true);
    expect(hasPlacePicker({})).toBe(false);
  });
});

describe('ChosenPlace', () => {
  let place: ChosenPlace;
  beforeEach(async () => {
    place = new ChosenPlace(await folder());
  });
  afterEach(gone);

  it('writes over nothing, however many ask for one name at once', async () => {
    await put('a.txt', 'mine');
    const sinks = await Promise.all([place.fileSink('a.txt'), place.fileSink('a.txt')]);
    for (const [index, sink] of sinks.entries()) {
      await sink.write(0, text.encode(`${index}`), digest);
      await sink.close();
    }
    expect(await tree()).toEqual({ 'a.txt': 'mine', 'a (1).txt': '0', 'a (2).txt': '1' });
  });

  it('puts a folder beside one that has its name', async () => {
    await (await folder()).getDirectoryHandle('trip', { create: true });
    const sink = await place.treeSink('trip', [entry('a', 1)]);
    await sink.write(0, text.encode('x'), digest);
    await sink.close();
    expect(await tree()).toEqual({ trip: {}, 'trip (1)': { a: 'x' } });
  });

  it('rejects where the permission was withdrawn', async () => {
    const denied = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    const real = await folder();
    const withdrawn = new Proxy(real, {
      get: (target, name) =>
        name === 'getFileHandle' ? denied : (Reflect.get(target, name) as unknown),
    });
    await expectAsync(new ChosenPlace(withdrawn).fileSink('a')).toBeRejected();
  });

  describe('treeSink', () => {
    const entries = [
      entry('a.txt', 3),
      entry('none', 0),
      entry('deep/er/b.txt', 4),
      entry('deep/none', 0),
      entry('c.txt', 5),
      entry('last', 0),
    ];
    const whole = {
      trip: {
        'a.txt': 'aaa',
        none: '',
        deep: { er: { 'b.txt': 'bbbb' }, none: '' },
        'c.txt': 'ccccc',
        last: '',
      },
    };
    const stream = text.encode('aaabbbbccccc');

    for (const [how, cuts] of [
      ['in one piece', [0]],
      ['in pieces across its files', [0, 2, 5, 11]],
      ['from the end to the beginning', [9, 6, 3, 0]],
    ] as const)
      it(`lays out a tree ${how}`, async () => {
        const sink = await place.treeSink('trip', entries);
        const ends = [...cuts, stream.length].sort((one, other) => one - other);
        for (const start of cuts) {
          const end = ends.find((each) => each > start);
          await sink.write(start, stream.slice(start, end), digest);
        }
        await sink.close();
        expect(await tree()).toEqual(whole);
      });

    it('makes a file visible when it is whole, and not before', async () => {
      const sink = await place.treeSink('trip', entries);
      await sink.write(0, stream.slice(0, 5), digest);
      expect(await tree()).toEqual({ trip: { 'a.txt': 'aaa', deep: { er: { 'b.txt': '' } } } });
      await sink.abort();
    });

    it('lays out a tree of empty files', async () => {
      const sink = await place.treeSink('trip', [entry('a', 0), entry('b/c', 0)]);
      await sink.close();
      expect(await tree()).toEqual({ trip: { a: '', b: { c: '' } } });
    });

    it('lays out many small files of one block', async () => {
      const many = Array.from({ length: 300 }, (_, index) => entry(`${index % 7}/${index}`, 2));
      const sink = await place.treeSink('many', many);
      await sink.write(0, text.encode('xy'.repeat(300)), digest);
      await sink.close();
      const { many: folders } = await tree();
      const found = Object.values(folders as Record<string, object>) // by what `tree` makes of folders
        .flatMap((each): unknown[] => Object.values(each));
      expect(found.length).toBe(300);
      expect(new Set(found)).toEqual(new Set(['xy']));
    });

    it('keeps apart what a disk without case would not', async () => {
      const sink = await place.treeSink('trip', [entry('a', 1), entry('A', 1)]);
      await sink.write(0, text.encode('xy'), digest);
      await sink.close();
      expect(await tree()).toEqual({ trip: { a: 'x', 'A (1)': 'y' } });
    });

    it('leaves nothing behind when it is aborted, before or after its end', async () => {
      const [begun, ended] = [
        await place.treeSink('begun', entries),
        await place.treeSink('ended', entries),
      ];
      await begun.write(0, stream.slice(0, 5), digest);
      await ended.write(0, stream, digest);
      await ended.close();
      await Promise.all([begun.abort(), ended.abort()]);
      expect(await tree()).toEqual({});
    });

    it('rejects with what the disk says when the folder is taken away under it', async () => {
      const sink = await place.treeSink('trip', entries);
      await (await folder()).removeEntry('trip', { recursive: true });
      let name = '';
      await sink.write(0, stream, digest).catch((error: unknown) => {
        if (error instanceof DOMException) ({ name } = error);
      });
      expect(name).toBe('NotFoundError');
    });
  });
});
