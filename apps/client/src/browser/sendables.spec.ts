import { MAX_FOLDER_FILES } from '@whispernet/protocol';
import type { FolderSource } from '@whispernet/transfer';
import { type DroppedItem, chosenFolder, droppedItems } from './sendables';

// Entries as browsers give them; a script cannot make real ones.
type FakeEntry = Partial<FileSystemFileEntry> & Partial<FileSystemDirectoryEntry>;
const file = (name: string, content?: File): FakeEntry => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (found: FileCallback) => {
    found(content ?? new File([name], name));
  },
});
const unreadable = (name: string): FakeEntry => ({
  ...file(name),
  file: (_found: FileCallback, failed?: ErrorCallback) => {
    failed?.(new DOMException('a link to nowhere', 'NotFoundError'));
  },
});
const folder = (name: string, entries: readonly FakeEntry[], atATime = 100): FakeEntry => ({
  name,
  isFile: false,
  isDirectory: true,
  createReader: () => {
    const rest = [...entries];
    return {
      readEntries: (found: FileSystemEntriesCallback) => {
        found(rest.splice(0, atATime) as FileSystemEntry[]); // as much of them as is used
      },
    };
  },
});
const locked = (name: string): FakeEntry => ({
  ...folder(name, []),
  createReader: () => ({
    readEntries: (_found: FileSystemEntriesCallback, failed?: ErrorCallback) => {
      failed?.(new DOMException('no', 'NotReadableError'));
    },
  }),
});
const item = (entry: FakeEntry): DroppedItem => ({
  kind: 'file',
  webkitGetAsEntry: () => entry as FileSystemEntry, // as much of it as is used
  getAsFile: () => new File([''], entry.name ?? ''),
});
const text: DroppedItem = { kind: 'string', webkitGetAsEntry: () => null, getAsFile: () => null };

const paths = ({ files }: FolderSource) => files.map(({ path }) => path.join('/'));

describe('droppedItems', () => {
  it('takes files and folders apart, and leaves text to others', async () => {
    const found = await droppedItems([
      item(file('a.txt')),
      item(folder('holiday', [file('b.jpg')])),
      text,
    ]);
    expect(found.files.map(({ name }) => name)).toEqual(['a.txt']);
    expect(found.folders.map(({ name }) => name)).toEqual(['holiday']);
    expect(found.leftOut).toEqual([]);
  });

  it('takes what was pasted and never was a file', async () => {
    const picture: DroppedItem = {
      kind: 'file',
      webkitGetAsEntry: () => null,
      getAsFile: () => new File(['x'], 'image.png'),
    };
    expect((await droppedItems([picture])).files.map(({ name }) => name)).toEqual(['image.png']);
  });

  it('asks for everything before the event is over', async () => {
    const asked: string[] = [];
    const watched = ['a', 'b'].map((name): DroppedItem => {
      const entry = folder(name, [file('x')]);
      return {
        ...item(entry),
        webkitGetAsEntry: () => {
          asked.push(name);
          return entry as FileSystemEntry; // as much of it as is used
        },
      };
    });
    const dropped = droppedItems(watched);
    expect(asked).toEqual(['a', 'b']);
    await dropped;
  });

  it('walks through a tree, in an order that no system decides', async () => {
    const tree = folder('root', [
      file('z'),
      folder('b', [file('2'), file('10')]),
      file('B'),
      folder('a', [folder('deep', [file('x')])]),
    ]);
    const { folders } = await droppedItems([item(tree)]);
    expect(folders.map(paths)).toEqual([['B', 'a/deep/x', 'b/10', 'b/2', 'z']]);
  });

  it('reads on until a folder has no more: browsers give a hundred at a time', async () => {
    const many = Array.from({ length: 250 }, (_, index) => file(`${index}`));
    const { folders } = await droppedItems([item(folder('many', many))]);
    expect(folders[0]?.files.length).toBe(250);
  });

  it('says which folders are empty and what cannot be read, and takes the rest', async () => {
    const tree = folder('root', [
      file('a'),
      unreadable('b'),
      folder('empty', []),
      locked('locked'),
      folder('sub', [unreadable('c')]),
    ]);
    const { folders, leftOut } = await droppedItems([item(tree)]);
    expect(folders.map(paths)).toEqual([['a']]);
    expect(leftOut.map(({ name, why }) => `${name}: ${why}`).sort()).toEqual([
      'root/b: unreadable',
      'root/empty: empty-folder',
      'root/locked: unreadable',
      'root/sub/c: unreadable',
    ]);
  });

  it('makes nothing of an empty folder but the word that it is empty', async () => {
    const { folders, leftOut } = await droppedItems([item(folder('nothing', []))]);
    expect(folders).toEqual([]);
    expect(leftOut).toEqual([{ name: 'nothing', why: 'empty-folder' }]);
  });

  it('sends none of a folder with more files than a listing takes', async () => {
    const one = new File(['x'], 'x'); // a browser takes its time to make as many
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => file(`${index}`, one));
    const [all, over] = await Promise.all(
      [MAX_FOLDER_FILES, MAX_FOLDER_FILES + 1].map((count) =>
        droppedItems([item(folder('drive', many(count), 10_000))]),
      ),
    );
    expect(all?.folders.length).toBe(1);
    expect(over?.folders).toEqual([]);
    expect(over?.leftOut).toEqual([{ name: 'drive', why: 'too-many-files' }]);
  });
});

describe('chosenFolder', () => {
  const chosen = (path: string) => {
    const made = new File(['x'], path.split('/').at(-1) ?? '');
    Object.defineProperty(made, 'webkitRelativePath', { value: path });
    return made;
  };

  it('is the folder with the files of its tree, in an order that no system decides', () => {
    const { files, folders } = chosenFolder(
      ['trip/b.jpg', 'trip/raw/1.raw', 'trip/a.jpg'].map(chosen),
    );
    expect(files).toEqual([]);
    expect(folders.map(({ name }) => name)).toEqual(['trip']);
    expect(folders.map(paths)).toEqual([['a.jpg', 'b.jpg', 'raw/1.raw']]);
  });

  it('is nothing where the folder is empty', () => {
    expect(chosenFolder([])).toEqual({ files: [], folders: [], leftOut: [] });
  });

  it('sends none of a folder with more files than a listing takes', () => {
    const source = chosen('drive/a');
    const { folders, leftOut } = chosenFolder(
      Array.from({ length: MAX_FOLDER_FILES + 1 }, () => source),
    );
    expect(folders).toEqual([]);
    expect(leftOut).toEqual([{ name: 'drive', why: 'too-many-files' }]);
  });
});
