import { BLOCK_BYTES, MAX_DATA_BYTES, TransferId, newId } from '@whispernet/protocol';
import { BlockDigests, sha256 } from './block-digests';
import { BlockPool } from './block-pool';
import { FakeSink, fakeFile, sameBytes } from './fake-files';
import { quiet } from './fake-link';
import { FileReceiver, type WantLink } from './file-receiver';

describe('FileReceiver', () => {
  const id = newId(TransferId);
  const file = fakeFile('a', 10 * BLOCK_BYTES);
  const block = (index: number) => file.bytes.slice(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES);

  /** A receiver of `file` whose pool has `places`, with what it wants and asks. */
  async function receiving(places: number, heldBlocks: readonly number[] = []) {
    const digests = new BlockDigests();
    for (let index = 0; index < 10; index += 1) digests.set(index, await sha256(block(index)));
    const held = new Map(
      heldBlocks.map((index) => [index, digests.get(index) ?? new Uint8Array()]),
    );
    const wants: number[][] = [];
    const checks: number[] = [];
    const sink = new FakeSink();
    let isWhole = false;
    const receiver = new FileReceiver({
      size: file.size,
      sink,
      blockBytes: BLOCK_BYTES,
      held,
      events: {
        moved: () => undefined,
        full: () => undefined,
        whole: () => {
          isWhole = true;
        },
        broken: (error) => {
          throw error;
        },
      },
    });
    const link: WantLink = {
      pool: new BlockPool(places),
      want: (...want) => wants.push(want),
      check: (index) => checks.push(index),
    };
    const arrive = async (index: number) => {
      for (let at = 0; at < BLOCK_BYTES; at += MAX_DATA_BYTES) {
        const bytes = block(index).subarray(at, at + MAX_DATA_BYTES);
        receiver.take({ t: 'data', id, offset: index * BLOCK_BYTES + at, bytes });
      }
      const expected = receiver.writtenBytes + BLOCK_BYTES;
      receiver.take({ t: 'block', id, index, digest: digests.get(index) ?? new Uint8Array() });
      while (receiver.writtenBytes < expected) await quiet(1);
    };
    const sayEnd = async () => {
      receiver.take({ t: 'end', id, digest: await digests.ofFile() });
    };
    return { receiver, link, wants, checks, sink, digests, arrive, sayEnd, isWhole: () => isWhole };
  }

  it('wants as many blocks as there are places, and one more for each that is on the disk', async () => {
    const { receiver, link, wants, arrive, sayEnd, sink, digests, isWhole } = await receiving(4);
    receiver.start(link, 0);
    expect(wants.splice(0)).toEqual([[0, 0, 4]]);
    await arrive(3);
    await arrive(0);
    expect(wants.splice(0)).toEqual([
      [0, 4, 1],
      [0, 5, 1],
    ]);
    for (const index of [5, 2, 1, 4, 9, 8, 6]) await arrive(index);
    await sayEnd();
    expect(isWhole()).toBeFalse();
    await arrive(7);
    expect(isWhole()).toBeTrue();
    expect(await receiver.finish()).toEqual(await digests.ofFile());
    expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
    expect(sink.calls.at(-1)).toBe('close');
  });

  it('wants again, under the next round, what it had of unfinished blocks before it was stopped', async () => {
    const { receiver, link, wants, arrive } = await receiving(4);
    receiver.start(link, 0);
    await arrive(1);
    receiver.take({ t: 'data', id, offset: 0, bytes: new Uint8Array(1000) });
    expect(receiver.bytes).toBe(BLOCK_BYTES + 1000);
    receiver.stop();
    expect(receiver.bytes).toBe(BLOCK_BYTES);
    wants.splice(0);
    receiver.start(link, 1);
    expect(wants).toEqual([
      [1, 0, 1],
      [1, 2, 3],
    ]);
  });

  it('asks about the first block that it holds, the last, and some others, before it wants the rest', async () => {
    const held = [1, 2, 3, 5, 8];
    const { receiver, link, wants, checks, digests } = await receiving(10, held);
    receiver.start(link, 0);
    expect(checks.slice(0, 2)).toEqual([1, 8]);
    expect(checks.length).toBeLessThanOrEqual(6);
    for (const index of checks) {
      expect(held).toContain(index);
      expect(wants).toEqual([]);
      receiver.take({ t: 'block', id, index, digest: digests.get(index) ?? new Uint8Array() });
    }
    expect(wants).toEqual([
      [0, 0, 1],
      [0, 4, 1],
      [0, 6, 2],
      [0, 9, 1],
    ]);
  });

  it('asks nothing about what it has received over the same link', async () => {
    const { receiver, link, checks, arrive } = await receiving(10);
    receiver.start(link, 0);
    await arrive(4);
    receiver.stop();
    receiver.start(link, 0);
    expect(checks).toEqual([]);
  });

  it('asks once over each link, however often it is stopped before the answer', async () => {
    const { receiver, link, wants, checks } = await receiving(10, [1, 2, 3, 5, 8]);
    receiver.start(link, 0);
    const asked = [...checks];
    for (let round = 1; round <= 20; round += 1) {
      receiver.stop();
      receiver.start(link, round);
    }
    expect(checks).toEqual(asked);
    receiver.stop();
    receiver.start({ ...link }, 0);
    expect(checks.length).toBeGreaterThan(asked.length);
    expect(wants).toEqual([]);
  });

  it('starts as quickly on a file of 64 TiB as on any other', () => {
    const looks = spyOn(BlockDigests.prototype, 'has').and.callThrough();
    const receiver = new FileReceiver({
      size: 2 ** 46,
      sink: new FakeSink(),
      blockBytes: BLOCK_BYTES * 64,
      events: {
        moved: () => undefined,
        full: () => undefined,
        whole: () => undefined,
        broken: (error) => {
          throw error;
        },
      },
    });
    const wants: number[][] = [];
    receiver.start(
      { pool: new BlockPool(4), want: (...want) => wants.push(want), check: () => undefined },
      0,
    );
    expect(wants).toEqual([[0, 0, 4]]);
    expect(looks.calls.count()).toBeLessThan(100);
  });

  it('takes the END of another attempt for what it is: of a source that may have changed', async () => {
    const { receiver, link, arrive, sayEnd } = await receiving(10);
    receiver.start(link, 0);
    receiver.take({ t: 'end', id, digest: new Uint8Array(32) });
    receiver.stop();
    receiver.goOn(receiver.events);
    await sayEnd(); // while it waits for its turn
    receiver.start({ ...link }, 0);
    for (let index = 0; index < 10; index += 1) await arrive(index);
    await expectAsync(receiver.finish()).toBeResolved();
  });
});
