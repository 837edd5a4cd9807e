// One room: who sits in it, who stands at its door, and what everybody is told.
//
//   seat    FREE ──verdict──▶ PROVISIONAL ──take──▶ TAKEN ──socket lost──▶ GRACE ──graceMs──▶ FREE
//                                  │ provisionalMs            ◀───resume───
//                                  ▼
//                                 FREE
//   knock   queued ─▶ asked ──offer──▶ offered ──answer──▶ answered ──verdict──▶ admitted ──take──▶ (a seat)
//                     ▲   │ offerMs: the next member is asked
//                     └───┘ nobody is there: waiting
//
// Only so many knocks are put to the members, in a minute and at a time. The others are queued, and
// called by turns of their sources, so that somebody who knocks for ever keeps nobody else out.
//
// A PROVISIONAL seat is a knock that was admitted and is not yet taken. Nothing here waits: `sweep`
// does what is due. A request that speaks of a knock or a seat which is not there, is not the
// sender's, or is at another point, is refused with `gone`: such a race can happen to honest people.
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
import { opens } from './resume-secret';
import { type Rate, TokenBucket } from './token-bucket';

/** The id of a Socket.IO connection; told to nobody, logged nowhere. */
export type SocketId = string;

/** How long each state lasts, in milliseconds, and how many knocks there may be. */
export interface RoomLimits {
  readonly graceMs: number;
  readonly provisionalMs: number;
  readonly offerMs: number;
  readonly knockMs: number;
  readonly aloneMs: number;
  readonly roomMs: number;
  /** Put to the members, in all. */
  readonly knockRate: Rate;
  /** Put to the members and not yet decided. */
  readonly maxKnocks: number;
  readonly maxQueued: number;
  /** Queued, or not yet decided, of one source. */
  readonly maxKnocksPerSource: number;
}

/** What a room needs around it. */
export interface RoomSurroundings {
  /** Milliseconds of a clock that only moves forward. */
  now(): number;
  post(to: SocketId, notice: Notice): void;
  /** The socket belongs to this room no more, neither as a member nor at its door. */
  release(socket: SocketId): void;
}

type Seat =
  | { readonly phase: 'taken'; readonly rc: string; readonly socket: SocketId }
  | { readonly phase: 'grace'; readonly rc: string; readonly until: number };

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

export class Room {
  /** In the order in which the seats were taken: the first live one keeps the door. */
  readonly #seats = new Map<SeatId, Seat>();
  readonly #knocks = new Map<KnockId, Knock>();
  /** The knocks that are queued. */
  readonly #line: FairLine<KnockId>;
  readonly #knockRate: TokenBucket;
  readonly #closesAt: number;
  #aloneSince: number | undefined;
  #locked = false;

  constructor(
    readonly capacity: number,
    private readonly limits: RoomLimits,
    private readonly around: RoomSurroundings,
  ) {
    this.#line = new FairLine(limits.maxQueued);
    this.#knockRate = new TokenBucket(limits.knockRate, () => around.now());
    this.#closesAt = around.now() + limits.roomMs;
  }

  /** Whether nobody is left: such a room is forgotten at once. */
  get isEmpty(): boolean {
    return this.#seats.size === 0;
  }

  /** Seats the person who opened the room. */
  found(socket: SocketId, rc: string): SeatId {
    const seat = newId(SeatId);
    this.#seat(seat, socket, rc);
    return seat;
  }

