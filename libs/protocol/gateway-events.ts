// Every event between a client and the gateway (docs/protocol/gateway.md draws them in order).
//
// A client sends a request and is always answered, through Socket.IO's acknowledgement:
// `{ ok: true, … }` or `{ ok: false, error }`. The gateway sends notices, which are not answered.
// Bodies are flat strict objects: an unknown key is a refusal, so nothing unseen travels along.
import * as v from 'valibot';
import { binary, binaryUpTo } from './base64url';
import { ANSWER_BYTES, KNOCK_BYTES, OFFER_BYTES, VERDICT_BYTES } from './handshake-messages';
import { KnockId, RoomNumber, SeatId } from './ids';

/** What `v` says in `open` and `knock`. There is no negotiation: another number is refused. */
export const PROTOCOL_VERSION = 1;

/** The most people in one room. */
export const MAX_CAPACITY = 8;

/** The most characters of a relayed blob: a kind byte, a sequence number, 16 KiB sealed, a tag, in base64url. */
export const MAX_RELAY_CHARS = 22 * 1024;

/** A browser's timer counts milliseconds in 31 bits, and fires at once where they do not suffice. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** A time in units of `unitMs` that can be waited for: a pause without an end must not become none. */
const waitable = (unitMs: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Math.floor(MAX_TIMER_MS / unitMs)));
const version = v.pipe(v.number(), v.safeInteger());
/** How many seats a room has. */
export const capacity = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MAX_CAPACITY));
const commitment = binary(32); // SHA-256 of the secret that resumes a seat
const seats = v.pipe(v.array(SeatId), v.maxLength(MAX_CAPACITY - 1));
/** A TURN server's address (RFC 7065), such as 'turns:relay.example:443?transport=tcp'. */
export const TurnUrl = v.pipe(
  v.string(),
  v.maxLength(256),
  v.regex(
    /^turns?:(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[1-9]\d{0,4})?(?:\?transport=(?:udp|tcp))?$/,
  ),
  v.check((url) => Number(/:(\d+)(?:\?|$)/.exec(url)?.[1] ?? 0) <= 65_535),
);
// Whatever else it named, the browser would refuse, or ask a stranger for its own address.
const credentialText = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const iceServers = v.pipe(
  v.array(
    v.strictObject({
      urls: v.pipe(v.array(TurnUrl), v.minLength(1), v.maxLength(8)),
      username: credentialText,
      credential: credentialText,
    }),
  ),
  v.maxLength(8),
);

/** To valibot an array is an object too; only where no key is asked for does none miss. */
const nothing = v.pipe(
  v.unknown(),
  v.check((body) => !Array.isArray(body)),
  v.strictObject({}),
);

/** The body of each request, by event name. */
export const requestBodies = {
  open: v.strictObject({ v: version, room: RoomNumber, cap: capacity, rc: commitment }),
  knock: v.strictObject({ v: version, room: RoomNumber, blob: binary(KNOCK_BYTES) }),
  offer: v.strictObject({ k: KnockId, blob: binary(OFFER_BYTES) }),
  answer: v.strictObject({ k: KnockId, blob: binary(ANSWER_BYTES) }),
  verdict: v.strictObject({
    k: KnockId,
    admit: v.boolean(),
    blob: binary(VERDICT_BYTES),
    replace: v.optional(SeatId),
  }),
  take: v.strictObject({ k: KnockId, rc: commitment }),
  relay: v.strictObject({ to: SeatId, blob: binaryUpTo(MAX_RELAY_CHARS) }),
  lock: v.strictObject({ on: v.boolean() }),
  turn: nothing,
  resume: v.strictObject({ room: RoomNumber, seat: SeatId, secret: binary(32), rc: commitment }),
  leave: nothing,
} as const;

