// For specs: a RoomDirectory, and the RoomLedger that keeps its book, with five people who do whatever
// they are told to, allowed or not.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  ANSWER_BYTES,
  KNOCK_BYTES,
  type KnockId,
  OFFER_BYTES,
  RoomNumber,
  type SeatId,
  VERDICT_BYTES,
} from '@whispernet/protocol';
import * as v from 'valibot';
import type { Refused } from './replies';
import { type Delivery, type DirectoryLimits, type Outcome, RoomDirectory } from './room-directory';
import { type Expected, RoomLedger } from './room-ledger';
import { bytes } from './scene';

export const numbers = ['4711', '4712'].map((number) => v.parse(RoomNumber, number));
/** So short, and so few, that every end and every full house is met. */
const limits: DirectoryLimits = {
  graceMs: 20_000,
  provisionalMs: 10_000,
  offerMs: 5_000,
  knockMs: 30_000,
  aloneMs: 100_000,
  roomMs: 300_000,
  knockRate: { tokens: 12, perMs: 60_000 },
  maxKnocks: 2,
  maxQueued: 2,
  maxKnocksPerSource: 2,
  maxRooms: 2,
};

const secretOf = (serial: number) =>
  createHash('sha256').update(String(serial)).digest('base64url');
const rcOf = (serial: number) =>
  createHash('sha256')
    .update(Buffer.from(secretOf(serial), 'base64url'))
    .digest('base64url');

export interface Client {
  readonly name: string;
  readonly source: string;
  socket: string;
  /** The seat last taken, and the number of its secret. */
  held: { readonly room: RoomNumber; readonly seat: SeatId; readonly secret: number } | undefined;
}

type Granted<R> = Exclude<R, { readonly ok: false }>;

/** What is asked of the one is foretold by the other, and compared. Throws where the two part. */
export class RoomWorld {
  readonly ledger = new RoomLedger(limits);
  readonly directory = new RoomDirectory(limits, () => this.ledger.now);
  readonly clients = ['alice', 'bob', 'carol', 'dave', 'mallory'].map((name, at): Client => ({
    name,
    source: at < 3 ? 'household' : name,
    socket: name,
    held: undefined,
  }));
  /** Every knock and every seat that there ever was. */
  readonly ks: KnockId[] = [];
  readonly seats: SeatId[] = [];
  #serial = 0;

  constructor(private readonly seen: Map<string, number>) {}

