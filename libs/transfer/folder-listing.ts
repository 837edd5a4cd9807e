// The listing of a folder on the wire: JSON, [[path[], size, lastModified], …], in the order in
// which the files' bytes travel.
import { MAX_FOLDER_FILES, MAX_LISTING_BYTES } from '@whispernet/protocol';
import * as v from 'valibot';
import { safeFileName } from './file-name';
import { timestampOf } from './file-offer';
import type { FolderFile } from './file-source';

import type { FolderEntry } from './transfer-list';

/** Folders above a file and its own name. */
const MAX_DEPTH = 32;
/** UTF-16 units; what is longer could not be saved under anyway. */
const MAX_COMPONENT = 1024;

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Listing = v.pipe(
  v.array(
    v.strictTuple([
      v.pipe(
        v.array(v.pipe(v.string(), v.maxLength(MAX_COMPONENT))),
        v.minLength(1),
        v.maxLength(MAX_DEPTH),
      ),
      wholeNumber,
      wholeNumber,
    ]),
  ),
  v.minLength(1),
  v.maxLength(MAX_FOLDER_FILES),
);

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
    return [fits.length > 0 ? fits : [source.name.slice(-MAX_COMPONENT)], source.size, timestampOf(source)]; // prettier-ignore
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
  bytes: Uint8Array<ArrayBuffer>,
  count: number,
  size: number,
): readonly FolderEntry[] | undefined {
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined; // no JSON: the sender is at fault, not we
  }
  const { success, output } = v.safeParse(Listing, input);
  if (!success || output.length !== count) return undefined;
  if (output.reduce((sum, [, fileBytes]) => sum + fileBytes, 0) !== size) return undefined;

  const paths = output.map(([path]) => path.map((component) => safeFileName(component).name));
  const taken = new Set<string>();
  for (const path of paths) {
    for (let depth = 1; depth < path.length; depth += 1) taken.add(folded(path.slice(0, depth)));
  }
  const numbers = new Map<string, number>();
  return output.map(([, fileBytes, lastModified], at) => {
    const path = free(paths[at] ?? [], taken, numbers);
    taken.add(folded(path));
    const { isProgram } = safeFileName(path.at(-1) ?? '');
    return { path, size: fileBytes, lastModified, isProgram };
  });
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
  const key = folded(path);
  for (let number = numbers.get(key) ?? 2; ; number += 1) {
    const numbered = [...path.slice(0, -1), `${Array.from(stem).slice(0, 100).join('')} (${number})${extension}`]; // prettier-ignore
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
