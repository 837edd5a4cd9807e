// Five people and two numbers, and every order of events that fast-check thinks of: what a
// RoomDirectory answers and tells is compared with a RoomLedger after each of them.
import type { KnockId } from '@whispernet/protocol';
import fc from 'fast-check';
import { type Client, RoomWorld, numbers } from './room-world';

/** The same runs each time: what was green stays green. Whoever goes hunting takes another. */
const SEED = 471_147;
const RUNS = 1_000;
const MAX_EVENTS = 120;

/** One event: its name with what was drawn for it, and what it does. */
class Happening implements fc.Command<object, RoomWorld> {
  constructor(
    private readonly words: string,
    private readonly effect: (world: RoomWorld) => void,
  ) {}

  check = () => true;
  run = (_model: object, world: RoomWorld): void => {
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

type KnockEvent = (world: RoomWorld, socket: string, k: KnockId) => void;

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
  effect: (world: RoomWorld, person: Client, value: T) => void,
) =>
  fc.tuple(client, drawn).map(
    ([index, value]) =>
      new Happening(`${name}(${index}, ${fc.stringify(value)})`, (world) => {
        const person = at(world.clients, index);
        if (person !== undefined) effect(world, person, value);
      }),
  );

const events = [
  ofClient(
    'open',
    fc.tuple(number, fc.integer({ min: 2, max: 3 })),
    (world, person, [room, cap]) => {
      world.open(person, room, cap);
    },
  ),
  ofClient('knock', fc.nat(2), (world, person, index) => {
    const room = at([...world.ledger.rooms.keys(), ...numbers.slice(1)], index);
    if (room !== undefined) world.knock(person, room);
  }),
  ofKnock('offer', 'keeper', (world, socket, k) => {
    world.offer(socket, k);
  }),
  ofKnock('answer', 'knocker', (world, socket, k) => {
    world.answer(socket, k);
  }),
  ofKnock('admit', 'keeper', (world, socket, k) => {
    world.verdict(socket, k, true);
  }),
  ofKnock('take', 'knocker', (world, socket, k) => {
    world.take(socket, k);
  }),
  ofKnock('admit for another', 'keeper', (world, socket, k) => {
    const seats = [...(world.ledger.roomOf(socket)?.seats ?? [])];
    const [lost] = seats.find(([, { holder }]) => 'until' in holder) ?? [];
    world.verdict(socket, k, true, lost ?? at(world.seats, world.next()));
  }),
  ofKnock('refuse', 'keeper', (world, socket, k) => {
    world.verdict(socket, k, false);
  }),
  ofClient('relay', fc.nat(999), (world, person, index) => {
    world.relay(person, index);
  }),
  ofClient('lock', fc.constantFrom(false, false, false, true), (world, person, on) => {
    world.lock(person, on);
  }),
  ofClient('resume', fc.constantFrom('own', 'own', 'own', 'stolen'), (world, person, whose) => {
    world.resume(person, whose);
  }),
  ofClient('leave', fc.constant(''), (world, person) => {
    world.leave(person);
  }),
  ofClient('disconnect', fc.constant(''), (world, person) => {
    world.disconnect(person);
  }),
  fc.constantFrom(250, 5_000, 5_000, 10_000, 20_000, 60_000).map(
    (ms) =>
      new Happening(`pass(${ms})`, (world) => {
        world.pass(ms);
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
          fc.modelRun(() => ({ model: {}, real: new RoomWorld(met).settled(people) }), happenings);
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
