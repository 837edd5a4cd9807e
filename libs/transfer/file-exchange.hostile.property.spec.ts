import { BLOCK_BYTES, type LaneCargo, type TransferId, toBase64url } from '@whispernet/protocol';
import { anyBytes, bytesOf, expectAlwaysAsync } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import { sameDigest, sha256 } from './block-digests';
import { FakeSink } from './fake-files';
import { FakeLanes } from './fake-lanes';
import { fakeLink, quiet, stateOf } from './fake-link';
import { FileExchange } from './file-exchange';
import { UnfinishedTransfers } from './unfinished-transfers';

// Mallory offers a file of 20 bytes, bob accepts, and she sends what she likes in any order: right
// pieces and wrong ones. Whatever it was, bob's disk and bob's screen tell the truth.
const SIZE = 20;
const CONTENT = Uint8Array.from({ length: SIZE }, (_, at) => at + 1);
const id = toBase64url(new Uint8Array(16).fill(7)) as TransferId; // 16 bytes, the same in every run

type Bytes = Uint8Array<ArrayBuffer>;
type Act =
  | { readonly send: LaneCargo }
  | { readonly say: 'file-offer' | 'file-cancel' | 'file-pause' | 'file-resume' };

const frame = (send: LaneCargo): Act => ({ send });
const rightData = fc
  .constantFrom([0, 10], [10, 20], [0, 20])
  .map(([from = 0, to = 0]) =>
    frame({ t: 'data', id, offset: from, bytes: CONTENT.slice(from, to) }),
  );
const anyData = fc
  .tuple(fc.nat(25), anyBytes(12, 1))
  .map(([offset, bytes]) => frame({ t: 'data', id, offset, bytes }));
const anyDigest = bytesOf(32);

/** Acts of Mallory; the right digests come from outside: they take WebCrypto. */
function actsWith(block: Bytes, file: Bytes): fc.Arbitrary<readonly Act[]> {
  const rightBlock = fc.constant(frame({ t: 'block', id, index: 0, digest: block }));
  const rightEnd = fc.constant(frame({ t: 'end', id, digest: file }));
  const wrong = fc.oneof(
    anyData,
    fc
      .tuple(fc.nat(2), anyDigest)
      .map(([index, digest]) => frame({ t: 'block', id, index, digest })),
    anyDigest.map((digest) => frame({ t: 'end', id, digest })),
    fc.constantFrom<Act>(
      { say: 'file-offer' },
      { say: 'file-cancel' },
      { say: 'file-pause' },
      { say: 'file-resume' },
    ),
  );
  const right = fc.oneof(rightData, rightBlock, rightEnd);
  const honest = fc
    .tuple(rightBlock, fc.constant(frame({ t: 'data', id, offset: 0, bytes: CONTENT })), rightEnd)
    .chain((acts) => fc.shuffledSubarray(acts, { minLength: 3 }));
  return fc.oneof(
    fc.array(fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: wrong }), {
      maxLength: 8,
    }),
    honest,
    fc.tuple(honest, wrong, fc.nat(3)).map(([acts, act, at]) => acts.toSpliced(at, 0, act)),
  );
}

describe('A file from a hostile peer, whatever she sends in whatever order', () => {
  it('is on the disk whole and as it was promised, or is not there and not called done', async () => {
    const block = await sha256(CONTENT);
    const file = await sha256(block);
    let done = 0;
    let notDone = 0;
    await expectAlwaysAsync(
      actsWith(block, file),
      async (acts) => {
        const { sink, state, acknowledged } = await play(acts);
        const isDone = state === 'done';
        if (isDone) done += 1;
        else notDone += 1;
        const isWhole =
          sink.bytes.length === SIZE && sink.bytes.every((byte, at) => byte === CONTENT[at]);
        const isGone = sink.bytes.length === 0 || state === 'receiving' || state === 'paused';
        const isClosed = sink.calls.includes('close');
        const promised = acts.flatMap(endOf)[0];
        const isTrue = promised !== undefined && sameDigest(promised, file);
        return (
          sink.faults.length === 0 &&
          acknowledged === isDone &&
          (isDone ? isWhole && isClosed && isTrue : isGone || (isWhole && !isClosed))
        );
      },
      300,
    );
    expect(done).toBeGreaterThan(5);
    expect(notDone).toBeGreaterThan(5);
  });
});

/** The digest, where an act is END for this file. */
function endOf(act: Act): readonly Bytes[] {
  const sent = 'send' in act ? act.send : undefined;
  return sent?.t === 'end' && sent.id === id ? [sent.digest] : [];
}

async function play(acts: readonly Act[]) {
  const { alice: port, bob: bobPort } = fakeLink();
  let lanes: FakeLanes | undefined;
  const bob = new FileExchange(
    bobPort,
    { unfinished: new UnfinishedTransfers(), signal: new AbortController().signal },
    {
      blockBytes: BLOCK_BYTES,
      lanes: (options) => {
        lanes = new FakeLanes(options);
        return lanes.carrier;
      },
    },
  );
  const offer = { t: 'file-offer', id, name: 'a', size: SIZE, type: '', lastModified: 0 } as const;
  const sink = new FakeSink();
  port.send(offer);
  await quiet(2);
  bob.accept(id, sink);
  for (const act of acts) {
    if ('say' in act) port.send(act.say === 'file-offer' ? offer : { t: act.say, id });
    else lanes?.take(act.send);
    await quiet(1);
  }
  await quiet();
  const acknowledged = bobPort.sent.some(({ t }) => t === 'file-received');
  return { sink, state: stateOf(bob, id)?.phase, acknowledged };
}
