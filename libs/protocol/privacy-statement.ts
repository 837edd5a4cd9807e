// What a gateway says of itself at GET /privacy.json: written for a person who looks at it, and read
// by the start page, which needs `relay` to know whether addresses can be hidden here.
import * as v from 'valibot';

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const sentences = v.pipe(v.array(text(500)), v.maxLength(40));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * Keys that it does not know are dropped, not refused as everywhere else: an installed page may be
 * older than the gateway which it asks.
 */
export const PrivacyStatement = v.object({
  /** Of the program, as its CHANGELOG numbers them. */
  version: text(40),
  /** Of the wire: PROTOCOL_VERSION. */
  protocol: count,
  /** Open rooms, and connections: rounded down to ten, and up to a minute old. */
  rooms: count,
  sockets: count,
  /** What is in memory while people are there, in sentences. */
  holds: sentences,
  /** What passes through it, or can be seen from where it stands, and is not kept. */
  sees: sentences,
  /** What never reaches it in a form that it could read. */
  neverSees: sentences,
  /** All that is written down. */
  logs: sentences,
  /** How long the longest-lived of each is kept, in seconds, by the name of what is kept. */
  keepsSeconds: v.record(text(40), count),
  /** Whether members are handed a relay (TURN), without which no address can be hidden. */
  relay: v.picklist(['none', 'configured']),
  /** The names of the relays' hosts: whoever uses one shows it an address. */
  relayHosts: v.pipe(v.array(text(256)), v.maxLength(8)),
});
export type PrivacyStatement = v.InferOutput<typeof PrivacyStatement>;

/** The statement decoded; undefined where it is none. */
export function decodePrivacyStatement(input: unknown): PrivacyStatement | undefined {
  const result = v.safeParse(PrivacyStatement, input);
  return result.success ? result.output : undefined;
}
