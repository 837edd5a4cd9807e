// For specs: what may be true of the rooms of a gateway, kept as a book by somebody who sees every
// request with its answer and every notice, and who knows the rules of docs/protocol/gateway.md and
// nothing of the code. Which knock is called first is the gateway's business; all else is foretold.
import { isDeepStrictEqual } from 'node:util';
import type {
  KnockId,
  Notice,
  NoticeBody,
  RefusalCode,
  RoomNumber,
  SeatId,
} from '@whispernet/protocol';
import type { Delivery, DirectoryLimits } from './room-directory';

interface Seat {
  readonly rc: number;
  /** The connection that sits there, or until when the seat is kept for one that was lost. */
  readonly holder: { readonly socket: string } | { readonly until: number };
}

interface Knock {
  readonly knocker: string;
  phase: 'called or not' | 'offered' | 'answered' | 'admitted';
  /** Who has been asked last. */
  keeper: string | undefined;
  seat: SeatId | undefined;
  endsAt: number;
}

interface Room {
  readonly cap: number;
  readonly closesAt: number;
  aloneSince: number | undefined;
  locked: boolean;
  readonly seats: Map<SeatId, Seat>;
  readonly knocks: Map<KnockId, Knock>;
}

/** What a request has to be answered; any of several where the line at the door decides. */
export type Expected = 'ok' | RefusalCode | 'ok, or wait';

export class RoomLedger {
  readonly rooms = new Map<RoomNumber, Room>();
  now = 0;
  /** What each connection was last told of its door. */
  readonly #doors = new Map<string, NoticeBody<'door'>>();

  constructor(private readonly limits: DirectoryLimits) {}

  get sockets(): readonly string[] {
    return [...this.rooms.values()].flatMap((room) => [...live(room).values(), ...knockers(room)]);
  }

  numberOf(socket: string): RoomNumber | undefined {
    return [...this.rooms].find(
      ([, room]) => seatOf(room, socket) !== undefined || knockers(room).includes(socket),
    )?.[0];
  }

  roomOf(socket: string): Room | undefined {
    const number = this.numberOf(socket);
    return number === undefined ? undefined : this.rooms.get(number);
  }

  seatOf(socket: string): SeatId | undefined {
    const room = this.roomOf(socket);
    return room && seatOf(room, socket);
  }

  /** Every knock that there is. */
  get knocks(): readonly (readonly [k: KnockId, knock: Knock, room: Room])[] {
    return [...this.rooms.values()].flatMap((room) =>
      [...room.knocks].map(([k, knock]) => [k, knock, room] as const),
    );
  }

  open(socket: string, number: RoomNumber): Expected {
    if (this.numberOf(socket) !== undefined) return 'busy';
    if (this.rooms.has(number)) return 'number-taken';
    return this.rooms.size >= this.limits.maxRooms ? 'busy' : 'ok';
  }
  opened(socket: string, number: RoomNumber, cap: number, seat: SeatId, rc: number): void {
    const room: Room = {
      cap,
      closesAt: this.now + this.limits.roomMs,
      aloneSince: this.now,
      locked: false,
      seats: new Map([[seat, { rc, holder: { socket } }]]),
      knocks: new Map(),
    };
    this.rooms.set(number, room);
  }

  knock(socket: string, number: RoomNumber): Expected {
    if (this.numberOf(socket) !== undefined) return 'busy';
    const room = this.rooms.get(number);
    if (room === undefined) return 'no-such-room';
    if (room.locked) return 'door-closed';
    return live(room).size >= room.cap ? 'room-full' : 'ok, or wait';
  }
  knocked(socket: string, number: RoomNumber, k: KnockId): void {
    this.rooms.get(number)?.knocks.set(k, {
      knocker: socket,
      phase: 'called or not',
      keeper: undefined,
      seat: undefined,
      endsAt: this.now + this.limits.knockMs,
    });
  }

  offer(socket: string, k: KnockId): Expected {
    const knock = this.#knock(k);
    return knock?.phase === 'called or not' && knock.keeper === socket ? 'ok' : 'gone';
  }
  answer(socket: string, k: KnockId): Expected {
    const knock = this.#knock(k);
    return knock?.phase === 'offered' && knock.knocker === socket ? 'ok' : 'gone';
  }
  /** An offer or an answer was granted. */
  step(k: KnockId, phase: 'offered' | 'answered'): void {
    const knock = this.#knock(k);
    if (knock !== undefined) knock.phase = phase;
  }

