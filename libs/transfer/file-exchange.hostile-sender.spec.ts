import { BLOCK_BYTES, type LaneCargo, TransferId, newId } from '@whispernet/protocol';
import { sha256 } from './block-digests';
import { POOL_BLOCKS } from './block-pool';
import { FakeSink, fakeFile } from './fake-files';
import { FakeLanes } from './fake-lanes';
import { end, fakeLink, quiet, reaches, stateOf } from './fake-link';
import { FileExchange } from './file-exchange';
import type { FileMessage } from './file-port';
import { MAX_UNANSWERED } from './outgoing-files';
import { MAX_REMEMBERED } from './transfer-list';
import { UnfinishedTransfers } from './unfinished-transfers';

const MiB = 1024 * 1024;
const violation = { phase: 'failed', reason: 'protocol-violation', side: 'here' } as const;
const corrupted = { phase: 'failed', reason: 'corrupted', side: 'here' } as const;

type Digest = Uint8Array<ArrayBuffer>;

/** Offers a file to bob and sends for it what she likes. */
class Mallory {
  readonly #link = fakeLink();
  readonly port = this.#link.alice;
  readonly bobPort = this.#link.bob;
  readonly bob: FileExchange;
  readonly unfinished = new UnfinishedTransfers();
  lanes!: FakeLanes; // the exchange makes them while it is constructed
  readonly sink = new FakeSink();
  readonly id = newId(TransferId);

  constructor() {
    this.bob = new FileExchange(
      this.bobPort,
      { unfinished: this.unfinished, signal: new AbortController().signal },
      {
        blockBytes: BLOCK_BYTES,
        lanes: (options) => {
          this.lanes = new FakeLanes(options);
          return this.lanes.carrier;
        },
      },
    );
  }

  /** Offers `size` bytes; bob accepts. */
  async offerAccepted(size: number): Promise<void> {
    this.offer(this.id, size);
    await reaches(this.bob, this.id, 'offered');
    this.bob.accept(this.id, this.sink);
  }

  offer(id: TransferId, size: number, name = 'a'): void {
    this.port.send({ t: 'file-offer', id, name, size, type: '', lastModified: 0 });
  }

  async say(...messages: readonly FileMessage[]): Promise<void> {
    for (const message of messages) this.port.send(message);
    await quiet();
  }

  send(...cargo: readonly LaneCargo[]): void {
    this.lanes.take(...cargo);
  }

  data(offset: number, length: number, id = this.id): LaneCargo {
    return { t: 'data', id, offset, bytes: new Uint8Array(length) };
  }

  block(index: number, digest: Digest = new Uint8Array(32)): LaneCargo {
    return { t: 'block', id: this.id, index, digest };
  }

  end(digest: Digest = new Uint8Array(32)): LaneCargo {
    return { t: 'end', id: this.id, digest };
  }

  /** A whole block of zeros, right or not. */
  wholeBlock(index: number, digest: Digest): readonly LaneCargo[] {
    const pieces = Array.from({ length: 16 }, (_, at) =>
      this.data(index * MiB + at * 65_536, 65_536),
    );
    return [this.block(index, digest), ...pieces];
  }

  get state() {
    return stateOf(this.bob, this.id);
  }

  /** The blocks that bob wants of her, each as often as he does. */
  get wanted(): readonly number[] {
    return this.lanes.posted.flatMap((cargo) =>
      cargo.t === 'want' ? Array.from({ length: cargo.count }, (_, at) => cargo.first + at) : [],
    );
  }
}

