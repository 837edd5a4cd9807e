import { TransferId, newId } from '@whispernet/protocol';
import { ReceivedFiles, freeSpace, sweepReceivedFiles } from './received-files';

describe('ReceivedFiles', () => {
  const folders = async () => {
    const found: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys())
      if (name.startsWith('received-')) found.push(name);
    return found;
  };
  const receive = async (files: ReceivedFiles, text: string) => {
    const id = newId(TransferId);
    const sink = await files.open(id);
    await sink.write(0, new TextEncoder().encode(text), new Uint8Array(32));
    await sink.close();
    return id;
  };

  it('gives back each file', async () => {
    const files = new ReceivedFiles();
    const [one, two] = [await receive(files, 'one'), await receive(files, 'two')];
    expect(await (await files.read(one)).text()).toBe('one');
    expect(await (await files.read(two)).text()).toBe('two');
    await files.wipe();
  });

  it('leaves nothing when it is wiped', async () => {
    const files = new ReceivedFiles();
    const id = await receive(files, 'one');
    await files.wipe();
    expect(await folders()).toEqual([]);
    await expectAsync(files.read(id)).toBeRejected();
  });

  it('makes no folder before a file is received', async () => {
    const files = new ReceivedFiles();
    await files.wipe();
    expect(await folders()).toEqual([]);
  });

  it('spares the files of a room in another tab when it sweeps, and no others', async () => {
    const root = await navigator.storage.getDirectory();
    await root.getDirectoryHandle('received-left-behind', { create: true });
    const files = new ReceivedFiles();
    const id = await receive(files, 'one');
    await sweepReceivedFiles();
    expect(await (await files.read(id)).text()).toBe('one');
    expect((await folders()).length).toBe(1);
    await files.wipe();
  });

  it('knows what will not fit', async () => {
    const free = await freeSpace();
    expect(free).toBeGreaterThan(0);
    expect(free).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });
});
