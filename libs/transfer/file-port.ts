import type { Control } from '@whispernet/protocol';
import type { Observable } from 'rxjs';

/** The link to one peer, as files need it. */
export interface FilePort {
  /** Never throws: what cannot be sent any more is lost with the link. */
  send(message: FileMessage): void;
  readonly messages$: Observable<FileMessage>;
  /** A new bulk connection, bound to this peer. Rejects where the link ends first. */
  openBulk(): Promise<ByteChannel>;
  /** Bulk channels that the peer has opened. */
  readonly bulk$: Observable<ByteChannel>;
  /** How much of the path files may take: 1 all of it, less, never 0, while a call with the peer suffers. */
  readonly share$: Observable<number>;
}

export type FileMessage = Control<
  | 'file-offer'
  | 'file-accept'
  | 'file-decline'
  | 'file-cancel'
  | 'file-pause'
  | 'file-resume'
  | 'file-wanted'
  | 'file-received'
>;

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
  /** Takes a copy: the caller goes on writing to the same memory. */
  send(message: Uint8Array<ArrayBuffer>): void;
  close(): void;
}