  open(person: Client, room: RoomNumber, cap: number): void {
    const { directory, ledger } = this;
    const { socket } = person;
    const secret = this.next();
    this.#ask(
      'open',
      ledger.open(socket, room),
      () => directory.open(socket, { v: 1, room, cap, rc: rcOf(secret) }),
      ({ seat }) => {
        ledger.opened(socket, room, cap, seat, secret);
        this.#seated(person, room, seat, secret);
      },
    );
  }

  knock({ socket, source }: Client, room: RoomNumber): void {
    const { directory, ledger } = this;
    const blob = bytes(KNOCK_BYTES);
    this.#ask(
      'knock',
      ledger.knock(socket, room),
      () => directory.knock(socket, { v: 1, room, blob }, source),
      ({ k }) => {
        this.ks.push(k);
        ledger.knocked(socket, room, k);
      },
    );
  }

  offer(socket: string, k: KnockId): void {
    const { directory, ledger } = this;
    this.#ask(
      'offer',
      ledger.offer(socket, k),
      () => directory.offer(socket, { k, blob: bytes(OFFER_BYTES) }),
      () => {
        ledger.step(k, 'offered');
      },
    );
  }

  answer(socket: string, k: KnockId): void {
    const { directory, ledger } = this;
    this.#ask(
      'answer',
      ledger.answer(socket, k),
      () => directory.answer(socket, { k, blob: bytes(ANSWER_BYTES) }),
      () => {
        ledger.step(k, 'answered');
      },
    );
  }

  verdict(socket: string, k: KnockId, admit: boolean, replace?: SeatId): void {
    const { directory, ledger } = this;
    const instead = replace === undefined ? {} : { replace };
    const seats = ledger.roomOf(socket)?.seats;
    this.#ask(
      `verdict ${admit ? 'yes' : 'no'}`,
      ledger.verdict(socket, k, admit, replace),
      () => directory.verdict(socket, { k, admit, blob: bytes(VERDICT_BYTES), ...instead }),
      ({ seat }) => {
        if (!admit) return;
        if (seat === undefined || this.seats.includes(seat))
          throw new Error('no seat of their own');
        const before = seats?.size;
        ledger.admitted(k, seat, replace);
        if (seats?.size !== before) this.#met('replaced');
      },
    );
  }

  take(socket: string, k: KnockId): void {
    const { clients, directory, ledger } = this;
    const secret = this.next();
    this.#ask(
      'take',
      ledger.take(socket, k),
      () => directory.take(socket, { k, rc: rcOf(secret) }),
      ({ seat }) => {
        if (ledger.taken(socket, k, secret) !== seat) throw new Error('another seat was taken');
        const [person, room] = [
          clients.find((one) => one.socket === socket),
          ledger.numberOf(socket),
        ];
        if (person && room) this.#seated(person, room, seat, secret);
      },
    );
  }

  relay({ socket }: Client, index: number): void {
    const { directory, ledger } = this;
    const seats = [...(ledger.roomOf(socket)?.seats.keys() ?? []), ...this.seats];
    const to = seats[index % seats.length];
    if (to === undefined) return;
    const from = ledger.seatOf(socket);
    const addressee = ledger.relay(socket, to);
    const blob = bytes(40);
    const deliveries = this.#ask('relay', addressee === undefined ? 'gone' : 'ok', () =>
      directory.relay(socket, { to, blob }),
    );
    const told = deliveries.map((delivery) => [delivery.to, delivery.notice.body]);
    const right = addressee === undefined ? [] : [[addressee, { from, blob }]];
    if (!isDeepStrictEqual(told, right)) throw new Error('a relay went astray');
  }

  lock({ socket }: Client, on: boolean): void {
    const { directory, ledger } = this;
    this.#ask(
      'lock',
      ledger.lock(socket),
      () => directory.lock(socket, { on }),
      () => {
        ledger.locked(socket, on);
      },
    );
  }

  resume(person: Client, whose: string): void {
    const { clients, directory, ledger } = this;
    const neighbour = clients[(clients.indexOf(person) + 1) % clients.length];
    const held = (whose === 'own' ? person : neighbour)?.held;
    if (held === undefined) return;
    const socket = this.#fresh(person);
    const proof = whose === 'own' ? held.secret : held.secret + 1_000_000;
    const next = this.next();
    const body = { room: held.room, seat: held.seat, secret: secretOf(proof), rc: rcOf(next) };
    const expected = ledger.resume(socket, held.room, held.seat, proof);
    let superseded: string | undefined;
    this.#ask(
      'resume',
      expected,
      () => {
        const outcome = directory.resume(socket, body);
        superseded = outcome.superseded;
        return outcome;
      },
      ({ seat, seats }) => {
        const before = ledger.resumed(socket, held.room, seat, next);
        if (superseded !== before) throw new Error('another connection has lost the seat');
        const others = [...(ledger.rooms.get(held.room)?.seats.keys() ?? [])];
        if (
          !isDeepStrictEqual(
            seats,
            others.filter((other) => other !== seat),
          )
        ) {
          throw new Error('the seats are others');
        }
        person.socket = socket;
        this.#seated(person, held.room, seat, next);
      },
    );
    const old = superseded;
    if (old === undefined) return;
    this.#happens(
      'superseded',
      () => directory.disconnected(old),
      () => undefined,
    );
  }

  leave({ socket }: Client): void {
    const { directory, ledger } = this;
    this.#ask(
      'leave',
      ledger.numberOf(socket) === undefined ? 'gone' : 'ok',
      () => directory.leave(socket),
      () => {
        ledger.left(socket);
      },
    );
  }

  disconnect(person: Client): void {
    const { socket } = person;
    this.#happens(
      'disconnect',
      () => this.directory.disconnected(socket),
      () => {
        this.ledger.lost(socket);
      },
    );
    person.socket = this.#fresh(person);
  }

  pass(ms: number): void {
    this.#happens(
      'time',
      () => {
        this.ledger.now += ms;
        return this.directory.sweep();
      },
      () => {
        this.ledger.swept();
      },
    );
  }

  /** As many as are said sit in a room of three already. */
  settled(people: number): this {
    const room = v.parse(RoomNumber, '4711');
    const [founder, ...guests] = this.clients.toReversed().slice(0, people);
    if (founder !== undefined) this.open(founder, room, 3);
    for (const guest of guests) {
      this.knock(guest, room);
      const k = this.ks.at(-1);
      if (founder === undefined || k === undefined) continue;
      this.offer(founder.socket, k);
      this.answer(guest.socket, k);
      this.verdict(founder.socket, k, true);
      this.take(guest.socket, k);
    }
    return this;
  }

  /** A number that nothing has had yet. */
  next(): number {
    this.#serial += 1;
    return this.#serial;
  }

  #fresh(client: Client): string {
    return `${client.name}, connection ${this.next()}`;
  }

  #seated(client: Client, room: RoomNumber, seat: SeatId, secret: number): void {
    client.held = { room, seat, secret };
    this.seats.push(seat);
  }

  /** Asks, compares the answer with what it has to be, books what was granted, and reads all notices. */
  #ask<R extends { readonly ok: boolean }>(
    name: string,
    expected: Expected,
    request: () => Outcome<R | Refused>,
    granted: (reply: Granted<R>) => void = () => undefined,
  ): readonly Delivery[] {
    const before = this.#places();
    const { reply, deliveries } = request();
    const answer = 'error' in reply ? reply.error.code : 'ok';
    this.#met(`${name}: ${answer}`);
    const waits = expected === 'ok, or wait' && ['ok', 'busy', 'too-many-tries'].includes(answer);
    if (!waits && answer !== expected) {
      throw new Error(`${name} was answered ${answer}, and has to be answered ${expected}`);
    }
    if (reply.ok)
      granted(reply as Granted<R>); // the other half is what has an `error`
    else if (deliveries.length > 0 && answer !== 'room-full') {
      throw new Error(`${name} was refused, and told to others all the same`);
    }
    this.#read(deliveries, before);
    return deliveries;
  }

  /** Something happens that nobody has asked for. */
  #happens(name: string, event: () => readonly Delivery[], booked: () => void): void {
    const before = this.#places();
    this.#met(name);
    const deliveries = event();
    booked();
    this.#read(deliveries, before);
  }

  #places(): ReadonlyMap<string, RoomNumber> {
    const { sockets } = this.ledger;
    return new Map(
      sockets.flatMap((socket) => {
        const number = this.ledger.numberOf(socket);
        return number === undefined ? [] : [[socket, number] as const];
      }),
    );
  }

  #read(deliveries: readonly Delivery[], before: ReadonlyMap<string, RoomNumber>): void {
    for (const delivery of deliveries) {
      this.#met(`told: ${delivery.notice.name}`);
      const complaint = this.ledger.heard(delivery, before);
      if (complaint !== undefined) throw new Error(complaint);
    }
    const fault = this.ledger.fault(this.directory.counts);
    if (fault !== undefined) throw new Error(fault);
    for (const { socket } of this.clients) {
      const seated = this.ledger.seatOf(socket) !== undefined;
      if (this.directory.isSeated(socket) !== seated) throw new Error(`${socket} sits wrongly`);
      if (this.directory.roomOf(socket) !== this.ledger.numberOf(socket)) {
        throw new Error(`${socket} is elsewhere`);
      }
    }
  }

  /** Counts what has happened in all runs. */
  #met(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }
}
