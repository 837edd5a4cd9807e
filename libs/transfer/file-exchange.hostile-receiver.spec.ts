import { BLOCK_BYTES, type LaneCargo, TransferId, newId, toBase64url } from '@whispernet/protocol';
import { sha256 } from './block-digests';
import { fakeFile, sameBytes } from './fake-files';
import { FakeLanes } from './fake-lanes';
import { fakeLink, quiet, stateOf } from './fake-link';
import { FileExchange } from './file-exchange';
import type { FileMessage } from './file-port';
import type { FileSource } from './file-source';
import { UnfinishedTransfers } from './unfinished-transfers';

const MiB = 1024 * 1024;
const violation = { phase: 'failed', reason: 'protocol-violation', side: 'here' } as const;
const corrupted = { phase: 'failed', reason: 'corrupted', side: 'here' } as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** alice has offered a file to mallory, who says and wants what she likes. */
class Mallory {
  readonly #link = fakeLink();
  readonly alicePort = this.#link.alice;
  readonly #port = this.#link.bob;
  readonly unfinished = new UnfinishedTransfers();
  readonly alice: FileExchange;
  lanes!: FakeLanes; // the exchange makes them while it is constructed
  readonly id: TransferId;

  constructor(file: FileSource) {
    this.alice = new FileExchange(
      this.alicePort,
      { unfinished: this.unfinished, signal: new AbortController().signal },
      {
        blockBytes: BLOCK_BYTES,
        lanes: (options) => {
          this.lanes = new FakeLanes(options);
          return this.lanes.carrier;
        },
      },
    );
    this.id = this.alice.offer(file);
  }

  async say(...messages: readonly FileMessage[]): Promise<void> {
    for (const message of messages) this.#port.send(message);
    await quiet();
  }

  accept = () => this.say({ t: 'file-accept', id: this.id });

  received = (digest: Bytes) =>
    this.say({ t: 'file-received', id: this.id, digest: toBase64url(digest) });

  async want(first: number, count = 1, round = 0): Promise<void> {
    this.lanes.take({ t: 'want', id: this.id, round, first, count });
    await quiet();
  }

  /** What alice sends until she has nothing to send, all of it acknowledged. */
  async hear(): Promise<readonly LaneCargo[]> {
    const heard: LaneCargo[] = [];
    for (let silence = 0; silence < 3;) {
      if (this.lanes.launch()) {
        const cargo = this.lanes.land();
        if (cargo) heard.push(cargo);
        silence = 0;
      } else {
        await quiet();
        silence += 1;
      }
    }
    return heard;
  }

  get state() {
    return stateOf(this.alice, this.id);
  }
}

/** How many bytes of a file are among them. */
const bytesIn = (cargo: readonly LaneCargo[]) =>
  cargo.reduce((sum, each) => sum + (each.t === 'data' ? each.bytes.length : 0), 0);