  verdict(socket: string, k: KnockId, admit: boolean, replace: SeatId | undefined): Expected {
    const [, knock, room] = this.knocks.find(([other]) => other === k) ?? [];
    if (knock === undefined || room === undefined || knock.keeper !== socket) return 'gone';
    if (knock.phase === 'admitted' || (admit && knock.phase !== 'answered')) return 'gone';
    if (!admit) return 'ok';
    const replaced = replace !== undefined && isLost(room.seats.get(replace));
    return occupied(room) - (replaced ? 1 : 0) < room.cap ? 'ok' : 'room-full';
  }
  admitted(k: KnockId, seat: SeatId, replace: SeatId | undefined): void {
    const [, knock, room] = this.knocks.find(([other]) => other === k) ?? [];
    if (knock === undefined || room === undefined) return;
    if (replace !== undefined && isLost(room.seats.get(replace))) this.#free(room, replace);
    Object.assign(knock, {
      phase: 'admitted',
      seat,
      endsAt: this.now + this.limits.provisionalMs,
    });
  }

  take(socket: string, k: KnockId): Expected {
    const knock = this.#knock(k);
    return knock?.phase === 'admitted' && knock.knocker === socket ? 'ok' : 'gone';
  }
  /** The seat that it has to be. */
  taken(socket: string, k: KnockId, rc: number): SeatId | undefined {
    const [, knock, room] = this.knocks.find(([other]) => other === k) ?? [];
    if (knock?.seat === undefined || room === undefined) return undefined;
    room.knocks.delete(k);
    room.seats.set(knock.seat, { rc, holder: { socket } });
    this.#countHeads(room);
    return knock.seat;
  }

  /** To whom, if to anybody. */
  relay(socket: string, to: SeatId): string | undefined {
    const room = this.roomOf(socket);
    const from = this.seatOf(socket);
    return room === undefined || from === undefined || from === to ? undefined : live(room).get(to);
  }

  lock(socket: string): Expected {
    const room = this.roomOf(socket);
    return room && [...live(room).values()][0] === socket ? 'ok' : 'gone';
  }
  locked(socket: string, on: boolean): void {
    const room = this.roomOf(socket);
    if (room) room.locked = on;
  }

  resume(socket: string, number: RoomNumber, seat: SeatId, proof: number): Expected {
    if (this.numberOf(socket) !== undefined) return 'busy';
    return this.rooms.get(number)?.seats.get(seat)?.rc === proof ? 'ok' : 'gone';
  }
  /** The connection that has lost the seat by it. */
  resumed(socket: string, number: RoomNumber, seat: SeatId, rc: number): string | undefined {
    const room = this.rooms.get(number);
    const before = room && live(room).get(seat);
    if (room && before !== undefined) this.#setAside(room, before);
    room?.seats.set(seat, { rc, holder: { socket } });
    return before;
  }

  left(socket: string): void {
    const room = this.roomOf(socket);
    const seat = this.seatOf(socket);
    if (room === undefined) return;
    this.#withdraw(room, socket);
    if (seat === undefined) return;
    this.#setAside(room, socket);
    this.#free(room, seat);
  }

  lost(socket: string): void {
    const room = this.roomOf(socket);
    const seat = this.seatOf(socket);
    if (room === undefined) return;
    this.#withdraw(room, socket);
    const held = seat === undefined ? undefined : room.seats.get(seat);
    if (seat === undefined || held === undefined) return;
    this.#setAside(room, socket);
    room.seats.set(seat, { ...held, holder: { until: this.now + this.limits.graceMs } });
  }

  /** After time has gone. */
  swept(): void {
    for (const room of this.rooms.values()) {
      const alone = (room.aloneSince ?? Infinity) + this.limits.aloneMs;
      if (this.now >= Math.min(room.closesAt, alone)) room.seats.clear();
      for (const [seat, { holder }] of room.seats) {
        if ('until' in holder && this.now >= holder.until) this.#free(room, seat);
      }
    }
    this.#forgetEmpty();
  }

