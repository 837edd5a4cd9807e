import type { TransferId } from '@whispernet/protocol';
import type { FileSink } from './file-sink';
import type { FolderEntry } from './transfer-list';

/** A file that was received in part, or whole and not yet saved, before this page was opened. */
export interface UnfinishedFile {
  readonly id: TransferId;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly lastModified: number;
  /** Of a folder: the files that were taken of it. */
  readonly folder?: readonly FolderEntry[];
  /** The SHA-256 of each block that is on the disk, by its index. */
  readonly digests: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
  /** Goes on where it was left; `digests` are then checked against the disk. */
  open(): Promise<FileSink>;
  /** Deletes it. */
  discard(): Promise<void>;
}
