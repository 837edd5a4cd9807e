import * as v from 'valibot';
import type { TurnRelay } from './ice/turn-credentials';
import { TurnUrls } from './ice/turn-url';
import type { AdmissionLimits } from './rendezvous/admission-limiter';
import type { DirectoryLimits } from './rendezvous/room-directory';

/**
 * The settings of a gateway, read from the environment. Throws an Error that names what is wrong. (Not
 * valibot's own: it carries the whole environment, and what a process dies of is printed.)
 */
export function readConfig(environment: Record<string, string | undefined>): GatewayConfig {
  const result = v.safeParse(ConfigSchema, environment);
  if (result.success) return result.output;
  const faults = result.issues.map((issue) => {
    const [name] = v.getDotPath(issue)?.split('.') ?? [];
    return name === undefined ? issue.message : `${name}: ${issue.message}`;
  });
  throw new Error(`The settings cannot be used. ${faults.join('; ')}`);
}

interface Bounds {
  readonly least?: number;
  readonly most?: number;
}
const number = (fallback: number, { least = 0, most = Number.MAX_SAFE_INTEGER }: Bounds = {}) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'not a whole number'),
      v.transform(Number),
      v.minValue(least),
      v.maxValue(most),
    ),
    String(fallback),
  );
const ms = (fallback: number) => number(fallback, { most: 2 ** 31 - 1 });
/** How often: whoever wants none of it at all does not run a gateway. */
const rate = (fallback: number) => number(fallback, { least: 1 });
const path = v.optional(v.pipe(v.string(), v.minLength(1)));

/** What each setting means stands in docs/protocol/gateway.md; here stand the reasons of the defaults. */
const ConfigSchema = v.pipe(
  v.object({
    HOST: v.optional(v.string(), '127.0.0.1'), // whoever wants more than this machine says so
    PORT: number(3000, { most: 65_535 }),
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
    MAX_KNOCKS: rate(4), // put to the members of one room at a time
    MAX_QUEUED_KNOCKS: rate(8), // waiting for that, at one door
    MAX_KNOCKS_PER_SOURCE: rate(2), // of both, at one door: half of what the members hear at a time

    SOCKETS_PER_SOURCE: rate(8),
    OPENS_PER_MINUTE: rate(3),
    KNOCKS_PER_MINUTE: rate(10),
    ROOM_KNOCKS_PER_MINUTE: rate(6),
    ROOM_RELAYS_PER_10S: rate(60),
    ROOM_RELAY_BYTES_PER_MINUTE: rate(1_000_000),
    // On entering, when the network changes, when the room does: a connection that is new, as after a
    // reload or a resume, counts anew.
    TURNS_PER_MINUTE: rate(4),
    PACKETS_PER_SECOND: rate(40),

    TURN_URLS: v.optional(TurnUrls, ''),
    TURN_SECRET: v.optional(
      v.pipe(
        v.string(),
        // Every member sees HMACs under it, and may try secrets on them at home.
        v.check(
          (secret) => secret === '' || secret.length >= 16,
          'at least 16 characters, better 32 random bytes',
        ),
      ),
      '',
    ),
    // At least what the client waits before it asks again, twice.
    TURN_TTL_S: number(60 * 60, { least: 120, most: 24 * 60 * 60 }),
  }),
  v.check(
    ({ TLS_CERT, TLS_KEY }) => (TLS_CERT === undefined) === (TLS_KEY === undefined),
    'TLS_CERT and TLS_KEY belong together',
  ),
  v.check(
    ({ TURN_URLS, TURN_SECRET }) => (TURN_URLS.length === 0) === (TURN_SECRET === ''),
    'TURN_URLS and TURN_SECRET belong together',
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
  knockRate: { tokens: config.ROOM_KNOCKS_PER_MINUTE, perMs: MINUTE_MS },
  maxKnocks: config.MAX_KNOCKS,
  maxQueued: config.MAX_QUEUED_KNOCKS,
  maxKnocksPerSource: config.MAX_KNOCKS_PER_SOURCE,
  maxRooms: config.MAX_ROOMS,
});

/** The part of the settings that strangers are held to. */
export const admissionLimits = (config: GatewayConfig): AdmissionLimits => ({
  trustedProxies: config.TRUSTED_PROXIES,
  socketsPerSource: config.SOCKETS_PER_SOURCE,
  opens: { tokens: config.OPENS_PER_MINUTE, perMs: MINUTE_MS },
  knocks: { tokens: config.KNOCKS_PER_MINUTE, perMs: MINUTE_MS },
  turns: { tokens: config.TURNS_PER_MINUTE, perMs: MINUTE_MS },
  roomRelays: { tokens: config.ROOM_RELAYS_PER_10S, perMs: 10_000 },
  roomRelayBytes: { tokens: config.ROOM_RELAY_BYTES_PER_MINUTE, perMs: MINUTE_MS },
});

/** The relay that members are handed keys to; undefined where there is no relay. */
export const turnRelay = ({ TURN_URLS, TURN_SECRET }: GatewayConfig): TurnRelay | undefined =>
  TURN_URLS.length === 0 ? undefined : { urls: TURN_URLS, secret: TURN_SECRET };
