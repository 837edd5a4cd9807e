import { BlockAssembly } from './block-assembly';
import { seededRandom } from './fake-files';

describe('BlockAssembly', () => {
  const piece = (...bytes: number[]) => new Uint8Array(bytes);

  it('puts pieces together in any order', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const random = seededRandom(seed);
      const whole = Uint8Array.from({ length: 64 }, () => random(256));
      const pieces: { start: number; bytes: Uint8Array }[] = [];
      for (let start = 0; start < whole.length;) {
        const end = Math.min(whole.length, start + 1 + random(9));
        pieces.splice(random(pieces.length + 1), 0, { start, bytes: whole.subarray(start, end) });
        start = end;
      }
      const assembly = new BlockAssembly(whole.length);
      for (const { start, bytes } of pieces) {
        expect(assembly.isComplete).toBeFalse();
        expect(assembly.place(start, bytes)).toBeTrue();
      }
      expect(assembly.isComplete).toBeTrue();
      expect(assembly.bytes).toEqual(whole);
    }
  });

  it('takes no byte twice', () => {
    const assembly = new BlockAssembly(10);
    assembly.place(3, piece(1, 2, 3));
    for (const [start, length] of [
      [3, 3],
      [4, 1],
      [1, 3],
      [5, 2],
      [0, 10],
    ] as const) {
      // prettier-ignore
      expect(assembly.place(start, new Uint8Array(length)))
        .withContext(`${start}+${length}`)
        .toBeFalse();
    }
    expect(assembly.bytes).toEqual(piece(0, 0, 0, 1, 2, 3, 0, 0, 0, 0));
  });

  it('takes nothing beyond its end', () => {
    expect(new BlockAssembly(4).place(2, piece(1, 2, 3))).toBeFalse();
  });

  it('holds at most 1,024 separate pieces', () => {
    const assembly = new BlockAssembly(4096);
    for (let at = 0; at < 1024; at += 1) expect(assembly.place(2 * at, piece(1))).toBeTrue();
    expect(assembly.place(2048, piece(1))).toBeFalse();
    expect(assembly.place(1, piece(1)))
      .withContext('closes a gap')
      .toBeTrue();
  });
});
