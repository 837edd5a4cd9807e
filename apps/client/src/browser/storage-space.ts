/** From here on a file is worth asking the browser to keep what it holds, and for more room. */
const ASK_FROM_BYTES = 1024 ** 3;

/** What a browser says of its storage. */
export type Storage = Pick<StorageManager, 'estimate' | 'persist' | 'persisted'>;

/** How many bytes more this browser would keep, as far as it says; Infinity where it does not. */
export async function freeSpace(storage: Storage = navigator.storage): Promise<number> {
  const { quota, usage } = await storage.estimate();
  return quota === undefined || usage === undefined ? Infinity : Math.max(0, quota - usage);
}

/**
 * Before a file of `bytes` is taken: a large one makes the browser ask the person, or itself, whether
 * it may keep more and for longer (Firefox gives 10 GiB at most else, and any browser may clear what
 * is not persistent when the disk gets full). The answer changes `freeSpace`, nothing else.
 */
export async function askForSpace(
  bytes: number,
  storage: Storage = navigator.storage,
): Promise<void> {
  if (bytes >= ASK_FROM_BYTES && !(await storage.persisted())) await storage.persist();
}
