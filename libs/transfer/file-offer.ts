import type { Control, TransferId } from '@whispernet/protocol';
import { safeFileName } from './file-name';

export type FileOffer = Control<'file-offer'>;

/** What an offer says of a file, or of a folder: fit to be shown, and to tell it from others. */
export interface OfferedFile {
  readonly name: string;
  readonly isProgram: boolean;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
}

/** What a source says of itself. */
export interface About {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly lastModified: number;
}

/** An offer within the bounds of the schema, whatever the source says. */
export function offerOf(id: TransferId, source: About, folder?: FileOffer['folder']): FileOffer {
  const { name, size, type } = source;
  return {
    t: 'file-offer',
    id,
    name: name.slice(-1024), // the end, where the extension is
    size,
    type: type.length <= 256 ? type : '',
    lastModified: timestampOf(source),
    ...(folder && { folder }),
  };
}

/** What a peer offers, made safe. */
export function offeredFile({ name, size, type, lastModified }: About): OfferedFile {
  return {
    ...safeFileName(name),
    size,
    type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : '',
    lastModified: dateOf(lastModified),
  };
}

/** When a source was last modified, as the wire takes it: whole milliseconds since the epoch. */
export function timestampOf({ lastModified }: Pick<About, 'lastModified'>): number {
  return Number.isFinite(lastModified) ? dateOf(Math.max(0, Math.trunc(lastModified))) : 0;
}

/** ECMA-262, 21.4.1.1 Time Values and Time Range. */
const MAX_DATE = 8.64e15;

/** A time that a peer names, as far as a Date goes: with a later one no archive can be written. */
export function dateOf(lastModified: number): number {
  return Math.min(lastModified, MAX_DATE);
}
