export type {
  Behavior,
  ByteChannel,
  FailureReason,
  FileMessage,
  FilePort,
  FileSink,
  FileSource,
  Transfer,
  TransferState,
} from './file-exchange';
