import { PROTOCOL_VERSION, type PrivacyStatement } from '@whispernet/protocol';
import type { GatewayConfig } from './gateway-config';
import { hostOf } from './ice/turn-url';
import { version } from './program-version';
import { TURN_REMEMBERED_MS } from './rendezvous/fair-line';
import { roundedDown } from './rendezvous/minute-counts';

/** Fresh enough for whoever reads; too seldom to watch one room come and go by asking all the time. */
const COUNTED_EVERY_MS = 60_000;

interface Counts {
  readonly rooms: number;
  readonly sockets: number;
}

/** Says what this gateway holds, sees and tells: of itself, so it is only as true as what runs here. */
export class PrivacyReporter {
  #counted: (Counts & { readonly at: number }) | undefined;

  /**
   * @param count what there is now
   * @param now milliseconds of a clock that only moves forward
   */
  constructor(
    private readonly config: GatewayConfig,
    private readonly count: () => Counts,
    private readonly now: () => number,
  ) {}

  statement(): PrivacyStatement {
    const { rooms, sockets } = this.#counts();
    const { TURN_URLS: relays } = this.config;
    return {
      version,
      protocol: PROTOCOL_VERSION,
      rooms: roundedDown(rooms),
      sockets: roundedDown(sockets),
      holds: HOLDS,
      sees: relays.length === 0 ? SEES : [...SEES, ...SEES_BY_RELAY],
      neverSees: NEVER_SEES,
      logs: LOGS[this.config.LOG_LEVEL],
      keepsSeconds: this.#keepsSeconds(),
      relay: relays.length === 0 ? 'none' : 'configured',
      relayHosts: [...new Set(relays.map(hostOf))],
    };
  }

  #counts(): Counts {
    const now = this.now();
    if (this.#counted === undefined || now >= this.#counted.at + COUNTED_EVERY_MS) {
      this.#counted = { ...this.count(), at: now };
    }
    return this.#counted;
  }

  #keepsSeconds(): PrivacyStatement['keepsSeconds'] {
    const seconds = (ms: number) => Math.ceil(ms / 1000);
    const { config } = this;
    return {
      'a room': seconds(config.ROOM_MS),
      'a room with one person in it': seconds(config.ALONE_MS),
      'the seat of a lost connection': seconds(config.GRACE_MS),
      'a knock': seconds(config.KNOCK_MS),
      'whose knock a door has heard': seconds(TURN_REMEMBERED_MS),
      'a seat that is not taken': seconds(config.PROVISIONAL_MS),
      // A rate's tokens are all back after a minute; what is full is forgotten once a minute.
      'a counter of requests': 120,
      'the key that makes addresses unreadable': 86_400,
      ...(config.TURN_URLS.length === 0 ? {} : { 'a key to the relay': config.TURN_TTL_S }),
    };
  }
}

const HOLDS = [
  'Of each open room: its number, its size, whether its door is closed, since when it is open.',
  'Of each seat in a room: a random id, its place in the order, the connection that sits there, and the SHA-256 of the secret that takes the seat up again after the connection was lost.',
  'Of each knock at a door: a random id, who was asked to open, and the joiner’s first note (52 random-looking bytes) until somebody has answered it.',
  'Counters of how often somebody has asked, the knocks of one source at a door, and which sources a door has heard of late, under a name that is an HMAC of the network address with a random key. The key lives for a day at the most.',
  'Of each open connection: its network address, as long as the connection is open.',
  'All of this is in memory only, and nothing of it is written to a disk.',
];

const SEES = [
  'The network address of whoever is connected, and when.',
  'Which room number each connection opens, knocks at and leaves, and which connections are in a room together.',
  'The size, the time, the sender and the receiver of sealed notes, which it passes on or refuses and never keeps.',
  'That a page was asked for. The part of an invite link after # is not sent to it.',
];

const SEES_BY_RELAY = [
  'Whoever runs the relay sees the addresses of those who use it, when, and how much they send, all of it encrypted.',
];

const NEVER_SEES = [
  'Names, passwords, and the keys that are made of them.',
  'Messages, files and their names, voices, pictures.',
  'How the browsers in a room reach each other: their addresses travel sealed.',
];

const START = 'That it has started, and where it listens.';
const FAULTS = 'Its own faults, without what was sent.';
const COUNTS =
  'Once a minute, where it has changed: about how many rooms, connections and refusals there were, rounded to ten.';

/** By what LOG_LEVEL says; at `debug` the framework tells of its own parts besides. */
const LOGS: Readonly<Record<GatewayConfig['LOG_LEVEL'], string[]>> = {
  silent: [START],
  error: [START, FAULTS],
  warn: [START, FAULTS],
  info: [START, FAULTS, COUNTS],
  debug: [START, FAULTS, COUNTS],
};
