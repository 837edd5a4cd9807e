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
  /** Whether the sender's digest of it has agreed: there is nothing left to receive, only to save. */
  readonly isWhole: boolean;
  /** Goes on where it was left. Of `digests`, those that the disk does not bear out are no longer among the opened one's. */
  open(): Promise<OpenedFile>;
  /** Deletes it. */
  discard(): Promise<void>;
}

/** An unfinished file, taken up again. */
export interface OpenedFile {
  readonly sink: FileSink;
  /** The SHA-256 of each block that was read from the disk and is what was received, by its index. */
  readonly digests: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
}
