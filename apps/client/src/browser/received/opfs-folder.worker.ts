// Writes received files. Synchronous access handles exist in workers only, and are the one way to
// write to the origin private file system without the browser copying the whole file at the end.
import type { FolderAnswer, FolderOrder } from './folder-orders';
import { KeptFolder } from './kept-folder';

const folders = new Map<string, KeptFolder>();

addEventListener('message', ({ data: order }: MessageEvent<FolderOrder>) => {
  answer(order).then(postMessage, reportError);
});

async function answer(order: FolderOrder): Promise<FolderAnswer> {
  const { n } = order;
  try {
    return { n, ok: true, value: await carryOut(order) };
  } catch (error) {
    // The disk's word, handed to the page whole.
    if (error instanceof Error || error instanceof DOMException)
      return { n, ok: false, name: error.name, message: error.message };
    throw error;
  }
}

function carryOut(order: FolderOrder): Promise<unknown> {
  const folder = folders.get(order.folder) ?? new KeptFolder(order.folder);
  folders.set(order.folder, folder);
  switch (order.order) {
    case 'create':
      return folder.create(...order.args);
    case 'reopen':
      return folder.reopen(...order.args);
    case 'write':
      return folder.write(...order.args);
    case 'continueAs':
      return folder.continueAs(...order.args);
    case 'close':
      return folder.close(...order.args);
    case 'remove':
      return folder.remove(...order.args);
    case 'list':
      return folder.list();
    case 'zip':
      return folder.zip(...order.args);
    case 'wipe':
      return folder.wipe();
    case 'leave':
      return folder.leave();
    default:
      return order satisfies never;
  }
}
