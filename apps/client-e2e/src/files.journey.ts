import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MIB, digestOf, fileOf, keepFolder, writeRandom } from './files-on-disk';
import { bytesInOpfs, digestInOpfs } from './opfs';
import { setScene } from './scene';

describe('Files', () => {
  const scene = setScene();
  const folder = keepFolder();

  it('of 200 MB arrive whole', async () => {
    const sent = join(folder.path, 'holiday film.bin');
    await writeRandom(sent, 200_000_000);
    const { alice, bob } = await scene.pair({ patienceMs: 120_000 }); // two browsers on two busy cores
    await alice.sendFiles(sent);
    await alice.seesTransfer('holiday film.bin', 'Waiting');
    await bob.seesTransfer('holiday film.bin', 'Offered');
    await bob.answer('holiday film.bin', 'Accept');
    await bob.seesTransfer('holiday film.bin', 'Done');
    await alice.seesTransfer('holiday film.bin', 'Done');
    const { path, name } = await bob.saves('holiday film.bin');
    expect(name).toBe('holiday film.bin');
    expect((await stat(path)).size).toBe(200_000_000);
    expect(await digestOf(path)).toBe(await digestOf(sent));
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });

  it('of no bytes arrive', async () => {
    const { alice, bob } = await scene.pair();
    await alice.sendFiles(fileOf('nothing.txt', 0));
    await bob.answer('nothing.txt', 'Accept');
    await Promise.all([
      alice.seesTransfer('nothing.txt', 'Done'),
      bob.seesTransfer('nothing.txt', 'Done'),
    ]);
    const { path } = await bob.saves('nothing.txt');
    expect((await stat(path)).size).toBe(0);
  });

  it('with a name that lies are shown and saved under a safe one, marked as a program', async () => {
    const { alice, bob } = await scene.pair();
    await alice.sendFiles(fileOf('../../evil\u202Etxt.exe', 10));
    await bob.seesTransfer('eviltxt.exe', 'Offered');
    expect(await bob.readsTransfer('eviltxt.exe')).toContain('program');
    await bob.answer('eviltxt.exe', 'Accept');
    await bob.seesTransfer('eviltxt.exe', 'Done');
    expect((await bob.saves('eviltxt.exe')).name).toBe('eviltxt.exe');
  });

  it('go both ways, several at once', async () => {
    const { alice, bob } = await scene.pair();
    const there = ['a.zip', 'b.zip', 'c.zip'];
    for (const [index, name] of there.entries()) {
      await writeRandom(join(folder.path, name), (index + 1) * 3 * MIB + index);
    }
    await writeRandom(join(folder.path, 'd.zip'), 5 * MIB + 7);
    await alice.sendFiles(...there.map((name) => join(folder.path, name)));
    await bob.sendFiles(join(folder.path, 'd.zip'));
    for (const name of there) await bob.answer(name, 'Accept');
    await alice.answer('d.zip', 'Accept');
    for (const [who, name] of [
      ...there.map((name) => [bob, name] as const),
      [alice, 'd.zip'] as const,
    ]) {
      await who.seesTransfer(name, 'Done');
      const { path } = await who.saves(name);
      expect(await digestOf(path))
        .withContext(name)
        .toBe(await digestOf(join(folder.path, name)));
    }
  });

  it('may be declined', async () => {
    const { alice, bob } = await scene.pair();
    await alice.sendFiles(fileOf('unwanted.bin', 10));
    await bob.answer('unwanted.bin', 'Decline');
    await Promise.all([
      alice.seesTransfer('unwanted.bin', 'Declined'),
      bob.seesTransfer('unwanted.bin', 'Declined'),
    ]);
    expect(await bob.readsTransfer('unwanted.bin')).not.toContain('Save');
  });

  it('may be cancelled by either side in the middle, and nothing stays behind', async () => {
    const sent = join(folder.path, 'long.bin');
    await writeRandom(sent, 150 * MIB);
    const { alice, bob } = await scene.pair();
    for (const who of [alice, bob]) {
      await alice.sendFiles(sent);
      await bob.answerNewest('long.bin', 'Accept');
      await bob.seesTransfer('long.bin', 'Receiving');
      await who.answerNewest('long.bin', 'Cancel');
      await Promise.all([
        alice.seesNoTransfer('long.bin', 'Sending', 'Waiting', 'Verifying'),
        bob.seesNoTransfer('long.bin', 'Receiving', 'Verifying'),
      ]);
      await Promise.all([
        alice.seesTransfer('long.bin', 'Cancelled'),
        bob.seesTransfer('long.bin', 'Cancelled'),
      ]);
    }
    expect(await bob.page.evaluate(bytesInOpfs)).toBe(0);
  });

  it('are cancelled when the other side leaves the room', async () => {
    const sent = join(folder.path, 'left.bin');
    await writeRandom(sent, 150 * MIB);
    const { alice, bob } = await scene.pair();
    await alice.sendFiles(sent);
    await bob.answer('left.bin', 'Accept');
    await bob.seesTransfer('left.bin', 'Receiving');
    await bob.leave();
    await bob.press('Leave anyway');
    await alice.seesTransfer('left.bin', 'Cancelled');
    expect(await alice.readsTransfer('left.bin')).not.toContain('goes on');
  });

  it('wait for the other side when its page is closed, and are never told as done', async () => {
    const sent = join(folder.path, 'cut.bin');
    await writeRandom(sent, 150 * MIB);
    const { alice, bob } = await scene.pair();
    await alice.sendFiles(sent);
    await bob.answer('cut.bin', 'Accept');
    await bob.seesTransfer('cut.bin', 'Receiving');
    await alice.page.close();
    await bob.seesTransfer('cut.bin', 'Paused');
    expect(await bob.readsTransfer('cut.bin')).toContain('What is here is kept');
  });

  it('are written straight into the file that a person picks, where the browser lets them', async () => {
    const { alice, bob } = await scene.pair({ picker: true, initScript: PICK_FROM_OPFS });
    const file = fileOf('picked.bin', 3 * MIB + 1);
    await alice.sendFiles(file);
    await bob.answer('picked.bin', 'Accept');
    await bob.seesTransfer('picked.bin', 'Done');
    const digest = await bob.page.evaluate(digestInOpfs, 'picked.bin');
    expect(digest).toBe(createHash('sha256').update(file.buffer).digest('hex'));
  });
});

/** Headless pickers can only be cancelled; this one gives a real handle, so that writing is real. */
const PICK_FROM_OPFS = `
  globalThis.showSaveFilePicker = async ({ suggestedName }) =>
    (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
`;
