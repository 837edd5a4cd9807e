import { type BulkFrame, TransferId, encodeBulk, newId } from '@whispernet/protocol';
import { sha256 } from './block-digests';
import { FakeByteChannel } from './fake-byte-channel';
import { FakeSink, fakeFile } from './fake-files';
import { FakePort, end, fakeLink, quiet, reaches, stateOf } from './fake-link';
import { FileExchange } from './file-exchange';
import { WINDOW_BYTES } from './file-receiver';
import { MAX_UNANSWERED } from './outgoing-files';
import { MAX_REMEMBERED } from './transfer-list';

const MiB = 1024 * 1024;
const violation = { phase: 'failed', reason: 'protocol-violation', side: 'here' } as const;
const corrupted = { phase: 'failed', reason: 'corrupted', side: 'here' } as const;

type Digest = Uint8Array<ArrayBuffer>;

/** Offers a file to bob and sends for it what she likes. */
class Mallory {
  readonly port: FakePort;
  readonly bobPort: FakePort;
  readonly bob: FileExchange;
  readonly channel: FakeByteChannel;
  readonly sink = new FakeSink();
  readonly id = newId(TransferId);

  constructor() {
    ({ alice: this.port, bob: this.bobPort } = fakeLink({ byHand: true }));
    this.bob = new FileExchange(this.bobPort, new AbortController().signal);
    const [near, far] = FakeByteChannel.pair({ byHand: true });
    this.channel = near;
    this.bobPort.welcome(far);
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

  send(...frames: readonly BulkFrame[]): void {
    for (const frame of frames) this.sendBytes(encodeBulk(frame));
  }

  sendBytes(bytes: Uint8Array<ArrayBuffer>): void {
    this.channel.send(bytes);
    this.channel.deliver();
  }

  data(offset: number, length: number, id = this.id): BulkFrame {
    return { t: 'data', id, offset, bytes: new Uint8Array(length) };
  }

  block(index: number, digest: Digest = new Uint8Array(32)): BulkFrame {
    return { t: 'block', id: this.id, index, digest };
  }

  end(digest: Digest = new Uint8Array(32)): BulkFrame {
    return { t: 'end', id: this.id, digest };
  }

  get state() {
    return stateOf(this.bob, this.id);
  }
}

describe('FileExchange, receiving from a hostile peer', () => {
  type Attack = readonly [
    name: string,
    size: number,
    frames: (mallory: Mallory) => readonly BulkFrame[],
  ];
  const attacks: readonly Attack[] = [
    ['data twice', 100, (m) => [m.data(0, 50), m.data(0, 50)]],
    ['data that overlaps', 100, (m) => [m.data(0, 50), m.data(49, 10)]],
    ['data beyond the end of the file', 100, (m) => [m.data(90, 11)]],
    ['data far outside the file', 100, (m) => [m.data(2 ** 52, 1)]],
    ['data beyond the credit', 2 * WINDOW_BYTES, (m) => [m.data(WINDOW_BYTES, 1)]],
    ['data that straddles the credit', 2 * WINDOW_BYTES, (m) => [m.data(WINDOW_BYTES - 1, 2)]],
    ['data across two blocks', 2 * MiB, (m) => [m.data(MiB - 1, 2)]],
    ['data for an empty file', 0, (m) => [m.data(0, 1)]],
    ['dust: a byte here and a byte there', MiB, (m) => Array.from({ length: 1025 }, (_, at) => m.data(2 * at, 1))], // prettier-ignore
    ['a second digest for a block', 100, (m) => [m.block(0), m.block(0)]],
    ['the digest of a block outside the file', 100, (m) => [m.block(1)]],
    ['the digest of a block beyond the credit', 2 * WINDOW_BYTES, (m) => [m.block(8)]],
    ['the digest of a block of an empty file', 0, (m) => [m.block(0)]],
    ['END twice', 100, (m) => [m.end(), m.end()]],
    ['END before the last byte was granted', WINDOW_BYTES + 1, (m) => [m.end()]],
  ];
  for (const [name, size, frames] of attacks) {
    it(`${name}: breaks that transfer, discards it, and tells her`, async () => {
      const mallory = new Mallory();
      await mallory.offerAccepted(size);
      const sent = frames(mallory);
      mallory.send(...sent.slice(0, -1));
      expect(mallory.state?.phase).toBe('receiving');
      mallory.send(...sent.slice(-1));
      expect(mallory.state).toEqual(violation);
      await quiet();
      expect(mallory.sink.calls).toEqual(['abort']);
      expect(mallory.bobPort.sent.at(-1)).toEqual({ t: 'file-cancel', id: mallory.id });
    });
  }

  it('data or a digest of a block that is written already: breaks that transfer', async () => {
    for (const again of [
      (m: Mallory) => m.data(0, 1),
      (m: Mallory) => m.block(0, new Uint8Array(32)),
    ]) {
      const mallory = new Mallory();
      await mallory.offerAccepted(MiB + 1);
      for (let at = 0; at < MiB; at += 65_536) mallory.send(mallory.data(at, 65_536));
      mallory.send(mallory.block(0, await sha256(new Uint8Array(MiB))));
      while (mallory.sink.writtenBytes === 0) await quiet();
      mallory.send(again(mallory));
      expect(mallory.state).toEqual(violation);
    }
  });

  it('data before the answer: breaks that offer', async () => {
    const mallory = new Mallory();
    mallory.offer(mallory.id, 100);
    await reaches(mallory.bob, mallory.id, 'offered');
    mallory.send(mallory.data(0, 1));
    expect(mallory.state).toEqual(violation);
  });

  it('data for the fifth file, which has no credit yet: breaks that transfer', async () => {
    const mallory = new Mallory();
    for (let other = 0; other < 4; other += 1) {
      const id = newId(TransferId);
      mallory.offer(id, 100);
      await reaches(mallory.bob, id, 'offered');
      mallory.bob.accept(id, new FakeSink());
    }
    await mallory.offerAccepted(100);
    mallory.send(mallory.data(0, 1));
    expect(mallory.state).toEqual(violation);
  });

  it('a block that differs from its digest: is corrupted and never written', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    mallory.send(mallory.data(0, 100), mallory.block(0));
    expect(await end(mallory.bob, mallory.id)).toEqual(corrupted);
    await quiet();
    expect(mallory.sink.calls).toEqual(['abort']);
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

  it('frames of files that nobody knows, or that have ended: are dropped', async () => {
    const mallory = new Mallory();
    await mallory.offerAccepted(100);
    mallory.send(mallory.data(0, 50, newId(TransferId)));
    mallory.bob.cancel(mallory.id);
    const said = mallory.bobPort.sent.length;
    mallory.send(mallory.data(0, 50), mallory.data(0, 50), mallory.end(), mallory.end());
    await quiet();
    expect(mallory.state).toEqual({ phase: 'cancelled' });
    expect(mallory.bobPort.sent.length).toBe(said);
    expect(mallory.channel.closed.aborted).toBeFalse();
  });

  const garbage: readonly [name: string, bytes: (mallory: Mallory) => Uint8Array<ArrayBuffer>][] = [
    ['an empty message', () => new Uint8Array()],
    ['an unknown kind', () => new Uint8Array(64).fill(9)],
    ['a DATA frame without data', (m) => encodeBulk(m.data(0, 1)).slice(0, -1)],
    ['a DATA frame above 64 KiB', (m) => encodeBulk(m.data(0, 65_537))],
    ['a digest of 31 bytes', (m) => encodeBulk(m.block(0)).slice(0, -1)],
    ['an END of 33 bytes', (m) => new Uint8Array([...encodeBulk(m.end()), 0])],
    ['an offset above 2^53', (m) => encodeBulk(m.data(0, 1)).fill(0xff, 17, 25)],
    ['CREDIT on her own channel', (m) => encodeBulk({ t: 'credit', id: m.id, until: 1 })],
  ];
  for (const [name, bytes] of garbage) {
    it(`${name}: breaks what was coming and closes the channel`, async () => {
      const mallory = new Mallory();
      await mallory.offerAccepted(100);
      mallory.sendBytes(bytes(mallory));
      expect(mallory.state).toEqual(violation);
      expect(mallory.channel.closed.aborted).toBeTrue();
    });
  }

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
