import { BLOCK_BYTES, type TransferId } from '@whispernet/protocol';
import { type SchedulerLike, type Subscription, asyncScheduler, timer } from 'rxjs';
import {
  type FileHeader,
  type FileMap,
  blockLength,
  blockRecord,
  idRecord,
  newMap,
  wholeRecord,
} from './file-map';
import { writeWhole } from './write-whole';

type Bytes = Uint8Array<ArrayBuffer>;

/** The part of a FileSystemSyncAccessHandle that is used here; TypeScript knows it in workers only. */
export interface DiskFile {
  read(into: Bytes, options: { at: number }): number;
  write(bytes: Bytes, options: { at: number }): number;
  flush(): void;
  close(): void;
}

/**
 * What is written reaches the operating system at once, and survives the page, the browser and their
 * crashes; every so often also the disk itself, so that a power failure takes the last second only.
 */
export const FLUSH_AFTER_MS = 1_000;

/** A received file that is open: its data, and the map beside it. */
export class KeptFile {
  #flushing: Subscription | undefined;
  /** Of a flush that nobody waited for: the next call tells of it. */
  #failure: { readonly cause: unknown } | undefined;

  private constructor(
    private readonly data: DiskFile,
    private readonly map: DiskFile,
    private mapBytes: number,
    private readonly scheduler: SchedulerLike,
  ) {}

  /** @throws {DOMException} named QuotaExceededError where the disk is full, as all of these do. */
  static create(
    data: DiskFile,
    map: DiskFile,
    header: FileHeader,
    scheduler: SchedulerLike = asyncScheduler,
  ): KeptFile {
    const begin = newMap(header);
    writeWhole(map, begin, 0);
    map.flush();
    return new KeptFile(data, map, begin.length, scheduler);
  }

  /** Goes on where `known`, read from `map`, ends: over the torn end, which would hide what is appended. */
  static reopen(
    data: DiskFile,
    map: DiskFile,
    known: FileMap,
    scheduler: SchedulerLike = asyncScheduler,
  ): KeptFile {
    return new KeptFile(data, map, known.bytes, scheduler);
  }

  /** One block, whole, with its digest. */
  write(offset: number, bytes: Bytes, digest: Bytes): void {
    this.#tellFailure();
    writeWhole(this.data, bytes, offset);
    this.#append(blockRecord(offset / BLOCK_BYTES, digest));
    this.#flushing ??= timer(FLUSH_AFTER_MS, this.scheduler).subscribe(() => {
      this.#flushing = undefined;
      try {
        this.#flush();
      } catch (cause) {
        this.#failure = { cause };
      }
    });
  }

  /** From now on it belongs to another transfer. */
  continueAs(id: TransferId): void {
    this.#append(idRecord(id));
  }

  /** There is nothing more to come: the sender's digest has agreed. */
  finish(): void {
    this.#tellFailure();
    this.#flush(); // before the word that all is there
    this.#append(wholeRecord());
    this.map.flush();
    this.close();
  }

  close(): void {
    this.#flushing?.unsubscribe();
    this.data.close();
    this.map.close();
  }

  /** Of `known`'s blocks those that are really there, read and hashed one by one. Rejects once `signal` aborts. */
  async verified({ header, digests }: FileMap, signal: AbortSignal): Promise<Map<number, Bytes>> {
    const verified = new Map<number, Bytes>();
    const buffer = new Uint8Array(BLOCK_BYTES);
    for (const [index, digest] of digests) {
      signal.throwIfAborted();
      const block = buffer.subarray(0, blockLength(header.size, index));
      const length = this.data.read(block, { at: index * BLOCK_BYTES });
      if (length < block.length) continue; // the map was ahead
      const found = new Uint8Array(await crypto.subtle.digest('SHA-256', block));
      if (found.every((byte, at) => byte === digest[at])) verified.set(index, digest);
    }
    return verified;
  }

  #append(record: Bytes): void {
    writeWhole(this.map, record, this.mapBytes);
    this.mapBytes += record.length;
  }

  #flush(): void {
    this.data.flush();
    this.map.flush();
  }

  #tellFailure(): void {
    if (this.#failure) throw this.#failure.cause;
  }
}
