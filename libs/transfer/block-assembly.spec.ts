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
        expect(assembly.place(start, bytes)).toBe(bytes.length);
      }
      expect(assembly.isComplete).toBeTrue();
      expect(assembly.bytes).toEqual(whole);
    }
  });

  it('counts no byte twice, however pieces overlap', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const random = seededRandom(seed);
      const whole = Uint8Array.from({ length: 40 }, () => random(256));
      const assembly = new BlockAssembly(whole.length);
      const come = new Set<number>();
      for (; !assembly.isComplete;) {
        const start = random(whole.length);
        const end = Math.min(whole.length, start + 1 + random(9));
        const before = come.size;
        for (let at = start; at < end; at += 1) come.add(at);
        expect(assembly.place(start, whole.subarray(start, end))).toBe(come.size - before);
        expect(assembly.placedBytes).toBe(come.size);
        expect<boolean>(assembly.isComplete).toBe(come.size === whole.length);
      }
      expect(assembly.bytes).toEqual(whole);
    }
  });

  it('takes nothing beyond its end', () => {
    expect(new BlockAssembly(4).place(2, piece(1, 2, 3))).toBeUndefined();
  });

  it('holds at most 1,024 separate pieces', () => {
    const assembly = new BlockAssembly(4096);
    for (let at = 0; at < 1024; at += 1) expect(assembly.place(2 * at, piece(1))).toBe(1);
    expect(assembly.place(2048, piece(1))).toBeUndefined();
    expect(assembly.place(1, piece(1)))
      .withContext('closes a gap')
      .toBe(1);
  });
});
