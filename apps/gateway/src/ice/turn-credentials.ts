import type { Reply } from '@whispernet/protocol';

/** How long the answer may be kept: an hour, as relay credentials will live. */
const TTL_S = 60 * 60;

/** The relays that a member may use. None is configured: peers connect directly or not at all. */
export function turnCredentials(): Reply<'turn'> {
  return { ok: true, iceServers: [], ttlS: TTL_S };
}
