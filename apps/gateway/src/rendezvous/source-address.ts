import { isIPv4, isIPv6 } from 'node:net';

/** What is read of a request to know where it comes from; an IncomingMessage is one. */
export interface Arrival {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * The address that a request comes from. What a proxy says counts only where the proxy is one of
 * ours, and then its own word, the right-most: everything to the left was written by strangers.
 */
export function addressOf(request: Arrival, trustedProxies: readonly string[]): string {
  const peer = plain(request.socket.remoteAddress ?? '');
  if (!trustedProxies.includes(peer)) return peer;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  return plain(forwarded.split(',').at(-1)?.trim() ?? '') || peer;
}

/** What counts as one source: an IPv4 address, or the /64 that one household gets of IPv6. */
export function networkOf(address: string): string {
  const ip = plain(address);
  if (isIPv4(ip) || !isIPv6(ip)) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = ip.includes('::') ? [...left, ...zeros, ...right] : left;
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}

/** Without the zone of a link-local address, and IPv4 as IPv4 where a dual-stack socket wraps it. */
function plain(address: string): string {
  const ip = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(ip)?.[1];
  return mapped ?? ip;
}
