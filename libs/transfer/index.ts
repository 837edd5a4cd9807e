export { FileExchange } from './file-exchange';
export { safeFileName } from './file-name';
export type { ByteChannel, FileMessage, FilePort } from './file-port';
export type { FileSink } from './file-sink';
export type { FileSource } from './file-source';
export type { Behavior, Transfer } from './transfer-list';
export { type FailureReason, type TransferState, hasEnded } from './transfer-state';
