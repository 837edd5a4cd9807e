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

/** A folder to send: its files in the order in which they travel. */
export interface FolderSource {
  readonly name: string;
  readonly files: readonly FolderFile[];
}

export interface FolderFile {
  /** Folders above it, from within the folder that is sent, and the file's own name: `['2026', 'a.jpg']`. */
  readonly path: readonly string[];
  readonly source: FileSource;
}
