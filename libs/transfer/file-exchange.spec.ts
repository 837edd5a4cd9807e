import { type TransferId, decodeLane } from '@whispernet/protocol';
import { filter, firstValueFrom } from 'rxjs';
import { FakeSink, fakeFile, holdingGate, sameBytes, seededRandom } from './fake-files';
import { aliceAndBob, end, quiet, reaches, stateOf } from './fake-link';
import type { FileExchange } from './file-exchange';
import { POOL_BLOCKS } from './block-pool';
import type { FileSource } from './file-source';
import { MAX_UNANSWERED } from './outgoing-files';
import { FILES_AT_ONCE } from './slots';
import type { Transfer } from './transfer-list';

const MiB = 1024 * 1024;
/** Around the edges of a frame and of a block. */
const EDGE_SIZES = [0, 1, 65_535, 65_536, 65_537, MiB - 1, MiB, MiB + 1, 5 * MiB + 3];
/** For what moves a gigabyte on a busy machine. */
const LONG_MS = 60_000;

/** Offers, accepts, and resolves with how it ended for both. */
async function hand(from: FileExchange, to: FileExchange, file: FileSource, sink: FakeSink) {
  const id = from.offer(file);
  await reaches(to, id, 'offered');
  to.accept(id, sink);
  return [await end(from, id), await end(to, id)].map(({ phase }) => phase);
}

