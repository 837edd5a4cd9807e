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

/** What a folder is offered with. */
export interface FolderListing {
  readonly bytes: Bytes;
  /** What whoever is offered it will read there. */
  readonly entries: readonly FolderEntry[];
}

/**
 * The listing of these files, which have `size` bytes in all: in pieces, as 100,000 names would stop
 * the page for half a second. Folders beyond the depth that the wire knows are left out of a path.
 * Undefined where the names make more than MAX_LISTING_BYTES.
 */
export function describeFolder(
  files: readonly FolderFile[],
  size: number,
): Promise<FolderListing | undefined> {
  return inTurns(describing(files, size));
}

/**
 * A peer's listing of so many files and bytes, every path made safe to save under and unlike all
 * others, on file systems that do not tell case apart, too; undefined where it is not a listing, or
 * lies. In pieces: a folder that nobody has asked for must not stop the page.
 */
export function readListing(
  bytes: Bytes,
  count: number,
  size: number,
): Promise<readonly FolderEntry[] | undefined> {
  return inTurns(reading(bytes, count, size));
}

/** Work that yields after each piece of it. */
type InPieces<T> = Generator<undefined, T, undefined>;

async function inTurns<T>(work: InPieces<T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await nextTask();
  }
}

/** Says of each path whether a piece of the work is done with it. */
function pieceMeter(): (path: readonly string[]) => boolean {
  let work = 0;
  return (path) => {
    work += ENTRY + path.length * path.reduce((sum, { length }) => sum + length, 0);
    if (work < PIECE) return false;
    work = 0;
    return true;
  };
}

function* describing(
  files: readonly FolderFile[],
  size: number,
): InPieces<FolderListing | undefined> {
  const encoder = new TextEncoder();
  const listing: unknown[] = [];
  const parts: Bytes[] = [];
  let [length, separator] = [1, '['];
  const isPiece = pieceMeter();
  for (const file of files) {
    const entry = listedOf(file);
    const part = encoder.encode(separator + JSON.stringify(entry));
    separator = ',';
    listing.push(entry);
    parts.push(part);
    length += part.length;
    if (length > MAX_LISTING_BYTES) return undefined;
    if (isPiece(file.path)) yield;
  }
  const entries = yield* safeEntries(listing, size);
  if (!entries) return undefined;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  bytes.set(encoder.encode(']'), at);
  return { bytes, entries };
}

function listedOf({ path, source }: FolderFile): readonly [string[], number, number] {
  const cut = path.map((component) => component.slice(-MAX_COMPONENT));
  const fits = cut.length <= MAX_DEPTH ? cut : [...cut.slice(0, MAX_DEPTH - 1), ...cut.slice(-1)];
  const named = fits.length > 0 ? fits : [source.name.slice(-MAX_COMPONENT)];
  return [named, source.size, timestampOf(source)];
}

function* reading(
  bytes: Bytes,
  count: number,
  size: number,
): InPieces<readonly FolderEntry[] | undefined> {
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined; // no JSON: the sender is at fault, not we
  }
  if (!Array.isArray(input) || input.length !== count) return undefined;
  if (count < 1 || count > MAX_FOLDER_FILES) return undefined;
  yield;
  return yield* safeEntries(input, size);
}

/** The entries of a listing, of `size` bytes in all; undefined where one is none. */
function* safeEntries(
  listing: readonly unknown[],
  size: number,
): InPieces<readonly FolderEntry[] | undefined> {
  const isPiece = pieceMeter();
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
