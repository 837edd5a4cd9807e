// Five people and two numbers, and every order of events that fast-check thinks of: what a
// RoomDirectory answers and tells is compared with a RoomLedger after each of them.
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
import fc from 'fast-check';
import * as v from 'valibot';
import type { Refused } from './replies';
import { type Delivery, type DirectoryLimits, type Outcome, RoomDirectory } from './room-directory';
import { type Expected, RoomLedger } from './room-ledger';
import { bytes } from './scene';

/** The same runs each time: what was green stays green. Whoever goes hunting takes another. */
const SEED = 471_147;
const RUNS = 1_000;
const MAX_EVENTS = 120;

const numbers = ['4711', '4712'].map((number) => v.parse(RoomNumber, number));
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

interface Client {
  readonly name: string;
  readonly source: string;
  socket: string;
  /** The seat last taken, and the number of its secret. */
  held: { readonly room: RoomNumber; readonly seat: SeatId; readonly secret: number } | undefined;
}

type Granted<R> = Exclude<R, { readonly ok: false }>;

class World {
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

  next(): number {
    this.#serial += 1;
    return this.#serial;
  }

  fresh(client: Client): string {
    return `${client.name}, connection ${this.next()}`;
  }

  seated(client: Client, room: RoomNumber, seat: SeatId, secret: number): void {
    client.held = { room, seat, secret };
    this.seats.push(seat);
  }