describe('FileExchange, receiving from a hostile peer', () => {
  type Attack = readonly [
    name: string,
    size: number,
    cargo: (mallory: Mallory) => readonly LaneCargo[],
  ];
  const attacks: readonly Attack[] = [
    ['data beyond the end of the file', 100, (m) => [m.data(90, 11)]],
    ['data far outside the file', 100, (m) => [m.data(2 ** 52, 1)]],
    ['data across two blocks', 2 * MiB, (m) => [m.data(MiB - 1, 2)]],
    ['data for an empty file', 0, (m) => [m.data(0, 1)]],
    [
      'dust: a byte here and a byte there',
      MiB,
      (m) => Array.from({ length: 1025 }, (_, at) => m.data(2 * at, 1)),
    ],
    [
      'another digest for a block',
      100,
      (m) => [m.block(0), m.block(0, new Uint8Array(32).fill(1))],
    ],
    ['the digest of a block outside the file', 100, (m) => [m.block(1)]],
    ['the digest of a block of an empty file', 0, (m) => [m.block(0)]],
    ['another END', 100, (m) => [m.end(), m.end(new Uint8Array(32).fill(1))]],
    [
      'the same data without end',
      MiB,
      (m) => Array.from({ length: 16 * (2 * POOL_BLOCKS + 1) + 2 }, () => m.data(0, 65_536)),
    ],
    [
      'blocks without end that were never wanted',
      40 * MiB,
      (m) => Array.from({ length: 16 * 3 * POOL_BLOCKS + 1 }, () => m.data(39 * MiB, 65_536)),
    ],
  ];
  for (const [name, size, cargo] of attacks) {
    it(`${name}: breaks that transfer, discards it, and tells her`, async () => {
      const mallory = new Mallory();
      await mallory.offerAccepted(size);
      const sent = cargo(mallory);
      mallory.send(...sent.slice(0, -1).splice(0, 100));
      for (const each of sent.slice(100, -1)) mallory.send(each);
      expect(mallory.state?.phase).toBe('receiving');
      mallory.send(...sent.slice(-1));
      expect(mallory.state).toEqual(violation);
      await quiet();
      expect(mallory.sink.calls).toEqual(['abort']);
      expect(mallory.bobPort.sent.at(-1)).toEqual({
        t: 'file-cancel',
        id: mallory.id,
        reason: 'protocol-violation',
      });
    });
  }

  it('data, a digest or an END twice: is what a repeated frame looks like', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    const digest = await sha256(new Uint8Array(100));
    const last = mallory.end(await sha256(digest));
    const half = mallory.data(0, 60);
    mallory.send(half, half, mallory.data(40, 20), mallory.block(0, digest), last, last);
    mallory.send(mallory.block(0, digest), mallory.data(50, 50), half);
    expect(await end(mallory.bob, mallory.id)).toEqual({ phase: 'done' });
    expect(mallory.sink.faults).toEqual([]);
  });

  it('a block never wanted: takes no memory, and is wanted again when its time comes', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(40 * MiB);
    expect(mallory.wanted).toEqual(Array.from({ length: 32 }, (_, at) => at));
    mallory.send(...mallory.wholeBlock(35, await sha256(new Uint8Array(MiB))));
    await quiet();
    expect(mallory.sink.calls).toEqual([]);
    expect(mallory.state).toEqual({ phase: 'receiving', bytes: 0 });
  });

  it('data before the answer: breaks that offer', async () => {
    const mallory = new Mallory();
    mallory.offer(mallory.id, 100);
    await reaches(mallory.bob, mallory.id, 'offered');
    mallory.send(mallory.data(0, 1));
    expect(mallory.state).toEqual(violation);
  });

  it('the fifth file at once: nothing of it is wanted until another one is over', async () => {
    const mallory = new Mallory();
    const first = newId(TransferId);
    const others = [first, ...Array.from({ length: 3 }, () => newId(TransferId))];
    for (const id of others) {
      mallory.offer(id, 100);
      await reaches(mallory.bob, id, 'offered');
      mallory.bob.accept(id, new FakeSink());
    }
    await mallory.offerAccepted(100);
    const wantedIds = () => mallory.lanes.posted.map(({ id }) => id);
    expect(wantedIds()).toEqual(others);
    mallory.bob.cancel(first);
    expect(wantedIds().at(-1)).toBe(mallory.id);
  });

  it('a block that differs from its digest: is wanted again, the third time it is corrupted, never written', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    for (const times of [1, 2, 3]) {
      expect(mallory.wanted.length).toBe(times);
      mallory.send(mallory.data(0, 100), mallory.block(0));
      await quiet();
    }
    expect(mallory.state).toEqual(corrupted);
    expect(mallory.sink.calls).toEqual(['abort']);
    expect(mallory.bobPort.sent.at(-1)).toEqual({
      t: 'file-cancel',
      id: mallory.id,
      reason: 'corrupted',
    });
  });

  it('a bad block that comes right the second time: does no harm', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    const digest = await sha256(new Uint8Array(100));
    mallory.send({ t: 'data', id: mallory.id, offset: 0, bytes: new Uint8Array(100).fill(7) });
    mallory.send(mallory.block(0, digest));
    await quiet();
    mallory.send(mallory.block(0, digest), mallory.data(0, 100), mallory.end(await sha256(digest)));
    expect(await end(mallory.bob, mallory.id)).toEqual({ phase: 'done' });
    expect(mallory.sink.calls).toEqual(['write', 'close']);
  });

  it('an END that differs from the blocks: is corrupted, never closed, never acknowledged', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    const digest = await sha256(new Uint8Array(100));
    mallory.send(mallory.data(0, 100), mallory.block(0, digest), mallory.end());
    expect(await end(mallory.bob, mallory.id)).toEqual(corrupted);
    await quiet();
    expect(mallory.sink.calls).toEqual(['write', 'abort']);
    expect(mallory.bobPort.sent.map(({ t }) => t)).not.toContain('file-received');
  });

  it('a wrong END for an empty file: is corrupted', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(0);
    mallory.send(mallory.end());
    expect(await end(mallory.bob, mallory.id)).toEqual(corrupted);
  });

  it('a peer that offers and then sends nothing: takes no memory, and can be cancelled', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(2 ** 40);
    await quiet();
    expect(mallory.state).toEqual({ phase: 'receiving', bytes: 0 });
    mallory.bob.cancel(mallory.id);
    await quiet();
    expect(mallory.sink.calls).toEqual(['abort']);
  });

  it('cargo of files that nobody knows, or that have ended: is dropped', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    mallory.send(mallory.data(0, 50, newId(TransferId)));
    mallory.bob.cancel(mallory.id);
    const said = mallory.bobPort.sent.length;
    mallory.send(mallory.data(0, 50), mallory.data(0, 50), mallory.end(), mallory.end());
    mallory.send({ t: 'want', id: mallory.id, round: 0, first: 0, count: 1 });
    await quiet();
    expect(mallory.state).toEqual({ phase: 'cancelled', side: 'here' });
    expect(mallory.bobPort.sent.length).toBe(said);
    expect(mallory.lanes.hasEnded).toBeFalse();
  });

  it('cargo without end of files that nobody knows: all that moves breaks, and no lane is left', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    const stray = mallory.data(0, 65_536, newId(TransferId));
    for (let at = 0; at < 16 * POOL_BLOCKS - 8; at += 1) mallory.send(stray);
    expect(mallory.lanes.hasEnded).toBeFalse();
    for (let at = 0; at < 9; at += 1) mallory.send(stray);
    expect(mallory.lanes.hasEnded).toBeTrue();
    expect(mallory.state).toEqual(violation);
  });

  const listings: readonly [
    what: string,
    text: string,
    reason: 'protocol-violation' | 'corrupted',
  ][] = [
    ['that is no JSON', '[[["a"],1,2]', 'protocol-violation'],
    ['whose sizes do not add up', '[[["a"],99,2]]', 'protocol-violation'],
    ['whose bytes are not those of its END', '[[["a"],100,2]]', 'corrupted'],
  ];
  for (const [what, text, reason] of listings) {
    it(`a folder with a listing ${what}: breaks that offer, also where it was accepted already`, async () => {
      const mallory = new Mallory();
      const bytes = new TextEncoder().encode(text);
      const listing = { id: newId(TransferId), size: bytes.length };
      const about = { t: 'file-offer', name: 'x', size: 100, type: '', lastModified: 0 } as const;
      await mallory.say({ ...about, id: mallory.id, folder: { files: 1, listing } });
      mallory.bob.accept(mallory.id, mallory.sink);
      const digest = await sha256(bytes);
      const whole = reason === 'corrupted' ? new Uint8Array(32) : await sha256(digest);
      mallory.send({ t: 'block', id: listing.id, index: 0, digest });
      mallory.send({ t: 'data', id: listing.id, offset: 0, bytes });
      mallory.send({ t: 'end', id: listing.id, digest: whole });
      expect(await end(mallory.bob, mallory.id)).toEqual({ phase: 'failed', reason, side: 'here' });
      await quiet();
      expect(mallory.sink.calls).toEqual(['abort']);
      expect(mallory.bobPort.sent.at(-1)).toEqual({ t: 'file-cancel', id: mallory.id, reason });
    });
  }

  it('a folder whose listing has the id of another transfer: is declined unseen', async () => {
    const mallory = new Mallory();
    mallory.offer(mallory.id, 1);
    const about = { t: 'file-offer', name: 'x', size: 100, type: '', lastModified: 0 } as const;
    const id = newId(TransferId);
    for (const listingId of [mallory.id, id])
      await mallory.say({
        ...about,
        id,
        folder: { files: 1, listing: { id: listingId, size: 5 } },
      });
    expect(mallory.bobPort.sent).toEqual([
      { t: 'file-decline', id },
      { t: 'file-decline', id },
    ]);
  });

  it('pauses without end: break the transfer', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(MiB);
    const { id } = mallory;
    for (let time = 0; time < 256; time += 1)
      await mallory.say({ t: 'file-pause', id }, { t: 'file-resume', id });
    expect(mallory.state?.phase).toBe('receiving');
    await mallory.say({ t: 'file-pause', id });
    expect(mallory.state).toEqual(violation);
  }, 60_000);

  it('a broken lane: breaks what was accepted, and nothing else', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    const other = newId(TransferId);
    mallory.offer(other, 10);
    await reaches(mallory.bob, other, 'offered');
    mallory.lanes.options.shipper.violated();
    expect(mallory.state).toEqual(violation);
    expect(stateOf(mallory.bob, other)).toEqual({ phase: 'offered' });
  });

  it('two offers with one id: the first stands', async () => {
    const mallory = new Mallory();
    mallory.offer(mallory.id, 100, 'a.txt');
    mallory.offer(mallory.id, 999, 'b.exe');
    await quiet();
    expect(mallory.bob.transfers$.value.map(({ name, size }) => ({ name, size }))).toEqual([
      { name: 'a.txt', size: 100 },
    ]);
  });

  it('an offer with the id of a file of ours: is dropped', async () => {
    const mallory = new Mallory();
    const id = mallory.bob.offer(fakeFile('bobs', 1));
    mallory.offer(id, 100);
    await quiet();
    expect(mallory.bob.transfers$.value.map(({ direction }) => direction)).toEqual(['out']);
  });

  it('an offer of more than the wire can count: is declined unseen', async () => {
    const mallory = new Mallory();
    mallory.offer(mallory.id, 2 ** 52 + 1);
    await quiet();
    expect(mallory.state).toBeUndefined();
    expect(mallory.bobPort.sent).toEqual([{ t: 'file-decline', id: mallory.id }]);
  });

  it('more offers than anybody can answer: the 65th is declined unseen', async () => {
    const mallory = new Mallory();
    for (let at = 0; at < MAX_UNANSWERED; at += 1) mallory.offer(newId(TransferId), 1);
    mallory.offer(mallory.id, 1);
    await quiet();
    expect(mallory.bob.transfers$.value.length).toBe(MAX_UNANSWERED);
    expect(mallory.bobPort.sent).toEqual([{ t: 'file-decline', id: mallory.id }]);
  });

  it('offers without end beyond that: are not even declined any more', async () => {
    const mallory = new Mallory();
    for (let at = 0; at < MAX_UNANSWERED + 5_000; at += 1) mallory.offer(newId(TransferId), 1);
    await quiet();
    expect(mallory.bobPort.sent.length).toBe(100);
    expect(mallory.bob.transfers$.value.length).toBe(MAX_UNANSWERED);
  });

  it('offers and withdrawals for hours: the list stays short, and keeps what was received', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(0);
    mallory.send(mallory.end(await sha256(new Uint8Array())));
    await reaches(mallory.bob, mallory.id, 'done');
    for (let at = 0; at < 2000; at += 1) {
      const id = newId(TransferId);
      mallory.offer(id, 1);
      mallory.port.send({ t: 'file-cancel', id });
    }
    await quiet();
    expect(mallory.bob.transfers$.value.length).toBe(MAX_REMEMBERED + 1);
    expect(mallory.state).toEqual({ phase: 'done' });
  });

  it('a type that is none: is shown as empty', async () => {
    const mallory = new Mallory();
    const about = { t: 'file-offer', name: 'a', size: 1, lastModified: 0 } as const;
    mallory.port.send({ ...about, id: mallory.id, type: '<b>\u202Ebold/x' });
    await reaches(mallory.bob, mallory.id, 'offered');
    expect(mallory.bob.transfers$.value[0]?.type).toBe('');
  });
});
