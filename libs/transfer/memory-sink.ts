import type { FileSink } from './file-sink';

/** A short file that is kept in memory. */
export class MemorySink implements FileSink {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  write(offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.bytes.set(bytes, offset);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  abort(): Promise<void> {
    return Promise.resolve();
  }
}
