import type { FileSink } from '@whispernet/transfer';

/** The part of a window that asks where to save. */
export interface SavePicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

/** Whether this browser can stream to a file of the person's choice. */
export function hasSavePicker(page: object): page is SavePicker {
  return 'showSaveFilePicker' in page;
}

/**
 * Asks where to save `name` and opens a sink there; undefined where the person closes the dialog.
 * Must be called inside a click: browsers ask only then.
 */
export async function pickSink(page: SavePicker, name: string): Promise<FileSink | undefined> {
  let handle: FileSystemFileHandle;
  try {
    handle = await page.showSaveFilePicker({ suggestedName: name });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
  return new PickerSink(handle, await handle.createWritable());
}

/** Streams to a file on the person's disk, which becomes visible only with `close`. */
export class PickerSink implements FileSink {
  constructor(
    private readonly handle: FileSystemFileHandle,
    private readonly writable: FileSystemWritableFileStream,
  ) {}

  async write(offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.writable.write({ type: 'write', position: offset, data: bytes });
  }

  /** May take long: the browser copies the file and scans it for viruses. */
  async close(): Promise<void> {
    await this.writable.close();
  }

  /** What is there now, once it is closed. Rejects with a DOMException where it is gone, or no longer given out. */
  read(): Promise<File> {
    return this.handle.getFile();
  }

  async abort(): Promise<void> {
    await this.writable.abort();
    // The dialog has made an empty file where there was none; one that was there keeps its content.
    const { size } = await this.handle.getFile();
    if (size === 0 && isRemovable(this.handle)) await this.handle.remove();
  }
}

function isRemovable(
  handle: FileSystemFileHandle,
): handle is FileSystemFileHandle & { remove(): Promise<void> } {
  return 'remove' in handle; // Chromium; not in TypeScript's library
}
