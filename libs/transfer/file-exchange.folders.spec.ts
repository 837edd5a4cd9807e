import { TransferId, newId } from '@whispernet/protocol';
import { sha256 } from './block-digests';
import { FakeSink, fakeFile, sameBytes } from './fake-files';
import {
  BLOCK,
  type Pair,
  end,
  linkedAgain,
  quiet,
  reaches,
  smallPair,
  state,
  stateOf,
} from './fake-link';
import type { FolderFile, FolderSource } from './file-source';
import { UnfinishedTransfers } from './unfinished-transfers';

const LONG_MS = 60_000;

interface FakeFolder {
  readonly name: string;
  readonly files: (FolderFile & { readonly source: ReturnType<typeof fakeFile> })[];
}

/** A folder of files of these sizes, at different depths. */
function fakeFolder(sizes: readonly number[]): FakeFolder {
  const files = sizes.map((size, at) => ({
    path: [...Array.from({ length: at % 3 }, (_, depth) => `d${depth}`), `${at}.bin`],
    source: fakeFile(`${at}.bin`, size),
  }));
  return { name: 'photos', files };
}

const bytesOf = (files: readonly { source: ReturnType<typeof fakeFile> }[]) =>
  new Uint8Array(files.flatMap(({ source }) => [...source.bytes]));

/** Offered, and its listing is there. */
async function listed({ alice, bob }: Pick<Pair, 'alice' | 'bob'>, folder: FolderSource) {
  const id = alice.offerFolder(folder);
  const files = await filesOf(bob, id);
  return { id, files };
}

async function filesOf(bob: Pair['bob'], id: TransferId) {
  for (;;) {
    const files = bob.transfers$.value.find((row) => row.id === id)?.folder?.files;
    if (files) return files;
    await quiet(1);
  }
}