describe('FileExchange, sending to a hostile peer', () => {
  const fileDigest = async (bytes: Bytes) => sha256(await sha256(bytes)); // of one block

  it('an accept of an unknown id: is dropped', async () => {
    const mallory = new Mallory(fakeFile('a', 10));
    await mallory.say({ t: 'file-accept', id: newId(TransferId) });
    expect(mallory.state).toEqual({ phase: 'waiting' });
  });

  it('an accept of what was answered: is dropped', async () => {
    const declined = new Mallory(fakeFile('a', 10));
    await declined.say({ t: 'file-decline', id: declined.id });
    await declined.accept();
    expect(declined.state).toEqual({ phase: 'declined' });

    const accepted = new Mallory(fakeFile('a', 10));
    await accepted.accept();
    await accepted.accept();
    await accepted.say({ t: 'file-decline', id: accepted.id });
    expect(accepted.state).toEqual({ phase: 'sending', bytes: 0 });
    await accepted.want(0);
    await accepted.hear();
    expect(accepted.state).toEqual({ phase: 'verifying' });
  });

  it('an accept of some files of what is no folder: breaks the transfer', async () => {
    const mallory = new Mallory(fakeFile('a', 10));
    await mallory.say({ t: 'file-accept', id: mallory.id, only: [[0, 1]] });
    expect(mallory.state).toEqual(violation);
  });

  it('an accept without ever a want: nothing is read and nothing sent', async () => {
    const file = fakeFile('a', 10 * MiB);
    const slice = spyOn(file, 'slice').and.callThrough();
    const mallory = new Mallory(file);
    await mallory.accept();
    expect(await mallory.hear()).toEqual([]);
    expect(slice).not.toHaveBeenCalled();
  });

  it('a want and then silence: not a byte beyond it is sent', async () => {
    const mallory = new Mallory(fakeFile('a', 10 * MiB));
    await mallory.accept();
    await mallory.want(3, 2);
    expect(bytesIn(await mallory.hear())).toBe(2 * MiB);
    expect(mallory.state).toEqual({ phase: 'sending', bytes: 5 * MiB }); // what she passes over, she has
  });

  const beyond: readonly [name: string, first: number, count: number][] = [
    ['a want of the block after the last', 10, 1],
    ['a want that reaches beyond the last block', 9, 2],
    ['a want of 2^32 blocks', 0, 0xffff_ffff],
    ['a want of the very last index', 0xffff_ffff, 1],
  ];
  for (const [name, first, count] of beyond) {
    it(`${name}: breaks the transfer, and she is told`, async () => {
      const mallory = new Mallory(fakeFile('a', 10 * MiB));
      await mallory.accept();
      await mallory.want(first, count);
      expect(mallory.state).toEqual(violation);
      expect(mallory.alicePort.sent.at(-1)).toEqual({
        t: 'file-cancel',
        id: mallory.id,
        reason: 'protocol-violation',
      });
      expect(await mallory.hear()).toEqual([]);
    });
  }

  it('a want of more than anybody has memory for: breaks the transfer', async () => {
    const huge = { ...fakeFile('a', 0), size: 2 ** 40 };
    const slice = spyOn(huge, 'slice');
    const mallory = new Mallory(huge);
    await mallory.accept();
    await mallory.want(0, 257);
    expect(mallory.state).toEqual(violation);
    await quiet();
    expect(slice.calls.count()).toBeLessThanOrEqual(1);
  });

  it('the same block 10,000 times: is sent 16 times at most, then the transfer breaks', async () => {
    const mallory = new Mallory(fakeFile('a', 2 * MiB));
    await mallory.accept();
    let sent = 0;
    for (let time = 0; time < 10_000 && mallory.state?.phase === 'sending'; time += 1) {
      await mallory.want(0, 1, time); // of an ever higher round
      sent += bytesIn(await mallory.hear());
    }
    expect(mallory.state).toEqual(violation);
    expect(sent).toBe(16 * MiB);
  });

  it('the same want again while the block is on the way: is what a repeated frame looks like', async () => {
    const mallory = new Mallory(fakeFile('a', 2 * MiB));
    await mallory.accept();
    for (let time = 0; time < 100; time += 1) await mallory.want(0);
    expect(bytesIn(await mallory.hear())).toBe(MiB);
  });

  it('a want of one block that has arrived broken, before all of it is acknowledged: is heard, and it is sent again', async () => {
    const mallory = new Mallory(fakeFile('a', 2 * MiB));
    await mallory.accept();
    await mallory.want(0);
    while (mallory.lanes.launch()); // a copy of each would be there now, and the block with it
    await mallory.want(0);
    while (mallory.lanes.land());
    expect(bytesIn(await mallory.hear())).toBe(MiB);
    await mallory.want(1);
    expect(bytesIn(await mallory.hear())).toBe(MiB);
    expect(mallory.state?.phase).toBe('verifying');
  });

  it('a want of several blocks again when they are there: is a repeated frame; one alone is sent again', async () => {
    const mallory = new Mallory(fakeFile('a', 4 * MiB));
    await mallory.accept();
    await mallory.want(0, 3);
    expect(bytesIn(await mallory.hear())).toBe(3 * MiB);
    await mallory.want(0, 3);
    expect(bytesIn(await mallory.hear())).toBe(0);
    await mallory.want(1);
    expect(bytesIn(await mallory.hear())).toBe(MiB);
  });

  it('wants of before a pause, by either side: are over, also when they come afterwards', async () => {
    for (const who of ['alice', 'mallory']) {
      const mallory = new Mallory(fakeFile('a', 64 * MiB));
      const { id } = mallory;
      await mallory.accept();
      await mallory.want(0, 32);
      if (who === 'alice') mallory.alice.pause(id);
      else await mallory.say({ t: 'file-pause', id });
      await mallory.want(40);
      if (who === 'alice') mallory.alice.resume(id);
      else await mallory.say({ t: 'file-resume', id });
      expect(bytesIn(await mallory.hear()))
        .withContext(who)
        .toBe(0);
      await mallory.want(0, 1, 1);
      expect(bytesIn(await mallory.hear()))
        .withContext(who)
        .toBe(MiB);
    }
  });

  it('a want of after a pause that comes before the pause: counts', async () => {
    const mallory = new Mallory(fakeFile('a', 64 * MiB));
    const { id } = mallory;
    await mallory.accept();
    await mallory.want(0, 32);
    await mallory.want(7, 1, 1);
    await mallory.say({ t: 'file-pause', id });
    expect(bytesIn(await mallory.hear())).toBe(0);
    await mallory.say({ t: 'file-resume', id });
    expect(bytesIn(await mallory.hear())).toBe(MiB);
  });

  it('rounds that run backwards: are what late frames look like, and change nothing', async () => {
    const file = fakeFile('a', 2 * MiB);
    const mallory = new Mallory(file);
    await mallory.accept();
    await mallory.want(0, 2, 7);
    await mallory.want(0, 1, 6);
    const bytes = new Uint8Array(file.size);
    for (const cargo of await mallory.hear())
      if (cargo.t === 'data') bytes.set(cargo.bytes, cargo.offset);
    expect(mallory.state).toEqual({ phase: 'verifying' });
    expect(sameBytes(bytes, file.bytes)).toBeTrue();
  });

  it('a higher round: takes back what was wanted and not sent yet', async () => {
    const mallory = new Mallory(fakeFile('a', 64 * MiB));
    await mallory.accept();
    await mallory.want(0, 32, 0);
    await mallory.want(60, 1, 1);
    const indexes = (await mallory.hear()).flatMap((each) =>
      each.t === 'block' ? each.index : [],
    );
    expect(indexes).toEqual([60]);
  });

  it('a want that is earlier than the accept: counts', async () => {
    const mallory = new Mallory(fakeFile('a', 10));
    await mallory.want(0);
    expect(await mallory.hear()).toEqual([]);
    await mallory.accept();
    expect(bytesIn(await mallory.hear())).toBe(10);
  });

  it('wants without end before the accept: break the offer', () => {
    const mallory = new Mallory(fakeFile('a', 100 * MiB));
    for (let at = 0; at < 65; at += 1)
      mallory.lanes.take({ t: 'want', id: mallory.id, round: 0, first: at, count: 1 });
    expect(mallory.state).toEqual(violation);
  });

  it('a flood of questions about blocks: is answered 64 times, then the transfer breaks', async () => {
    const file = fakeFile('a', 2 * MiB);
    const slice = spyOn(file, 'slice').and.callThrough();
    const mallory = new Mallory(file);
    await mallory.accept();
    for (let time = 0; time < 64; time += 1)
      mallory.lanes.take({ t: 'check', id: mallory.id, index: 1 });
    await quiet();
    expect((await mallory.hear()).filter(({ t }) => t === 'block').length).toBe(64);
    expect(slice.calls.count()).toBeLessThanOrEqual(1);
    mallory.lanes.take({ t: 'check', id: mallory.id, index: 1 });
    expect(mallory.state).toEqual(violation);
  });

  it('a question about a block that does not exist: breaks the transfer', async () => {
    const mallory = new Mallory(fakeFile('a', 2 * MiB));
    await mallory.accept();
    mallory.lanes.take({ t: 'check', id: mallory.id, index: 2 });
    expect(mallory.state).toEqual(violation);
  });

  it('a peer that never acknowledges: two slices are in memory, and no more is read', async () => {
    const file = fakeFile('a', 64 * MiB);
    let read = 0;
    const slice = file.slice.bind(file);
    file.slice = (start, end) => {
      read += end - start;
      return slice(start, end);
    };
    const mallory = new Mallory(file);
    await mallory.accept();
    await mallory.want(0, 64);
    for (let turn = 0; turn < 10; turn += 1) await quiet();
    expect(read).toBeLessThanOrEqual(8 * MiB);
    expect(mallory.state).toEqual({ phase: 'sending', bytes: 0 });
  });

  it('many files wanted at once: four of them are read', async () => {
    const mallory = new Mallory(fakeFile('a', MiB));
    const files = Array.from({ length: 12 }, (_, at) => fakeFile(`${at}`, 8 * MiB));
    const slices = files.map((file) => spyOn(file, 'slice').and.callThrough());
    for (const file of files) {
      const id = mallory.alice.offer(file);
      await mallory.say({ t: 'file-accept', id });
      mallory.lanes.take({ t: 'want', id, round: 0, first: 0, count: 8 });
    }
    await quiet();
    expect(slices.filter((slice) => slice.calls.any()).length).toBe(4);
  });

  it('pauses without end: break the transfer', async () => {
    const mallory = new Mallory(fakeFile('a', MiB));
    await mallory.accept();
    const { id } = mallory;
    for (let time = 0; time < 256; time += 1)
      await mallory.say({ t: 'file-pause', id }, { t: 'file-resume', id });
    expect(mallory.state?.phase).toBe('sending');
    await mallory.say({ t: 'file-pause', id });
    expect(mallory.state).toEqual(violation);
  }, 60_000);

  it('an acknowledgement before it can know the digest: breaks the transfer', async () => {
    const file = fakeFile('a', 10);
    const mallory = new Mallory(file);
    await mallory.accept();
    await mallory.received(await fileDigest(file.bytes));
    expect(mallory.state).toEqual(violation);
  });

  it('an acknowledgement of what was not accepted: is dropped', async () => {
    const file = fakeFile('a', 10);
    const mallory = new Mallory(file);
    await mallory.received(await fileDigest(file.bytes));
    expect(mallory.state).toEqual({ phase: 'waiting' });
  });

  it('an acknowledgement of another digest: is corrupted, never done', async () => {
    const file = fakeFile('a', 10);
    const mallory = new Mallory(file);
    await mallory.accept();
    await mallory.want(0);
    await mallory.hear();
    expect(mallory.state).toEqual({ phase: 'verifying' });
    await mallory.received(new Uint8Array(32));
    expect(mallory.state).toEqual(corrupted);
    await mallory.received(await fileDigest(file.bytes));
    expect(mallory.state).toEqual(corrupted);
  });

  it('an acknowledgement of the right digest: is done', async () => {
    const file = fakeFile('a', 10);
    const mallory = new Mallory(file);
    await mallory.accept();
    await mallory.want(0);
    await mallory.hear();
    await mallory.received(await fileDigest(file.bytes));
    expect(mallory.state).toEqual({ phase: 'done' });
    await mallory.say({ t: 'file-cancel', id: mallory.id });
    expect(mallory.state).toEqual({ phase: 'done' });
  });

  it('a broken lane: breaks what was accepted, and nothing else', async () => {
    const mallory = new Mallory(fakeFile('a', 10));
    const other = mallory.alice.offer(fakeFile('b', 10));
    await mallory.accept();
    mallory.lanes.options.shipper.violated();
    expect(mallory.state).toEqual(violation);
    expect(stateOf(mallory.alice, other)).toEqual({ phase: 'waiting' });
  });

  it('files wanted that are not hers: are answered by nothing', async () => {
    const mallory = new Mallory(fakeFile('a', 10));
    const said = mallory.alicePort.sent.length;
    for (let time = 0; time < 1100; time += 1)
      await mallory.say({ t: 'file-wanted', id: newId(TransferId) });
    await mallory.say({ t: 'file-wanted', id: mallory.id });
    expect(mallory.alicePort.sent.length).toBe(said);
    expect(mallory.state).toEqual({ phase: 'waiting' });
  }, 60_000);
});
