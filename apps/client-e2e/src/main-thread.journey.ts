import { join } from 'node:path';
import { MIB, keepFolder, writeRandom } from './files-on-disk';
import { LONG_FORM } from './long-form';
import { type MainThread, traceMainThread } from './main-thread';
import { setScene } from './scene';

/** What the page may hold its main thread for: beyond it, typing and scrolling are felt to stick. */
const FELT_MS = 50;

const FILE_MIB = LONG_FORM ? 256 : 48;

describe(`While a file of ${FILE_MIB} MiB moves`, () => {
  const scene = setScene();
  const folder = keepFolder();

  it('no script of ours holds the main thread of either side for more than 50 ms', async () => {
    const sent = join(folder.path, 'long.bin');
    await writeRandom(sent, FILE_MIB * MIB);
    const { alice, bob } = await scene.pair();
    const both = async (story: () => Promise<void>) => {
      const his: MainThread[] = [];
      const hers = await traceMainThread(alice.page, async () => {
        his.push(await traceMainThread(bob.page, story));
      });
      return { alice: [hers], bob: his };
    };
    await alice.sendFiles(sent);
    await bob.seesTransfer('long.bin', 'Offered');

    const began = Date.now();
    const moving = await both(async () => {
      await bob.answer('long.bin', 'Accept');
      await Promise.all([
        alice.seesTransfer('long.bin', 'Done'),
        bob.seesTransfer('long.bin', 'Done'),
      ]);
    });
    const lasted = Date.now() - began;
    const idle = await both(() => alice.page.waitForTimeout(lasted));

    for (const who of ['alice', 'bob'] as const) {
      for (const [what, thread] of [
        ...moving[who].map((thread) => ['moving', thread] as const),
        ...idle[who].map((thread) => ['idle', thread] as const),
      ]) {
        console.log(
          `    ${who} ${what} for ${(lasted / 1000).toFixed(1)} s: ${thread.longTasks} tasks over ` +
            `50 ms by the clock; ms of processor: heaviest task ${thread.heaviestTaskMs.toFixed(1)}, ` +
            `of it our own ${thread.heaviestOwnMs.toFixed(1)}`,
        );
      }
      const own = moving[who].map(({ heaviestOwnMs }) => heaviestOwnMs);
      expect(Math.max(...own))
        .withContext(who)
        .toBeLessThanOrEqual(FELT_MS);
      expect(Math.min(...own))
        .withContext(`${who}, scripts were seen`)
        .toBeGreaterThan(0);
    }
    expect([...alice.problems, ...bob.problems]).toEqual([]);
  });
});
