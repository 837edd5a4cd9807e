import {
  BLOCK_BYTES,
  type BulkFrame,
  TransferId,
  encodeBulk,
  newId,
  toBase64url,
} from '@whispernet/protocol';
import { sha256 } from './block-digests';
import { FakeByteChannel, type FakeByteChannelOptions } from './fake-byte-channel';
import { fakeFile, sameBytes } from './fake-files';
import { fakeLink, quiet, stateOf } from './fake-link';
import { FileExchange } from './file-exchange';
import type { FileSource } from './file-source';

const MiB = 1024 * 1024;
const violation = { phase: 'failed', reason: 'protocol-violation', side: 'here' } as const;
const corrupted = { phase: 'failed', reason: 'corrupted', side: 'here' } as const;

type Digest = Uint8Array<ArrayBuffer>;

describe('FileExchange, sending to a hostile peer', () => {
  /** alice has offered; what mallory sends is hers to choose. */
  async function offered(file: FileSource, options: FakeByteChannelOptions = {}) {
    const { alice: alicePort, bob: port } = fakeLink(options);
    const alice = new FileExchange(alicePort, new AbortController().signal);
    const id = alice.offer(file);
    await quiet();
    const say = async (t: 'file-accept' | 'file-decline' | 'file-cancel', about = id) => {
      port.send({ t, id: about });
      await quiet();
    };
    const received = async (digest: Digest) => {
      port.send({ t: 'file-received', id, digest: toBase64url(digest) });
      await quiet();
    };
    const frame = async (bulk: BulkFrame) => {
      port.welcomed[0]?.send(encodeBulk(bulk));
      await quiet();
    };
    const grant = (until: number) => frame({ t: 'credit', id, until });
    const state = () => stateOf(alice, id);
    return { alice, alicePort, port, id, say, received, frame, grant, state };
  }
  const fileDigest = async (bytes: Digest) => sha256(await sha256(bytes)); // of one block

  it('an accept of an unknown id: is dropped', async () => {
    const { alicePort, say, state } = await offered(fakeFile('a', 10));
    await say('file-accept', newId(TransferId));
    expect(state()).toEqual({ phase: 'waiting' });
    expect(alicePort.opened).toEqual([]);
  });

  it('an accept of what was answered: is dropped', async () => {
    const declined = await offered(fakeFile('a', 10));
    await declined.say('file-decline');
    await declined.say('file-accept');
    expect(declined.state()).toEqual({ phase: 'declined' });
    expect(declined.alicePort.opened).toEqual([]);

    const accepted = await offered(fakeFile('a', 10));
    await accepted.say('file-accept');
    await accepted.say('file-accept');
    await accepted.say('file-decline');
    expect(accepted.state()).toEqual({ phase: 'sending', bytes: 0 });
    await accepted.grant(10);
    expect(accepted.state()).toEqual({ phase: 'verifying' });
    expect(accepted.alicePort.opened.length).toBe(1);
  });

  it('an accept without ever a credit: nothing is read and nothing sent', async () => {
    const file = fakeFile('a', 10 * MiB);
    const slice = spyOn(file, 'slice').and.callThrough();
    const { alicePort, say } = await offered(file);
    await say('file-accept');
    expect(slice).not.toHaveBeenCalled();
    expect(alicePort.opened[0]?.highestBufferedAmount).toBe(0);
  });

  it('a credit and then silence: not a byte beyond it is sent', async () => {
    let arrived = 0;
    const { port, say, grant, state } = await offered(fakeFile('a', 10 * MiB));
    await say('file-accept');
    port.welcomed[0]?.messages$.subscribe(({ length }) => {
      if (length > 100) arrived += length - 25;
    });
    await grant(BLOCK_BYTES + 1000);
    for (let turn = 0; turn < 10; turn += 1) await quiet();
    expect(arrived).toBe(BLOCK_BYTES + 1000);
    expect(state()).toEqual({ phase: 'sending', bytes: BLOCK_BYTES });
  });

  it('a credit beyond the end of the file: breaks the transfer', async () => {
    const { say, grant, state } = await offered(fakeFile('a', 10));
    await say('file-accept');
    await grant(11);
    expect(state()).toEqual(violation);
  });

  it('a credit that runs backwards: is what a late one looks like, and changes nothing', async () => {
    const file = fakeFile('a', 2 * MiB);
    const { port, say, grant, state } = await offered(file);
    await say('file-accept');
    const bytes = new Uint8Array(file.size);
    port.welcomed[0]?.messages$.subscribe((message) => {
      if (message[0] === 1) bytes.set(message.subarray(25), new DataView(message.buffer).getUint32(21)); // prettier-ignore
    });
    await grant(2 * MiB);
    await grant(1000);
    for (let turn = 0; turn < 10; turn += 1) await quiet();
    expect(state()).toEqual({ phase: 'verifying' });
    expect(sameBytes(bytes, file.bytes)).toBeTrue();
  });

  it('a credit that is earlier than the accept: counts', async () => {
    const first = await offered(fakeFile('a', 10));
    await first.say('file-accept'); // opens the channel
    const id = first.alice.offer(fakeFile('b', 10));
    await first.frame({ t: 'credit', id, until: 10 });
    await first.say('file-accept', id);
    expect(stateOf(first.alice, id)).toEqual({ phase: 'verifying' });
  });

  it('an acknowledgement before all is sent: breaks the transfer', async () => {
    for (const isAccepted of [false, true]) {
      const file = fakeFile('a', 10);
      const { say, received, state } = await offered(file);
      if (isAccepted) await say('file-accept');
      await received(await fileDigest(file.bytes));
      expect(state()).toEqual(violation);
    }
  });

  it('an acknowledgement of another digest: is corrupted, never done', async () => {
    const file = fakeFile('a', 10);
    const { say, grant, received, state } = await offered(file);
    await say('file-accept');
    await grant(10);
    expect(state()).toEqual({ phase: 'verifying' });
    await received(new Uint8Array(32));
    expect(state()).toEqual(corrupted);
    await received(await fileDigest(file.bytes));
    expect(state()).toEqual(corrupted);
  });

  it('an acknowledgement of the right digest: is done', async () => {
    const file = fakeFile('a', 10);
    const { say, grant, received, state } = await offered(file);
    await say('file-accept');
    await grant(10);
    await received(await fileDigest(file.bytes));
    expect(state()).toEqual({ phase: 'done' });
    await say('file-cancel');
    expect(state()).toEqual({ phase: 'done' });
  });

  it('anything but CREDIT on our channel: breaks what is being sent and closes the channel', async () => {
    const { alicePort, id, say, frame, state } = await offered(fakeFile('a', 10));
    await say('file-accept');
    await frame({ t: 'data', id, offset: 0, bytes: new Uint8Array(1) });
    expect(state()).toEqual(violation);
    expect(alicePort.opened[0]?.closed.aborted).toBeTrue();
  });

  it('a channel of hers that dies slowly: does no harm to what goes over the next', async () => {
    const { alice, alicePort, port, id, say, frame } = await offered(fakeFile('a', 10));
    await say('file-accept');
    const [first] = alicePort.opened;
    if (first) first.close = () => undefined; // the browser takes its time
    await frame({ t: 'data', id, offset: 0, bytes: new Uint8Array(1) });
    const next = alice.offer(fakeFile('b', 10));
    await quiet();
    await say('file-accept', next);
    expect(alicePort.opened.length).toBe(2);
    port.welcomed[0]?.close();
    if (first) FakeByteChannel.prototype.close.call(first);
    expect(first?.closed.aborted).toBeTrue();
    expect(stateOf(alice, next)).toEqual({ phase: 'sending', bytes: 0 });
  });

  it('a channel whose messages hold next to nothing: breaks the transfer', async () => {
    const { say, grant, state } = await offered(fakeFile('a', 10), { maxMessageSize: 80 });
    await say('file-accept');
    await grant(10);
    expect(state()).toEqual(violation);
  });
});