  /**
   * Whether somebody may knock now depends on who is really there: a seat in GRACE is not full.
   *
   * @param source where the knock comes from, as a word: only compared with others
   */
  knock(socket: SocketId, source: string, blob: string): Reply<'knock'> {
    if (this.#locked) return refuse('door-closed');
    if (this.#live().length >= this.capacity) return refuse('room-full');
    const ofSource = [...this.#knocks.values()].filter((knock) => knock.source === source);
    if (ofSource.length >= this.limits.maxKnocksPerSource) return refuse('too-many-tries');
    const k = newId(KnockId);
    const place = this.#line.join(k, source);
    if (place === 'full') return refuse('busy');
    if (place.displaced !== undefined) this.#endByGone(place.displaced);
    this.#knocks.set(k, {
      knocker: socket,
      source,
      asked: new Set(),
      state: { phase: 'queued', blob },
      expiresAt: this.around.now() + this.limits.knockMs,
    });
    this.#callQueued();
    return { ok: true, k };
  }

  offer(socket: SocketId, { k, blob }: RequestBody<'offer'>): Reply<'offer'> {
    const knock = this.#knocks.get(k);
    if (knock?.state.phase !== 'asked') return refuse('gone');
    const { keeper } = knock.state;
    if (keeper !== this.#seatOf(socket)) return refuse('gone');
    knock.state = { phase: 'offered', keeper };
    this.around.post(knock.knocker, { name: 'offered', body: { k, blob } });
    return granted;
  }

  answer(socket: SocketId, { k, blob }: RequestBody<'answer'>): Reply<'answer'> {
    const knock = this.#knocks.get(k);
    if (knock?.state.phase !== 'offered' || knock.knocker !== socket) return refuse('gone');
    const { keeper } = knock.state;
    knock.state = { phase: 'answered', keeper };
    this.#tell(keeper, { name: 'answered', body: { k, blob } });
    return granted;
  }

  /** Refusing is allowed from the first, as the members' budget may be exhausted; admitting only after the answer. */
  verdict(socket: SocketId, { k, admit, blob, replace }: RequestBody<'verdict'>): Reply<'verdict'> {
    const knock = this.#knocks.get(k);
    if (knock === undefined || !('keeper' in knock.state)) return refuse('gone');
    const { keeper, phase } = knock.state;
    if (keeper !== this.#seatOf(socket) || (admit && phase !== 'answered')) return refuse('gone');
    if (!admit) {
      this.#endKnock(k, knock, { name: 'refused', body: { k, blob } });
      return granted;
    }
    if (replace !== undefined && this.#seats.get(replace)?.phase === 'grace') this.#free(replace);
    if (this.#occupied() >= this.capacity) {
      this.#endKnock(k, knock, { name: 'refused', body: { k, blob } });
      return refuse('room-full');
    }
    const seat = newId(SeatId);
    knock.state = { phase: 'admitted', seat };
    knock.expiresAt = this.around.now() + this.limits.provisionalMs;
    this.around.post(knock.knocker, { name: 'admitted', body: { k, blob, seat, from: keeper } });
    return { ok: true, seat };
  }

  take(socket: SocketId, { k, rc }: RequestBody<'take'>): Reply<'take'> {
    const knock = this.#knocks.get(k);
    if (knock?.state.phase !== 'admitted' || knock.knocker !== socket) return refuse('gone');
    const { seat } = knock.state;
    this.#forget(k);
    this.#announce({ name: 'joined', body: { seat } });
    this.#seat(seat, socket, rc);
    this.#askAgain();
    return { ok: true, seat, cap: this.capacity };
  }

  relay(socket: SocketId, { to, blob }: RequestBody<'relay'>): Reply<'relay'> {
    const from = this.#seatOf(socket);
    if (from === undefined || from === to || this.#seats.get(to)?.phase !== 'taken') {
      return refuse('gone');
    }
    this.#tell(to, { name: 'relayed', body: { from, blob } });
    return granted;
  }

  lock(socket: SocketId, on: boolean): Reply<'lock'> {
    const seat = this.#seatOf(socket);
    if (seat === undefined || seat !== this.#doorkeeper()) return refuse('gone');
    this.#locked = on;
    if (on) this.#endQueued();
    this.#announceDoor();
    return granted;
  }

  hasMember(socket: SocketId): boolean {
    return this.#seatOf(socket) !== undefined;
  }

  /** Gives the seat to whoever knows its secret, `superseded` being the live socket that loses it. */
  resume(
    socket: SocketId,
    { seat, secret, rc }: RequestBody<'resume'>,
  ): { readonly reply: Reply<'resume'>; readonly superseded?: SocketId } {
    const held = this.#seats.get(seat);
    if (held === undefined || !opens(secret, held.rc)) return { reply: refuse('gone') };
    // What was last sent to the old socket may be lost with it: its knocks are not this socket's.
    if (held.phase === 'taken') this.#setAside(seat, held);
    this.#announce({ name: 'back', body: { seat } });
    this.#seat(seat, socket, rc);
    this.#askAgain();
    const seats = [...this.#seats.keys()].filter((other) => other !== seat);
    const reply = { ok: true, seat, cap: this.capacity, seats } as const;
    return held.phase === 'taken' ? { reply, superseded: held.socket } : { reply };
  }

  /** Frees the seat at once, or withdraws the knock. */
  leave(socket: SocketId): void {
    this.#withdraw(socket);
    const seat = this.#seatOf(socket);
    if (seat !== undefined) this.#free(seat);
  }

  /** The socket is lost: the seat is kept for a while, a knock is not. */
  lose(socket: SocketId): void {
    this.#withdraw(socket);
    const seat = this.#seatOf(socket);
    const held = seat === undefined ? undefined : this.#seats.get(seat);
    if (seat === undefined || held?.phase !== 'taken') return;
    this.#setAside(seat, held);
    this.#announce({ name: 'away', body: { seat } });
    this.#announceDoor();
    this.#askAgain();
  }

  /** Does what is due: frees seats, ends knocks, asks the next member, closes the room. */
  sweep(): void {
    const now = this.around.now();
    if (now >= this.#closesAt || now >= (this.#aloneSince ?? Infinity) + this.limits.aloneMs) {
      this.#close();
      return;
    }
    for (const [seat, held] of this.#seats) {
      if (held.phase === 'grace' && now >= held.until) this.#free(seat);
    }
    for (const [k, knock] of this.#knocks) {
      if (now >= knock.expiresAt) this.#endByGone(k);
      else if (knock.state.phase === 'asked' && now >= knock.state.offerBy) {
        const somebodyElse = this.#live().some(([seat]) => !knock.asked.has(seat));
        if (somebodyElse) this.#ask(k, knock, knock.state.blob);
      }
    }
    this.#callQueued();
    // Nobody has been kept waiting for a minute: who knocked before that is nobody's concern.
    if (this.#knockRate.isFull && this.#line.size === 0) this.#line.forgetTurns();
  }

  #seat(seat: SeatId, socket: SocketId, rc: string): void {
    this.#seats.set(seat, { phase: 'taken', rc, socket });
    this.#countHeads();
    this.#announceDoor();
  }

  #free(seat: SeatId): void {
    const held = this.#seats.get(seat);
    if (held === undefined) return;
    if (held.phase === 'taken') this.#setAside(seat, held);
    this.#seats.delete(seat);
    this.#countHeads();
    if (this.isEmpty) {
      this.#close();
      return;
    }
    this.#announce({ name: 'left', body: { seat } });
    this.#announceDoor();
    this.#askAgain();
  }

  /** TAKEN → GRACE. A handshake that this member has begun nobody else can go on with. */
  #setAside(seat: SeatId, { rc, socket }: Extract<Seat, { phase: 'taken' }>): void {
    this.#seats.set(seat, { phase: 'grace', rc, until: this.around.now() + this.limits.graceMs });
    this.around.release(socket);
    for (const [k, knock] of this.#knocks) {
      const { state } = knock;
      if (!('keeper' in state) || state.keeper !== seat) continue;
      if (state.phase === 'asked') knock.state = { phase: 'waiting', blob: state.blob };
      else this.#endByGone(k);
    }
  }

  /** Ends everything: whoever is still here is told that their own seat has `left`. */
  #close(): void {
    for (const k of this.#knocks.keys()) this.#endByGone(k);
    for (const [seat, socket] of this.#live()) {
      this.around.post(socket, { name: 'left', body: { seat } });
      this.around.release(socket);
    }
    this.#seats.clear();
  }

  /** Gives each knock that nobody is asked to open to a member who is there. */
  #askAgain(): void {
    for (const [k, knock] of this.#knocks) {
      if (knock.state.phase === 'waiting') this.#ask(k, knock, knock.state.blob);
    }
    this.#callQueued();
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
    return this.#line.size > 0 && called < this.limits.maxKnocks && this.#live().length > 0;
  }

  /** A door that is closed is closed to whoever nobody has heard of yet, too. */
  #endQueued(): void {
    for (const [k, { state }] of this.#knocks) {
      if (state.phase === 'queued') this.#endByGone(k);
    }
  }

  /** Asks the longest seated member who has not been asked yet, else the longest seated one again. */
  #ask(k: KnockId, knock: Knock, blob: string): void {
    const live = this.#live();
    const [keeper, socket] = live.find(([seat]) => !knock.asked.has(seat)) ?? live[0] ?? [];
    if (keeper === undefined || socket === undefined) return;
    knock.asked.add(keeper);
    const offerBy = this.around.now() + this.limits.offerMs;
    knock.state = { phase: 'asked', blob, keeper, offerBy };
    this.around.post(socket, { name: 'knocked', body: { k, blob } });
  }

  #withdraw(socket: SocketId): void {
    for (const [k, { knocker }] of this.#knocks) {
      if (knocker !== socket) continue;
      this.#forget(k);
      this.around.release(socket);
    }
  }

