// The listing of a folder on the wire: JSON, [[path[], size, lastModified], …], in the order in
// which the files' bytes travel.
import { MAX_FOLDER_FILES, MAX_LISTING_BYTES } from '@whispernet/protocol';
import * as v from 'valibot';
import { safeFileName } from './file-name';
import { dateOf, timestampOf } from './file-offer';
import type { FolderFile } from './file-source';
import { nextTask } from './next-task';
import type { FolderEntry } from './transfer-list';

/** Folders above a file and its own name. */
const MAX_DEPTH = 32;
/** UTF-16 units; what is longer could not be saved under anyway. */
const MAX_COMPONENT = 1024;

type Bytes = Uint8Array<ArrayBuffer>;

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Listed = v.strictTuple([
  v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(MAX_COMPONENT))),
    v.minLength(1),
    v.maxLength(MAX_DEPTH),
  ),
  wholeNumber,
  wholeNumber,
]);

/** Characters of a name that stay where it is numbered: with number and extension as long as safe names are. */
const MAX_STEM = 100;

/** A piece of work, about 5 ms: so many characters of paths, each counted with all folders above it. */
const PIECE = 125_000;
/** What an entry costs beside its path. */
const ENTRY = 32;

/**
 * The listing of what is offered, as UTF-8. Folders beyond the depth that the wire knows are left
 * out of a path. Throws RangeError where there are no files, or more than fit.
 */
export function encodeListing(files: readonly FolderFile[]): Uint8Array<ArrayBuffer> {
  if (files.length < 1 || files.length > MAX_FOLDER_FILES) {
    throw new RangeError(`a folder has 1 to ${MAX_FOLDER_FILES} files, not ${files.length}`);
  }
  const entries = files.map(({ path, source }) => {
    const cut = path.map((component) => component.slice(-MAX_COMPONENT));
    const fits = cut.length <= MAX_DEPTH ? cut : [...cut.slice(0, MAX_DEPTH - 1), ...cut.slice(-1)];
    return [
      fits.length > 0 ? fits : [source.name.slice(-MAX_COMPONENT)],
      source.size,
      timestampOf(source),
    ];
  });
  const bytes = new TextEncoder().encode(JSON.stringify(entries));
  if (bytes.length > MAX_LISTING_BYTES) {
    throw new RangeError(`the names in the folder make more than ${MAX_LISTING_BYTES} bytes`);
  }
  return bytes;
}

/**
 * A peer's listing of so many files and bytes, every path made safe to save under and unlike all
 * others, on file systems that do not tell case apart, too; undefined where it is not a listing, or
 * lies.
 */
export function decodeListing(
  bytes: Bytes,
  count: number,
  size: number,
): readonly FolderEntry[] | undefined {
  const reading = pieces(bytes, count, size);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}

/** `decodeListing` in pieces: a folder that nobody has asked for must not stop the page. */
export async function readListing(
  bytes: Bytes,
  count: number,
  size: number,
): Promise<readonly FolderEntry[] | undefined> {
  const reading = pieces(bytes, count, size);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
    await nextTask();
  }
}

/** Yields after each piece of the work. */
function* pieces(
  bytes: Bytes,
  count: number,
  size: number,
): Generator<undefined, readonly FolderEntry[] | undefined, undefined> {
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined; // no JSON: the sender is at fault, not we
  }
  if (!Array.isArray(input) || input.length !== count) return undefined;
  if (count < 1 || count > MAX_FOLDER_FILES) return undefined;
  const listing: readonly unknown[] = input;
  yield;

  let work = 0;
  const isPiece = (path: readonly string[]) => {
    work += ENTRY + path.length * path.reduce((sum, { length }) => sum + length, 0);
    if (work < PIECE) return false;
    work = 0;
    return true;
  };
  let bytesInAll = 0;
  const taken = new Set<string>();
  const entries: FolderEntry[] = [];
  for (const each of listing) {
    const { success, output } = v.safeParse(Listed, each);
    if (!success) return undefined;
    const [components, fileBytes, lastModified] = output;
    bytesInAll += fileBytes;
    const names = components.map(safeFileName);
    const path = names.map(({ name }) => name);
    const isProgram = names.at(-1)?.isProgram ?? false;
    entries.push({ path, size: fileBytes, lastModified: dateOf(lastModified), isProgram });
    for (let depth = 1; depth < path.length; depth += 1) taken.add(folded(path.slice(0, depth)));
    if (isPiece(components)) yield;
  }
  if (bytesInAll !== size) return undefined;

  const numbers = new Map<string, number>();
  for (const [at, entry] of entries.entries()) {
    const path = free(entry.path, taken, numbers);
    taken.add(folded(path));
    if (path !== entry.path) {
      const { isProgram } = safeFileName(path.at(-1) ?? '');
      entries[at] = { ...entry, path, isProgram };
    }
    if (isPiece(path)) yield;
  }
  return entries;
}

/** Whether nobody would take two paths for different ones. A separator cannot be in a safe name. */
const folded = (path: readonly string[]) => path.join('/').toLowerCase().normalize('NFC');

/** The path, with a number before the extension where it is taken: 'a (2).txt'. */
function free(
  path: readonly string[],
  taken: ReadonlySet<string>,
  numbers: Map<string, number>,
): readonly string[] {
  if (!taken.has(folded(path))) return path;
  const name = path.at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const short = Array.from(stem).slice(0, MAX_STEM).join('');
  // Not the whole path: names that are the same once they are cut would each count from the start.
  const key = folded([...path.slice(0, -1), `${short}${extension}`]);
  for (let number = numbers.get(key) ?? 2; ; number += 1) {
    const numbered = [...path.slice(0, -1), `${short} (${number})${extension}`];
    if (taken.has(folded(numbered))) continue;
    numbers.set(key, number + 1);
    return numbered;
  }
}

/** Which files are taken, as the wire says it: [first, how many], ascending and apart. */
export function rangesOf(places: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const place of [...new Set(places)].sort((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last && last[0] + last[1] === place) last[1] += 1;
    else ranges.push([place, 1]);
  }
  return ranges;
}

/** The places that ranges stand for; undefined where one is beyond `count`. */
export function placesOf(
  ranges: readonly (readonly [number, number])[],
  count: number,
): readonly number[] | undefined {
  const last = ranges.at(-1);
  if (last && last[0] + last[1] > count) return undefined;
  return ranges.flatMap(([first, many]) => Array.from({ length: many }, (_, at) => first + at));
}
