import type { TransferId } from '@whispernet/protocol';
import { FakeSink, fakeFile, holdingGate } from './fake-files';
import { smallPair, end, quiet, reaches, stateOf, underWay, BLOCK } from './fake-link';

/** For what takes hundreds of turns of the event loop on a busy machine. */
const LONG_MS = 60_000;

describe('FileExchange, cancelling', () => {
  type Link = ReturnType<typeof smallPair>;
  interface Moment {
    readonly name: string;
    /** Brings a transfer there; the sink's work is held back until `release`. */
    readonly reach: (link: Link, sink: FakeSink) => Promise<TransferId>;
    readonly calls: readonly string[];
  }

  const hold = (sink: FakeSink, held: 'write' | 'close') => {
    const gate = holdingGate();
    sink.hold = (call) => (call === held ? gate.passing : Promise.resolve());
    releases.push(gate.open);
  };
  let releases: (() => void)[] = [];
  beforeEach(() => {
    releases = [];
  });

  const accepted = async (link: Link, sink: FakeSink, file = fakeFile('a', 20 * BLOCK)) =>
    (await underWay(file, sink, link)).id;
  const moments: readonly Moment[] = [
    {
      name: 'before the answer',
      reach: async ({ alice, bob }) => {
        const id = alice.offer(fakeFile('a', 10));
        await reaches(bob, id, 'offered');
        return id;
      },
      calls: [],
    },
    {
      name: 'before the first byte',
      reach: (link, sink) => accepted(link, sink),
      calls: ['abort'],
    },
    {
      name: 'while the disk writes',
      reach: async (link, sink) => {
        hold(sink, 'write');
        const id = await accepted(link, sink);
        await reaches(link.alice, id, 'sending');
        while (sink.calls.length === 0) await quiet();
        return id;
      },
      calls: ['write', 'abort'],
    },
    {
      name: 'while the file is closed',
      reach: async (link, sink) => {
        hold(sink, 'close');
        const id = await accepted(link, sink, fakeFile('a', 10));
        await reaches(link.bob, id, 'verifying');
        while (!sink.calls.includes('close')) await quiet();
        return id;
      },
      calls: ['write', 'close', 'abort'],
    },
  ];

  for (const { name, reach, calls } of moments) {
    for (const who of ['alice', 'bob'] as const) {
      it(`${name}, by the ${who === 'alice' ? 'sender' : 'receiver'}: ends both sides at once, discards, and writes no more`, async () => {
        const link = smallPair();
        const sink = new FakeSink();
        const id = await reach(link, sink);
        link[who].cancel(id);
        expect(stateOf(link[who], id)).toEqual({ phase: 'cancelled', side: 'here' });
        const other = who === 'alice' ? 'bob' : 'alice';
        expect(await end(link[other], id)).toEqual({ phase: 'cancelled', side: 'there' });
        for (const release of releases) release();
        await quiet();
        expect(sink.calls).toEqual(calls);
        expect(sink.faults).toEqual([]);
        expect(link.bobPort.sent.map(({ t }) => t)).not.toContain('file-received');
      });
    }
  }

  it(
    'while frames are on the way, at any moment: never hangs, never writes after abort',
    async () => {
      const file = fakeFile('a', 3 * BLOCK);
      for (let moment = 0; moment < 40; moment += 1) {
        const sink = new FakeSink();
        const { alice, bob, id } = await underWay(file, sink);
        for (let turn = 0; turn < moment; turn += 1) await quiet(1);
        (moment % 2 === 0 ? alice : bob).cancel(id);
        const ends = [await end(alice, id), await end(bob, id)].map(({ phase }) => phase);
        await quiet();
        // The receiver may have been done an instant before it heard of it.
        expect(ends[1]).toBe(sink.calls.at(-1) === 'abort' ? 'cancelled' : 'done');
        expect(sink.faults).toEqual([]);
      }
    },
    LONG_MS,
  );

  it('does not wait for a disk that never answers', async () => {
    const sink = new FakeSink();
    sink.hold = () => holdingGate().passing;
    const { alice, bob, id } = await underWay(fakeFile('a', 2 * BLOCK), sink);
    while (sink.calls.length === 0) await quiet();
    bob.cancel(id);
    expect(stateOf(bob, id)).toEqual({ phase: 'cancelled', side: 'here' });
    expect(await end(alice, id)).toEqual({ phase: 'cancelled', side: 'there' });
  });

  it('changes nothing about what has ended', async () => {
    const { alice, bob, id } = await underWay(fakeFile('a', 10), new FakeSink());
    await end(alice, id);
    alice.cancel(id);
    bob.cancel(id);
    await quiet();
    expect([stateOf(alice, id), stateOf(bob, id)]).toEqual([{ phase: 'done' }, { phase: 'done' }]);
  });

  it(
    'lets the next file in line start',
    async () => {
      const { alice, bob } = smallPair();
      const stuck: TransferId[] = [];
      for (const name of ['a', 'b', 'c', 'd']) {
        const sink = new FakeSink();
        sink.hold = () => quiet();
        const id = alice.offer(fakeFile(name, 64 * BLOCK));
        await reaches(bob, id, 'offered');
        bob.accept(id, sink);
        stuck.push(id);
      }
      const last = alice.offer(fakeFile('e', 10));
      await reaches(bob, last, 'offered');
      bob.accept(last, new FakeSink());
      await quiet();
      expect(stateOf(alice, last)).toEqual({ phase: 'sending', bytes: 0 });
      for (const id of stuck) bob.cancel(id);
      expect(await end(alice, last)).toEqual({ phase: 'done' });
    },
    LONG_MS,
  );

  it('stops the frames of that file at once', async () => {
    const link = smallPair({ byHand: true });
    const { alice, id } = await underWay(fakeFile('a', 40 * BLOCK), new FakeSink(), link);
    await quiet();
    link.bobPort.welcomed[0]?.deliver(); // WANT
    await quiet();
    const [channel] = link.alicePort.opened;
    expect(channel?.onTheWay).toBeGreaterThan(0);
    alice.cancel(id);
    let late = 0;
    if (channel) channel.send = () => (late += 1);
    while (channel?.deliver());
    await quiet();
    expect(late).toBe(0);
  });

  it('an offer, or declining it, lets one that was kept back go out', async () => {
    const { alice, bob } = smallPair();
    const ids = Array.from({ length: 66 }, (_, at) => alice.offer(fakeFile(`${at}`, 1)));
    await quiet();
    expect(bob.transfers$.value.length).toBe(64);
    const [first, second] = bob.transfers$.value;
    if (first) alice.cancel(first.id);
    if (second) bob.decline(second.id);
    await quiet();
    expect(bob.transfers$.value.map(({ id }) => id)).toEqual(ids);
  });

  it('of an offer that was never sent says nothing to the peer', async () => {
    const { alice, alicePort } = smallPair();
    const ids = Array.from({ length: 65 }, (_, at) => alice.offer(fakeFile(`${at}`, 1)));
    for (const id of ids.slice(64)) alice.cancel(id);
    await quiet();
    expect(alicePort.sent.filter(({ t }) => t === 'file-offer').length).toBe(64);
    expect(alicePort.sent.filter(({ t }) => t === 'file-cancel')).toEqual([]);
  });

  it('an accept that comes too late discards what was made for it', async () => {
    const { alice, bob } = smallPair();
    const id = alice.offer(fakeFile('a', 10));
    await reaches(bob, id, 'offered');
    alice.cancel(id);
    await end(bob, id);
    const sink = new FakeSink();
    bob.accept(id, sink);
    expect(sink.calls).toEqual(['abort']);
    expect(stateOf(bob, id)).toEqual({ phase: 'cancelled', side: 'there' });
  });
});
