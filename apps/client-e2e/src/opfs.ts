import type { Page } from 'playwright-core';

/** All that the page's private file system holds, in bytes. */
export async function opfsBytesOf(page: Page): Promise<number> {
  return page.evaluate(bytesInOpfs);
}

/** Waits until it holds so many bytes, and no more. */
export async function untilOpfsHolds(page: Page, bytes: number): Promise<void> {
  await page.waitForFunction(`(${bytesInOpfs.toString()})().then((held) => held === ${bytes})`);
}

// What runs in a page, to look into the origin's private file system.

/** All that it holds, in bytes. */
export async function bytesInOpfs(): Promise<number> {
  const sizes = async (directory: FileSystemDirectoryHandle): Promise<number> => {
    let sum = 0;
    for await (const handle of (
      directory as unknown as { values(): AsyncIterable<FileSystemHandle> }
    ) // lib.dom lacks it
      .values()) {
      sum +=
        handle.kind === 'file'
          ? (await (handle as FileSystemFileHandle).getFile()).size
          : await sizes(handle as FileSystemDirectoryHandle);
    }
    return sum;
  };
  return sizes(await navigator.storage.getDirectory());
}

/** The SHA-256 of one of its files, in hexadecimal digits. */
export async function digestInOpfs(name: string): Promise<string> {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name);
  const bytes = await (await handle.getFile()).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
