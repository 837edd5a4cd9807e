// The door of a room: who stands before it, who inside is asked to open, and how far the two have got.
//
//   knock   queued ─▶ asked ──offer──▶ offered ──answer──▶ answered ──verdict──▶ admitted ──take──▶ (a seat)
//                     ▲   │ offerMs: the next member is asked
//                     └───┘ nobody is there: waiting
//
// Only so many knocks are put to the members, in a minute and at a time. The others are queued, and
// called by turns of their sources, so that somebody who knocks for ever keeps nobody else out.
import {
  KnockId,
  type Notice,
  type Reply,
  type RequestBody,
  SeatId,
  newId,
} from '@whispernet/protocol';
import { FairLine } from './fair-line';
import { granted, refuse } from './replies';
import type { RoomSurroundings, SocketId } from './room-surroundings';
import { type Rate, TokenBucket } from './token-bucket';

/** How long each state of a knock lasts, in milliseconds, and how many there may be. */
export interface DoorLimits {
  readonly offerMs: number;
  readonly knockMs: number;
  readonly provisionalMs: number;
  /** Put to the members, in all. */
  readonly knockRate: Rate;
  /** Put to the members and not yet decided. */
  readonly maxKnocks: number;
  readonly maxQueued: number;
  /** Queued, or not yet decided, of one source. */
  readonly maxKnocksPerSource: number;
}

/** A TAKEN seat with its socket. */
export type LiveSeat = readonly [SeatId, SocketId];

type KnockState =
  | { readonly phase: 'queued'; readonly blob: string } // nobody has been asked yet
  | { readonly phase: 'waiting'; readonly blob: string } // every member is away
  | {
      readonly phase: 'asked';
      readonly blob: string;
      readonly keeper: SeatId;
      readonly offerBy: number;
    }
  | { readonly phase: 'offered' | 'answered'; readonly keeper: SeatId }
  | { readonly phase: 'admitted'; readonly seat: SeatId };

interface Knock {
  readonly knocker: SocketId;
  readonly source: string;
  /** Who has been asked to open already. */
  readonly asked: Set<SeatId>;
  state: KnockState;
  expiresAt: number;
}

export class Door {
  readonly #knocks = new Map<KnockId, Knock>();
  /** The knocks that are queued. */
  readonly #line: FairLine<KnockId>;
  readonly #knockRate: TokenBucket;
  #locked = false;

  /** @param live the members who are there, the longest seated first */
  constructor(
    private readonly limits: DoorLimits,
    private readonly around: RoomSurroundings,
    private readonly live: () => readonly LiveSeat[],
  ) {
    const now = () => around.now();
    this.#line = new FairLine(limits.maxQueued, now);
    this.#knockRate = new TokenBucket(limits.knockRate, now);
  }

  get isLocked(): boolean {
    return this.#locked;
  }

  /** How many have been admitted and have not sat down: each has a seat kept for them. */
  get admitted(): number {
    return [...this.#knocks.values()].filter(({ state }) => state.phase === 'admitted').length;
  }

  /** @param source where the knock comes from, as a word: only compared with others */
  knock(knocker: SocketId, source: string, blob: string): Reply<'knock'> {
    const ofSource = [...this.#knocks.values()].filter((knock) => knock.source === source);
    if (ofSource.length >= this.limits.maxKnocksPerSource) return refuse('too-many-tries');
    const k = newId(KnockId);
    const place = this.#line.join(k, source);
    if (place === 'full') return refuse('busy');
    if (place.displaced !== undefined) this.#endByGone(place.displaced);
    this.#knocks.set(k, {
      knocker,
      source,
      asked: new Set(),
      state: { phase: 'queued', blob },
      expiresAt: this.around.now() + this.limits.knockMs,
    });
    this.#callQueued();
    return { ok: true, k };
  }

  /** `keeper`: the seat of whoever offers; so for the verdict. */
  offer(keeper: SeatId | undefined, { k, blob }: RequestBody<'offer'>): Reply<'offer'> {
    const knock = this.#knocks.get(k);
    if (knock?.state.phase !== 'asked' || knock.state.keeper !== keeper) return refuse('gone');
    knock.state = { phase: 'offered', keeper };
    this.around.post(knock.knocker, { name: 'offered', body: { k, blob } });
    return granted;
  }

  answer(knocker: SocketId, { k, blob }: RequestBody<'answer'>): Reply<'answer'> {
    const knock = this.#knocks.get(k);
    if (knock?.state.phase !== 'offered' || knock.knocker !== knocker) return refuse('gone');
    const { keeper } = knock.state;
    knock.state = { phase: 'answered', keeper };
    const [, socket] = this.live().find(([seat]) => seat === keeper) ?? [];
    if (socket !== undefined) this.around.post(socket, { name: 'answered', body: { k, blob } });
    return granted;
  }

