// Writes received files. Synchronous access handles exist in workers only, and are the one way to
// write to the origin private file system without the browser copying the whole file at the end.
import type { FolderAnswer, FolderOrder } from './opfs-folder';
import { writeWhole } from './write-whole';

interface OpenFile {
  readonly folder: FileSystemDirectoryHandle;
  readonly access: FileSystemSyncAccessHandle;
}
const openFiles = new Map<string, OpenFile>();
let last = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<FolderOrder>) => {
  // One after the other, so that answers keep the order of the questions.
  last = last.then(async () => {
    postMessage(await answer(data));
  });
});

async function answer(order: FolderOrder): Promise<FolderAnswer> {
  try {
    await carryOut(order);
    return { ok: true };
  } catch (error) {
    // The disk's word, handed to the page whole.
    if (error instanceof Error || error instanceof DOMException)
      return { ok: false, name: error.name, message: error.message };
    throw error;
  }
}

async function carryOut(order: FolderOrder): Promise<void> {
  if (order.order === 'wipe') {
    await wipe(order.folder);
    return;
  }
  const { file } = order;
  switch (order.order) {
    case 'open': {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(order.folder, { create: true });
      const handle = await folder.getFileHandle(file, { create: true });
      openFiles.set(file, { folder, access: await handle.createSyncAccessHandle() });
      return;
    }
    case 'write':
      writeWhole(opened(file).access, order.bytes, order.offset);
      return;
    case 'close': {
      const { access } = opened(file);
      openFiles.delete(file);
      access.flush();
      access.close();
      return;
    }
    case 'abort': {
      const { folder, access } = opened(file);
      openFiles.delete(file);
      access.close();
      await folder.removeEntry(file);
      return;
    }
  }
  order satisfies never;
}

async function wipe(folder: string): Promise<void> {
  for (const { access } of openFiles.values()) access.close();
  openFiles.clear();
  const root = await navigator.storage.getDirectory();
  try {
    await root.removeEntry(folder, { recursive: true });
  } catch (error) {
    // Nothing was ever received.
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
}

function opened(file: string): OpenFile {
  const open = openFiles.get(file);
  if (!open) throw new DOMException('this file is not open', 'InvalidStateError');
  return open;
}
