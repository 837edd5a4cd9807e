import type { Notice, Reply, RequestBody, RoomNumber } from '@whispernet/protocol';
import { PROTOCOL_VERSION } from '@whispernet/protocol';
import { granted, refuse } from './replies';
import { Room, type RoomLimits } from './room';
import type { SocketId } from './room-surroundings';

/** A notice on its way to one connection. */
export interface Delivery {
  readonly to: SocketId;
  readonly notice: Notice;
}

/** What a request comes to: what its sender is answered, and what others are told, in this order. */
export interface Outcome<R> {
  readonly reply: R;
  readonly deliveries: readonly Delivery[];
  /** A connection that has lost its seat to this one, and is of no use any more. */
  readonly superseded?: SocketId;
}

export interface DirectoryLimits extends RoomLimits {
  readonly maxRooms: number;
}

/**
 * Which rooms there are and who belongs to which: all that the gateway knows, and only in memory.
 * It does not send and does not wait; each call returns what to tell whom.
 */
export class RoomDirectory {
  readonly #rooms = new Map<RoomNumber, Room>();
  /** The one room of each connection that sits in one or stands at its door. */
  readonly #roomOf = new Map<SocketId, RoomNumber>();
  #deliveries: Delivery[] = [];

  /** `now`: milliseconds of a clock that only moves forward. */
  constructor(
    private readonly limits: DirectoryLimits,
    private readonly now: () => number,
  ) {}

  /** How many rooms there are, and how many connections belong to one. */
  get counts(): { readonly rooms: number; readonly sockets: number } {
    return { rooms: this.#rooms.size, sockets: this.#roomOf.size };
  }

  /** The room that the connection belongs to. */
  roomOf(socket: SocketId): RoomNumber | undefined {
    return this.#roomOf.get(socket);
  }

  open(socket: SocketId, { v, room, cap, rc }: RequestBody<'open'>): Outcome<Reply<'open'>> {
    if (v !== PROTOCOL_VERSION) return this.#outcome(refuse('version-mismatch'));
    if (this.#roomOf.has(socket)) return this.#outcome(refuse('busy'));
    if (this.#rooms.has(room)) return this.#outcome(refuse('number-taken'));
    if (this.#rooms.size >= this.limits.maxRooms) return this.#outcome(refuse('busy'));
    const opened = new Room(cap, this.limits, {
      now: this.now,
      post: (to, notice) => this.#deliveries.push({ to, notice }),
      release: (member) => this.#roomOf.delete(member),
    });
    this.#rooms.set(room, opened);
    this.#roomOf.set(socket, room);
    const seat = opened.found(socket, rc);
    return this.#outcome({ ok: true, seat, graceMs: this.limits.graceMs });
  }

  /** `source`: where it comes from, as a word that tells two sources apart and nothing else. */
  knock(
    socket: SocketId,
    { v, room, blob }: RequestBody<'knock'>,
    source: string,
  ): Outcome<Reply<'knock'>> {
    if (v !== PROTOCOL_VERSION) return this.#outcome(refuse('version-mismatch'));
    if (this.#roomOf.has(socket)) return this.#outcome(refuse('busy'));
    const reply = this.#rooms.get(room)?.knock(socket, source, blob) ?? refuse('no-such-room');
    if (reply.ok) this.#roomOf.set(socket, room);
    return this.#outcome(reply);
  }

  offer(socket: SocketId, body: RequestBody<'offer'>): Outcome<Reply<'offer'>> {
    return this.#outcome(this.#room(socket)?.offer(socket, body) ?? refuse('gone'));
  }

  answer(socket: SocketId, body: RequestBody<'answer'>): Outcome<Reply<'answer'>> {
    return this.#outcome(this.#room(socket)?.answer(socket, body) ?? refuse('gone'));
  }

  verdict(socket: SocketId, body: RequestBody<'verdict'>): Outcome<Reply<'verdict'>> {
    return this.#outcome(this.#room(socket)?.verdict(socket, body) ?? refuse('gone'));
  }

  take(socket: SocketId, body: RequestBody<'take'>): Outcome<Reply<'take'>> {
    return this.#outcome(this.#room(socket)?.take(socket, body) ?? refuse('gone'));
  }

  relay(socket: SocketId, body: RequestBody<'relay'>): Outcome<Reply<'relay'>> {
    return this.#outcome(this.#room(socket)?.relay(socket, body) ?? refuse('gone'));
  }

  lock(socket: SocketId, { on }: RequestBody<'lock'>): Outcome<Reply<'lock'>> {
    return this.#outcome(this.#room(socket)?.lock(socket, on) ?? refuse('gone'));
  }

  /** Whether the connection holds a TAKEN seat, as whoever asks for relays has to. */
  isSeated(socket: SocketId): boolean {
    return this.#room(socket)?.hasMember(socket) ?? false;
  }

  /** Whoever cannot resume learns nothing of why: an unknown room and a wrong secret read alike. */
  resume(socket: SocketId, body: RequestBody<'resume'>): Outcome<Reply<'resume'>> {
    if (this.#roomOf.has(socket)) return this.#outcome(refuse('busy'));
    const resumed = this.#rooms.get(body.room)?.resume(socket, body);
    if (resumed?.reply.ok !== true) return this.#outcome(refuse('gone'));
    this.#roomOf.set(socket, body.room);
    const { reply, superseded } = resumed;
    return superseded === undefined
      ? this.#outcome(reply)
      : { ...this.#outcome(reply), superseded };
  }

  leave(socket: SocketId): Outcome<Reply<'leave'>> {
    const number = this.#roomOf.get(socket);
    const room = this.#room(socket);
    if (number === undefined || room === undefined) return this.#outcome(refuse('gone'));
    room.leave(socket);
    if (room.isEmpty) this.#rooms.delete(number);
    return this.#outcome(granted);
  }

  /** The connection is lost. */
  disconnected(socket: SocketId): readonly Delivery[] {
    this.#room(socket)?.lose(socket);
    return this.#drain();
  }

  /** Does what is due by now: expired seats, knocks and rooms. */
  sweep(): readonly Delivery[] {
    for (const [number, room] of this.#rooms) {
      room.sweep();
      if (room.isEmpty) this.#rooms.delete(number);
    }
    return this.#drain();
  }

  #room(socket: SocketId): Room | undefined {
    const number = this.#roomOf.get(socket);
    return number === undefined ? undefined : this.#rooms.get(number);
  }

  #outcome<R>(reply: R): Outcome<R> {
    return { reply, deliveries: this.#drain() };
  }

  #drain(): readonly Delivery[] {
    const deliveries = this.#deliveries;
    this.#deliveries = [];
    return deliveries;
  }
}