  /**
   * Refusing is allowed from the first, as the members' budget may be exhausted; admitting only after
   * the answer.
   *
   * @param makeRoom finds a seat for the newcomer; false where none is free
   */
  verdict(
    keeper: SeatId | undefined,
    { k, admit, blob }: RequestBody<'verdict'>,
    makeRoom: () => boolean,
  ): Reply<'verdict'> {
    const knock = this.#knocks.get(k);
    if (knock === undefined || !('keeper' in knock.state)) return refuse('gone');
    const { keeper: from, phase } = knock.state;
    if (from !== keeper || (admit && phase !== 'answered')) return refuse('gone');
    if (!admit || !makeRoom()) {
      this.#end(k, knock, { name: 'refused', body: { k, blob } });
      return admit ? refuse('room-full') : granted;
    }
    const seat = newId(SeatId);
    knock.state = { phase: 'admitted', seat };
    knock.expiresAt = this.around.now() + this.limits.provisionalMs;
    this.around.post(knock.knocker, { name: 'admitted', body: { k, blob, seat, from } });
    return { ok: true, seat };
  }

  /** The seat that the knocker has been admitted to, and whose knock is over by this. */
  take(knocker: SocketId, k: KnockId): SeatId | undefined {
    const knock = this.#knocks.get(k);
    if (knock?.state.phase !== 'admitted' || knock.knocker !== knocker) return undefined;
    this.#forget(k);
    return knock.state.seat;
  }

  /** A door that is closed is closed to whoever nobody has heard of yet, too. */
  lock(on: boolean): void {
    this.#locked = on;
    if (!on) return;
    for (const [k, { state }] of this.#knocks) {
      if (state.phase === 'queued') this.#endByGone(k);
    }
  }

  /** A knocker thinks better of it, or is lost. */
  withdraw(socket: SocketId): void {
    for (const [k, { knocker }] of this.#knocks) {
      if (knocker !== socket) continue;
      this.#forget(k);
      this.around.release(socket);
    }
  }

  /** A member is there no more: a handshake that they have begun nobody else can go on with. */
  abandon(keeper: SeatId): void {
    for (const [k, knock] of this.#knocks) {
      const { state } = knock;
      if (!('keeper' in state) || state.keeper !== keeper) continue;
      if (state.phase === 'asked') knock.state = { phase: 'waiting', blob: state.blob };
      else this.#endByGone(k);
    }
  }

  /** Gives each knock that nobody is asked to open to a member who is there. */
  askAgain(): void {
    for (const [k, knock] of this.#knocks) {
      if (knock.state.phase === 'waiting') this.#ask(k, knock, knock.state.blob);
    }
    this.#callQueued();
  }

  /** Does what is due: ends knocks, asks the next member, calls who waits. */
  sweep(): void {
    const now = this.around.now();
    for (const [k, knock] of this.#knocks) {
      if (now >= knock.expiresAt) this.#endByGone(k);
      else if (knock.state.phase === 'asked' && now >= knock.state.offerBy) {
        const somebodyElse = this.live().some(([seat]) => !knock.asked.has(seat));
        if (somebodyElse) this.#ask(k, knock, knock.state.blob);
      }
    }
    this.#callQueued();
    this.#line.sweep();
  }

  /** Sends everybody away. */
  clear(): void {
    for (const k of this.#knocks.keys()) this.#endByGone(k);
  }

  /** Puts queued knocks to the members, as many as they may hear of. */
  #callQueued(): void {
    while (this.#mayCall() && this.#knockRate.take()) {
      const k = this.#line.next();
      const knock = k === undefined ? undefined : this.#knocks.get(k);
      if (k !== undefined && knock?.state.phase === 'queued') this.#ask(k, knock, knock.state.blob);
    }
  }

  #mayCall(): boolean {
    const called = this.#knocks.size - this.#line.size;
    return this.#line.size > 0 && called < this.limits.maxKnocks && this.live().length > 0;
  }

  /** Asks the longest seated member who has not been asked yet, else the longest seated one again. */
  #ask(k: KnockId, knock: Knock, blob: string): void {
    const live = this.live();
    const [keeper, socket] = live.find(([seat]) => !knock.asked.has(seat)) ?? live[0] ?? [];
    if (keeper === undefined || socket === undefined) return;
    knock.asked.add(keeper);
    const offerBy = this.around.now() + this.limits.offerMs;
    knock.state = { phase: 'asked', blob, keeper, offerBy };
    this.around.post(socket, { name: 'knocked', body: { k, blob } });
  }

  /** Nobody opens any more. */
  #endByGone(k: KnockId): void {
    const knock = this.#knocks.get(k);
    if (knock !== undefined) this.#end(k, knock, { name: 'gone', body: { k } });
  }

  #end(k: KnockId, { knocker }: Knock, notice: Notice): void {
    this.#forget(k);
    this.around.post(knocker, notice);
    this.around.release(knocker);
  }

  #forget(k: KnockId): void {
    this.#knocks.delete(k);
    this.#line.leave(k);
  }
}
