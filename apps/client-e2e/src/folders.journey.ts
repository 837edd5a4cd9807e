import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MIB, keepFolder, writeRandom } from './files-on-disk';
import { opfsBytesOf, untilOpfsHolds } from './opfs';
import { keepPair } from './scene';
import { WIRE_TAP, type Tapped, readTap, untilReceived } from './wire-tap';
import { type ZippedFile, readZip } from './zip-archive';

/** Names that a disk takes here and may not take elsewhere, and what they are saved under. */
const ODD_NAMES: readonly (readonly [string, string])[] = [
  ['con.txt', '_con.txt'], // a device of Windows
  ['dots at the end...', 'dots at the end'],
  ['evil\u202Etxt.exe', 'eviltxt.exe'], // shown backwards from the fifth letter
  ['what?.txt', 'what_.txt'],
  ['příliš žluťoučký 文件 👩.txt', 'příliš žluťoučký 文件 👩.txt'],
  [`${'n'.repeat(196)}.bin`, `${'n'.repeat(116)}.bin`],
];

describe('A folder', () => {
  const pair = keepPair({ initScript: WIRE_TAP, patienceMs: 120_000 });
  const folder = keepFolder();
  /** Every file of the tree on the disk, by the path under which it has to arrive. */
  const sent = new Map<string, string>();
  let tree: string;

  beforeAll(async () => {
    tree = join(folder.path, 'holiday');
    const put = async (path: string, savedAs: string, bytes: Buffer) => {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), bytes);
      sent.set(savedAs, sha256(bytes));
    };
    await put('notes.txt', 'notes.txt', Buffer.from('sun and rain\n'));
    await put('empty.txt', 'empty.txt', Buffer.alloc(0));
    for (let i = 0; i < 300; i += 1) {
      const path = `2026/month ${i % 12}/IMG_${i}.jpg`;
      await put(path, path, randomBytes(100 + i * 37));
    }
    await put('2026/film.bin', '2026/film.bin', randomBytes(3 * MIB + 1)); // over several blocks
    for (const [index, [name, savedAs]] of ODD_NAMES.entries())
      await put(`odd/${name}`, `odd/${savedAs}`, randomBytes(10 + index));
  });

  it('arrives as one, with its tree, its empty files and safe names, as a ZIP', async () => {
    const { alice, bob } = pair;
    await alice.sendFolder(tree);
    await bob.seesTransfer('holiday', 'Offered');
    expect(await bob.readsTransfer('holiday')).toContain(`${sent.size} files`);
    await bob.answer('holiday', 'Accept');
    await Promise.all([alice.seesTransfer('holiday', 'Done'), bob.seesTransfer('holiday', 'Done')]);
    const { path, name } = await bob.saves('holiday');
    expect(name).toBe('holiday.zip');
    const arrived = treeOf(await readZip(path), 'holiday');
    const lost = [...sent].filter(([at, digest]) => arrived.get(at) !== digest);
    const strange = [...arrived].filter(([at, digest]) => sent.get(at) !== digest);
    expect({ lost, strange }).toEqual({ lost: [], strange: [] });
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('arrives in part, where bob chooses some of its files', async () => {
    const { alice, bob } = pair;
    const some = join(folder.path, 'some');
    for (const name of ['a/one.bin', 'a/two.bin', 'b/three.bin', 'four.bin', 'five.bin']) {
      await mkdir(dirname(join(some, name)), { recursive: true });
      await writeRandom(join(some, name), MIB + name.length);
    }
    await alice.sendFolder(some);
    await bob.choosesIn('some', 'a', 'five.bin');
    await bob.answer('some', 'Accept');
    await Promise.all([alice.seesTransfer('some', 'Done'), bob.seesTransfer('some', 'Done')]);
    const { path } = await bob.saves('some');
    expect([...treeOf(await readZip(path), 'some').keys()]).toEqual([
      'a/one.bin',
      'a/two.bin',
      'five.bin',
    ]);
  });

  it('of 10,000 small files does not take 10,000 messages', async () => {
    const { alice, bob } = pair;
    const many = join(folder.path, 'many');
    const files = 10_000;
    for (let i = 0; i < files; i += 1) {
      const inner = join(many, `${i % 100}`);
      if (i < 100) await mkdir(inner, { recursive: true });
      await writeFile(join(inner, `${i}.bin`), randomBytes(1024));
    }
    const before = await Promise.all([readTap(alice.page), readTap(bob.page)]);
    const began = Date.now();
    await alice.sendFolder(many);
    await bob.answer('many', 'Accept');
    await Promise.all([alice.seesTransfer('many', 'Done'), bob.seesTransfer('many', 'Done')]);
    const seconds = (Date.now() - began) / 1000;
    const after = await Promise.all([readTap(alice.page), readTap(bob.page)]);
    const control = sum(after, controlOf) - sum(before, controlOf);
    const bulk = sum(after, bulkOf) - sum(before, bulkOf);
    console.log(
      `    10,000 files of 1 KiB in ${seconds.toFixed(1)} s: ${control} control messages and ` +
        `${bulk} frames, acknowledgements included, both ways together`,
    );
    expect(control).toBeLessThan(50);
    expect(bulk).toBeLessThan(files / 2);
    const received = await readZip((await bob.saves('many')).path);
    expect(received.length).toBe(files);
    expect(received.every(({ size }) => size === 1024)).toBeTrue();
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { alice, bob } = pair;
    const large = join(folder.path, 'large');
    await mkdir(large);
    for (let i = 0; i < 4; i += 1) await writeRandom(join(large, `${i}.bin`), 32 * MIB);
    const held = await opfsBytesOf(bob.page);
    const { dataBytesReceived } = await readTap(bob.page);
    await alice.sendFolder(large);
    await bob.answer('large', 'Accept');
    await untilReceived(bob.page, dataBytesReceived + 8 * MIB);
    await bob.answer('large', 'Cancel');
    await Promise.all([
      alice.seesTransfer('large', 'Cancelled'),
      bob.seesTransfer('large', 'Cancelled'),
    ]);
    await untilOpfsHolds(bob.page, held);
    expect(await bob.readsTransfer('large')).not.toContain('Save');
  });
});

/** The digest of each file by its path within the folder `root`, sorted by it. Folders have no entries of their own. */
function treeOf(files: readonly ZippedFile[], root: string): Map<string, string> {
  const within = ({ path, sha256 }: ZippedFile): [string, string] => {
    if (!path.startsWith(`${root}/`)) throw new Error(`${path} is not in ${root}`);
    return [path.slice(root.length + 1), sha256];
  };
  return new Map(files.map(within).toSorted(byPath));
}

function byPath([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const controlOf = ({ controlSent }: Tapped) =>
  Object.values(controlSent).reduce((all, each) => all + each, 0);
const bulkOf = ({ bulkFramesSent }: Tapped) => bulkFramesSent;

function sum(taps: readonly Tapped[], of: (tap: Tapped) => number): number {
  return taps.reduce((all, tap) => all + of(tap), 0);
}