  /** Asks, compares the answer with what it has to be, books what was granted, and reads all notices. */
  ask<R extends { readonly ok: boolean }>(
    name: string,
    expected: Expected,
    request: () => Outcome<R | Refused>,
    granted: (reply: Granted<R>) => void = () => undefined,
  ): readonly Delivery[] {
    const before = this.#places();
    const { reply, deliveries } = request();
    const answer = 'error' in reply ? reply.error.code : 'ok';
    this.met(`${name}: ${answer}`);
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
  happens(name: string, event: () => readonly Delivery[], booked: () => void): void {
    const before = this.#places();
    this.met(name);
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
      this.met(`told: ${delivery.notice.name}`);
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
  met(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }
}

/** One event: its name with what was drawn for it, and what it does. */
class Happening implements fc.Command<object, World> {
  constructor(
    private readonly words: string,
    private readonly effect: (world: World) => void,
  ) {}

  check = () => true;
  run = (_model: object, world: World): void => {
    this.effect(world);
  };
  toString = () => this.words;
}

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];
/** Whose turn it is, most of the time; else anybody. */
const who = fc.oneof(
  { weight: 5, arbitrary: fc.constant('theirs' as const) },
  { weight: 1, arbitrary: fc.nat(4) },
);
/** The knock that is the oldest, mostly; else any that there ever was. */
const which = fc.oneof({ weight: 4, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.nat(999) });
const client = fc.nat(4);
const number = fc.constantFrom(...numbers);

type KnockEvent = (world: World, socket: string, k: KnockId) => void;

/** An event of a knock, by whoever's turn it is or by somebody else. */
function ofKnock(name: string, turn: 'keeper' | 'knocker', effect: KnockEvent) {
  return fc.tuple(which, who).map(
    ([index, by]) =>
      new Happening(`${name}(${index}, ${by})`, (world) => {
        const living = world.ledger.knocks;
        const [k, knock] = at(living, index) ?? [];
        const spoken = index > 1 ? (at(world.ks, index) ?? k) : k;
        const socket = by === 'theirs' ? knock?.[turn] : at(world.clients, by)?.socket;
        if (spoken !== undefined && socket !== undefined) effect(world, socket, spoken);
      }),
  );
}

/** An event of one of the five. */
const ofClient = <T>(
  name: string,
  drawn: fc.Arbitrary<T>,
  effect: (world: World, person: Client, value: T) => void,
) =>
  fc.tuple(client, drawn).map(
    ([index, value]) =>
      new Happening(`${name}(${index}, ${fc.stringify(value)})`, (world) => {
        const person = at(world.clients, index);
        if (person !== undefined) effect(world, person, value);
      }),
  );

function open(world: World, person: Client, room: RoomNumber, cap: number): void {
  const { directory, ledger } = world;
  const { socket } = person;
  const secret = world.next();
  world.ask(
    'open',
    ledger.open(socket, room),
    () => directory.open(socket, { v: 1, room, cap, rc: rcOf(secret) }),
    ({ seat }) => {
      ledger.opened(socket, room, cap, seat, secret);
      world.seated(person, room, seat, secret);
    },
  );
}

function knock(world: World, { socket, source }: Client, room: RoomNumber): void {
  const { directory, ledger } = world;
  const blob = bytes(KNOCK_BYTES);
  world.ask(
    'knock',
    ledger.knock(socket, room),
    () => directory.knock(socket, { v: 1, room, blob }, source),
    ({ k }) => {
      world.ks.push(k);
      ledger.knocked(socket, room, k);
    },
  );
}

function offer(world: World, socket: string, k: KnockId): void {
  const { directory, ledger } = world;
  world.ask(
    'offer',
    ledger.offer(socket, k),
    () => directory.offer(socket, { k, blob: bytes(OFFER_BYTES) }),
    () => {
      ledger.step(k, 'offered');
    },
  );
}

function answer(world: World, socket: string, k: KnockId): void {
  const { directory, ledger } = world;
  world.ask(
    'answer',
    ledger.answer(socket, k),
    () => directory.answer(socket, { k, blob: bytes(ANSWER_BYTES) }),
    () => {
      ledger.step(k, 'answered');
    },
  );
}

function verdict(world: World, socket: string, k: KnockId, admit: boolean, replace?: SeatId): void {
  const { directory, ledger } = world;
  const instead = replace === undefined ? {} : { replace };
  const seats = ledger.roomOf(socket)?.seats;
  world.ask(
    `verdict ${admit ? 'yes' : 'no'}`,
    ledger.verdict(socket, k, admit, replace),
    () => directory.verdict(socket, { k, admit, blob: bytes(VERDICT_BYTES), ...instead }),
    ({ seat }) => {
      if (!admit) return;
      if (seat === undefined || world.seats.includes(seat)) throw new Error('no seat of their own');
      const before = seats?.size;
      ledger.admitted(k, seat, replace);
      if (seats?.size !== before) world.met('replaced');
    },
  );
}

function take(world: World, socket: string, k: KnockId): void {
  const { clients, directory, ledger } = world;
  const secret = world.next();
  world.ask(
    'take',
    ledger.take(socket, k),
    () => directory.take(socket, { k, rc: rcOf(secret) }),
    ({ seat }) => {
      if (ledger.taken(socket, k, secret) !== seat) throw new Error('another seat was taken');
      const [person, room] = [
        clients.find((one) => one.socket === socket),
        ledger.numberOf(socket),
      ];
      if (person && room) world.seated(person, room, seat, secret);
    },
  );
}

function relay(world: World, { socket }: Client, index: number): void {
  const { directory, ledger } = world;
  const seats = [...(ledger.roomOf(socket)?.seats.keys() ?? []), ...world.seats];
  const to = at(seats, index);
  if (to === undefined) return;
  const from = ledger.seatOf(socket);
  const addressee = ledger.relay(socket, to);
  const blob = bytes(40);
  const deliveries = world.ask('relay', addressee === undefined ? 'gone' : 'ok', () =>
    directory.relay(socket, { to, blob }),
  );
  const told = deliveries.map((delivery) => [delivery.to, delivery.notice.body]);
  const right = addressee === undefined ? [] : [[addressee, { from, blob }]];
  if (!isDeepStrictEqual(told, right)) throw new Error('a relay went astray');
}

function lock(world: World, { socket }: Client, on: boolean): void {
  const { directory, ledger } = world;
  world.ask(
    'lock',
    ledger.lock(socket),
    () => directory.lock(socket, { on }),
    () => {
      ledger.locked(socket, on);
    },
  );
}

function resume(world: World, person: Client, whose: string): void {
  const { clients, directory, ledger } = world;
  const held = whose === 'own' ? person.held : at(clients, clients.indexOf(person) + 1)?.held;
  if (held === undefined) return;
  const socket = world.fresh(person);
  const proof = whose === 'own' ? held.secret : held.secret + 1_000_000;
  const next = world.next();
  const body = { room: held.room, seat: held.seat, secret: secretOf(proof), rc: rcOf(next) };
  const expected = ledger.resume(socket, held.room, held.seat, proof);
  let superseded: string | undefined;
  world.ask(
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
      world.seated(person, held.room, seat, next);
    },
  );
  const old = superseded;
  if (old === undefined) return;
  world.happens(
    'superseded',
    () => directory.disconnected(old),
    () => undefined,
  );
}

function leave(world: World, { socket }: Client): void {
  const { directory, ledger } = world;
  world.ask(
    'leave',
    ledger.numberOf(socket) === undefined ? 'gone' : 'ok',
    () => directory.leave(socket),
    () => {
      ledger.left(socket);
    },
  );
}

