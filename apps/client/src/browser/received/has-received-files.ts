/** Every folder of received files begins so; other things of this origin are not ours to delete. */
export const PREFIX = 'received-';

/** Whether anything lies here that was received, by this page or by one before. */
export async function hasReceivedFiles(): Promise<boolean> {
  if (!isSecureContext) return false; // there is no storage of that kind there
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) if (name.startsWith(PREFIX)) return true;
  return false;
}
