import { TransferId, newId } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing/fake-clock';
import { sha256 } from './block-digests';
import { FakeSink, fakeFile, holdingGate, sameBytes } from './fake-files';
import {
  type Pair,
  smallPair,
  end,
  linkedAgain,
  quiet,
  reaches,
  state,
  stateOf,
  underWay,
  BLOCK,
} from './fake-link';
import { IDLE_MS } from './file-sender';
import type { FileSource } from './file-source';
import type { UnfinishedFile } from './unfinished-files';
import { UnfinishedTransfers } from './unfinished-transfers';

const LONG_MS = 60_000;
const byLink = { here: false, there: false, link: true };

type Bytes = Uint8Array<ArrayBuffer>;

/** A file that remembers which of its bytes have been read. */
function watched(file: FileSource) {
  const reads: number[][] = [];
  const slice: FileSource['slice'] = (start, stop) => {
    reads.push([start, stop]);
    return file.slice(start, stop);
  };
  return { ...file, slice, reads };
}

/** Brings a transfer to where some of it is written, and lets the link end. */
async function interrupted(
  file: FileSource,
  sink: FakeSink,
  blocks = 3,
): Promise<Pair & { id: TransferId }> {
  const pair = await underWay(file, sink);
  while (sink.writtenBytes < blocks * BLOCK) await quiet(1);
  pair.leaving.abort();
  for (let turn = 0; turn < 5; turn += 1) await quiet(); // what was whole reaches the disk
  return pair;
}

/** What a disk has kept of a file: these of its blocks. */
async function onDisk(
  file: FileSource & { bytes: Bytes },
  blocks: readonly number[],
  id = newId(TransferId),
) {
  const digests = new Map<number, Bytes>();
  const sink = new FakeSink();
  for (const index of blocks) {
    const bytes = file.bytes.slice(index * BLOCK, (index + 1) * BLOCK);
    digests.set(index, await sha256(bytes));
    await sink.write(index * BLOCK, bytes, await sha256(bytes));
  }
  sink.calls.splice(0);
  const { name, size, type, lastModified } = file;
  let discarded = 0;
  const unfinished: UnfinishedFile = {
    ...{ id, name, size, type, lastModified, digests, isWhole: false },
    open: () => Promise.resolve({ sink, digests }),
    discard: () => {
      discarded += 1;
      return Promise.resolve();
    },
  };
  return { unfinished, sink, discarded: () => discarded };
}

