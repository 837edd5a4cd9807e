import type { LaneCargo, TransferId } from '@whispernet/protocol';
import { type SchedulerLike, type Subscription, timer } from 'rxjs';
import { BlockDigests, sameDigest, sha256 } from './block-digests';
import type { FileSource } from './file-source';
import type { Slots } from './slots';
import { TransferError } from './transfer-error';
import type { FailureReason } from './transfer-state';

/** How many blocks are read at once, 4 MiB; slices of 64 KiB were measured at a tenth of the speed. */
const SLICE_BLOCKS = 4;
/** The most blocks that a receiver has wanted and not acknowledged; ours has 32 places. */
const MAX_WANTED = 256;
/** How often one block is sent: three times when it arrives broken, again after a pause or two. */
const MAX_SENDS = 16;
/** How many blocks a receiver compares over one link; ours does six each time. */
const MAX_CHECKS = 64;
/** So long nothing is wanted before blocks are hashed that the receiver seems to hold already. */
export const IDLE_MS = 1_000;

type Bytes = Uint8Array<ArrayBuffer>;

/** A block that the receiver wants, until all of it is acknowledged. */
interface Wanted {
  readonly index: number;
  readonly length: number;
  phase: 'queued' | 'reading' | 'ready' | 'sent';
  bytes: Bytes | undefined;
  isAnnounced: boolean;
  /** What of it has been handed out. */
  sent: number;
  /** The pieces that are on the way. */
  readonly unacked: Set<LaneCargo>;
  ackedBytes: number;
  /** It has arrived broken, which was quicker than the last acknowledgement of it. */
  isWantedAgain: boolean;
}

/** The way to the receiver. */
export interface SendLink {
  /** Who may read: `Slots` bounds the memory of all files together. */
  readonly slots: Slots<FileSender>;
  readonly scheduler: SchedulerLike;
  /** Something is ready in `next`. */
  ready(): void;
  /** So many bytes are there already. */
  moved(bytes: number): void;
  allMoved(): void;
  failed(reason: FailureReason): void;
}

/**
 * One file on its way out: reads what is wanted, in large slices, and nothing else but what it takes
 * to know the digest of the file. It outlives pauses and links with the digests that it knows.
 */
export class FileSender {
  readonly id: TransferId;
  readonly size: number;
  readonly #source: FileSource;
  readonly #blockBytes: number;
  readonly #blockCount: number;
  readonly #digests = new BlockDigests();
  #digest: Bytes | undefined;
  #wasRead = false;

  #link: SendLink | undefined;
  #isHeld = false;
  /** How often either side has held it back over this link: the receiver's wants are of that round. */
  #pauses = 0;
  /** Of the wants that count; those of lower rounds are late. */
  #round = 0;
  readonly #wanted = new Map<number, Wanted>();
  #ready: Wanted[] = [];
  /** Whether some block is `queued`. */
  #queued = 0;
  /** All blocks before this one are wanted, sent, or held by the receiver. */
  #reached = 0;
  #wantedBytes = 0;
  readonly #sends = new Tally();
  readonly #sendsOfRound = new Tally();
  #checks: number[] = [];
  #checkCount = 0;
  readonly #answers: number[] = [];
  #end: 'unsent' | 'sent' | 'acked' = 'unsent';
  #slot: 'none' | 'waiting' | 'inside' = 'none';
  #isWorking = false;
  /** Whether there may be something to do that the last look did not see. */
  #hasNews = false;
  /** Where to look for the next block that is not hashed. */
  #unhashed = 0;
  #idle: Subscription | undefined;
  #isIdle = false;

  constructor(id: TransferId, source: FileSource, blockBytes: number) {
    this.id = id;
    this.size = source.size;
    this.#source = source;
    this.#blockBytes = blockBytes;
    this.#blockCount = Math.ceil(source.size / blockBytes);
  }

  /** What the receiver has to say it got; undefined before all of it has been hashed. */
  get digest(): Bytes | undefined {
    return this.#digest;
  }

