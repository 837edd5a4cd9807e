import { BLOCK_BYTES, type LaneCargo, TransferId, newId } from '@whispernet/protocol';
import { sha256 } from './block-digests';
import { FakeSink, fakeFile } from './fake-files';
import { FakeLanes } from './fake-lanes';
import { end, fakeLink, quiet, reaches, stateOf } from './fake-link';
import { FileExchange } from './file-exchange';
import { UnfinishedTransfers } from './unfinished-transfers';

const violation = { phase: 'failed', reason: 'protocol-violation', side: 'here' } as const;

/** bob with lanes in the spec's hands; whoever speaks to him does it by `port`. */
function bobAlone() {
  const { alice: port, bob: bobPort } = fakeLink();
  const made: FakeLanes[] = [];
  const unfinished = new UnfinishedTransfers();
  const bob = new FileExchange(
    bobPort,
    { unfinished, signal: new AbortController().signal },
    {
      blockBytes: BLOCK_BYTES,
      lanes: (options) => {
        const lanes = new FakeLanes(options);
        made.push(lanes);
        return lanes.carrier;
      },
    },
  );
  const [lanes] = made;
  if (!lanes) throw new Error('an exchange makes its lanes at once');
  const offer = (id = newId(TransferId), size = 0) => {
    bobPort.hear({ t: 'file-offer', id, name: 'a', size, type: '', lastModified: 0 });
    return id;
  };
  /** What nobody asked for, until the lanes have gone. */
  const flood = () => {
    const id = newId(TransferId);
    const cargo: LaneCargo = { t: 'data', id, offset: 0, bytes: new Uint8Array(65_536) };
    for (let at = 0; at < 600; at += 1) lanes.take(cargo);
    expect(lanes.hasEnded).toBeTrue();
  };
  return { port, bobPort, bob, lanes, unfinished, offer, flood };
}

describe('FileExchange, what comes for ended transfers', () => {
  it('takes late copies of thousands of honest files', async () => {
    const { bob, lanes, offer } = bobAlone();
    const digest = await sha256(new Uint8Array(0));
    for (let file = 0; file < 1100; file += 1) {
      const id = offer();
      bob.accept(id, new FakeSink());
      const cargo: LaneCargo = { t: 'end', id, digest };
      lanes.take(cargo);
      await end(bob, id);
      lanes.take(cargo);
    }
    expect(lanes.hasEnded).toBeFalse();
  }, 60_000);

  it('leaves no transfer behind when a flood has ended the lanes, in either direction', async () => {
    const { bob, bobPort, offer, flood } = bobAlone();
    const [offered, accepted] = [offer(), offer(undefined, 10)];
    bob.accept(accepted, new FakeSink());
    const out = bob.offer(fakeFile('b', 10));
    flood();
    for (const id of [offered, accepted, out]) expect(stateOf(bob, id)).toEqual(violation);
    await quiet();
    const sent = bobPort.sent.length;
    const late = offer();
    expect(stateOf(bob, late)).toBeUndefined();
    expect(bobPort.sent.slice(sent)).toEqual([{ t: 'file-decline', id: late }]);
    expect(stateOf(bob, bob.offer(fakeFile('c', 10)))).toEqual(violation);
    expect(bobPort.sent.length).toBe(sent + 1);
  });

  it('leaves what an earlier link has interrupted to another one when a flood has ended the lanes', async () => {
    const { bobPort, unfinished, offer, flood } = bobAlone();
    const about = { name: 'a', size: 10, type: '', lastModified: 0 };
    const kept = { id: newId(TransferId), ...about };
    unfinished.adopt([
      {
        ...kept,
        digests: new Map(),
        isWhole: false,
        open: () => Promise.reject(new Error('not over this link')),
        discard: () => Promise.resolve(),
      },
    ]);
    flood();
    const sent = bobPort.sent.length;
    offer(kept.id, 10);
    await quiet();
    expect(bobPort.sent.length).toBe(sent);
    expect(unfinished.wanted).toEqual([kept.id]);
  });
});

describe('FileExchange, what it wants of ended transfers', () => {
  it('is forgotten: a folder that is withdrawn, a file that is cancelled', async () => {
    const { port, bob, bobPort, lanes, offer } = bobAlone();
    const [folder, listing] = [newId(TransferId), newId(TransferId)];
    bobPort.hear({
      ...{ t: 'file-offer', id: folder, name: 'x', size: 0, type: '', lastModified: 0 },
      folder: { files: 3, listing: { id: listing, size: 1000 } },
    });
    const file = offer(undefined, 10);
    bob.accept(file, new FakeSink());
    expect(lanes.posted.map(({ id }) => id)).toEqual([listing, file]);
    port.send({ t: 'file-cancel', id: folder });
    await reaches(bob, folder, 'cancelled');
    expect(lanes.posted.map(({ id }) => id)).toEqual([file]);
    bob.cancel(file);
    expect(lanes.posted).toEqual([]);
  });
});