describe('Transfers that a link has interrupted', () => {
  it('wait for the next link, on both sides, with what they have', async () => {
    const sink = new FakeSink();
    const { alicesKept, bobsKept, alice, bob, id } = await interrupted(
      fakeFile('a', 40 * BLOCK),
      sink,
    );
    expect([stateOf(alice, id), stateOf(bob, id)]).toEqual([undefined, undefined]);
    for (const kept of [alicesKept, bobsKept])
      expect(stateOf(kept, id)).toEqual(
        jasmine.objectContaining({ phase: 'paused', by: byLink }) as never,
      );
    expect(sink.calls).not.toContain('abort');
  });

  it(
    'go on over the next link by themselves, and little is sent twice',
    async () => {
      const file = watched(fakeFile('a', 40 * BLOCK));
      const sink = new FakeSink();
      const before = await interrupted(file, sink, 10);
      const { writtenBytes } = sink;
      file.reads.splice(0);
      const pair = linkedAgain(before);
      expect(await end(pair.alice, before.id)).toEqual({ phase: 'done' });
      expect(await end(pair.bob, before.id)).toEqual({ phase: 'done' });
      expect(sameBytes(sink.bytes, fakeFile('a', 40 * BLOCK).bytes)).toBeTrue();
      expect(sink.faults).toEqual([]); // no block was written twice
      const read = file.reads.reduce((sum, [start = 0, stop = 0]) => sum + stop - start, 0);
      expect(read).toBeLessThanOrEqual(file.size - writtenBytes + 8 * BLOCK);
      expect(before.alicesKept.transfers$.value).toEqual([]);
      expect(before.bobsKept.transfers$.value).toEqual([]);
    },
    LONG_MS,
  );

  it('are asked for by their receiver, and offered again under the same id', async () => {
    const before = await interrupted(fakeFile('a', 20 * BLOCK), new FakeSink());
    const { alicePort, bobPort, alice } = linkedAgain(before);
    await end(alice, before.id);
    expect(bobPort.sent[0]).toEqual({ t: 'file-wanted', id: before.id });
    expect(alicePort.sent[0]).toEqual(
      jasmine.objectContaining({ t: 'file-offer', id: before.id }) as never,
    );
    expect(bobPort.sent[1]).toEqual({ t: 'file-accept', id: before.id });
  });

  it('go on though the acceptance was lost with the link', async () => {
    const { alice, bob, alicePort, bobPort, leaving, ...kept } = smallPair();
    const id = alice.offer(fakeFile('a', 3 * BLOCK));
    await reaches(bob, id, 'offered');
    alicePort.hear = () => undefined;
    bob.accept(id, new FakeSink());
    await quiet();
    leaving.abort();
    expect(stateOf(alice, id)?.phase).toBe('failed'); // as far as she knows
    const pair = linkedAgain({ alice, bob, alicePort, bobPort, leaving, ...kept });
    expect(await end(pair.alice, id)).toEqual({ phase: 'done' });
    expect(await end(pair.bob, id)).toEqual({ phase: 'done' });
  });

  it('are done for the sender, too, though the receiver said so to a link that was gone', async () => {
    const before = await underWay(fakeFile('a', 3 * BLOCK), new FakeSink());
    before.alicePort.hear = () => undefined;
    expect(await end(before.bob, before.id)).toEqual({ phase: 'done' });
    linkedAgain(before);
    expect(await end(before.alicesKept, before.id)).toEqual({ phase: 'done' });
  });

  it('are finished without the sender, where only the disk was behind', async () => {
    const sink = new FakeSink();
    const gate = holdingGate();
    sink.hold = () => gate.passing;
    const before = await underWay(fakeFile('a', 3 * BLOCK), sink);
    await reaches(before.alice, before.id, 'verifying');
    for (let turn = 0; turn < 5; turn += 1) await quiet();
    const pair = linkedAgain(before);
    gate.open();
    const [bobs] = await Promise.all([
      Promise.race([end(before.bobsKept, before.id), end(pair.bob, before.id)]),
      Promise.race([end(before.alicesKept, before.id), end(pair.alice, before.id)]),
    ]);
    expect(bobs).toEqual({ phase: 'done' });
  });

  for (const who of ['sender', 'receiver'] as const) {
    it(`cancelled by their ${who} while there is no link: end on both sides, and nothing stays`, async () => {
      const sink = new FakeSink();
      const before = await interrupted(fakeFile('a', 20 * BLOCK), sink);
      const [own, others] =
        who === 'sender'
          ? [before.alicesKept, before.bobsKept]
          : [before.bobsKept, before.alicesKept];
      own.cancel(before.id);
      expect(stateOf(own, before.id)).toEqual({ phase: 'cancelled', side: 'here' });
      linkedAgain(before);
      expect(await end(others, before.id)).toEqual({ phase: 'cancelled', side: 'there' });
      await quiet();
      expect(sink.calls.at(-1)).toBe('abort');
      expect(sink.bytes.length).toBe(0);
    });

    it(`paused by their ${who} while there is no link: wait for that one`, async () => {
      const before = await interrupted(fakeFile('a', 20 * BLOCK), new FakeSink());
      const own = who === 'sender' ? before.alicesKept : before.bobsKept;
      own.pause(before.id);
      const pair = linkedAgain(before);
      const [pauser, other] = who === 'sender' ? [pair.alice, pair.bob] : [pair.bob, pair.alice];
      await state(other, before.id, (now) => now.phase === 'paused' && now.by.there);
      await quiet();
      expect(stateOf(pauser, before.id)).toEqual(
        jasmine.objectContaining({ by: { ...byLink, here: true, link: false } }) as never,
      );
      pauser.resume(before.id);
      expect(await end(pair.bob, before.id)).toEqual({ phase: 'done' });
    });
  }

  it('whose source has another size by now: are source-changed, and the receiver discards', async () => {
    let size = 20 * BLOCK;
    const file = Object.defineProperty({ ...fakeFile('a', size) }, 'size', { get: () => size });
    const sink = new FakeSink();
    const before = await interrupted(file, sink);
    size += 1;
    const pair = linkedAgain(before);
    expect(await end(pair.alice, before.id)).toEqual({
      phase: 'failed',
      reason: 'source-changed',
      side: 'here',
    });
    expect(await end(before.bobsKept, before.id)).toEqual({
      phase: 'failed',
      reason: 'source-changed',
      side: 'there',
    });
    await quiet();
    expect(sink.calls.at(-1)).toBe('abort');
  });

  it('are given up with the room: what is not whole is discarded, also what comes later', async () => {
    const sink = new FakeSink();
    const before = await interrupted(fakeFile('a', 20 * BLOCK), sink);
    before.bobsKept.end();
    await quiet();
    expect(sink.calls.at(-1)).toBe('abort');
    const late = new FakeSink();
    const pair = await underWay(
      fakeFile('b', 20 * BLOCK),
      late,
      smallPair({ bobsKept: before.bobsKept }),
    );
    pair.leaving.abort();
    await quiet();
    expect(late.calls.at(-1)).toBe('abort');
  });
});