  /** The receiver has accepted, over this link: its wants count from now on. */
  attach(link: SendLink): void {
    this.#link = link;
    this.#pauses = 0;
    this.#round = 0;
    this.#reached = 0;
    this.#end = 'unsent';
    this.#isHeld = false;
    if (this.#digest) link.ready();
    void this.#work();
  }

  /** The link has gone, or the file is given up. */
  detach(): void {
    this.#forget();
    this.#sends.clear();
    this.#checks = [];
    this.#checkCount = 0;
    this.#answers.length = 0;
    this.#leaveSlot();
    this.#link = undefined;
  }

  /**
   * Sends nothing until `release`. Each call is one pause, of either side: the receiver will want
   * again what it wanted before. Wants of afterwards may be here already: lanes overtake control.
   */
  hold(): void {
    this.#isHeld = true;
    this.#pauses += 1;
    if (this.#round < this.#pauses) {
      this.#forget();
      this.#round = this.#pauses;
    } else {
      for (const wanted of this.#wanted.values()) this.#queue(wanted);
      this.#ready = [];
      this.#stopIdling();
    }
    this.#leaveSlot();
  }

  release(): void {
    this.#isHeld = false;
    this.#link?.ready(); // END or an answer may have waited
    this.#look();
    void this.#work();
  }

  /** What is wrong with the want; undefined where nothing is. */
  want(round: number, first: number, count: number): string | undefined {
    if (first + count > this.#blockCount) return 'a block that does not exist is wanted';
    if (round < this.#round) return undefined;
    if (round > this.#round) {
      this.#forget();
      this.#round = round;
    }
    for (let index = first; index < first + count; index += 1) {
      const known = this.#wanted.get(index);
      // A repeated frame. Only a block that arrived broken is wanted again, and then alone.
      if (count > 1 && (known || this.#sendsOfRound.of(index) > 0)) continue;
      if (this.#sends.of(index) >= MAX_SENDS) return 'a block is wanted without end';
      if (known) {
        known.isWantedAgain = known.sent > 0;
        continue;
      }
      if (this.#wanted.size >= MAX_WANTED) return 'more is wanted than anybody has memory for';
      const length = this.#lengthOf(index);
      this.#wanted.set(index, {
        index,
        length,
        phase: 'queued',
        bytes: undefined,
        isAnnounced: false,
        sent: 0,
        unacked: new Set(),
        ackedBytes: 0,
        isWantedAgain: false,
      });
      this.#queued += 1;
      this.#wantedBytes += length;
    }
    this.#reached = Math.max(this.#reached, first + count);
    this.#isIdle = false;
    void this.#work();
    return undefined;
  }

  /** What is wrong with the question; undefined where nothing is. */
  check(index: number): string | undefined {
    if (index >= this.#blockCount) return 'a block that does not exist is asked for';
    this.#checkCount += 1;
    if (this.#checkCount > MAX_CHECKS) return 'more questions than anybody needs to ask';
    this.#checks.push(index);
    void this.#work();
    return undefined;
  }

  /** The next cargo that is ready; undefined where none is. */
  next(maxDataBytes: number): LaneCargo | undefined {
    if (!this.#link || this.#isHeld) return undefined;
    const { id } = this;
    const asked = this.#answers.shift();
    const answer = asked === undefined ? undefined : this.#digests.get(asked);
    if (asked !== undefined && answer) return { t: 'block', id, index: asked, digest: answer };
    if (this.#digest && this.#end === 'unsent') {
      this.#end = 'sent';
      return { t: 'end', id, digest: this.#digest };
    }
    const [wanted] = this.#ready;
    return wanted && this.#nextOf(wanted, maxDataBytes);
  }

  /** The receiver has acknowledged it: the very cargo that `next` has handed out. */
  arrived(cargo: LaneCargo): void {
    if (cargo.t === 'end') this.#end = 'acked';
    if (cargo.t === 'data') this.#acked(cargo, cargo.bytes.length, cargo.offset);
    this.#look();
  }

  #nextOf(wanted: Wanted, maxDataBytes: number): LaneCargo {
    const { id } = this;
    const { index, bytes, sent: at } = wanted;
    const digest = this.#digests.get(index);
    if (!bytes || !digest) throw new Error('a block is ready that was not read');
    if (!wanted.isAnnounced) {
      wanted.isAnnounced = true;
      return { t: 'block', id, index, digest };
    }
    const piece = bytes.subarray(at, at + maxDataBytes);
    const cargo = { t: 'data', id, offset: index * this.#blockBytes + at, bytes: piece } as const;
    wanted.unacked.add(cargo);
    wanted.sent += piece.length;
    if (wanted.sent === wanted.length) {
      wanted.phase = 'sent';
      wanted.bytes = undefined;
      this.#sends.add(index);
      this.#sendsOfRound.add(index);
      this.#ready.shift();
      void this.#work();
    }
    return cargo;
  }

  #acked(cargo: LaneCargo, length: number, offset: number): void {
    const index = Math.floor(offset / this.#blockBytes);
    const wanted = this.#wanted.get(index);
    if (!wanted?.unacked.delete(cargo)) return; // of an earlier round
    wanted.ackedBytes += length;
    this.#wantedBytes -= length;
    if (wanted.ackedBytes === wanted.length) this.#over(wanted);
    const until = Math.min(this.size, this.#reached * this.#blockBytes);
    this.#link?.moved(until - this.#wantedBytes);
  }

  /** All of it has arrived. */
  #over(wanted: Wanted): void {
    if (!wanted.isWantedAgain) {
      this.#wanted.delete(wanted.index);
      return;
    }
    this.#toLine(wanted);
    void this.#work();
  }

  #look(): void {
    if (this.#reached < this.#blockCount || this.#wanted.size > 0) return;
    if (this.#end === 'acked' && !this.#isHeld) this.#link?.allMoved();
  }

  /** Forgets all that is wanted. */
  #forget(): void {
    this.#wanted.clear();
    this.#ready = [];
    this.#queued = 0;
    this.#wantedBytes = 0;
    this.#reached = 0;
    this.#unhashed = 0;
    this.#sendsOfRound.clear();
    this.#stopIdling();
  }

  /** What is not on its way as a whole is read again. */
  #queue(wanted: Wanted): void {
    if (wanted.phase !== 'queued' && wanted.phase !== 'sent') this.#toLine(wanted);
  }

  /** Back to the line, as if nothing of it had been read. */
  #toLine(wanted: Wanted): void {
    wanted.phase = 'queued';
    wanted.isWantedAgain = false;
    wanted.bytes = undefined;
    wanted.isAnnounced = false;
    wanted.sent = 0;
    this.#wantedBytes += wanted.ackedBytes;
    wanted.ackedBytes = 0;
    wanted.unacked.clear();
    this.#queued += 1;
  }

  /** Reads and hashes until there is nothing to do, or enough is ready. */
  async #work(): Promise<void> {
    if (!this.#link || this.#isHeld) return;
    this.#stopIdling();
    if (this.#slot === 'none') this.#enterSlot(this.#link);
    if (this.#slot !== 'inside') return;
    this.#hasNews = true;
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      while (this.#mayWork() && this.#hasNews) {
        this.#hasNews = false;
        if (await this.#step()) this.#hasNews = true;
      }
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      this.#fail(error);
    } finally {
      this.#isWorking = false;
    }
    if (this.#mayWork() && this.#queued === 0 && this.#ready.length === 0) {
      this.#leaveSlot();
      this.#waitIdle();
    }
  }

  #fail({ reason }: TransferError): void {
    this.#link?.failed(reason);
  }

  #mayWork(): boolean {
    return this.#link !== undefined && !this.#isHeld && this.#slot === 'inside';
  }

  /** Whether there was something to do. What is wanted comes before what only has to be hashed. */
  async #step(): Promise<boolean> {
    const asked = this.#checks.shift();
    if (asked !== undefined) {
      if (!this.#digests.has(asked)) await this.#hash(asked, 1);
      this.#answers.push(asked);
      this.#link?.ready();
      return true;
    }
    if (this.#queued > 0 && this.#ready.length < SLICE_BLOCKS) {
      await this.#readWanted();
      return true;
    }
    const [first, count] = this.#nextUnhashed();
    if (count > 0) {
      await this.#hash(first, count);
      return true;
    }
    if (this.#digests.count < this.#blockCount || this.#digest) return false;
    this.#digest = await this.#digests.ofFile();
    this.#link?.ready();
    return true;
  }

  async #readWanted(): Promise<void> {
    const run: Wanted[] = [];
    for (const wanted of this.#wanted.values()) {
      const last = run.at(-1);
      if (wanted.phase !== 'queued' || run.length >= SLICE_BLOCKS) {
        if (last) break;
        continue;
      }
      if (last && wanted.index !== last.index + 1) break;
      run.push(wanted);
    }
    const [first] = run;
    if (!first) throw new Error('nothing is queued');
    for (const wanted of run) wanted.phase = 'reading';
    this.#queued -= run.length;
    const blocks = await this.#hash(first.index, run.length);
    run.forEach((wanted, at) => {
      // It may have been forgotten in the meantime, or queued again.
      if (wanted.phase !== 'reading' || this.#wanted.get(wanted.index) !== wanted) return;
      wanted.phase = 'ready';
      wanted.bytes = blocks[at];
      this.#ready.push(wanted);
    });
    if (this.#ready.length > 0) this.#link?.ready();
  }

  /**
   * Blocks that only END needs: those that the receiver has passed over, for it holds them; once it
   * has wanted nothing for a while, all others too.
   */
  #nextUnhashed(): readonly [first: number, count: number] {
    const end = this.#isIdle ? this.#blockCount : this.#reached;
    const isKnown = (index: number) => this.#digests.has(index) || this.#wanted.has(index);
    while (this.#unhashed < end && isKnown(this.#unhashed)) this.#unhashed += 1;
    let count = 0;
    while (count < SLICE_BLOCKS && this.#unhashed + count < end && !isKnown(this.#unhashed + count))
      count += 1;
    return [this.#unhashed, count];
  }

  /** Reads so many blocks and learns their digests. Rejects with TransferError. */
  async #hash(first: number, count: number): Promise<readonly Bytes[]> {
    const start = first * this.#blockBytes;
    const slice = await this.#read(start, Math.min(this.size, start + count * this.#blockBytes));
    const blocks = Array.from({ length: count }, (_, at) =>
      slice.subarray(at * this.#blockBytes, (at + 1) * this.#blockBytes),
    );
    const digests = await Promise.all(blocks.map(sha256));
    digests.forEach((digest, at) => {
      const known = this.#digests.get(first + at);
      if (known && !sameDigest(known, digest)) {
        throw new TransferError('source-changed', `block ${first + at} is another one by now`);
      }
      this.#digests.set(first + at, digest);
    });
    return blocks;
  }

  async #read(start: number, end: number): Promise<Bytes> {
    if (this.#source.size !== this.size) throw new TransferError('source-changed', 'another size');
    let bytes: Bytes;
    try {
      bytes = new Uint8Array(await this.#source.slice(start, end).arrayBuffer());
    } catch (cause) {
      if (cause instanceof TransferError) throw cause;
      // Browsers refuse to read a file that is no longer what it was when it was chosen.
      const reason = this.#wasRead ? 'source-changed' : 'source-unreadable';
      throw new TransferError(reason, 'the source cannot be read', { cause });
    }
    if (bytes.length !== end - start) throw new TransferError('source-changed', 'another length');
    this.#wasRead = true;
    return bytes;
  }

  #enterSlot({ slots }: SendLink): void {
    this.#slot = 'waiting';
    slots.enter(this, () => {
      this.#slot = 'inside';
      void this.#work();
    });
  }

  #leaveSlot(): void {
    if (this.#slot === 'none') return;
    this.#slot = 'none';
    this.#link?.slots.leave(this);
  }

  /** Where blocks are missing that nobody wants, the receiver holds them: END needs them hashed. */
  #waitIdle(): void {
    const isAsked = this.#reached > 0 || this.#checkCount > 0;
    if (!this.#link || !isAsked || this.#digests.count === this.#blockCount) return;
    this.#idle = timer(IDLE_MS, this.#link.scheduler).subscribe(() => {
      if (this.#wanted.size > 0) {
        this.#waitIdle(); // what is on the way will be followed by more
        return;
      }
      this.#isIdle = true;
      void this.#work();
    });
  }

  #stopIdling(): void {
    this.#idle?.unsubscribe();
    this.#idle = undefined;
  }

  #lengthOf(index: number): number {
    return Math.min(this.#blockBytes, this.size - index * this.#blockBytes);
  }
}

/** How often, of each block: a byte a MiB, as far as the file has come. */
class Tally {
  #counts = new Uint8Array(64);

  of(index: number): number {
    return this.#counts[index] ?? 0;
  }

  add(index: number): void {
    if (index >= this.#counts.length) {
      const counts = new Uint8Array(Math.max(index + 1, 2 * this.#counts.length));
      counts.set(this.#counts);
      this.#counts = counts;
    }
    this.#counts[index] = Math.min(255, this.of(index) + 1);
  }

  clear(): void {
    this.#counts.fill(0);
  }
}
