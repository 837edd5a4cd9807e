import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findFirefox } from './firefox';
import { MIB, digestOf, keepFolder, writeRandom } from './files-on-disk';
import { hasDefaultRoute } from './network';
import { type Person } from './person';
import { meet, setScene } from './scene';
import { readZip } from './zip-archive';

/** Why Firefox cannot take part here; undefined where it can. */
const missing =
  (await findFirefox()) === undefined
    ? 'there is no Firefox on this machine'
    : (await hasDefaultRoute())
      ? undefined
      : 'this machine has no default route, without which Firefox offers no address of its own';
if (missing !== undefined) console.log(`!!! NOT CHECKED with Firefox: ${missing}`);

describe('Chromium and Firefox', () => {
  const scene = setScene();
  const folder = keepFolder();
  let alice: Person;
  let bob: Person;

  beforeEach(async () => {
    if (missing !== undefined) pending(missing);
    [alice, bob] = await Promise.all([
      scene.arrive('Alice'),
      scene.arrive('Bob', { kind: 'firefox' }),
    ]);
  });

  for (const creator of ['Alice', 'Bob']) {
    it(`talk in a room that ${creator === 'Alice' ? 'Chromium' : 'Firefox'} has created`, async () => {
      await (creator === 'Alice' ? meet(alice, bob) : meet(bob, alice));
      await alice.say('from Chromium');
      await bob.seesMessage('from Chromium');
      await alice.seesMessage('from Chromium', 'Delivered');
      await bob.say('from Firefox');
      await alice.seesMessage('from Firefox');
      await bob.seesMessage('from Firefox', 'Delivered');
      expect([...alice.problems, ...bob.problems]).toEqual([]);
    });
  }

  it('hand over a file of 64 MiB each way, byte for byte', async () => {
    await meet(alice, bob);
    for (const [sender, receiver, name] of [
      [alice, bob, 'to firefox.bin'],
      [bob, alice, 'to chromium.bin'],
    ] as const) {
      const sent = join(folder.path, name);
      await writeRandom(sent, 64 * MIB);
      await sender.sendFiles(sent);
      await receiver.answer(name, 'Accept');
      await Promise.all([receiver.seesTransfer(name, 'Done'), sender.seesTransfer(name, 'Done')]);
      const received = await receiver.saves(name);
      expect(received.name).toBe(name);
      expect((await stat(received.path)).size).toBe(64 * MIB);
      expect(await digestOf(received.path)).toBe(await digestOf(sent));
    }
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  // The other way round nobody can choose: WebDriver BiDi gives Firefox files, never a folder.
  it('hand over a folder from Chromium to Firefox, which saves it as a ZIP', async () => {
    const tree = join(folder.path, 'holiday');
    const paths = ['2026/may/one.bin', '2026/two.bin', 'three.bin'];
    for (const path of paths) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeRandom(join(tree, path), MIB + path.length);
    }
    await meet(alice, bob);
    await alice.sendFolder(tree);
    await bob.answer('holiday', 'Accept');
    await Promise.all([alice.seesTransfer('holiday', 'Done'), bob.seesTransfer('holiday', 'Done')]);
    const received = await readZip((await bob.saves('holiday')).path);
    expect(received.map(({ path }) => path).toSorted()).toEqual(
      paths.map((path) => `holiday/${path}`).toSorted(),
    );
    for (const { path, sha256 } of received)
      expect(sha256)
        .withContext(path)
        .toBe(await digestOf(join(folder.path, path)));
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });
});
