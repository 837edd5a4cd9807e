import type { TransferId } from '@whispernet/protocol';
import type { FileSink } from './file-sink';
import type { FolderEntry } from './transfer-list';

/** A file that was received in part, or whole and not yet saved, before this page was opened. */
export interface UnfinishedFile {
  readonly id: TransferId;
  readonly name: string;
  /** Bytes; of a folder those of the files that were taken. */
  readonly size: number;
  readonly type: string;
  readonly lastModified: number;
  /** Of a folder: the files that were taken of it. */
  readonly folder?: readonly FolderEntry[];
  /** The SHA-256 of each block that is on the disk, by its index, as it was noted down. */
  readonly digests: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
  /** Whether all of it is there and the sender's digest has agreed: only saving it is left. */
  readonly isWhole: boolean;
  /** Goes on where it was left. */
  open(): Promise<ReopenedFile>;
  /** Deletes it. */
  discard(): Promise<void>;
}

export interface ReopenedFile {
  readonly sink: FileSink;
  /** Of the blocks noted down those that really are on the disk, read and hashed. */
  readonly digests: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
}
