// Packs the files of the built client, each as small as it gets, for gateways to serve: thoroughly and
// once, instead of hastily at every request. They lie in a folder of their own, since the build is
// called by the bytes of its files (docs/verify.md), and how small a file gets depends on the Node.js.
//
//   node tools/pack-client.ts [folder]    writes <folder>.packed
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import { BUILT_CLIENT } from './manifest.ts';

/** What is text. Fonts and pictures are packed already; the page is filled in for each visitor. */
const TEXT: ReadonlySet<string> = new Set(['.js', '.css', '.svg', '.json', '.webmanifest']);

/** What HTTP around it costs no less than: a packet is saved by nothing smaller. */
const LEAST_SAVED_BYTES = 100;

/** A file as it travels to a browser that takes Brotli, or gzip. */
export function packed(bytes: Buffer): { readonly br: Buffer; readonly gz: Buffer } {
  return {
    br: brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    gz: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }),
  };
}

/** Packs what is worth it of a client's folder into `<folder>.packed`, from nothing. */
export function packClient(folder: string): void {
  const target = `${folder}.packed`;
  rmSync(target, { recursive: true, force: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.has(extname(entry.name))) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    const to = join(target, relative(folder, file));
    mkdirSync(dirname(to), { recursive: true });
    for (const [ending, small] of Object.entries(packed(bytes))) {
      if (small.length + LEAST_SAVED_BYTES <= bytes.length) writeFileSync(`${to}.${ending}`, small);
    }
  }
}

if (process.argv[1] === import.meta.filename) packClient(process.argv[2] ?? BUILT_CLIENT);
