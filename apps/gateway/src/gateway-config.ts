import * as v from 'valibot';
import type { AdmissionLimits } from './rendezvous/admission-limiter';
import type { DirectoryLimits } from './rendezvous/room-directory';

/** The settings of a gateway, read from the environment. Throws a ValiError that names what is wrong. */
export const readConfig = (environment: Record<string, string | undefined>): GatewayConfig =>
  v.parse(ConfigSchema, environment);

const number = (fallback: number, most = Number.MAX_SAFE_INTEGER) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'not a whole number'),
      v.transform(Number),
      v.maxValue(most),
    ),
    String(fallback),
  );
const ms = (fallback: number) => number(fallback, 2 ** 31 - 1);
const path = v.optional(v.pipe(v.string(), v.minLength(1)));

/** What each setting means stands in docs/protocol/gateway.md; here stand the reasons of the defaults. */
const ConfigSchema = v.pipe(
  v.object({
    HOST: v.optional(v.string(), '127.0.0.1'), // whoever wants more than this machine says so
    PORT: number(3000, 65_535),
    CLIENT_DIR: path,
    TLS_CERT: path,
    TLS_KEY: path,
    LOG_LEVEL: v.optional(v.picklist(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
    TRUSTED_PROXIES: v.optional(
      v.pipe(
        v.string(),
        v.transform((list) => list.split(',').flatMap((address) => address.trim() || [])),
      ),
      '',
    ),

    GRACE_MS: ms(60_000), // a train's tunnel, a phone's change of network
    PROVISIONAL_MS: ms(10_000), // one round trip and a signature's worth of work, ten times over
    OFFER_MS: ms(5_000), // a page in the background is throttled to a second; five is asleep
    KNOCK_MS: ms(45_000), // as long as a person waits at a door
    ALONE_MS: ms(60 * 60_000),
    ROOM_MS: ms(24 * 60 * 60_000),
    CONNECT_MS: ms(5_000), // from the WebSocket's opening to the namespace's CONNECT

    MAX_ROOMS: number(20_000), // about 1 KiB each: the process stays below 100 MB
    MAX_SOCKETS: number(40_000), // two in each room
    MAX_KNOCKS: number(4), // pending at one door

    SOCKETS_PER_SOURCE: number(8),
    OPENS_PER_MINUTE: number(3),
    KNOCKS_PER_MINUTE: number(10),
    ROOM_KNOCKS_PER_MINUTE: number(6),
    ROOM_RELAYS_PER_10S: number(60),
    ROOM_RELAY_BYTES_PER_MINUTE: number(1_000_000),
    TURNS_PER_MINUTE: number(1),
    PACKETS_PER_SECOND: number(40),
  }),
  v.check(
    ({ TLS_CERT, TLS_KEY }) => (TLS_CERT === undefined) === (TLS_KEY === undefined),
    'TLS_CERT and TLS_KEY belong together',
  ),
);
export type GatewayConfig = v.InferOutput<typeof ConfigSchema>;

const MINUTE_MS = 60_000;

/** The part of the settings that the rooms keep to. */
export const directoryLimits = (config: GatewayConfig): DirectoryLimits => ({
  graceMs: config.GRACE_MS,
  provisionalMs: config.PROVISIONAL_MS,
  offerMs: config.OFFER_MS,
  knockMs: config.KNOCK_MS,
  aloneMs: config.ALONE_MS,
  roomMs: config.ROOM_MS,
  maxKnocks: config.MAX_KNOCKS,
  maxRooms: config.MAX_ROOMS,
});

/** The part of the settings that strangers are held to. */
export const admissionLimits = (config: GatewayConfig): AdmissionLimits => ({
  trustedProxies: config.TRUSTED_PROXIES,
  socketsPerSource: config.SOCKETS_PER_SOURCE,
  opens: { tokens: config.OPENS_PER_MINUTE, perMs: MINUTE_MS },
  knocks: { tokens: config.KNOCKS_PER_MINUTE, perMs: MINUTE_MS },
  turns: { tokens: config.TURNS_PER_MINUTE, perMs: MINUTE_MS },
  roomKnocks: { tokens: config.ROOM_KNOCKS_PER_MINUTE, perMs: MINUTE_MS },
  roomRelays: { tokens: config.ROOM_RELAYS_PER_10S, perMs: 10_000 },
  roomRelayBytes: { tokens: config.ROOM_RELAY_BYTES_PER_MINUTE, perMs: MINUTE_MS },
});