function disconnect(world: World, person: Client): void {
  const { socket } = person;
  world.happens(
    'disconnect',
    () => world.directory.disconnected(socket),
    () => {
      world.ledger.lost(socket);
    },
  );
  person.socket = world.fresh(person);
}

function pass(world: World, ms: number): void {
  world.happens(
    'time',
    () => {
      world.ledger.now += ms;
      return world.directory.sweep();
    },
    () => {
      world.ledger.swept();
    },
  );
}

/** As many as are said sit in a room of three already. */
function settled(world: World, people: number): World {
  const room = v.parse(RoomNumber, '4711');
  const [founder, ...guests] = world.clients.toReversed().slice(0, people);
  if (founder !== undefined) open(world, founder, room, 3);
  for (const guest of guests) {
    knock(world, guest, room);
    const k = world.ks.at(-1);
    if (founder === undefined || k === undefined) continue;
    offer(world, founder.socket, k);
    answer(world, guest.socket, k);
    verdict(world, founder.socket, k, true);
    take(world, guest.socket, k);
  }
  return world;
}

const events = [
  ofClient(
    'open',
    fc.tuple(number, fc.integer({ min: 2, max: 3 })),
    (world, person, [room, cap]) => {
      open(world, person, room, cap);
    },
  ),
  ofClient('knock', fc.nat(2), (world, person, index) => {
    const room = at([...world.ledger.rooms.keys(), ...numbers.slice(1)], index);
    if (room !== undefined) knock(world, person, room);
  }),
  ofKnock('offer', 'keeper', offer),
  ofKnock('answer', 'knocker', answer),
  ofKnock('admit', 'keeper', (world, socket, k) => {
    verdict(world, socket, k, true);
  }),
  ofKnock('take', 'knocker', take),
  ofKnock('admit for another', 'keeper', (world, socket, k) => {
    const seats = [...(world.ledger.roomOf(socket)?.seats ?? [])];
    const [lost] = seats.find(([, { holder }]) => 'until' in holder) ?? [];
    verdict(world, socket, k, true, lost ?? at(world.seats, world.next()));
  }),
  ofKnock('refuse', 'keeper', (world, socket, k) => {
    verdict(world, socket, k, false);
  }),
  ofClient('relay', fc.nat(999), relay),
  ofClient('lock', fc.constantFrom(false, false, false, true), lock),
  ofClient('resume', fc.constantFrom('own', 'own', 'own', 'stolen'), resume),
  ofClient('leave', fc.constant(''), leave),
  ofClient('disconnect', fc.constant(''), disconnect),
  fc.constantFrom(250, 5_000, 5_000, 10_000, 20_000, 60_000).map(
    (ms) =>
      new Happening(`pass(${ms})`, (world) => {
        pass(world, ms);
      }),
  ),
];

/** An admission takes five steps: they come more often than what ends it. */
const often = events.slice(1, 7);
const drawn = [...events, ...often, ...often, ...often, ...often, ...often];

describe('RoomDirectory, whatever happens in whichever order', () => {
  it('keeps its rules', () => {
    const met = new Map<string, number>();
    const details = fc.check(
      fc.property(
        fc.nat(3),
        fc.commands(drawn, { maxCommands: MAX_EVENTS, size: 'max' }),
        (people, happenings) => {
          fc.modelRun(() => ({ model: {}, real: settled(new World(met), people) }), happenings);
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
    expect(details.failed)
      .withContext(fc.defaultReportMessage(details) ?? '')
      .toBeFalse();
    // A run that never came to them has said nothing of them.
    for (const what of REMARKABLE) expect(met.get(what)).withContext(what).toBeGreaterThan(5);
  });
});

const REMARKABLE = [
  ...['open: number-taken', 'open: busy', 'knock: busy', 'knock: too-many-tries'],
  ...[
    'knock: room-full',
    'knock: door-closed',
    'knock: no-such-room',
    'offer: gone',
    'answer: gone',
  ],
  ...[
    'verdict yes: ok',
    'verdict yes: gone',
    'verdict yes: room-full',
    'verdict no: ok',
    'replaced',
  ],
  ...['take: ok', 'take: gone', 'relay: ok', 'relay: gone', 'lock: ok', 'lock: gone'],
  ...['resume: ok', 'resume: gone', 'superseded', 'leave: ok', 'leave: gone'],
  ...['told: away', 'told: back', 'told: left', 'told: gone', 'told: joined'],
];
