import type { Control, TransferId } from '@whispernet/protocol';
import type { Observable } from 'rxjs';

/** A value over time that always has one; the holder of a subject changes it, nobody else. */
export interface Behavior<T> extends Observable<T> {
  readonly value: T;
}

/** A file to send. A browser's `File` is one. */
export interface FileSource {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Where a received file goes. Each offset is written once, in any order, and only verified bytes. */
export interface FileSink {
  /** Resolves when the bytes are written: that is what grants the sender more. */
  write(offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Makes the file whole and visible. May take long: browsers scan and copy. */
  close(): Promise<void>;
  /** Discards what was written. */
  abort(): Promise<void>;
}

/** An open bulk channel of the link to one peer, as `PeerLink` hands it out. */
export interface ByteChannel {
  /** The most bytes of one message. */
  readonly maxMessageSize: number;
  readonly bufferedAmount: number;
  bufferedAmountLowThreshold: number;
  /** `bufferedAmount` has fallen to the threshold. */
  readonly bufferedAmountLow$: Observable<unknown>;
  readonly messages$: Observable<Uint8Array<ArrayBuffer>>;
  /** Aborts when the channel has closed, for whatever reason. */
  readonly closed: AbortSignal;
  send(message: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export type FileMessage = Control<
  'file-offer' | 'file-accept' | 'file-decline' | 'file-cancel' | 'file-received'
>;

/** The link to one peer, as files need it. */
export interface FilePort {
  send(message: FileMessage): void;
  readonly messages$: Observable<FileMessage>;
  /** A new bulk connection, bound to this peer. Rejects where the link ends first. */
  openBulk(): Promise<ByteChannel>;
  /** Bulk channels that the peer has opened. */
  readonly bulk$: Observable<ByteChannel>;
}

export type FailureReason =
  | 'connection-lost'
  | 'source-unreadable'
  | 'sink-failed'
  | 'disk-full'
  | 'corrupted'
  | 'protocol-violation';

/** A file on its way, in either direction. */
export interface Transfer {
  readonly id: TransferId;
  readonly direction: 'out' | 'in';
  /** Safe to show and to save under. */
  readonly name: string;
  /** Whether the name's extension is that of a program or a document that can run code. */
  readonly isProgram: boolean;
  readonly size: number;
  readonly type: string;
  readonly state: TransferState;
}

/**
 * `waiting`: offered to the peer; `offered`: by the peer; `bytes`: handed to the channel when
 * sending, verified and written when receiving.
 */
export type TransferState =
  | { readonly phase: 'waiting' | 'offered' | 'verifying' | 'done' | 'declined' | 'cancelled' }
  | { readonly phase: 'sending' | 'receiving'; readonly bytes: number }
  | { readonly phase: 'failed'; readonly reason: FailureReason };
