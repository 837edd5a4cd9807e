import type { TransferId } from '@whispernet/protocol';
import { FakeSink, fakeFile } from './fake-files';
import { type Pair, smallPair, end, quiet, reaches, stateOf, underWay, BLOCK } from './fake-link';
import type { FileSource } from './file-source';
import type { FailureReason } from './transfer-state';

describe('FileExchange, failing:', () => {
  const failed = (reason: FailureReason, side: 'here' | 'there') =>
    ({ phase: 'failed', reason, side }) as const;
  const ends = async ({ alice, bob }: Pair, id: TransferId) => [
    await end(alice, id),
    await end(bob, id),
  ];

  const refused = (name: string) => () => Promise.reject(new DOMException('no', name));
  const disks: readonly [what: string, name: string, reason: FailureReason][] = [
    ['a full disk', 'QuotaExceededError', 'disk-full'],
    ['a withdrawn file handle', 'NotAllowedError', 'sink-failed'],
    ['a file that somebody has deleted', 'NotFoundError', 'sink-failed'],
  ];
  for (const [what, name, reason] of disks) {
    it(`${what} is ${reason}: both sides know whose it is, and nothing stays`, async () => {
      const sink = new FakeSink();
      let left = 2;
      sink.hold = () => (left-- > 0 ? Promise.resolve() : refused(name)());
      const pair = await underWay(fakeFile('a', 20 * BLOCK), sink);
      expect(await ends(pair, pair.id)).toEqual([failed(reason, 'there'), failed(reason, 'here')]);
      await quiet();
      expect(sink.calls.at(-1)).toBe('abort');
      expect(sink.faults).toEqual([]);
      expect(sink.bytes.length).toBe(0);
    });
  }

  it('a close that fails is sink-failed, never done', async () => {
    const sink = new FakeSink();
    sink.hold = (call) =>
      call === 'close' ? Promise.reject(new Error('scanner')) : Promise.resolve();
    const pair = await underWay(fakeFile('a', 10), sink);
    expect(await ends(pair, pair.id)).toEqual([
      failed('sink-failed', 'there'),
      failed('sink-failed', 'here'),
    ]);
    await quiet();
    expect(sink.calls).toEqual(['write', 'close', 'abort']);
  });

  const gone = () => ({ arrayBuffer: () => Promise.reject(new Error('unplugged')) });
  const sources: readonly [
    name: string,
    reason: FailureReason,
    spoil: (file: FileSource) => FileSource,
  ][] = [
    ['that cannot be read', 'source-unreadable', (file) => ({ ...file, slice: gone })],
    [
      'that has shrunk',
      'source-changed',
      (file) => ({ ...file, slice: (start, stop) => file.slice(start, stop - 1) }),
    ],
    [
      'that has grown',
      'source-changed',
      (file) => {
        let { size } = file;
        const slice = (start: number, stop: number) => {
          size += 1;
          return file.slice(start, stop);
        };
        return Object.defineProperty({ ...file, slice }, 'size', { get: () => size });
      },
    ],
    [
      'that could be read and cannot any more',
      'source-changed',
      (file) => ({
        ...file,
        slice: (start, stop) => (start === 0 ? file.slice(start, stop) : gone()),
      }),
    ],
  ];
  for (const [name, reason, spoil] of sources) {
    it(`a source ${name} is ${reason}, and the receiver discards`, async () => {
      const sink = new FakeSink();
      const pair = await underWay(spoil(fakeFile('a', 9 * BLOCK)), sink);
      expect(await ends(pair, pair.id)).toEqual([failed(reason, 'here'), failed(reason, 'there')]);
      await quiet();
      expect(sink.calls.at(-1)).toBe('abort');
      expect(sink.bytes.length).toBe(0);
    });
  }

  it('an offer that nobody has answered when the link ends is connection-lost, without another word', async () => {
    const pair = smallPair();
    const id = pair.alice.offer(fakeFile('a', 10));
    await reaches(pair.bob, id, 'offered');
    const said = [pair.alicePort.sent.length, pair.bobPort.sent.length];
    pair.leaving.abort();
    for (const exchange of [pair.alice, pair.bob])
      expect(stateOf(exchange, id)).toEqual(failed('connection-lost', 'here'));
    expect([pair.alicePort.sent.length, pair.bobPort.sent.length]).toEqual(said);
  });

  it('an offer after the end of the link is connection-lost', () => {
    const { alice, leaving } = smallPair();
    leaving.abort();
    const id = alice.offer(fakeFile('a', 10));
    expect(stateOf(alice, id)).toEqual(failed('connection-lost', 'here'));
  });
});
