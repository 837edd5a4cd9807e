import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** One file in a smaller form, under the name that HTTP has for that form. */
export interface PackedFile {
  readonly encoding: 'br' | 'gzip';
  readonly bytes: Buffer;
}

/** The smaller forms of a client's files. */
export interface PackedFiles {
  has(path: string): boolean;
  /** The smallest form that whoever asks can unpack (names as in `Accept-Encoding`), if there is one. */
  of(path: string, accepted: readonly string[]): PackedFile | undefined;
}

/**
 * The forms that a build has put beside its client (tools/pack-client.ts): packed once and thoroughly,
 * instead of at every start or every request. They lie apart, so that they are no part of what the
 * build is called by. Without that folder every file is served as it is.
 *
 * @param client the folder of the client; the forms are in one of the same name with `.packed`
 * @param files what is in it: a form that does not unpack to its file is of another build, and not used
 */
export function readPackedFiles(client: string, files: ReadonlyMap<string, Buffer>): PackedFiles {
  const forms = new Map(
    [...files].map(([path, whole]) => [
      path,
      FORMS.flatMap(({ encoding, ending, unpack }) => {
        const file = join(`${client}.packed`, path + ending);
        if (!existsSync(file)) return [];
        const bytes = readFileSync(file);
        return whole.equals(unpack(bytes)) ? [{ encoding, bytes }] : [];
      }),
    ]),
  );
  return {
    has: (path) => (forms.get(path)?.length ?? 0) > 0,
    of: (path, accepted) => forms.get(path)?.find(({ encoding }) => accepted.includes(encoding)),
  };
}

/** The smallest first. */
const FORMS = [
  { encoding: 'br', ending: '.br', unpack: brotliDecompressSync },
  { encoding: 'gzip', ending: '.gz', unpack: gunzipSync },
] as const;
