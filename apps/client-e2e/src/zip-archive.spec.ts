import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZip } from './zip-archive';

// Written by Python's zipfile: a/é.txt, which holds 'hello\n', and an empty ü-empty.
const PLAIN = Buffer.from(
  'UEsDBBQAAAgAAIMYIlwgMDo2BgAAAAYAAAAIAAAAYS/DqS50eHRoZWxsbwpQSwMEFAAACAAAgxgiXAAAAAAAAAAAAAAA' +
    'AAgAAADDvC1lbXB0eVBLAQIUAxQAAAgAAIMYIlwgMDo2BgAAAAYAAAAIAAAAAAAAAAAAAACAAQAAAABhL8OpLnR4dFBL' +
    'AQIUAxQAAAgAAIMYIlwAAAAAAAAAAAAAAAAIAAAAAAAAAAAAAACAASwAAADDvC1lbXB0eVBLBQYAAAAAAgACAGwAAABS' +
    'AAAAAAA=',
  'base64',
);
// The same a/é.txt alone, with every number in 64 bits.
const WIDE = Buffer.from(
  'UEsDBC0AAAgAAIMYIlwgMDo2//////////8IABQAYS/DqS50eHQBABAABgAAAAAAAAAGAAAAAAAAAGhlbGxvClBLAQIt' +
    'Ay0AAAgAAIMYIlwgMDo2//////////8IABQAAAAAAAAAAACAAQAAAABhL8OpLnR4dAEAEAAGAAAAAAAAAAYAAAAAAAAA' +
    'UEsGBiwAAAAAAAAALQAtAAAAAAAAAAAAAQAAAAAAAAABAAAAAAAAAEoAAAAAAAAAQAAAAAAAAABQSwYHAAAAAIoAAAAA' +
    'AAAAAQAAAFBLBQYAAAAAAQABAEoAAABAAAAAAAA=',
  'base64',
);
const HELLO = { path: 'a/é.txt', size: 6, sha256: sha256('hello\n') };

describe('A ZIP archive', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whispernet-zip-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  const readOf = async (bytes: Uint8Array) => {
    const path = join(folder, 'archive.zip');
    await writeFile(path, bytes);
    return readZip(path);
  };

  it('is read with its folders, its accents and its empty files', async () => {
    expect(await readOf(PLAIN)).toEqual([HELLO, { path: 'ü-empty', size: 0, sha256: sha256('') }]);
  });

  it('is read where its numbers need 64 bits', async () => {
    expect(await readOf(WIDE)).toEqual([HELLO]);
  });

  it('is refused where a byte of a file has changed', async () => {
    const broken = Buffer.from(PLAIN);
    broken.write('j', broken.indexOf('hello'));
    await expectAsync(readOf(broken)).toBeRejectedWithError('a/é.txt has another CRC-32');
  });

  it('is refused where it is cut off', async () => {
    await expectAsync(readOf(PLAIN.subarray(0, 120))).toBeRejectedWithError('no end record');
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
