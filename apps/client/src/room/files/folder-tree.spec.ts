import type { FolderEntry } from '@whispernet/transfer';
import { type FolderNode, nodesIn } from './folder-tree';

const entry = (path: string, size = 1): FolderEntry => ({
  path: path.split('/'),
  size,
  lastModified: 0,
  isProgram: path.endsWith('.exe'),
});
const shown = (nodes: readonly FolderNode[]) =>
  nodes.map(({ name, isFolder, places, size }) => [
    isFolder ? `${name}/` : name,
    [...places],
    size,
  ]);

describe('nodesIn', () => {
  const files = [
    entry('file 10.txt', 10),
    entry('b/2026/x.jpg', 20),
    entry('a/run.exe', 30),
    entry('file 2.txt', 40),
    entry('b/y.jpg', 50),
  ];

  it('shows folders first, each with the files under it, and names as people sort them', () => {
    expect(shown(nodesIn(files))).toEqual([
      ['a/', [2], 30],
      ['b/', [1, 4], 70],
      ['file 2.txt', [3], 40],
      ['file 10.txt', [0], 10],
    ]);
  });

  it('looks into a folder, and into one in it', () => {
    const [a, b] = nodesIn(files);
    expect(shown(nodesIn(files, b))).toEqual([
      ['2026/', [1], 20],
      ['y.jpg', [4], 50],
    ]);
    const [year] = nodesIn(files, b);
    expect(nodesIn(files, year).map(({ name, level }) => [name, level])).toEqual([['x.jpg', 3]]);
    expect(nodesIn(files, a)[0]?.isProgram).toBe(true);
  });

  it('tells a file from a folder of the same name', () => {
    expect(shown(nodesIn([entry('a'), entry('a/b')]))).toEqual([
      ['a/', [1], 1],
      ['a', [0], 1],
    ]);
  });

  it('keeps thousands in the order of the listing', () => {
    const many = Array.from({ length: 2_001 }, (_, index) => entry(`${3_000 - index}`));
    expect(nodesIn(many)[0]?.name).toBe('3000');
    expect(nodesIn(many.slice(1))[0]?.name).toBe('1000');
  });
});
