import { TransferId, newId } from '@whispernet/protocol';
import { copyFolder } from './fake-crash';
import {
  ReceivedFiles,
  areFilesWaiting,
  deleteWaitingFiles,
  sweepReceivedFiles,
} from './received-files';

describe('ReceivedFiles', () => {
  const DAY_MS = 24 * 60 * 60_000;
  const folders = async () => {
    const found: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys())
      if (name.startsWith('received-')) found.push(name);
    return found.sort();
  };
  const about = (name: string, size: number) => ({
    id: newId(TransferId),
    name,
    size,
    type: '',
    lastModified: 5,
  });
  const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const begin = async (files: ReceivedFiles, text: string) => {
    const bytes = new TextEncoder().encode(text);
    const header = about(text, bytes.length);
    const sink = await files.create(header);
    await sink.write(0, bytes, await sha256(bytes));
    return { id: header.id, sink };
  };
  const receive = async (files: ReceivedFiles, text: string) => {
    const { id, sink } = await begin(files, text);
    await sink.close();
    return id;
  };
  const text = async (files: ReceivedFiles, id: TransferId) => (await files.export(id)).file.text();

  let files: ReceivedFiles;
  beforeEach(() => {
    files = new ReceivedFiles('this-room');
  });
  afterEach(async () => {
    await files.wipe();
    const root = await navigator.storage.getDirectory();
    for (const name of await folders()) await root.removeEntry(name, { recursive: true });
  });

  it('gives out each file', async () => {
    const [one, two] = [await receive(files, 'one'), await receive(files, 'two')];
    expect(await text(files, one)).toBe('one');
    expect(await text(files, two)).toBe('two');
  });

  it('leaves nothing when it is wiped', async () => {
    const id = await receive(files, 'one');
    await files.wipe();
    expect(await folders()).toEqual([]);
    await expectAsync(files.export(id)).toBeRejected();
  });

  it('makes no folder before a file is received', async () => {
    expect(await files.unfinished()).toEqual([]);
    expect(await folders()).toEqual([]);
  });

  it('gives out a folder as a ZIP, which goes when it has been handed over', async () => {
    const entries = [{ path: ['a'], size: 5, lastModified: 0, isProgram: false }];
    const header = { ...about('trip', 5), folder: entries };
    const sink = await files.create(header);
    const bytes = new TextEncoder().encode('hello');
    await sink.write(0, bytes, await sha256(bytes));
    await sink.close();
    const inFolder = async () => {
      const root = await navigator.storage.getDirectory();
      const names: string[] = [];
      for await (const name of (await root.getDirectoryHandle('received-this-room')).keys())
        names.push(name.replace(/^[\da-f-]*/, ''));
      return names.sort();
    };
    const [one, same] = await Promise.all([files.export(header.id), files.export(header.id)]);
    expect(await one.file.text()).toMatch(/^PK/);
    expect(await inFolder()).toEqual(['', '.map', '.zip']);
    await Promise.all([one.release(), same.release()]);
    expect(await inFolder()).toEqual(['', '.map']);
    expect(await (await files.export(header.id)).file.text()).toMatch(/^PK/); // once more
  });

  describe('when the page comes back', () => {
    /** As after a crash of the page that `files` is of: its lock is gone, its folder is there. */
    const comeBack = async () => {
      await copyFolder('received-this-room', 'received-after-crash');
      return new ReceivedFiles('after-crash');
    };
    let again: ReceivedFiles | undefined;
    afterEach(() => again?.wipe());

    it('has what the same room had received, and goes on with what is not whole', async () => {
      const whole = await receive(files, 'whole');
      const half = await begin(files, 'half');
      again = await comeBack();
      const unfinished = new Map((await again.unfinished()).map((file) => [file.id, file]));
      expect(unfinished.size).toBe(2);
      expect(unfinished.get(whole)?.isWhole).toBe(true);
      expect(await text(again, whole)).toBe('whole');
      const left = unfinished.get(half.id);
      expect(left).toEqual(
        jasmine.objectContaining({ name: 'half', size: 4, lastModified: 5, isWhole: false }),
      );
      const opened = await left?.open();
      expect(opened?.digests.size).toBe(1);
      await opened?.sink.close();
      expect(await text(again, half.id)).toBe('half');
    });

    it('has what the page before was receiving when it closed, though that gave it up', async () => {
      const { id, sink } = await begin(files, 'half');
      const left = files.leave();
      await sink.abort(); // the session ends with its page
      await left;
      again = new ReceivedFiles('this-room');
      const [unfinished] = await again.unfinished();
      expect(unfinished?.id).toBe(id);
      expect((await unfinished?.open())?.digests.size).toBe(1);
    });

    it('gives out under a new id what another transfer has finished', async () => {
      const { id } = await begin(files, 'half');
      again = await comeBack();
      const [left] = await again.unfinished();
      const next = newId(TransferId);
      await again.continueAs(id, next);
      await (await left?.open())?.sink.close();
      expect(await text(again, next)).toBe('half');
      await expectAsync(again.export(id)).toBeRejected();
    });

    it('forgets what is discarded', async () => {
      await begin(files, 'half');
      again = await comeBack();
      const [left] = await again.unfinished();
      await left?.discard();
      expect(await again.unfinished()).toEqual([]);
    });

    it('deletes what another room has left', async () => {
      const root = await navigator.storage.getDirectory();
      await receive(files, 'whole');
      await root.getDirectoryHandle('received-another-room', { create: true });
      again = await comeBack();
      await again.unfinished();
      expect(await folders()).toEqual(['received-after-crash', 'received-this-room']);
    });
  });

  describe('in two tabs', () => {
    it('shares nothing: the second one gets a folder of its own', async () => {
      const id = await receive(files, 'one');
      const second = new ReceivedFiles('this-room');
      expect(await second.unfinished()).toEqual([]);
      const other = await receive(second, 'two');
      await second.wipe();
      expect(await text(files, id)).toBe('one');
      await expectAsync(second.export(other)).toBeRejected();
    });

    it('is spared by the sweep of the other, however old', async () => {
      const id = await receive(files, 'one');
      await sweepReceivedFiles(Date.now() + 2 * DAY_MS);
      const other = new ReceivedFiles('other-room');
      await other.unfinished();
      expect(await text(files, id)).toBe('one');
      await other.wipe();
    });

    it('has its folder again when the first has left', async () => {
      await files.wipe();
      const next = new ReceivedFiles('this-room');
      await receive(next, 'one');
      expect(await folders()).toEqual(['received-this-room']);
      await next.wipe();
    });
  });

  describe('sweepReceivedFiles', () => {
    it('keeps for a day what a crash has left, and then deletes it', async () => {
      await begin(files, 'half');
      await copyFolder('received-this-room', 'received-left');
      await files.wipe();
      await sweepReceivedFiles(Date.now() + DAY_MS - 60_000);
      expect(await folders()).toEqual(['received-left']);
      await sweepReceivedFiles(Date.now() + DAY_MS + 60_000);
      expect(await folders()).toEqual([]);
    });

    it('deletes at once what nobody could go on with, and nothing that is not ours', async () => {
      const root = await navigator.storage.getDirectory();
      await root.getDirectoryHandle('received-empty', { create: true });
      await root.getDirectoryHandle('something-else', { create: true });
      await sweepReceivedFiles();
      expect(await folders()).toEqual([]);
      await expectAsync(root.getDirectoryHandle('something-else')).toBeResolved();
      await root.removeEntry('something-else');
    });
  });

  describe('what a crash has left', () => {
    it('waits for a day, and is told of only so long', async () => {
      expect(await areFilesWaiting()).toBe(false);
      await begin(files, 'half');
      await copyFolder('received-this-room', 'received-left');
      await files.wipe();
      expect(await areFilesWaiting()).toBe(true);
      expect(await areFilesWaiting(Date.now() + DAY_MS + 60_000)).toBe(false);
    });

    it('is told of also while it is swept', async () => {
      await begin(files, 'half');
      await copyFolder('received-this-room', 'received-left');
      await files.wipe();
      const [, areWaiting] = await Promise.all([sweepReceivedFiles(), areFilesWaiting()]);
      expect(areWaiting).toBe(true);
    });

    it('can be deleted without its room, and what another tab uses is spared', async () => {
      const id = await receive(files, 'one');
      await copyFolder('received-this-room', 'received-left');
      await deleteWaitingFiles();
      expect(await folders()).toEqual(['received-this-room']);
      expect(await areFilesWaiting()).toBe(false);
      expect(await text(files, id)).toBe('one');
    });
  });
});
