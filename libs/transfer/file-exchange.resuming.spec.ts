import { TransferId, newId } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing/fake-clock';
import { FakeSink, fakeFile, holdingGate } from './fake-files';
import {
  BLOCK,
  aliceAndBob,
  end,
  fakeLink,
  linkedAgain,
  quiet,
  reaches,
  smallPair,
  stateOf,
} from './fake-link';
import { FileExchange } from './file-exchange';
import { Lanes } from './lanes';
import { MAX_UNANSWERED } from './outgoing-files';
import type { UnfinishedFile } from './unfinished-files';
import { UnfinishedTransfers } from './unfinished-transfers';

const internals = {
  blockBytes: BLOCK,
  lanes: (options: ConstructorParameters<typeof Lanes>[0]) => new Lanes(options),
};

/** What a disk has kept: nothing of it yet. */
function keptFile(about: Partial<UnfinishedFile> = {}): UnfinishedFile {
  const { name, size, type, lastModified } = fakeFile('a', 5 * BLOCK);
  const digests: UnfinishedFile['digests'] = new Map();
  return {
    ...{ id: newId(TransferId), name, size, type, lastModified, digests, isWhole: false },
    open: () => Promise.resolve({ sink: new FakeSink(), digests }),
    discard: () => Promise.resolve(),
    ...about,
  };
}

/** alice and bob, whose first link ends for each of them when the spec says so. */
function apart() {
  const ports = fakeLink();
  const kept = {
    alice: new UnfinishedTransfers(internals),
    bob: new UnfinishedTransfers(internals),
  };
  const ends = { alice: new AbortController(), bob: new AbortController() };
  const exchange = (who: 'alice' | 'bob') =>
    new FileExchange(ports[who], { unfinished: kept[who], signal: ends[who].signal }, internals);
  return { ports, kept, ends, alice: exchange('alice'), bob: exchange('bob') };
}

describe('FileExchange, when one side learns later than the other that the link has ended', () => {
  it('is done for the sender who learns it later', async () => {
    const { ports, kept, ends, alice, bob } = apart();
    const id = alice.offer(fakeFile('a', 6 * BLOCK));
    await reaches(bob, id, 'offered');
    const hear = ports.alice.hear.bind(ports.alice);
    ports.alice.hear = (message) => {
      if (message.t !== 'file-received') hear(message);
    };
    bob.accept(id, new FakeSink());
    await end(bob, id);
    ends.bob.abort();
    aliceAndBob({ alicesKept: kept.alice, bobsKept: kept.bob, internals });
    await quiet();
    ends.alice.abort();
    expect(stateOf(kept.alice, id)).toEqual({ phase: 'done' });
  });

  for (const who of ['alice', 'bob'] as const) {
    it(`is cancelled for ${who === 'alice' ? 'the sender' : 'the receiver'} who learns it later`, async () => {
      const { kept, ends, alice, bob } = apart();
      const sink = new FakeSink();
      sink.hold = () => (sink.calls.length > 2 ? new Promise(() => undefined) : Promise.resolve());
      const id = alice.offer(fakeFile('a', 100 * BLOCK));
      await reaches(bob, id, 'offered');
      bob.accept(id, sink);
      await reaches(alice, id, 'sending');
      const other = who === 'alice' ? 'bob' : 'alice';
      ends[other].abort();
      kept[other].cancel(id);
      aliceAndBob({ alicesKept: kept.alice, bobsKept: kept.bob, internals });
      await quiet();
      ends[who].abort();
      expect(stateOf(kept[who], id)).toEqual({ phase: 'cancelled', side: 'there' });
      expect(kept[who].wanted).toEqual([]);
    });
  }
});

describe('FileExchange, what a new link begins with', () => {
  it('asks first for what is to go on, then says what has ended', () => {
    const bobsKept = new UnfinishedTransfers(internals);
    const [wanted, over] = [keptFile(), newId(TransferId)];
    bobsKept.tell({ t: 'file-cancel', id: over });
    bobsKept.adopt([wanted]);
    const { bobPort } = smallPair({ bobsKept });
    expect(bobPort.sent).toEqual([
      { t: 'file-wanted', id: wanted.id },
      { t: 'file-cancel', id: over },
    ]);
  });

  it('says nothing of what ended long before the link did', async () => {
    const clock = new FakeClock();
    const before = smallPair({ scheduler: clock });
    const cancelled = () => {
      const id = before.alice.offer(fakeFile('a', 1));
      before.alice.cancel(id);
      return id;
    };
    cancelled();
    clock.leap(10 * 60_000);
    const lately = cancelled();
    clock.leap(60_000);
    await quiet();
    const { alicePort } = linkedAgain(before);
    expect(alicePort.sent).toEqual([{ t: 'file-cancel', id: lately }]);
  });
});

