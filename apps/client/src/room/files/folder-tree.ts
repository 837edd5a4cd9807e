import type { FolderEntry } from '@whispernet/transfer';

/** A file, or a folder with all that is under it. */
export interface FolderNode {
  readonly name: string;
  /** 1 for what stands in the offered folder itself. */
  readonly level: number;
  /** The places of its files in the listing, ascending; of a file its own one. */
  readonly places: readonly number[];
  /** Bytes of all of them. */
  readonly size: number;
  readonly isFolder: boolean;
  /** Of a file: whether it is a program. */
  readonly isProgram: boolean;
}

/** More than this is shown in the order of the listing: to sort 100,000 names takes most of a second. */
const MAX_SORTED = 2_000;

/**
 * What stands in a folder: folders first, then by name as people sort, file 2 before file 10. Only
 * this one level is looked at: a listing may have 100,000 files, and most folders are never opened.
 */
export function nodesIn(files: readonly FolderEntry[], within?: FolderNode): readonly FolderNode[] {
  const depth = within?.level ?? 0;
  const folders = new Map<string, { places: number[]; size: number }>();
  const found: FolderNode[] = [];
  for (const place of within?.places ?? files.keys()) {
    const file = files[place];
    const name = file?.path[depth];
    if (!file || name === undefined) continue;
    const { size, isProgram } = file;
    const folder = folders.get(name);
    if (file.path.length === depth + 1) {
      found.push({ name, level: depth + 1, places: [place], size, isFolder: false, isProgram });
    } else if (folder) {
      folder.places.push(place);
      folder.size += size;
    } else {
      folders.set(name, { places: [place], size });
    }
  }
  const nodes = Array.from(folders, ([name, { places, size }]) => {
    return { name, level: depth + 1, places, size, isFolder: true, isProgram: false };
  });
  return [...sorted(nodes), ...sorted(found)];
}

const ORDER = new Intl.Collator(undefined, { numeric: true });

function sorted(nodes: readonly FolderNode[]): readonly FolderNode[] {
  if (nodes.length > MAX_SORTED) return nodes;
  return nodes.toSorted((a, b) => ORDER.compare(a.name, b.name));
}
