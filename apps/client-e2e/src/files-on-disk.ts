import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export const MIB = 1024 * 1024;

/** A folder for the specs of the surrounding `describe`, deleted after the last one. */
export function keepFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeAll(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'whispernet-files-'));
  });
  afterAll(async () => {
    await rm(folder.path, { recursive: true, force: true });
  });
  return folder;
}

/** A small file of random bytes that never touches the disk. */
export function fileOf(name: string, size: number) {
  return { name, mimeType: 'application/octet-stream', buffer: randomBytes(size) };
}

export async function writeRandom(path: string, size: number): Promise<void> {
  const chunks = function* () {
    for (let left = size; left > 0; left -= MIB) yield randomBytes(Math.min(left, MIB));
  };
  await pipeline(Readable.from(chunks()), createWriteStream(path));
}

/** The SHA-256 of a file, in hexadecimal digits. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
