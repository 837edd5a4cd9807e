// What two members tell each other to set up their connections, and what travels sealed through
// the gateway: `PeerSignal`s until the main control channel is bound, over that channel afterwards.
import * as v from 'valibot';
import { capacity } from './gateway-events';
import { SeatId } from './ids';

/** The most bytes of a sealed plaintext: the largest padding step less its length prefix. */
export const MAX_SEALED_BYTES = 16_382;
/** The most candidates in one signal. */
export const MAX_CANDIDATES = 20;
/** The most characters of a description: over the control channel, where 64 KiB fit. */
const MAX_SDP_CHARS = 60 * 1024;

const uint = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));
const counter = uint(0xffff_ffff);
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));

const candidate = v.strictObject({
  candidate: text(512),
  sdpMid: v.nullable(text(16)),
  sdpMLineIndex: v.nullable(uint(15)),
  usernameFragment: v.nullable(text(256)),
});

/** `pc`: which connection, 0 the main one; `e`: its generation; `n`: one more each signal of (pc, e). */
const head = { pc: uint(65_534), e: counter, n: counter };

export const PeerSignal = v.variant('t', [
  v.strictObject({
    ...head,
    t: v.literal('sdp'),
    k: v.picklist(['offer', 'answer']),
    sdp: text(MAX_SDP_CHARS),
  }),
  v.strictObject({
    ...head,
    t: v.literal('ice'),
    c: v.pipe(v.array(candidate), v.minLength(1), v.maxLength(MAX_CANDIDATES)),
  }),
  v.strictObject({ ...head, t: v.literal('renew') }),
]);
export type PeerSignal = v.InferOutput<typeof PeerSignal>;

/** The sealed end of a VERDICT: what the door says to someone who has proved the password. */
export const AdmissionStatus = v.strictObject({
  t: v.literal('status'),
  s: v.picklist(['admitted', 'full', 'refused']),
  seat: SeatId,
  cap: capacity,
  fails: counter,
});
export type AdmissionStatus = v.InferOutput<typeof AdmissionStatus>;

/** A status, decoded from its sealed JSON; undefined where it is none. */
export const decodeStatus = (bytes: Uint8Array): AdmissionStatus | undefined =>
  decodeJson(AdmissionStatus, bytes);

/** A signal, decoded from its sealed JSON; undefined where it is none. */
export const decodeSignal = (bytes: Uint8Array): PeerSignal | undefined =>
  decodeJson(PeerSignal, bytes);

/** The UTF-8 of a value's JSON. */
export const encodeJson = (value: AdmissionStatus | PeerSignal): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(value));

/** Strict: a byte order mark stays where it is, and is no JSON. */
const TEXT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeJson<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
): v.InferOutput<Schema> | undefined {
  let input: unknown;
  try {
    input = JSON.parse(TEXT.decode(bytes));
  } catch {
    return undefined; // neither UTF-8 nor JSON: the sender is at fault, not we
  }
  const result = v.safeParse(schema, input);
  return result.success ? result.output : undefined;
}

/** A relayed blob begins with one byte that says what follows. */
export const relayKind = { knock: 1, offer: 2, answer: 3, verdict: 4, sealed: 5 } as const;