describe('FileExchange', () => {
  it(
    'delivers files of every size around the edges, in whatever order frames arrive',
    async () => {
      const files = EDGE_SIZES.map((size) => fakeFile(`${size} bytes`, size));
      for (let seed = 0; seed < 100; seed += 1) {
        const { alice, bob } = aliceAndBob({ pick: seededRandom(seed) });
        const [from, to] = seed % 2 === 0 ? [alice, bob] : [bob, alice];
        for (const file of files) {
          const sink = new FakeSink();
          const context = `seed ${seed}, ${file.name}`;
          expect(await hand(from, to, file, sink))
            .withContext(context)
            .toEqual(['done', 'done']);
          expect(sameBytes(sink.bytes, file.bytes)).withContext(context).toBeTrue();
          expect(sink.faults).withContext(context).toEqual([]);
        }
      }
    },
    LONG_MS,
  );

  it(
    'delivers several files at once, both ways',
    async () => {
      const { alice, bob } = aliceAndBob({ pick: seededRandom(7) });
      const handed = EDGE_SIZES.flatMap((size) =>
        [
          [alice, bob, 'from alice'],
          [bob, alice, 'from bob'],
        ].map(async ([from, to, name]) => {
          const file = fakeFile(name as string, size);
          const sink = new FakeSink();
          const ends = await hand(from as FileExchange, to as FileExchange, file, sink);
          return [...ends, sameBytes(sink.bytes, file.bytes), ...sink.faults];
        }),
      );
      for (const outcome of await Promise.all(handed))
        expect(outcome).toEqual(['done', 'done', true]);
    },
    LONG_MS,
  );

  it('opens a channel when it offers, so that the answer finds it open, and reads nothing before it', async () => {
    const { alice, bob, alicePort } = aliceAndBob();
    const file = fakeFile('a', 10);
    const slice = spyOn(file, 'slice').and.callThrough();
    const id = alice.offer(file);
    await reaches(bob, id, 'offered');
    await quiet();
    expect(alicePort.opened.length).toBeGreaterThan(0);
    expect(slice).not.toHaveBeenCalled();
  });

  it('shows both sides who offers what', async () => {
    const { alice, bob } = aliceAndBob();
    const id = alice.offer(fakeFile('../../evil\u202Etxt.exe', 3));
    await reaches(bob, id, 'offered');
    const about = {
      id,
      name: 'eviltxt.exe',
      isProgram: true,
      size: 3,
      type: 'application/octet-stream',
      lastModified: 1_700_000_000_000,
    };
    expect(alice.transfers$.value).toEqual([
      { ...about, direction: 'out', state: { phase: 'waiting' } },
    ]);
    expect(bob.transfers$.value).toEqual([
      { ...about, direction: 'in', state: { phase: 'offered' } },
    ]);
  });

  it('is done for the sender only when the receiver has closed its file', async () => {
    const { alice, bob } = aliceAndBob();
    const sink = new FakeSink();
    const gate = holdingGate();
    sink.hold = (call) => (call === 'close' ? gate.passing : Promise.resolve());
    const id = alice.offer(fakeFile('a', 10));
    await reaches(bob, id, 'offered');
    bob.accept(id, sink);
    await reaches(bob, id, 'verifying');
    await quiet();
    expect(stateOf(alice, id)).toEqual({ phase: 'verifying' });
    gate.open();
    expect(await end(alice, id)).toEqual({ phase: 'done' });
    expect(sink.calls).toEqual(['write', 'close']);
  });

  it(
    'lets a small file pass a large one',
    async () => {
      const { alice, bob } = aliceAndBob();
      const large = alice.offer(fakeFile('large', 64 * MiB));
      await reaches(bob, large, 'offered');
      bob.accept(large, new FakeSink());
      await reaches(alice, large, 'sending');
      expect(await hand(alice, bob, fakeFile('small', MiB), new FakeSink())).toEqual([
        'done',
        'done',
      ]);
      expect(stateOf(alice, large)?.phase).toBe('sending');
      alice.cancel(large);
    },
    LONG_MS,
  );

  it(
    'holds at most 32 blocks while the disk is slow, of one file or of many',
    async () => {
      for (const fileCount of [1, FILES_AT_ONCE + 2]) {
        const { alice, bob, bobPort } = aliceAndBob({ pick: seededRandom(1) });
        const sinks: FakeSink[] = [];
        let arrived = 0;
        let highest = 0;
        const held = () => arrived - sinks.reduce((sum, sink) => sum + sink.writtenBytes, 0);
        bobPort.bulk$.subscribe(({ messages$ }) =>
          messages$.subscribe((message) => {
            const frame = decodeLane(message);
            if (frame?.t === 'cargo' && frame.cargo.t === 'data')
              arrived += frame.cargo.bytes.length;
            highest = Math.max(highest, held());
          }),
        );
        const file = fakeFile('a', (fileCount === 1 ? 40 : 12) * MiB);
        const handed = Array.from({ length: fileCount }, () => {
          const sink = new FakeSink();
          sink.hold = () => quiet(); // the sender has all the time to send more than it may
          sinks.push(sink);
          return hand(alice, bob, file, sink);
        });
        await Promise.all(handed);
        expect(highest)
          .withContext(`${fileCount} files`)
          .toBe(POOL_BLOCKS * MiB);
        for (const sink of sinks) expect(sink.writtenBytes).toBe(file.size);
      }
    },
    LONG_MS,
  );

  it('reads what is wanted, at most two slices ahead, when the network stands still', async () => {
    const { alice, bob, alicePort, bobPort } = aliceAndBob({ byHand: true });
    let read = 0;
    const file = fakeFile('a', 40 * MiB);
    const counted: FileSource = {
      ...file,
      slice: (start, stop) => {
        read += stop - start;
        return file.slice(start, stop);
      },
    };
    const id = alice.offer(counted);
    await reaches(bob, id, 'offered');
    bob.accept(id, new FakeSink());
    await quiet();
    bobPort.welcomed[0]?.deliver(); // WANT
    await quiet();
    expect(read).toBeGreaterThanOrEqual(4 * MiB);
    expect(read).toBeLessThanOrEqual(8 * MiB);
    expect(alicePort.opened[0]?.onTheWay).toBeGreaterThan(0);
    alice.cancel(id);
  });

  it(
    'hands over a thousand files, with at most 64 offers unanswered',
    async () => {
      const { alice, bob, alicePort, bobPort } = aliceAndBob();
      const taken = new Set<TransferId>();
      let most = 0;
      bob.transfers$.subscribe((transfers) => {
        const answers = bobPort.sent.filter(({ t }) => t === 'file-accept').length;
        const offers = alicePort.sent.filter(({ t }) => t === 'file-offer').length;
        most = Math.max(most, offers - answers);
        for (const { id, state } of transfers.slice(-MAX_UNANSWERED)) {
          if (state.phase !== 'offered' || taken.has(id)) continue;
          taken.add(id);
          queueMicrotask(() => {
            bob.accept(id, new FakeSink());
          });
        }
      });
      for (let at = 0; at < 1000; at += 1) alice.offer(fakeFile(`${at}`, at % 3));
      const done = (transfers: readonly Transfer[]) =>
        transfers.filter(({ state }) => state.phase === 'done').length;
      await firstValueFrom(alice.transfers$.pipe(filter((all) => done(all) === 1000)));
      expect(done(bob.transfers$.value)).toBe(1000);
      expect(bobPort.sent.filter(({ t }) => t === 'file-decline')).toEqual([]);
      expect(most).toBe(MAX_UNANSWERED);
    },
    LONG_MS,
  );

  it('takes no for an answer', async () => {
    const { alice, bob } = aliceAndBob();
    const id = alice.offer(fakeFile('a', 10));
    await reaches(bob, id, 'offered');
    bob.decline(id);
    expect([await end(alice, id), await end(bob, id)]).toEqual([
      { phase: 'declined' },
      { phase: 'declined' },
    ]);
  });
});
