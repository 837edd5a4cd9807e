import { writeWhole } from './write-whole';

describe('writeWhole', () => {
  const bytes = new Uint8Array(8);

  it('is content when everything was written', () => {
    expect(() => {
      writeWhole({ write: () => 8 }, bytes, 0);
    }).not.toThrow();
  });

  for (const written of [0, 7, 4_294_967_288])
    it(`calls the disk full when ${written} of 8 bytes were written`, () => {
      let name = '';
      try {
        writeWhole({ write: () => written }, bytes, 0);
      } catch (error) {
        if (error instanceof DOMException) name = error.name;
      }
      expect(name).toBe('QuotaExceededError');
    });
});
