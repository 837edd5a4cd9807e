// What the two pages of the transfer bench can do, as the bench outside asks for it. Figures come
// back as plain JSON; times are in milliseconds.

/** `window.bench` in each page. */
export interface BenchPage {
  /** What the other page has said, brought by the bench: signals travel outside the emulated link. */
  hear(message: PageMessage): void;
  /** Opens the link between the two, the product's own; resolves when it is connected. */
  meet(role: 'A' | 'B'): Promise<void>;
  /** Makes everything ready but the first byte: connections stand, a file is offered. */
  prepare(side: 'send' | 'receive', plan: TransferPlan): Promise<void>;
  /** On the receiving side: lets the bytes come, and counts them. */
  receive(seconds: number): Promise<Received>;
  /** On the receiving side of `ours`: lets the whole file come. */
  receiveAll(): Promise<ReceivedFile>;
  /** How far a transfer is that `receiveAll` waits for. */
  progress(): number;
  /** Round trips of messages to the other page and back, one every 100 ms. */
  text(seconds: number): Promise<readonly number[]>;
  /** Shows the camera to the other page. */
  showCamera(): Promise<void>;
  /** What has been seen of the other page's camera since the link stands. */
  seen(): Promise<SeenVideo>;
  /** The main thread since the page's beginning: how long its tasks over 50 ms took. */
  longTasks(): readonly number[];
}

/** What the bench puts into a page. */
export interface BenchWindow {
  bench: BenchPage;
  tellOther(message: PageMessage): Promise<void>;
}

export type PageMessage =
  | { readonly t: 'link'; readonly signal: unknown }
  | {
      readonly t: 'bare';
      readonly at: number;
      readonly description?: unknown;
      readonly candidate?: unknown;
    }
  | { readonly t: 'go' };

export interface TransferPlan {
  readonly schedule: ScheduleName;
  readonly size: number;
}

/** Who decides when to send how much: see page/schedules.ts. */
export const SCHEDULES = [
  'ours',
  'plain1',
  'plain2',
  'plain4',
  'plain8',
  'warp',
  'pairdrop',
  'filepizza',
  'webwormhole',
  'filesync',
  'mirotalk',
] as const;
export type ScheduleName = (typeof SCHEDULES)[number];

/** How often the receiver looks at what has come. */
export const SAMPLE_MS = 100;

export interface Received {
  /** Bytes of the file that have come in all, once every SAMPLE_MS from the go on. */
  readonly bytes: readonly number[];
  /** Undefined where all is as it should be, else a sentence. */
  readonly trouble?: string;
}

export interface ReceivedFile {
  readonly ms: number;
  /** Verified block by block, and every byte compared with what the source makes. */
  readonly bytes: number;
  /** How the transfer ended: `done`, if all went well. */
  readonly end: string;
}

export interface SeenVideo {
  readonly frames: number;
  readonly freezes: number;
}