describe('What an earlier page has left', () => {
  it('is shown: what is whole as done, the rest as paused by the link with what it holds', async () => {
    const kept = new UnfinishedTransfers({ blockBytes: BLOCK });
    const file = fakeFile('a.bin', 5 * BLOCK + 1);
    const part = await onDisk(file, [0, 2, 5]);
    const { unfinished: whole } = await onDisk(fakeFile('b.bin', 10), [0]);
    kept.adopt([part.unfinished, { ...whole, isWhole: true }]);
    expect(kept.transfers$.value.map(({ name, state }) => [name, state])).toEqual([
      ['a.bin', { phase: 'paused', bytes: 2 * BLOCK + 1, by: byLink }],
      ['b.bin', { phase: 'done' }],
    ]);
    kept.adopt([part.unfinished]); // once is enough
    expect(kept.transfers$.value.length).toBe(2);
  });

  it(
    'goes on by itself where the sender still has the file',
    async () => {
      const file = fakeFile('a', 20 * BLOCK);
      const before = await interrupted(file, new FakeSink());
      const { unfinished, sink } = await onDisk(file, [0, 1, 2, 7, 19], before.id);
      const bobsKept = new UnfinishedTransfers({ blockBytes: BLOCK }); // bob's page is another one
      bobsKept.adopt([unfinished]);
      const pair = linkedAgain(before, { bobsKept });
      expect(await end(pair.alice, before.id)).toEqual({ phase: 'done' });
      expect(await end(pair.bob, before.id)).toEqual({ phase: 'done' });
      expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
      expect(sink.faults).toEqual([]);
    },
    LONG_MS,
  );

  it('goes on by itself when it is adopted after the link has come', async () => {
    const file = fakeFile('a', 5 * BLOCK);
    const before = await interrupted(file, new FakeSink(), 1);
    const { unfinished } = await onDisk(file, [3], before.id);
    const pair = linkedAgain(before, { bobsKept: new UnfinishedTransfers({ blockBytes: BLOCK }) });
    await quiet();
    pair.bobsKept.adopt([unfinished]);
    expect(await end(pair.bob, before.id)).toEqual({ phase: 'done' });
  });

  it('goes on by itself when the sender learns only later that the link of before has ended', async () => {
    const file = fakeFile('a', 20 * BLOCK);
    const stuck = new FakeSink();
    stuck.hold = () => new Promise(() => undefined);
    const before = await underWay(file, stuck);
    await reaches(before.alice, before.id, 'sending');
    const { unfinished } = await onDisk(file, [0], before.id);
    const bobsKept = new UnfinishedTransfers({ blockBytes: BLOCK });
    bobsKept.adopt([unfinished]);
    const pair = smallPair({ alicesKept: before.alicesKept, bobsKept });
    await quiet();
    expect(pair.alicePort.sent).toEqual([]);
    before.leaving.abort();
    expect(await end(pair.alice, before.id)).toEqual({ phase: 'done' });
    expect(await end(pair.bob, before.id)).toEqual({ phase: 'done' });
  });

  it(
    'goes on when the sender chooses the file again, and only the rest is sent',
    async () => {
      const file = fakeFile('a', 20 * BLOCK);
      const again = watched(file);
      const { unfinished, sink } = await onDisk(file, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 19]);
      const pair = smallPair();
      pair.bobsKept.adopt([unfinished]);
      const id = pair.alice.offer(again);
      await reaches(pair.bob, id, 'offered');
      const [row] = pair.bob.transfers$.value;
      expect([row?.heldBytes, row?.heldAs]).toEqual([11 * BLOCK, unfinished.id]);
      pair.bob.acceptRest(id);
      expect(await end(pair.bob, id)).toEqual({ phase: 'done' });
      expect(await end(pair.alice, id)).toEqual({ phase: 'done' });
      expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
      expect(sink.writtenBytes).toBe(20 * BLOCK);
      expect(sink.faults).toEqual([]);
      expect(pair.bobsKept.transfers$.value).toEqual([]);
    },
    LONG_MS,
  );

  it('is matched also when the offer came first', async () => {
    const file = fakeFile('a', 5 * BLOCK);
    const { unfinished } = await onDisk(file, [0]);
    const pair = smallPair();
    const id = pair.alice.offer(file);
    await reaches(pair.bob, id, 'offered');
    pair.bobsKept.adopt([unfinished]);
    expect(pair.bob.transfers$.value[0]?.heldBytes).toBe(BLOCK);
    pair.bob.acceptRest(id);
    expect(await end(pair.bob, id)).toEqual({ phase: 'done' });
  });

  it('is not matched with a file of another name, size, type or time of change', async () => {
    const file = fakeFile('a', 5 * BLOCK);
    const { unfinished } = await onDisk(file, [0]);
    const pair = smallPair();
    pair.bobsKept.adopt([unfinished]);
    const changes = [{ name: 'b' }, { type: 'text/plain' }, { lastModified: 1 }, { size: BLOCK }];
    for (const change of changes) pair.alice.offer({ ...file, ...change });
    await quiet();
    expect(pair.bob.transfers$.value.map(({ heldBytes }) => heldBytes)).toEqual(
      changes.map(() => undefined),
    );
  });

  it('of a file that is another one by now is found out before a byte is sent: source-changed', async () => {
    const old = fakeFile('old', 20 * BLOCK);
    const file = { ...fakeFile('new', 20 * BLOCK), name: 'old' };
    const { unfinished, sink } = await onDisk(old, [0, 1, 2]);
    const pair = smallPair();
    pair.bobsKept.adopt([unfinished]);
    const id = pair.alice.offer(file);
    await reaches(pair.bob, id, 'offered');
    pair.bob.acceptRest(id);
    expect(await end(pair.bob, id)).toEqual({
      phase: 'failed',
      reason: 'source-changed',
      side: 'here',
    });
    expect(await end(pair.alice, id)).toEqual({
      phase: 'failed',
      reason: 'source-changed',
      side: 'there',
    });
    await quiet();
    expect(sink.calls).toEqual(['abort']);
  });

  it('with its end: what is missing in the middle is sent, and the rest hashed for the digest', async () => {
    const file = fakeFile('a', 60 * BLOCK);
    const blocks = Array.from({ length: 60 }, (_, at) => at).filter((at) => at < 10 || at > 14);
    const { unfinished, sink } = await onDisk(file, blocks);
    const clock = new FakeClock();
    const pair = smallPair({ scheduler: clock });
    pair.bobsKept.adopt([unfinished]);
    const id = pair.alice.offer(file);
    await reaches(pair.bob, id, 'offered');
    pair.bob.acceptRest(id);
    while (sink.writtenBytes < file.size) await clock.advance(100); // the time that lanes take
    for (let turn = 0; turn < 20; turn += 1) await quiet();
    expect(stateOf(pair.bob, id)?.phase).toBe('receiving'); // END is missing
    await clock.advance(2 * IDLE_MS);
    expect(await end(pair.alice, id)).toEqual({ phase: 'done' });
    expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
  });

  it('that the disk does not bear out is fetched again', async () => {
    const file = fakeFile('a', 5 * BLOCK);
    const { unfinished, sink } = await onDisk(file, [1, 3]);
    const digests = new Map([...unfinished.digests].slice(0, 1));
    const pair = smallPair();
    pair.bobsKept.adopt([{ ...unfinished, open: () => Promise.resolve({ sink, digests }) }]);
    const id = pair.alice.offer(file);
    await reaches(pair.bob, id, 'offered');
    pair.bob.acceptRest(id);
    expect(await end(pair.bob, id)).toEqual({ phase: 'done' });
    expect(sink.faults).toEqual([`offset ${3 * BLOCK} written twice`]);
  });

  it('that cannot be opened any more is sink-failed', async () => {
    const file = fakeFile('a', 5 * BLOCK);
    const { unfinished } = await onDisk(file, [1]);
    const pair = smallPair();
    pair.bobsKept.adopt([{ ...unfinished, open: () => Promise.reject(new Error('locked')) }]);
    const id = pair.alice.offer(file);
    await reaches(pair.bob, id, 'offered');
    pair.bob.acceptRest(id);
    expect(await end(pair.bob, id)).toEqual({
      phase: 'failed',
      reason: 'sink-failed',
      side: 'here',
    });
  });

  it('can be cancelled, and is deleted', async () => {
    const { unfinished, discarded } = await onDisk(fakeFile('a', 5 * BLOCK), [1]);
    const kept = new UnfinishedTransfers({ blockBytes: BLOCK });
    kept.adopt([unfinished]);
    kept.cancel(unfinished.id);
    expect(stateOf(kept, unfinished.id)).toEqual({ phase: 'cancelled', side: 'here' });
    expect(discarded()).toBe(1);
  });

  it('cancelled while it is opened is deleted when it has been', async () => {
    const file = fakeFile('a', 5 * BLOCK);
    const { unfinished, sink } = await onDisk(file, [1]);
    const gate = holdingGate();
    const pair = smallPair();
    pair.bobsKept.adopt([
      {
        ...unfinished,
        open: () => gate.passing.then(() => ({ sink, digests: unfinished.digests })),
      },
    ]);
    const id = pair.alice.offer(file);
    await reaches(pair.bob, id, 'offered');
    pair.bob.acceptRest(id);
    pair.bob.cancel(id);
    gate.open();
    await quiet();
    expect(sink.calls).toEqual(['abort']);
    expect(await end(pair.alice, id)).toEqual({ phase: 'cancelled', side: 'there' });
  });
});