  /** Takes a notice into the book; the complaint, where it should not have gone to whom it went. */
  heard({ to, notice }: Delivery, before: ReadonlyMap<string, RoomNumber>): string | undefined {
    const number = this.numberOf(to) ?? before.get(to);
    if (number === undefined) return `${notice.name} went to ${to}, who is nowhere`;
    const room = this.rooms.get(number);
    if (notice.name === 'knocked') {
      const knock = room?.knocks.get(notice.body.k);
      if (knock === undefined || room === undefined) return `a knock from elsewhere came to ${to}`;
      if (seatOf(room, to) === undefined) return `${to} was asked to open, and has no seat`;
      knock.keeper = to;
    }
    if (notice.name === 'door') this.#doors.set(to, notice.body);
    if (!isForKnocker(notice)) return undefined;
    const knock = this.#knock(notice.body.k);
    if (notice.name === 'gone' || notice.name === 'refused') room?.knocks.delete(notice.body.k);
    return knock !== undefined && knock.knocker !== to
      ? `${notice.name} of another’s knock went to ${to}`
      : undefined;
  }

  /** What is wrong now, whatever happened before; undefined where nothing is. */
  fault(counts: { readonly rooms: number; readonly sockets: number }): string | undefined {
    this.#forgetEmpty();
    for (const [number, room] of this.rooms) {
      if (occupied(room) > room.cap) return `${number} has more seats than ${room.cap}`;
      const [seat, ...others] = live(room).keys();
      const door = { seat, cap: room.cap, taken: others.length + 1, locked: room.locked };
      for (const member of live(room).values()) {
        if (!isDeepStrictEqual(this.#doors.get(member), door)) return `${member} has a wrong door`;
      }
      for (const knock of room.knocks.values()) {
        if (this.now >= knock.endsAt) return `a knock at ${number} has no end`;
      }
    }
    if (counts.rooms !== this.rooms.size) {
      return `${counts.rooms} rooms are held, and ${this.rooms.size} are in use`;
    }
    return counts.sockets === this.sockets.length
      ? undefined
      : `${counts.sockets} connections are held, and ${this.sockets.length} belong to a room`;
  }

  #knock(k: KnockId): Knock | undefined {
    return this.knocks.find(([other]) => other === k)?.[1];
  }

  #withdraw(room: Room, socket: string): void {
    for (const [k, { knocker }] of room.knocks) if (knocker === socket) room.knocks.delete(k);
  }

  /** Whoever was asked is asked no more; what they have begun ends by notices. */
  #setAside(room: Room, socket: string): void {
    for (const knock of room.knocks.values()) {
      if (knock.keeper === socket && knock.phase === 'called or not') knock.keeper = undefined;
    }
  }

  #free(room: Room, seat: SeatId): void {
    room.seats.delete(seat);
    this.#countHeads(room);
  }

  #countHeads(room: Room): void {
    room.aloneSince = room.seats.size === 1 ? (room.aloneSince ?? this.now) : undefined;
  }

  #forgetEmpty(): void {
    for (const [number, { seats }] of this.rooms) if (seats.size === 0) this.rooms.delete(number);
  }
}

const isLost = (seat: Seat | undefined) => seat !== undefined && 'until' in seat.holder;
const knockers = (room: Room) => [...room.knocks.values()].map(({ knocker }) => knocker);
const seatOf = (room: Room, socket: string) =>
  [...live(room)].find(([, holder]) => holder === socket)?.[0];
const occupied = ({ seats, knocks }: Room) =>
  seats.size + [...knocks.values()].filter(({ phase }) => phase === 'admitted').length;

/** The TAKEN seats in their order, with the connections that sit there. */
function live({ seats }: Room): ReadonlyMap<SeatId, string> {
  const taken = [...seats].flatMap(([seat, { holder }]) =>
    'socket' in holder ? [[seat, holder.socket] as const] : [],
  );
  return new Map(taken);
}

type KnockerNotice = Extract<Notice, { name: 'offered' | 'admitted' | 'refused' | 'gone' }>;
const isForKnocker = (notice: Notice): notice is KnockerNotice =>
  ['offered', 'admitted', 'refused', 'gone'].includes(notice.name);
