import { MAX_FOLDER_FILES } from '@whispernet/protocol';
import type { FolderFile, FolderSource } from '@whispernet/transfer';

/** What a person has chosen or dropped: files one by one, folders as one each, and what stays behind. */
export interface Sendables {
  readonly files: readonly File[];
  readonly folders: readonly FolderSource[];
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  /** With the folders above it: 'holiday/raw'. */
  readonly name: string;
  readonly why: WhyLeftOut;
}

/**
 * `empty-folder`: there is nothing in it to send; `unreadable`: the browser or the system does not
 * let this page read it, or it is a link to nowhere; `too-many-files`: the folder has more than
 * MAX_FOLDER_FILES, so none of it is sent.
 */
export type WhyLeftOut = 'empty-folder' | 'unreadable' | 'too-many-files';

/** The folder that was chosen with `<input webkitdirectory>`, from the input's files. */
export function chosenFolder(files: Iterable<File>): Sendables {
  const byFolder = new Map<string, FolderFile[]>();
  for (const source of files) {
    const [folder = '', ...path] = source.webkitRelativePath.split('/');
    const found = byFolder.get(folder) ?? [];
    found.push({ path, source });
    byFolder.set(folder, found);
  }
  return gather([...byFolder].map(([name, found]) => ({ name, files: found, leftOut: [] })));
}

/**
 * What was dropped or pasted. Folders are walked through, but no file is read. Call it inside the
 * event: a browser gives away what was dropped only then.
 */
export async function droppedItems(items: Iterable<DroppedItem>): Promise<Sendables> {
  const files: File[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry(); // none for what never was a file, such as a pasted picture
    const file = item.getAsFile();
    if (entry && isFolder(entry)) folders.push(entry);
    else if (file) files.push(file);
  }
  return { ...gather(await Promise.all(folders.map(walk))), files };
}

/** The part of a DataTransferItem that is used here. */
export type DroppedItem = Pick<DataTransferItem, 'kind' | 'getAsFile' | 'webkitGetAsEntry'>;

/** A folder as it was found. */
interface Found {
  readonly name: string;
  readonly files: FolderFile[];
  readonly leftOut: LeftOut[];
}

function gather(found: readonly Found[]): Sendables {
  const folders: FolderSource[] = [];
  const leftOut: LeftOut[] = [];
  for (const { name, files, leftOut: within } of found) {
    if (files.length > MAX_FOLDER_FILES) {
      leftOut.push({ name, why: 'too-many-files' });
      continue;
    }
    // The same order on every system: the one of the listing, in which the files travel.
    if (files.length > 0) folders.push({ name, files: files.sort(byPath) });
    leftOut.push(...within);
  }
  return { files: [], folders, leftOut };
}

async function walk(root: FileSystemDirectoryEntry): Promise<Found> {
  const found: Found = { name: root.name, files: [], leftOut: [] };
  const folders: (readonly [FileSystemDirectoryEntry, readonly string[]])[] = [[root, []]];
  for (let next = folders.pop(); next; next = folders.pop()) {
    const [folder, path] = next;
    const name = [root.name, ...path].join('/');
    const entries = await entriesOf(folder);
    if (!entries) found.leftOut.push({ name, why: 'unreadable' });
    else if (entries.length === 0) found.leftOut.push({ name, why: 'empty-folder' });
    else
      for (const entry of entries)
        if (isFolder(entry)) folders.push([entry, [...path, entry.name]]);
    await Promise.all(
      (entries ?? []).filter(isFile).map(async (entry) => {
        const source = await fileOf(entry);
        if (source) found.files.push({ path: [...path, entry.name], source });
        else found.leftOut.push({ name: `${name}/${entry.name}`, why: 'unreadable' });
      }),
    );
    if (found.files.length > MAX_FOLDER_FILES) break; // a whole drive would take hours
  }
  return found;
}

/** Undefined where it cannot be read. */
async function entriesOf(
  folder: FileSystemDirectoryEntry,
): Promise<readonly FileSystemEntry[] | undefined> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  try {
    for (;;) {
      // Chromium gives at most a hundred at a time; the end is an answer without any.
      const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
        reader.readEntries(resolve, reject);
      });
      if (some.length === 0 || all.length > MAX_FOLDER_FILES) return all;
      all.push(...some);
    }
  } catch (error) {
    mustBeRefusal(error);
    return undefined;
  }
}

/** Undefined where it cannot be had. */
async function fileOf(entry: FileSystemFileEntry): Promise<File | undefined> {
  try {
    return await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
  } catch (error) {
    mustBeRefusal(error);
    return undefined;
  }
}

/** Links to nowhere, missing permissions, what vanished meanwhile: each with another DOMException. */
function mustBeRefusal(error: unknown): void {
  if (!(error instanceof DOMException)) throw error;
}

// What `isDirectory` and `isFile` say of an entry's interface, by the File and Directory Entries API, 7.1.
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** By code units, folder by folder. */
function byPath({ path: one }: FolderFile, { path: other }: FolderFile): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  if (at < 0) return one.length - other.length;
  return (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}
