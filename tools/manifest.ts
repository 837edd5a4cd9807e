// The manifest of a built client: every file with its SHA-256, in the words of `sha256sum`, so that
// nobody needs this program to check one. docs/verify.md tells how.
//
//   node tools/manifest.ts [folder] > whispernet.sha256
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

export interface Manifest {
  /** The digests, by the paths of the files. */
  readonly files: ReadonlyMap<string, string>;
  /** A line `digest  path` a file, sorted by the bytes of the paths. */
  readonly text: string;
  /** What the page shows: the first 12 hexadecimal digits of the SHA-256 of `text`. */
  readonly buildId: string;
}

/** Something that a person can mend: said in a sentence, without a stack. */
export class Refusal extends Error {}

/** Where `npm run build` puts the client. */
export const BUILT_CLIENT = 'dist/apps/client/browser';

/** The manifest of all files in the folder. */
export function manifestOfFolder(folder: string): Manifest {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Refusal(`There is no built client in ${folder}. Build it first: npm run build`);
  }
  const root = resolve(folder);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map(
      (file) =>
        [file.slice(root.length + 1).replaceAll(sep, '/'), sha256(readFileSync(file))] as const,
    );
  return manifestOf(new Map(files));
}

/** The manifest with these digests, whatever their order. */
export function manifestOf(digests: ReadonlyMap<string, string>): Manifest {
  const files = new Map(
    [...digests].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other))),
  );
  const text = [...files].map(([path, digest]) => `${digest}  ${path}\n`).join('');
  return { files, text, buildId: sha256(text).slice(0, 12) };
}

/** Reads what `manifest.text` or `sha256sum` has printed. */
export function parseManifest(text: string): Manifest {
  const lines = text.split('\n').filter((line) => line !== '');
  const digests = lines.map((line) => {
    // A star marks what was read as binary: the same, on every system that we know.
    const match = /^([0-9a-f]{64}) [ *](?:\.\/)?(\S.*)$/.exec(line);
    if (!match) throw new Refusal(`This is no line of a manifest: ${line}`);
    const [, digest = '', path = ''] = match;
    return [path, digest] as const;
  });
  const manifest = manifestOf(new Map(digests));
  if (!manifest.files.has('index.html')) throw new Refusal('The manifest names no index.html.');
  return manifest;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.stdout.write(manifestOfFolder(process.argv[2] ?? BUILT_CLIENT).text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
