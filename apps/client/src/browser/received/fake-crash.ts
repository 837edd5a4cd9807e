/**
 * What a crash at this moment would leave of folder `from`, in folder `to`: a copy of the bytes, open
 * files too. For specs, which cannot end the page that they run in.
 */
export async function copyFolder(from: string, to: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const [source, target] = [
    await root.getDirectoryHandle(from),
    await root.getDirectoryHandle(to, { create: true }),
  ];
  for await (const [name, handle] of source.entries()) {
    if (handle.kind !== 'file') continue;
    const copy = await (await target.getFileHandle(name, { create: true })).createWritable();
    await copy.write(await handle.getFile());
    await copy.close();
  }
}
