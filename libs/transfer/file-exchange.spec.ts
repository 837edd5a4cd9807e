import { type TransferId, decodeBulk } from '@whispernet/protocol';
import { filter, firstValueFrom, map } from 'rxjs';
import { FakeSink, fakeFile, holdingGate, sameBytes, seededRandom } from './fake-files';
import { aliceAndBob, end, quiet, reaches, stateOf } from './fake-link';
import type { FileExchange } from './file-exchange';
import { WINDOW_BYTES } from './file-receiver';
import type { FileSource } from './file-source';
import { MAX_UNANSWERED } from './outgoing-files';
import { HIGH_WATER_BYTES } from './send-gate';
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
    'delivers several files at once, both ways, over one channel each way',
    async () => {
      const { alice, bob, alicePort, bobPort } = aliceAndBob({ pick: seededRandom(7) });
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
      expect([alicePort.opened.length, bobPort.opened.length]).toEqual([1, 1]);
    },
    LONG_MS,
  );

  it('opens no channel and reads nothing before a file is accepted', async () => {
    const { alice, bob, alicePort } = aliceAndBob();
    const file = fakeFile('a', 10);
    const slice = spyOn(file, 'slice').and.callThrough();
    const id = alice.offer(file);
    await reaches(bob, id, 'offered');
    await quiet();
    expect(alicePort.opened).toEqual([]);
    expect(slice).not.toHaveBeenCalled();
  });

  it('shows both sides who offers what', async () => {
    const { alice, bob } = aliceAndBob();
    const id = alice.offer(fakeFile('../../evil\u202Etxt.exe', 3));
    await reaches(bob, id, 'offered');
    const about = { id, name: 'eviltxt.exe', isProgram: true, size: 3, type: 'application/octet-stream', lastModified: 1_700_000_000_000 }; // prettier-ignore
    expect(alice.transfers$.value).toEqual([
      { ...about, direction: 'out', state: { phase: 'waiting' } },
    ]);
    expect(bob.transfers$.value).toEqual([
      { ...about, direction: 'in', state: { phase: 'offered' } },
    ]);
  });

  it('tells of progress once a block', async () => {
    const { alice, bob } = aliceAndBob();
    const seen = { alice: new Set<unknown>(), bob: new Set<unknown>() };
    const states = (exchange: FileExchange, into: Set<unknown>) =>
      exchange.transfers$
        .pipe(map(([transfer]) => transfer?.state))
        .subscribe((state) => state && into.add(state));
    states(alice, seen.alice);
    states(bob, seen.bob);
    await hand(alice, bob, fakeFile('a', 2 * MiB + 3), new FakeSink());
    expect([...seen.alice]).toEqual([
      { phase: 'waiting' },
      { phase: 'sending', bytes: 0 },
      { phase: 'sending', bytes: MiB },
      { phase: 'sending', bytes: 2 * MiB },
      { phase: 'sending', bytes: 2 * MiB + 3 },
      { phase: 'verifying' },
      { phase: 'done' },
    ]);
    const bobs = [...seen.bob] as { readonly phase: string; readonly bytes?: number }[];
    expect(bobs.map(({ phase }) => phase)).toEqual(['offered', 'receiving', 'receiving', 'receiving', 'receiving', 'verifying', 'done']); // prettier-ignore
    expect(bobs[4]?.bytes).toBe(2 * MiB + 3);
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
      expect(await hand(alice, bob, fakeFile('small', MiB), new FakeSink())).toEqual(['done', 'done']); // prettier-ignore
      expect(stateOf(alice, large)?.phase).toBe('sending');
      alice.cancel(large);
    },
    LONG_MS,
  );

  it(
    'keeps the buffer of the channel near the high water mark',
    async () => {
      const { alice, bob, alicePort } = aliceAndBob();
      const files = ['a', 'b', 'c'].map((name) => fakeFile(name, 9 * MiB));
      await Promise.all(files.map((file) => hand(alice, bob, file, new FakeSink())));
      const highest = alicePort.opened[0]?.highestBufferedAmount ?? 0;
      expect(highest).toBeGreaterThanOrEqual(HIGH_WATER_BYTES);
      expect(highest).toBeLessThanOrEqual(HIGH_WATER_BYTES + 65_536 + 25);
    },
    LONG_MS,
  );

  it(
    'holds exactly a window of a file while the disk is slow, and of four files at most',
    async () => {
      for (const [fileCount, bound] of [
        [1, WINDOW_BYTES],
        [FILES_AT_ONCE + 2, FILES_AT_ONCE * WINDOW_BYTES],
      ] as const) {
        const { alice, bob, bobPort } = aliceAndBob({ pick: seededRandom(1) });
        const sinks: FakeSink[] = [];
        let arrived = 0;
        let highest = 0;
        const held = () => arrived - sinks.reduce((sum, sink) => sum + sink.writtenBytes, 0);
        bobPort.bulk$.subscribe(({ messages$ }) =>
          messages$.subscribe((message) => {
            const frame = decodeBulk(message);
            if (frame?.t === 'data') arrived += frame.bytes.length;
            highest = Math.max(highest, held());
          }),
        );
        const file = fakeFile('a', 11 * MiB);
        const handed = Array.from({ length: fileCount }, () => {
          const sink = new FakeSink();
          sink.hold = () => quiet(); // the sender has all the time to send more than it may
          sinks.push(sink);
          return hand(alice, bob, file, sink);
        });
        await Promise.all(handed);
        expect(highest).withContext(`${fileCount} files`).toBe(bound);
        for (const sink of sinks) expect(sink.writtenBytes).toBe(file.size);
      }
    },
    LONG_MS,
  );

  it('reads at most two slices ahead when the network stands still', async () => {
    const { alice, bob, bobPort } = aliceAndBob({ byHand: true });
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
    bobPort.welcomed[0]?.deliver(); // the credit
    await quiet();
    expect(read).toBe(8 * MiB);
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