/** What a granted request is answered with, beside `ok: true`. */
const grants = {
  open: { seat: SeatId, graceMs: waitable(1) },
  knock: { k: KnockId },
  offer: {},
  answer: {},
  verdict: { seat: v.optional(SeatId) },
  take: { seat: SeatId, cap: capacity },
  relay: {},
  lock: {},
  turn: { iceServers, ttlS: waitable(1000) },
  resume: { seat: SeatId, cap: capacity, seats },
  leave: {},
} as const;

const refusalCode = v.picklist([
  'version-mismatch',
  'number-taken',
  'no-such-room',
  'room-full',
  'door-closed',
  'too-many-tries',
  'busy',
  'malformed',
  'gone',
]);
const refusal = v.strictObject({
  code: refusalCode,
  retryAfterS: v.optional(waitable(1000)),
});
const refused = v.strictObject({ ok: v.literal(false), error: refusal });

/** Why a request was refused, as a word. */
export type RefusalCode = v.InferOutput<typeof refusalCode>;
export type Refusal = v.InferOutput<typeof refusal>;

const reply = <Grant extends v.ObjectEntries>(grant: Grant) =>
  v.variant('ok', [v.strictObject({ ok: v.literal(true), ...grant }), refused]);

/** The acknowledgement of each request, by event name. */
export const replies = {
  open: reply(grants.open),
  knock: reply(grants.knock),
  offer: reply(grants.offer),
  answer: reply(grants.answer),
  verdict: reply(grants.verdict),
  take: reply(grants.take),
  relay: reply(grants.relay),
  lock: reply(grants.lock),
  turn: reply(grants.turn),
  resume: reply(grants.resume),
  leave: reply(grants.leave),
} as const;

export type RequestName = keyof typeof requestBodies;
export type RequestBody<Name extends RequestName> = v.InferOutput<(typeof requestBodies)[Name]>;
export type Reply<Name extends RequestName> = v.InferOutput<(typeof replies)[Name]>;

const seatNotice = v.strictObject({ seat: SeatId });

/** The body of each notice of the gateway, by event name. */
export const notices = {
  knocked: v.strictObject({ k: KnockId, blob: binary(KNOCK_BYTES) }),
  answered: v.strictObject({ k: KnockId, blob: binary(ANSWER_BYTES) }),
  offered: v.strictObject({ k: KnockId, blob: binary(OFFER_BYTES) }),
  admitted: v.strictObject({
    k: KnockId,
    blob: binary(VERDICT_BYTES),
    seat: SeatId,
    from: SeatId,
  }),
  refused: v.strictObject({ k: KnockId, blob: binary(VERDICT_BYTES) }),
  gone: v.strictObject({ k: KnockId }),
  joined: seatNotice,
  away: seatNotice,
  back: seatNotice,
  left: seatNotice,
  door: v.strictObject({
    seat: SeatId,
    cap: capacity,
    taken: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CAPACITY)),
    locked: v.boolean(),
  }),
  relayed: v.strictObject({ from: SeatId, blob: binaryUpTo(MAX_RELAY_CHARS) }),
} as const;

export type NoticeName = keyof typeof notices;
export type NoticeBody<Name extends NoticeName> = v.InferOutput<(typeof notices)[Name]>;

/** A notice with its name, as one value: `{ name: 'joined', body: { seat } }`. */
export type Notice = { [Name in NoticeName]: { name: Name; body: NoticeBody<Name> } }[NoticeName];

/** The acknowledgement to `name` decoded; undefined where it is none. */
export function decodeReply<Name extends RequestName>(
  name: Name,
  input: unknown,
): Reply<Name> | undefined {
  const result = v.safeParse(replies[name], input);
  // The compiler cannot follow `name` through the table: replies[name] yields Reply<Name>.
  return result.success ? result.output : undefined;
}

/** The notice decoded; undefined where its name or its body is not of this protocol. */
export function decodeNotice(name: string, input: unknown): Notice | undefined {
  if (!Object.hasOwn(notices, name)) return undefined;
  const result = v.safeParse(notices[name as NoticeName], input); // own key, checked above
  return result.success ? ({ name, body: result.output } as Notice) : undefined;
}
