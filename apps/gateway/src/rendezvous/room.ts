// One room: who sits in it, and what everybody is told. Who comes in is up to its Door.
//
//   seat    FREE ──verdict──▶ PROVISIONAL ──take──▶ TAKEN ──socket lost──▶ GRACE ──graceMs──▶ FREE
//                                  │ provisionalMs            ◀───resume───
//                                  ▼
//                                 FREE
// A PROVISIONAL seat is a knock that was admitted and is not yet taken. Nothing here waits: `sweep`
// does what is due. A request that speaks of a knock or a seat which is not there, is not the
// sender's, or is at another point, is refused with `gone`: such a race can happen to honest people.
import { type Notice, type Reply, type RequestBody, SeatId, newId } from '@whispernet/protocol';
import { Door, type DoorLimits, type LiveSeat } from './door';
import { granted, refuse } from './replies';
import { opens } from './resume-secret';
import type { RoomSurroundings, SocketId } from './room-surroundings';

/** How long each state lasts, in milliseconds, and what may happen at the door. */
export interface RoomLimits extends DoorLimits {
  readonly graceMs: number;
  readonly aloneMs: number;
  readonly roomMs: number;
}

type Seat =
  | { readonly phase: 'taken'; readonly rc: string; readonly socket: SocketId }
  | { readonly phase: 'grace'; readonly rc: string; readonly until: number };

export class Room {
  /** In the order in which the seats were taken: the first live one keeps the door. */
  readonly #seats = new Map<SeatId, Seat>();
  readonly #door: Door;
  readonly #closesAt: number;
  #aloneSince: number | undefined;

  constructor(
    readonly capacity: number,
    private readonly limits: RoomLimits,
    private readonly around: RoomSurroundings,
  ) {
    this.#door = new Door(limits, around, () => this.#live());
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
    if (this.#door.isLocked) return refuse('door-closed');
    if (this.#live().length >= this.capacity) return refuse('room-full');
    return this.#door.knock(socket, source, blob);
  }

  offer(socket: SocketId, body: RequestBody<'offer'>): Reply<'offer'> {
    return this.#door.offer(this.#seatOf(socket), body);
  }

  answer(socket: SocketId, body: RequestBody<'answer'>): Reply<'answer'> {
    return this.#door.answer(socket, body);
  }

  /** Full is judged by every seat that is not FREE: TAKEN, GRACE and PROVISIONAL. */
  verdict(socket: SocketId, body: RequestBody<'verdict'>): Reply<'verdict'> {
    const { replace } = body;
    return this.#door.verdict(this.#seatOf(socket), body, () => {
      if (replace !== undefined && this.#seats.get(replace)?.phase === 'grace') this.#free(replace);
      return this.#seats.size + this.#door.admitted < this.capacity;
    });
  }

  take(socket: SocketId, { k, rc }: RequestBody<'take'>): Reply<'take'> {
    const seat = this.#door.take(socket, k);
    if (seat === undefined) return refuse('gone');
    this.#announce({ name: 'joined', body: { seat } });
    this.#seat(seat, socket, rc);
    this.#door.askAgain();
    return { ok: true, seat, cap: this.capacity };
  }

  relay(socket: SocketId, { to, blob }: RequestBody<'relay'>): Reply<'relay'> {
    const from = this.#seatOf(socket);
    const held = this.#seats.get(to);
    if (from === undefined || from === to || held?.phase !== 'taken') return refuse('gone');
    this.around.post(held.socket, { name: 'relayed', body: { from, blob } });
    return granted;
  }

  lock(socket: SocketId, on: boolean): Reply<'lock'> {
    const seat = this.#seatOf(socket);
    if (seat === undefined || seat !== this.#doorkeeper()) return refuse('gone');
    this.#door.lock(on);
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
    this.#door.askAgain();
    const seats = [...this.#seats.keys()].filter((other) => other !== seat);
    const reply = { ok: true, seat, cap: this.capacity, seats } as const;
    return held.phase === 'taken' ? { reply, superseded: held.socket } : { reply };
  }

  /** Frees the seat at once, or withdraws the knock. */
  leave(socket: SocketId): void {
    this.#door.withdraw(socket);
    const seat = this.#seatOf(socket);
    if (seat !== undefined) this.#free(seat);
  }

  /** The socket is lost: the seat is kept for a while, a knock is not. */
  lose(socket: SocketId): void {
    this.#door.withdraw(socket);
    const seat = this.#seatOf(socket);
    const held = seat === undefined ? undefined : this.#seats.get(seat);
    if (seat === undefined || held?.phase !== 'taken') return;
    this.#setAside(seat, held);
    this.#announce({ name: 'away', body: { seat } });
    this.#announceDoor();
    this.#door.askAgain();
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
    this.#door.sweep();
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
    this.#door.askAgain();
  }

  /** TAKEN → GRACE. */
  #setAside(seat: SeatId, { rc, socket }: Extract<Seat, { phase: 'taken' }>): void {
    this.#seats.set(seat, { phase: 'grace', rc, until: this.around.now() + this.limits.graceMs });
    this.around.release(socket);
    this.#door.abandon(seat);
  }

  /** Ends everything: whoever is still here is told that their own seat has `left`. */
  #close(): void {
    this.#door.clear();
    for (const [seat, socket] of this.#live()) {
      this.around.post(socket, { name: 'left', body: { seat } });
      this.around.release(socket);
    }
    this.#seats.clear();
  }

  #countHeads(): void {
    this.#aloneSince = this.#seats.size === 1 ? (this.#aloneSince ?? this.around.now()) : undefined;
  }

  /** The TAKEN seats with their sockets, the longest seated first. */
  #live(): readonly LiveSeat[] {
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

  #announce(notice: Notice): void {
    for (const [, socket] of this.#live()) this.around.post(socket, notice);
  }

  #announceDoor(): void {
    const seat = this.#doorkeeper();
    if (seat === undefined) return;
    const taken = this.#live().length;
    const body = { seat, cap: this.capacity, taken, locked: this.#door.isLocked };
    this.#announce({ name: 'door', body });
  }
}
