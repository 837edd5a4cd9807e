import type { FileSink, FolderEntry } from '@whispernet/transfer';
import { numbered } from './distinct-paths';
import { PickerSink } from './picker-sink';
import { TreeSink } from './tree-sink';

/** The part of a window that asks for a folder. */
export interface PlacePicker {
  showDirectoryPicker(options: {
    mode: 'readwrite';
    startIn: 'downloads';
  }): Promise<FileSystemDirectoryHandle>;
}

/** Whether this browser can write into a folder of the person's choice. */
export function hasPlacePicker(page: object): page is PlacePicker {
  return 'showDirectoryPicker' in page;
}

/**
 * Asks for a folder; undefined where the person closes the dialog. Must be called inside a click:
 * browsers ask only then.
 */
export async function pickPlace(page: PlacePicker): Promise<ChosenPlace | undefined> {
  try {
    return new ChosenPlace(
      await page.showDirectoryPicker({ mode: 'readwrite', startIn: 'downloads' }),
    );
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/** A folder on the person's disk. Nothing in it is ever written over: what is taken is numbered. */
export class ChosenPlace {
  /** One name is found and taken after the other, or two might find the same. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly folder: FileSystemDirectoryHandle) {}

  /** Rejects with a DOMException where nothing can be made there. */
  fileSink(name: string): Promise<FileSink> {
    return this.#inTurn(async () => {
      const handle = await this.folder.getFileHandle(await this.#freeName(name), { create: true });
      return new PickerSink(handle, await handle.createWritable());
    });
  }

  /** For the files of a folder, one after the other; they go into a new folder called `name`. */
  treeSink(name: string, entries: readonly FolderEntry[]): Promise<FileSink> {
    return this.#inTurn(async () => {
      const free = await this.#freeName(name);
      const root = await this.folder.getDirectoryHandle(free, { create: true });
      return new TreeSink(root, entries, () => this.folder.removeEntry(free, { recursive: true }));
    });
  }

  async #freeName(name: string): Promise<string> {
    for (let number = 0; ; number += 1) {
      const candidate = numbered(name, number);
      try {
        await this.folder.getFileHandle(candidate);
      } catch (error) {
        if (error instanceof DOMException && error.name === 'NotFoundError') return candidate;
        // A folder of that name is no reason to fail; a permission that was withdrawn is.
        if (!(error instanceof DOMException && error.name === 'TypeMismatchError')) throw error;
      }
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const outcome = this.#last.then(work);
    this.#last = outcome.catch(() => undefined); // told to whoever asked
    return outcome;
  }
}