describe('FileExchange, folders', () => {
  const sizes = [10, 0, BLOCK, 3 * BLOCK + 7, 1, 0, BLOCK - 1, 5];

  it('are offered as one, and show what is in them before anybody answers', async () => {
    const pair = smallPair();
    const folder = fakeFolder(sizes);
    const { id, files } = await listed(pair, folder);
    const [row] = pair.bob.transfers$.value;
    expect([row?.name, row?.size, row?.folder?.count, row?.state.phase]).toEqual([
      'photos',
      sizes.reduce((a, b) => a + b),
      sizes.length,
      'offered',
    ]);
    expect(files).toEqual(
      folder.files.map(({ path, source: { size, lastModified } }) => ({
        path,
        size,
        lastModified,
        isProgram: false,
      })),
    );
    expect(stateOf(pair.alice, id)).toEqual({ phase: 'waiting' });
  });

  it('are accepted as one: the bytes of all files, one after the other', async () => {
    const pair = smallPair();
    const folder = fakeFolder(sizes);
    const { id } = await listed(pair, folder);
    const sink = new FakeSink();
    pair.bob.accept(id, sink);
    expect([await end(pair.alice, id), await end(pair.bob, id)]).toEqual([
      { phase: 'done' },
      { phase: 'done' },
    ]);
    expect(sameBytes(sink.bytes, bytesOf(folder.files))).toBeTrue();
  });

  it('are accepted in part: those files alone, and both sides know how much that is', async () => {
    const pair = smallPair();
    const folder = fakeFolder(sizes);
    const { id, files } = await listed(pair, folder);
    const only = [7, 3, 1, 0];
    const sink = new FakeSink();
    pair.bob.accept(id, sink, only);
    expect(await end(pair.alice, id)).toEqual({ phase: 'done' });
    const chosen = [0, 1, 3, 7];
    expect(
      sameBytes(sink.bytes, bytesOf(chosen.flatMap((at) => folder.files[at] ?? []))),
    ).toBeTrue();
    for (const { transfers$ } of [pair.alice, pair.bob]) {
      expect(transfers$.value[0]?.size).toBe(sink.bytes.length);
      expect(transfers$.value[0]?.folder?.files).toEqual(chosen.flatMap((at) => files[at] ?? []));
    }
  });

  it('of empty files alone are done at once', async () => {
    const pair = smallPair();
    const { id } = await listed(pair, fakeFolder([0, 0]));
    const sink = new FakeSink();
    pair.bob.accept(id, sink);
    expect(await end(pair.bob, id)).toEqual({ phase: 'done' });
    expect(sink.calls).toEqual(['close']);
  });

  it('may be accepted before the listing has come: it goes on when it has', async () => {
    const pair = smallPair();
    const folder = fakeFolder(sizes);
    const id = pair.alice.offerFolder(folder);
    await reaches(pair.bob, id, 'offered');
    const sink = new FakeSink();
    pair.bob.accept(id, sink);
    expect(await end(pair.alice, id)).toEqual({ phase: 'done' });
    expect(sameBytes(sink.bytes, bytesOf(folder.files))).toBeTrue();
  });

  it(
    'of ten thousand files take a few blocks, not ten thousand round trips',
    async () => {
      const pair = smallPair();
      const folder = fakeFolder(Array.from({ length: 10_000 }, (_, at) => at % 7));
      const { id } = await listed(pair, folder);
      const sink = new FakeSink();
      pair.bob.accept(id, sink);
      expect(await end(pair.alice, id)).toEqual({ phase: 'done' });
      expect(sink.writtenBytes).toBe(
        folder.files.reduce((sum, { source }) => sum + source.size, 0),
      );
      expect(pair.alicePort.sent.length + pair.bobPort.sent.length).toBe(3);
    },
    LONG_MS,
  );

  it('with a file that has changed since are source-changed', async () => {
    const pair = smallPair();
    const { files, name } = fakeFolder([BLOCK, BLOCK, BLOCK]);
    const [first, second, third] = files;
    if (!first || !second || !third) throw new Error('three');
    let { size } = second.source;
    const source = Object.defineProperty({ ...second.source }, 'size', { get: () => size });
    const { id } = await listed(pair, { name, files: [first, { ...second, source }, third] });
    size += 1;
    pair.bob.accept(id, new FakeSink());
    expect(await end(pair.alice, id)).toEqual({
      phase: 'failed',
      reason: 'source-changed',
      side: 'here',
    });
  });

  it(
    'go on over the next link, also when only some of their files were taken',
    async () => {
      const before = smallPair();
      const folder = fakeFolder(Array.from({ length: 40 }, () => BLOCK + 3));
      const { id } = await listed(before, folder);
      const sink = new FakeSink();
      const only = Array.from({ length: 30 }, (_, at) => at + 5);
      before.bob.accept(id, sink, only);
      while (sink.writtenBytes < 3 * BLOCK) await quiet(1);
      const pair = linkedAgain(before);
      expect(await end(pair.alice, id)).toEqual({ phase: 'done' });
      expect(await end(pair.bob, id)).toEqual({ phase: 'done' });
      expect(sameBytes(sink.bytes, bytesOf(folder.files.slice(5, 35)))).toBeTrue();
      expect(sink.faults).toEqual([]);
    },
    LONG_MS,
  );

  it('go on when they are chosen again, from what an earlier page has kept of some of their files', async () => {
    const folder = fakeFolder([BLOCK, 2 * BLOCK, 3 * BLOCK, BLOCK]);
    const first = smallPair();
    const { files } = await listed(first, folder);
    const taken = [1, 2];
    const bytes = bytesOf(taken.flatMap((at) => folder.files[at] ?? []));
    const sink = new FakeSink();
    const held = bytes.slice(0, BLOCK);
    const digests = new Map([[0, await sha256(held)]]);
    await sink.write(0, held, await sha256(held));
    const bobsKept = new UnfinishedTransfers({ blockBytes: BLOCK });
    bobsKept.adopt([
      {
        ...{ id: newId(TransferId), name: 'photos', size: bytes.length, type: '', lastModified: 0 },
        folder: taken.flatMap((at) => files[at] ?? []),
        ...{ digests, isWhole: false },
        open: () => Promise.resolve({ sink, digests }),
        discard: () => Promise.resolve(),
      },
    ]);
    const pair = smallPair({ bobsKept });
    const { id } = await listed(pair, folder);
    expect(pair.bob.transfers$.value[0]?.heldBytes).toBe(BLOCK);
    pair.bob.acceptRest(id);
    expect(await end(pair.alice, id)).toEqual({ phase: 'done' });
    expect(sameBytes(sink.bytes, bytes)).toBeTrue();
    expect(sink.faults).toEqual([]);
  });

  it('can be declined and cancelled before their listing has come', async () => {
    for (const act of ['decline', 'cancel'] as const) {
      const pair = smallPair();
      const id = pair.alice.offerFolder(fakeFolder(sizes));
      await reaches(pair.bob, id, 'offered');
      pair.bob[act](id);
      const { phase } = await end(pair.alice, id);
      expect(phase).toBe(act === 'decline' ? 'declined' : 'cancelled');
    }
  });

  it('are listed at once, and offered when all that is in them is written down', async () => {
    const pair = smallPair();
    const id = pair.alice.offerFolder(fakeFolder(sizes));
    expect(stateOf(pair.alice, id)).toEqual({ phase: 'waiting' });
    expect(pair.alice.transfers$.value[0]?.folder).toEqual({
      count: sizes.length,
      files: undefined,
    });
    await reaches(pair.bob, id, 'offered');
    expect(pair.alice.transfers$.value[0]?.folder?.files?.length).toBe(sizes.length);
  });

  it('given up before they are written down were never heard of', async () => {
    const pair = smallPair();
    const id = pair.alice.offerFolder(fakeFolder(sizes));
    pair.alice.cancel(id);
    expect(stateOf(pair.alice, id)).toEqual({ phase: 'cancelled', side: 'here' });
    await quiet();
    expect(pair.alicePort.sent).toEqual([]);
  });

  it('whose link ends before they are written down are lost with it', async () => {
    const pair = smallPair();
    const id = pair.alice.offerFolder(fakeFolder(sizes));
    pair.leaving.abort();
    const lost = { phase: 'failed', reason: 'connection-lost', side: 'here' } as const;
    expect(stateOf(pair.alice, id)).toEqual(lost);
    await quiet();
    expect(pair.alice.transfers$.value.length).toBe(1);
    expect(pair.alicesKept.transfers$.value).toEqual([]);
  });

  it('with names too long for a listing say so, and are not offered', async () => {
    const pair = smallPair();
    const path = Array.from({ length: 32 }, () => 'x'.repeat(1_024));
    const files = Array.from({ length: 1_025 }, () => ({ path, source: fakeFile('a', 0) }));
    const id = pair.alice.offerFolder({ name: 'long', files });
    expect(await end(pair.alice, id)).toEqual({
      phase: 'failed',
      reason: 'listing-too-long',
      side: 'here',
    });
    expect(pair.alicePort.sent).toEqual([]);
  });

  it('without files, or with too many, are not offered', () => {
    const pair = smallPair();
    const source = fakeFile('a', 0);
    const many = Array.from({ length: 100_001 }, () => ({ path: ['a'], source }));
    for (const files of [[], many])
      expect(() => pair.alice.offerFolder({ name: 'x', files })).toThrowError(RangeError);
    expect(pair.alice.transfers$.value).toEqual([]);
  });

  it('answered for too many scattered files at once say so', async () => {
    const pair = smallPair();
    const { id } = await listed(pair, fakeFolder(Array.from({ length: 4_002 }, () => 0)));
    const only = Array.from({ length: 2_001 }, (_, at) => 2 * at);
    expect(() => {
      pair.bob.accept(id, new FakeSink(), only);
    }).toThrowError(RangeError);
    pair.bob.accept(id, new FakeSink(), only.slice(1));
    expect(await state(pair.bob, id, ({ phase }) => phase === 'done')).toEqual({ phase: 'done' });
  });

  it('whose files are more than anybody wants to list unasked are declined unseen', () => {
    const { bob, bobPort } = smallPair();
    const about = { t: 'file-offer', name: 'x', size: 0, type: '', lastModified: 0 } as const;
    const offers = Array.from({ length: 3 }, () => ({
      ...about,
      id: newId(TransferId),
      folder: { files: 100_000, listing: { id: newId(TransferId), size: 1000 } },
    }));
    for (const offer of offers) bobPort.hear(offer);
    expect(bob.transfers$.value.length).toBe(2);
    expect(bobPort.sent).toEqual([{ t: 'file-decline', id: offers[2]?.id ?? newId(TransferId) }]);
  });
});
