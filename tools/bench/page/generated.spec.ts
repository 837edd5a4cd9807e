import { ComparingSink, generatedBytes, generatedFile } from './generated.ts';

describe('A generated file', () => {
  it('has the same bytes however it is cut', () => {
    const whole = generatedBytes(0, 300_000);
    for (const [start, end] of [
      [0, 1],
      [65_530, 65_550],
      [65_536, 131_072],
      [100_001, 299_999],
    ] as const)
      expect(generatedBytes(start, end)).toEqual(whole.slice(start, end));
  });

  it('has other bytes at every place, beyond 4 GiB too', () => {
    const at = (offset: number) => generatedBytes(offset, offset + 65_536).join();
    const places = [0, 65_536, 1, 2 ** 32, 2 ** 33, 2 ** 33 + 65_536];
    expect(new Set(places.map(at)).size).toBe(places.length);
  });

  it('ends where its size says', async () => {
    const bytes = await generatedFile(70_000).slice(69_990, 80_000).arrayBuffer();
    expect(bytes.byteLength).toBe(10);
  });
});

describe('A comparing sink', () => {
  it('counts what is right', async () => {
    const sink = new ComparingSink();
    await sink.write(70_000, generatedBytes(70_000, 70_777));
    expect(sink).toEqual(jasmine.objectContaining({ bytes: 777, trouble: undefined }));
  });

  for (const wrong of [0, 500, 776])
    it(`finds byte ${wrong} of 777 changed`, async () => {
      const sink = new ComparingSink();
      const bytes = generatedBytes(70_000, 70_777);
      bytes[wrong] = (bytes[wrong] ?? 0) ^ 1;
      await sink.write(70_000, bytes);
      expect(sink.bytes).toBe(0);
      expect(sink.trouble).toContain('at 70000');
    });

  it('finds right bytes at the wrong place', async () => {
    const sink = new ComparingSink();
    await sink.write(65_536, generatedBytes(0, 65_536));
    expect(sink.trouble).toBeDefined();
  });
});
