/**
 * Whether a peer's candidate (RFC 8839 section 5.1) may be tried. Private addresses are welcome
 * (two in one house); a loopback address names this very machine, so a peer could make the browser
 * knock on its local services: only where the page itself comes from there.
 */
export function mayTry(candidate: string, pageOnLoopback: boolean): boolean {
  const address = candidate.split(' ')[4] ?? '';
  return pageOnLoopback || !isLoopback(address);
}

/**
 * Our candidate as it may be told; undefined where it may not. With the policy 'relay' no address of
 * this browser leaves it: browsers keep to that too, and are not trusted to. The related address
 * (RFC 8839 section 5.1), which some fill with what a relay saw, serves diagnosis only.
 */
export function toldCandidate(
  candidate: string,
  policy: RTCIceTransportPolicy,
): string | undefined {
  if (policy === 'relay' && !/ typ relay( |$)/.test(candidate)) return undefined;
  return candidate.replace(/ raddr \S+ rport \d+/, ' raddr 0.0.0.0 rport 0');
}

/** Whether a host name or address is this machine. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (name.startsWith('127.') || name.startsWith('::ffff:127.')) return true;
  return name.endsWith('.localhost') || ['localhost', '0.0.0.0', '::', '::1'].includes(name);
}
