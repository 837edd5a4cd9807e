import type { TransferId } from '@whispernet/protocol';
import type { FileHeader } from './file-map';

type Bytes = Uint8Array<ArrayBuffer>;

/** A file as its map describes it. */
export interface KeptRecord {
  /** The name under which it lies in the folder: a random one. */
  readonly file: string;
  readonly header: FileHeader;
  readonly digests: ReadonlyMap<number, Bytes>;
  readonly isWhole: boolean;
}

/** What the page asks the disk worker for. Each rejects with the disk's DOMException. */
export interface FolderOrders {
  /** Makes `file` and opens it; the folder is made with the first one. */
  create(file: string, header: FileHeader): Promise<void>;
  /** Opens a file of an earlier page; the digests of those of its blocks that are really there. */
  reopen(file: string): Promise<ReadonlyMap<number, Bytes>>;
  write(file: string, offset: number, bytes: Bytes, digest: Bytes): Promise<void>;
  /** The transfer of this id goes on with it. */
  continueAs(file: string, id: TransferId): Promise<void>;
  /** Marks it as whole. */
  close(file: string): Promise<void>;
  /** Deletes it, open or not. */
  remove(file: string): Promise<void>;
  /** All files that an earlier page has left and that can be used; what cannot be is deleted. */
  list(): Promise<readonly KeptRecord[]>;
  /** Makes a ZIP of the folder that is in `file`; the name under which it lies there. */
  zip(file: string): Promise<string>;
  /** Deletes the folder with everything in it; what is under way is rejected. */
  wipe(): Promise<void>;
  /** Lets go of the folder and leaves everything in it; what is under way is rejected. */
  leave(): Promise<void>;
}

/** One order on its way to the worker. Answers carry its number: they may come in another order. */
export type FolderOrder = {
  readonly [Name in keyof FolderOrders]: {
    readonly n: number;
    readonly folder: string;
    readonly order: Name;
    readonly args: Parameters<FolderOrders[Name]>;
  };
}[keyof FolderOrders];

/** The error's name crosses the border as text: an exception of its own class would not. */
export type FolderAnswer = { readonly n: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly name: string; readonly message: string }
);
