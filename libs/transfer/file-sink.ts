/**
 * Where a received file goes, block by block. Each block is written once, in any order, and only
 * when verified. One call at a time: the next one comes when the promise of the last one has settled.
 */
export interface FileSink {
  /** Resolves when the bytes are written: that is what lets the receiver want more. */
  write(
    offset: number,
    bytes: Uint8Array<ArrayBuffer>,
    /** SHA-256 of the bytes: for a sink that is to be taken up again later. */
    digest: Uint8Array<ArrayBuffer>,
  ): Promise<void>;
  /** Makes the file whole and visible. May take long: browsers scan and copy. */
  close(): Promise<void>;
  /**
   * Discards what was written; always the last call. It follows a `close` only where that failed or
   * where the transfer was cancelled in the meantime.
   */
  abort(): Promise<void>;
}