  /** Nobody opens any more. */
  #endByGone(k: KnockId): void {
    const knock = this.#knocks.get(k);
    if (knock !== undefined) this.#endKnock(k, knock, { name: 'gone', body: { k } });
  }

  #endKnock(k: KnockId, { knocker }: Knock, notice: Notice): void {
    this.#forget(k);
    this.around.post(knocker, notice);
    this.around.release(knocker);
  }

  #forget(k: KnockId): void {
    this.#knocks.delete(k);
    this.#line.leave(k);
  }

  #countHeads(): void {
    this.#aloneSince = this.#seats.size === 1 ? (this.#aloneSince ?? this.around.now()) : undefined;
  }

  /** Seats that are not FREE: TAKEN, GRACE and PROVISIONAL. */
  #occupied(): number {
    const admitted = [...this.#knocks.values()].filter(({ state }) => state.phase === 'admitted');
    return this.#seats.size + admitted.length;
  }

  /** The TAKEN seats with their sockets, the longest seated first. */
  #live(): readonly (readonly [SeatId, SocketId])[] {
    return [...this.#seats].flatMap(([seat, held]) =>
      held.phase === 'taken' ? [[seat, held.socket] as const] : [],
    );
  }

  #doorkeeper(): SeatId | undefined {
    return this.#live()[0]?.[0];
  }

  #seatOf(socket: SocketId): SeatId | undefined {
    return this.#live().find(([, taker]) => taker === socket)?.[0];
  }

  #tell(seat: SeatId, notice: Notice): void {
    const held = this.#seats.get(seat);
    if (held?.phase === 'taken') this.around.post(held.socket, notice);
  }

  #announce(notice: Notice): void {
    for (const [, socket] of this.#live()) this.around.post(socket, notice);
  }

  #announceDoor(): void {
    const seat = this.#doorkeeper();
    if (seat === undefined) return;
    const taken = this.#live().length;
    const body = { seat, cap: this.capacity, taken, locked: this.#locked };
    this.#announce({ name: 'door', body });
  }
}
