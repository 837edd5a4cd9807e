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

const LONG_MS = 60_000;

describe('FileExchange, pausing', () => {
  const by = (...who: readonly string[]) =>
    jasmine.objectContaining({
      phase: 'paused',
      by: { here: who.includes('here'), there: who.includes('there'), link: who.includes('link') },
    }) as never;
  const sidesOf = ({ alice, bob }: Pair, who: 'alice' | 'bob') =>
    who === 'alice' ? ([alice, bob] as const) : ([bob, alice] as const);

  for (const who of ['alice', 'bob'] as const) {
    const role = who === 'alice' ? 'sender' : 'receiver';

    it(
      `by the ${role}: nothing moves until that one goes on, and the file is right`,
      async () => {
        const file = fakeFile('a', 40 * BLOCK);
        const sink = new FakeSink();
        const pair = await underWay(file, sink);
        const [pauser, other] = sidesOf(pair, who);
        while (sink.writtenBytes < 3 * BLOCK) await quiet(1);
        pauser.pause(pair.id);
        expect(stateOf(pauser, pair.id)).toEqual(by('here'));
        expect(await reaches(other, pair.id, 'paused')).toEqual(by('there'));
        for (let turn = 0; turn < 10; turn += 1) await quiet(); // what was whole reaches the disk
        const { writtenBytes } = sink;
        for (let turn = 0; turn < 10; turn += 1) await quiet();
        expect(sink.writtenBytes).toBe(writtenBytes);
        expect(writtenBytes).toBeLessThan(file.size);
        pauser.resume(pair.id);
        expect(await end(other, pair.id)).toEqual({ phase: 'done' });
        expect(await end(pauser, pair.id)).toEqual({ phase: 'done' });
        expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
        expect(sink.faults).toEqual([]);
      },
      LONG_MS,
    );

    it(`by the ${role}, before the first byte: goes on when it is resumed`, async () => {
      const sink = new FakeSink();
      const pair = await underWay(fakeFile('a', 3 * BLOCK), sink);
      const [pauser] = sidesOf(pair, who);
      await reaches(pair.alice, pair.id, 'sending');
      pauser.pause(pair.id);
      await quiet();
      expect(stateOf(pauser, pair.id)).toEqual(by('here'));
      pauser.resume(pair.id);
      expect(await end(pair.alice, pair.id)).toEqual({ phase: 'done' });
    });

    it(`by the ${role}, and then cancelled by either: ends both, and nothing stays`, async () => {
      for (const canceller of ['alice', 'bob'] as const) {
        const sink = new FakeSink();
        const pair = await underWay(fakeFile('a', 20 * BLOCK), sink);
        const [pauser, other] = sidesOf(pair, who);
        while (sink.writtenBytes < BLOCK) await quiet(1);
        pauser.pause(pair.id);
        await reaches(other, pair.id, 'paused');
        pair[canceller].cancel(pair.id);
        const by = (who: string) => (who === canceller ? 'here' : 'there');
        for (const who of ['alice', 'bob'] as const)
          expect(await end(pair[who], pair.id)).toEqual({ phase: 'cancelled', side: by(who) });
        await quiet();
        expect(sink.calls.at(-1)).toBe('abort');
        expect(sink.bytes.length).toBe(0);
      }
    });
  }

  it(
    'by both at once: goes on when both have resumed, in either order',
    async () => {
      for (const first of ['alice', 'bob'] as const) {
        const file = fakeFile('a', 20 * BLOCK);
        const sink = new FakeSink();
        const pair = await underWay(file, sink);
        const [one, other] = sidesOf(pair, first);
        while (sink.writtenBytes < BLOCK) await quiet(1);
        pair.alice.pause(pair.id);
        pair.bob.pause(pair.id);
        await quiet();
        expect(stateOf(pair.alice, pair.id)).toEqual(by('here', 'there'));
        expect(stateOf(pair.bob, pair.id)).toEqual(by('here', 'there'));
        one.resume(pair.id);
        await quiet();
        expect(stateOf(one, pair.id)).toEqual(by('there'));
        expect(stateOf(other, pair.id)).toEqual(by('here'));
        other.resume(pair.id);
        expect(await end(pair.alice, pair.id)).toEqual({ phase: 'done' });
        expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
      }
    },
    LONG_MS,
  );

  it('when all is there and the disk is closing it: does not hold the end back', async () => {
    const sink = new FakeSink();
    const gate = holdingGate();
    sink.hold = (call) => (call === 'close' ? gate.passing : Promise.resolve());
    const pair = await underWay(fakeFile('a', 10), sink);
    await reaches(pair.bob, pair.id, 'verifying');
    await reaches(pair.alice, pair.id, 'verifying');
    pair.alice.pause(pair.id);
    pair.bob.pause(pair.id);
    await quiet();
    gate.open();
    expect(await end(pair.alice, pair.id)).toEqual({ phase: 'done' });
    expect(await end(pair.bob, pair.id)).toEqual({ phase: 'done' });
  });

  it('by the receiver when the sender has nothing left to send: goes on where it was', async () => {
    const file = fakeFile('a', 3 * BLOCK);
    const sink = new FakeSink();
    const gate = holdingGate();
    sink.hold = () => gate.passing; // so the receiver has it, and has not verified all of it yet
    const pair = await underWay(file, sink);
    await reaches(pair.alice, pair.id, 'verifying');
    pair.bob.pause(pair.id);
    expect(await reaches(pair.alice, pair.id, 'paused')).toEqual(by('there'));
    pair.bob.resume(pair.id);
    await state(pair.alice, pair.id, ({ phase }) => phase !== 'paused');
    gate.open();
    expect(await end(pair.alice, pair.id)).toEqual({ phase: 'done' });
    expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
    expect(sink.faults).toEqual([]);
  });

  it(
    'gives its place to the next file',
    async () => {
      const pair = smallPair();
      const stuck: Awaited<ReturnType<typeof underWay>>[] = [];
      for (const name of ['a', 'b', 'c', 'd']) {
        const sink = new FakeSink();
        sink.hold = () => quiet();
        stuck.push(await underWay(fakeFile(name, 64 * BLOCK), sink, pair));
      }
      const last = await underWay(fakeFile('e', 10), new FakeSink(), pair);
      await quiet();
      expect(stateOf(pair.alice, last.id)?.phase).toBe('sending');
      pair.bob.pause(stuck[0]?.id ?? last.id);
      expect(await end(pair.alice, last.id)).toEqual({ phase: 'done' });
      for (const { id } of stuck) pair.bob.cancel(id);
    },
    LONG_MS,
  );

  it(
    'outlasts the link: the next one finds it paused by the same side',
    async () => {
      for (const who of ['alice', 'bob'] as const) {
        const file = fakeFile('a', 20 * BLOCK);
        const sink = new FakeSink();
        const before = await underWay(file, sink);
        while (sink.writtenBytes < BLOCK) await quiet(1);
        before[who].pause(before.id);
        await quiet();
        const pair = linkedAgain(before);
        const [pauser, other] = sidesOf(pair, who);
        await state(other, before.id, (now) => now.phase === 'paused' && now.by.there);
        expect(stateOf(pauser, before.id)).toEqual(by('here'));
        pauser.resume(before.id);
        expect(await end(pair.alice, before.id)).toEqual({ phase: 'done' });
        expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
      }
    },
    LONG_MS,
  );

  it('means nothing to an offer, to what has ended, and to what nobody knows', async () => {
    const pair = smallPair();
    const id = pair.alice.offer(fakeFile('a', 10));
    await reaches(pair.bob, id, 'offered');
    for (const side of [pair.alice, pair.bob]) side.pause(id);
    expect(stateOf(pair.bob, id)).toEqual({ phase: 'offered' });
    pair.bob.accept(id, new FakeSink());
    await end(pair.alice, id);
    for (const side of [pair.alice, pair.bob]) side.pause(id);
    for (const side of [pair.alice, pair.bob]) side.resume(id);
    await quiet();
    const said = [...pair.alicePort.sent, ...pair.bobPort.sent].map(({ t }) => t);
    expect(said).toEqual(['file-offer', 'file-accept', 'file-received']);
  });
});
