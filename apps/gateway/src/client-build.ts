import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type PackedFiles, readPackedFiles } from './packed-files';

/** The built client in a folder. */
export interface ClientBuild {
  /**
   * What the build is called on the screen: the first 12 hexadecimal digits of the SHA-256 of its
   * manifest (docs/verify.md), so that two servers with the same id serve the same files.
   */
  readonly id: string;
  /** index.html as it is served: with the build's id, and the nonce of this response's styles. */
  page(nonce: string): string;
  /** A line `digest  path` a file, as `sha256sum` prints it: what the id is made from. */
  readonly manifest: string;
  /** The smaller forms of its files, where the build has made some. */
  readonly packed: PackedFiles;
  /** Whether the file at the path, such as `worker-ABCDEFGH.js`, is code for a worker. */
  isWorker(path: string): boolean;
  /** Whether that worker compiles WebAssembly. */
  usesWasm(path: string): boolean;
}

/**
 * Reads a built client, once: a later build in the same folder wants a new start.
 * @throws where it is not one, or where its page holds code that the page's policy would not run.
 */
export function readClientBuild(folder: string): ClientBuild {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no built client in ${folder}: it has no index.html.`);
  }
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(join(folder, sep).length).replaceAll(sep, '/'), read(file)]),
  );
  const template = files.get('index.html')?.toString() ?? '';
  refuseInlineCode(template);
  const manifest = manifestOf(files);
  const id = sha256(manifest).slice(0, 12);
  const [beforeId, rest] = cut(template, EMPTY_ID);
  const [between, afterRoot] = cut(rest, ROOT);
  const wasm = new Set(
    [...files].filter(([, bytes]) => bytes.includes('WebAssembly')).map(([path]) => path),
  );
  return {
    id,
    manifest,
    packed: readPackedFiles(folder, files),
    page: (nonce) =>
      [
        beforeId,
        `<meta name="build-id" content="${id}"/>`,
        between,
        `<wn-app ngCspNonce="${nonce}">`,
        afterRoot,
      ].join(''),
    isWorker: (path) => WORKER.test(path),
    usesWasm: (path) => wasm.has(path),
  };
}

const read = (file: string): Buffer => readFileSync(file);

/** How the build names workers; a name does not tell one from the other. */
const WORKER = /^worker-[A-Z0-9]{8}\.js$/;

/** Where the id belongs. Empty in the file, because it is made from the file. */
const EMPTY_ID = '<meta name="build-id" content=""/>';
/** Where the nonce belongs. Not in the file: the builder would copy it to every <script>. */
const ROOT = '<wn-app>';

function cut(text: string, mark: string): [before: string, after: string] {
  const [before, after, ...more] = text.split(mark);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`index.html should hold ${mark} once. Is it the page of another version?`);
  }
  return [before, after];
}

/** Here with a reason, and not only in the browser, where a page would quietly stay dead. */
function refuseInlineCode(html: string): void {
  const inline =
    /<script\b(?![^>]*\ssrc=)[^>]*>/i.exec(html) ?? /<[a-z][^>]*\son[a-z]+\s*=[^>]*>/i.exec(html);
  if (inline) {
    throw new Error(
      `index.html has code of its own, which no browser would run under the page's policy: ${inline[0]}`,
    );
  }
}

/** What `sha256sum` prints for all files, sorted by the bytes of their names. */
function manifestOf(files: ReadonlyMap<string, Buffer>): string {
  return [...files]
    .map(([path, bytes]) => ({ path, line: `${sha256(bytes)}  ${path}\n` }))
    .sort((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)))
    .map(({ line }) => line)
    .join('');
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
