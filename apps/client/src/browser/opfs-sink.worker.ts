// Writes one received file. Synchronous access handles exist in workers only, and are the one way
// to write to the origin private file system without the browser copying the whole file at the end.
import type { SinkAnswer, SinkOrder } from './opfs-sink';
import { writeWhole } from './write-whole';

let folder: FileSystemDirectoryHandle | undefined;
let fileName = '';
let access: FileSystemSyncAccessHandle | undefined;
let last = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<SinkOrder>) => {
  // One after the other, so that answers keep the order of the questions.
  last = last.then(async () => {
    postMessage(await answer(data));
  });
});

async function answer(order: SinkOrder): Promise<SinkAnswer> {
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

async function carryOut(order: SinkOrder): Promise<void> {
  switch (order.order) {
    case 'open': {
      const root = await navigator.storage.getDirectory();
      fileName = order.file;
      folder = await root.getDirectoryHandle(order.folder, { create: true });
      const handle = await folder.getFileHandle(fileName, { create: true });
      access = await handle.createSyncAccessHandle();
      return;
    }
    case 'write':
      if (access) writeWhole(access, order.bytes, order.offset);
      return;
    case 'close':
      access?.flush();
      access?.close();
      return;
    case 'abort':
      access?.close();
      await folder?.removeEntry(fileName);
      return;
  }
  order satisfies never;
}