describe('FileExchange, what it wants again', () => {
  const folderOffer = (id = newId(TransferId)) =>
    ({
      t: 'file-offer',
      ...{ id, name: 'photos', size: 0, type: '', lastModified: 0 },
      folder: { files: 100_000, listing: { id: newId(TransferId), size: 1000 } },
    }) as const;
  const keptFolder = () => keptFile({ name: 'photos', type: '', folder: [] });

  it('is never declined for want of room, however many folders it is', () => {
    const pair = smallPair();
    const kept = Array.from({ length: 5 }, keptFolder);
    pair.bobsKept.adopt(kept);
    const sent = pair.bobPort.sent.length;
    for (const { id } of kept) pair.bobPort.hear(folderOffer(id));
    const another = folderOffer();
    pair.bobPort.hear(another);
    expect(pair.bobPort.sent.slice(sent)).toEqual([]);
    expect(stateOf(pair.bob, another.id)).toEqual({ phase: 'offered' });
  });

  it('is not declined beside as many offers as may be open', () => {
    const pair = smallPair();
    const kept = keptFolder();
    pair.bobsKept.adopt([kept]);
    const sent = pair.bobPort.sent.length;
    for (let at = 0; at < MAX_UNANSWERED; at += 1) {
      const { name, size, type, lastModified } = fakeFile('b', 1);
      const about = { name, size, type, lastModified };
      pair.bobPort.hear({ t: 'file-offer', id: newId(TransferId), ...about });
    }
    pair.bobPort.hear(folderOffer(kept.id));
    expect(pair.bobPort.sent.slice(sent)).toEqual([]);
  });
});

describe('FileExchange, an offer of which a part was here', () => {
  const offeredWithPart = async () => {
    const file = fakeFile('a', 5 * BLOCK);
    const pair = smallPair();
    const kept = keptFile();
    pair.bobsKept.adopt([kept]);
    const ids = [pair.alice.offer(file), pair.alice.offer(file)] as const;
    await reaches(pair.bob, ids[1], 'offered');
    const heldAs = () => pair.bob.transfers$.value.map((row) => [row.heldAs, row.heldBytes]);
    expect(heldAs()).toEqual([
      [kept.id, 0],
      [kept.id, 0],
    ]);
    return { ...pair, kept, ids, heldAs };
  };
  const nothing = [undefined, undefined];

  it('says so no more when that has been cancelled, and can be accepted from the beginning', async () => {
    const { bob, bobsKept, kept, ids, heldAs } = await offeredWithPart();
    bobsKept.cancel(kept.id);
    expect(heldAs()).toEqual([nothing, nothing]);
    bob.accept(ids[0], new FakeSink());
    expect(await end(bob, ids[0])).toEqual({ phase: 'done' });
  });

  it('says so no more when another offer has taken that', async () => {
    const { bob, ids, heldAs } = await offeredWithPart();
    bob.acceptRest(ids[0]);
    expect(heldAs()).toContain(nothing);
    expect(heldAs().flat()).toEqual([...nothing, ...nothing]);
    expect(await end(bob, ids[0])).toEqual({ phase: 'done' });
    expect(stateOf(bob, ids[1])).toEqual({ phase: 'offered' });
  });

  it('says of another part that is as good', async () => {
    const { bob, bobsKept, kept, heldAs } = await offeredWithPart();
    const other = keptFile();
    bobsKept.adopt([other]);
    bobsKept.cancel(kept.id);
    expect(heldAs()).toEqual([
      [other.id, 0],
      [other.id, 0],
    ]);
    expect(bob.transfers$.value.map(({ state: { phase } }) => phase)).toEqual([
      'offered',
      'offered',
    ]);
  });

  it('deletes what cannot be opened, also where the link went meanwhile', async () => {
    for (const isLinkLost of [false, true]) {
      let discarded = 0;
      const gate = holdingGate();
      const kept = keptFile({
        open: () => gate.passing.then(() => Promise.reject(new Error('locked'))),
        discard: () => {
          discarded += 1;
          return Promise.resolve();
        },
      });
      const pair = smallPair();
      pair.bobsKept.adopt([kept]);
      const id = pair.alice.offer(fakeFile('a', 5 * BLOCK));
      await reaches(pair.bob, id, 'offered');
      pair.bob.acceptRest(id);
      if (isLinkLost) {
        pair.leaving.abort();
        pair.bobsKept.cancel(id);
      }
      gate.open();
      await quiet();
      expect(discarded).toBe(1);
    }
  });
});
