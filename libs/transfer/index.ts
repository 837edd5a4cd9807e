export { type ExchangeOptions, FileExchange } from './file-exchange';
export { safeFileName } from './file-name';
export type { ByteChannel, FileMessage, FilePort } from './file-port';
export type { FileSink } from './file-sink';
export type { FileSource, FolderFile, FolderSource } from './file-source';
export { type Behavior, Snapshots } from './snapshots';
export type { FolderEntry, Transfer, TransferFolder } from './transfer-list';
export {
  type FailureReason,
  type PausedBy,
  type Side,
  type TransferState,
  hasEnded,
} from './transfer-state';
export type { OpenedFile, UnfinishedFile } from './unfinished-files';
export { UnfinishedTransfers } from './unfinished-transfers';
