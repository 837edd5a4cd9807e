// Reads ZIP archives as the format's own specification lays them out (APPNOTE.TXT 6.3.10), with
// nothing of what has written them: end record → central directory → each file's local header.
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** A file of an archive, read to its end. */
export interface ZippedFile {
  /** With slashes between its folders. */
  readonly path: string;
  readonly size: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** The files of the archive at `path`, in its own order; rejects where any of them is not as it says. */
export async function readZip(path: string): Promise<readonly ZippedFile[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { at, bytes, count } = await endRecord(file, size);
    const directory = await read(file, at, bytes);
    const entries = [...entriesOf(directory, count)];
    const files: ZippedFile[] = [];
    for (const entry of entries) files.push(await readEntry(file, entry));
    return files;
  } finally {
    await file.close();
  }
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
  readonly headerAt: number;
}

const SIGNATURE = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50 };
const STORED = 0;
/** In place of a number that needs 64 bits, and of the number of files. */
const [IN_64, IN_64_COUNT] = [0xffffffff, 0xffff];

/** Where the central directory lies (4.3.14, 4.3.16). */
async function endRecord(file: FileHandle, size: number) {
  const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0) throw new Error('no end record');
  const short = {
    count: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    at: tail.readUInt32LE(at + 16),
  };
  if (short.count !== IN_64_COUNT && short.bytes !== IN_64 && short.at !== IN_64) return short;
  const end64 = await read(file, Number(tail.readBigUInt64LE(at - 20 + 8)), 56);
  expectSignature(end64, SIGNATURE.end64);
  return {
    count: Number(end64.readBigUInt64LE(32)),
    bytes: Number(end64.readBigUInt64LE(40)),
    at: Number(end64.readBigUInt64LE(48)),
  };
}

/** The central directory (4.3.12). */
function* entriesOf(directory: Buffer, count: number): Generator<Entry> {
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const header = directory.subarray(at);
    expectSignature(header, SIGNATURE.central);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) =>
      header.readUInt16LE(offset),
    ) as [number, number, number]; // three in, three out
    if ((header.readUInt16LE(8) & 0x0800) === 0) throw new Error('a name that is not UTF-8');
    const extra = header.subarray(46 + nameBytes, 46 + nameBytes + extraBytes);
    const wide = numbersIn64(extra);
    const number = (offset: number) => {
      const short = header.readUInt32LE(offset);
      return short === IN_64 ? (wide.shift() ?? short) : short;
    };
    // In this order (4.5.3).
    const [size, packedSize, headerAt] = [number(24), number(20), number(42)];
    yield {
      path: header.toString('utf8', 46, 46 + nameBytes),
      method: header.readUInt16LE(10),
      crc: header.readUInt32LE(16),
      size,
      packedSize,
      headerAt,
    };
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  if (at !== directory.length) throw new Error('the central directory has another length');
}

/** The extra field 0001 (4.5.3). */
function numbersIn64(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: Math.floor(field.length / 8) }, (_, index) =>
      Number(field.readBigUInt64LE(index * 8)),
    );
  }
  return [];
}

async function readEntry(file: FileHandle, entry: Entry): Promise<ZippedFile> {
  const { path, method, crc, size, packedSize, headerAt } = entry;
  const local = await read(file, headerAt, 30);
  expectSignature(local, SIGNATURE.local);
  if (method !== STORED || packedSize !== size) throw new Error(`${path} is packed`);
  let at = headerAt + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const hash = createHash('sha256');
  let sum = 0;
  for (let left = size; left > 0;) {
    const chunk = await read(file, at, Math.min(left, CHUNK_BYTES));
    hash.update(chunk);
    sum = crc32(chunk, sum);
    at += chunk.length;
    left -= chunk.length;
  }
  if (sum !== crc) throw new Error(`${path} has another CRC-32`);
  return { path, size, sha256: hash.digest('hex') };
}

const CHUNK_BYTES = 1024 * 1024;

function expectSignature(bytes: Buffer, signature: number): void {
  if (bytes.readUInt32LE(0) !== signature) throw new Error('a record that is none');
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  if (bytesRead !== length) throw new Error('the archive ends too early');
  return bytes;
}
