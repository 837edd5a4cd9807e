import { BLOCK_BYTES, MAX_DATA_BYTES, TransferId, newId } from '@whispernet/protocol';
import { BlockDigests, sha256 } from './block-digests';
import { FakeSink, fakeFile, sameBytes } from './fake-files';
import { quiet } from './fake-link';
import { FileReceiver, WINDOW_BYTES } from './file-receiver';

describe('FileReceiver', () => {
  it('takes whole blocks in any order, and grants by what is written without a gap', async () => {
    const id = newId(TransferId);
    const file = fakeFile('a', 10 * BLOCK_BYTES);
    const sink = new FakeSink();
    const granted: number[] = [];
    const written: number[] = [];
    let isWhole = false;
    const receiver = new FileReceiver(file.size, sink, {
      granted: (until) => granted.push(until),
      written: (bytes) => written.push(bytes),
      whole: () => {
        isWhole = true;
      },
      broken: (error) => {
        throw error;
      },
    });
    const digests = new BlockDigests();
    const block = (index: number) =>
      file.bytes.slice(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES);
    for (let index = 0; index < 10; index += 1) digests.set(index, await sha256(block(index)));
    const arrive = async (index: number) => {
      for (let at = 0; at < BLOCK_BYTES; at += MAX_DATA_BYTES) {
        const bytes = block(index).subarray(at, at + MAX_DATA_BYTES);
        receiver.take({ t: 'data', id, offset: index * BLOCK_BYTES + at, bytes });
      }
      const expected = written.length + 1;
      receiver.take({ t: 'block', id, index, digest: await sha256(block(index)) });
      while (written.length < expected) await quiet(1);
    };

    receiver.open();
    for (const index of [7, 2, 1]) await arrive(index);
    expect(written).toEqual([1, 2, 3].map((blocks) => blocks * BLOCK_BYTES));
    expect(granted).toEqual([WINDOW_BYTES]);
    await arrive(0);
    expect(granted).toEqual([WINDOW_BYTES, file.size]);
    for (const index of [9, 3, 8, 4, 6]) await arrive(index);
    receiver.take({ t: 'end', id, digest: await digests.ofFile() });
    expect(isWhole).toBeFalse();
    await arrive(5);
    expect(isWhole).toBeTrue();
    expect(await receiver.finish()).toEqual(await digests.ofFile());
    expect(sameBytes(sink.bytes, file.bytes)).toBeTrue();
    expect(sink.calls.at(-1)).toBe('close');
  });
});
