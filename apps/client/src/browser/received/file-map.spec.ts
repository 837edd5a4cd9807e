import { BLOCK_BYTES, TransferId, newId } from '@whispernet/protocol';
import {
  type FileHeader,
  blockRecord,
  crc32,
  decodeMap,
  idRecord,
  newMap,
  wholeRecord,
} from './file-map';

describe('the map beside a received file', () => {
  const header: FileHeader = {
    id: newId(TransferId),
    name: 'holiday.mp4',
    size: 3 * BLOCK_BYTES + 5,
    type: 'video/mp4',
    lastModified: 1_700_000_000_000,
  };
  const digest = (byte: number) => new Uint8Array(32).fill(byte);
  const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((p) => [...p]));
  const blocks = (map: ReturnType<typeof decodeMap>) =>
    [...(map?.digests ?? [])].map(([index, { 0: byte }]) => [index, byte]);

  it('checks with the CRC-32 of ISO 3309', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('says what the file is, which blocks are there, and whether it is whole', () => {
    const bytes = join(newMap(header), blockRecord(2, digest(7)), blockRecord(0, digest(8)));
    const map = decodeMap(bytes);
    expect(map?.header).toEqual(header);
    expect(blocks(map)).toEqual([
      [2, 7],
      [0, 8],
    ]);
    expect(map?.isWhole).toBe(false);
    expect(map?.bytes).toBe(bytes.length);
    expect(decodeMap(join(bytes, wholeRecord()))?.isWhole).toBe(true);
  });

  it('says which files a folder has', () => {
    const folder = [{ path: ['a', 'b'], size: header.size, lastModified: 1, isProgram: true }];
    expect(decodeMap(newMap({ ...header, folder }))?.header.folder).toEqual(folder);
  });

  it('goes by the id of the last transfer that went on with it', () => {
    const [second, third] = [newId(TransferId), newId(TransferId)];
    const map = decodeMap(join(newMap(header), idRecord(second), idRecord(third)));
    expect(map?.header).toEqual({ ...header, id: third });
  });

  it('believes the later of two words on a block', () => {
    const map = decodeMap(
      join(newMap(header), blockRecord(1, digest(1)), blockRecord(1, digest(2))),
    );
    expect(blocks(map)).toEqual([[1, 2]]);
  });

  it('counts up to where it is torn, wherever that is', () => {
    const begin = newMap(header);
    const first = blockRecord(0, digest(1));
    const bytes = join(begin, first, blockRecord(1, digest(2)));
    for (let length = 0; length < bytes.length; length += 1) {
      const map = decodeMap(bytes.slice(0, length));
      if (length < begin.length) expect(map).withContext(`${length}`).toBeUndefined();
      else {
        const isFirstThere = length >= begin.length + first.length;
        expect(blocks(map))
          .withContext(`${length}`)
          .toEqual(isFirstThere ? [[0, 1]] : []);
        expect(map?.bytes).toBe(begin.length + (isFirstThere ? first.length : 0));
      }
    }
  });

  it('counts up to where a bit has tipped', () => {
    const begin = newMap(header);
    const bytes = join(begin, blockRecord(0, digest(1)), blockRecord(1, digest(2)));
    for (let at = begin.length; at < bytes.length; at += 1) {
      const tipped = bytes.slice();
      tipped[at] = (tipped[at] ?? 0) ^ 1;
      const isInSecond = at >= begin.length + blockRecord(0, digest(1)).length;
      expect(blocks(decodeMap(tipped)))
        .withContext(`${at}`)
        .toEqual(isInSecond ? [[0, 1]] : []);
    }
  });

  it('is nothing to a page of another version', () => {
    const other = newMap(header);
    other[7] = '2'.charCodeAt(0);
    expect(decodeMap(other)).toBeUndefined();
    expect(decodeMap(new Uint8Array(0))).toBeUndefined();
    expect(decodeMap(new Uint8Array(1_000))).toBeUndefined();
  });

  const impossible: readonly (readonly [string, object])[] = [
    ['no id', { id: 'short' }],
    ['a size below nothing', { size: -1 }],
    ['a size that is no whole number', { size: 1.5 }],
    ['no name', { name: undefined }],
    ['a folder that is larger than its files', { folder: [] }],
    ['something unknown', { more: 1 }],
  ];
  for (const [what, wrong] of impossible)
    it(`is nothing where it says ${what}`, () => {
      const lying = { ...header, ...wrong };
      expect(decodeMap(newMap(lying))).toBeUndefined();
    });

  it('knows no blocks beyond the end of the file', () => {
    const bytes = join(newMap(header), blockRecord(4, digest(1)), blockRecord(3, digest(2)));
    expect(blocks(decodeMap(bytes))).toEqual([[3, 2]]);
  });
});
