/**
 * Whether a peer's candidate (RFC 8839 section 5.1) may be tried. Private addresses are welcome
 * (two in one house); a loopback address names this very machine, so a peer could make the browser
 * knock on its local services: only where the page itself comes from there.
 */
export function mayTry(candidate: string, pageOnLoopback: boolean): boolean {
  const address = candidate.split(' ')[4] ?? '';
  return pageOnLoopback || !isLoopback(address);
}

/** Whether our candidate may be told: with the policy 'relay' no own address leaves the browser. */
export function mayTell(candidate: string, policy: RTCIceTransportPolicy): boolean {
  return policy !== 'relay' || / typ relay( |$)/.test(candidate);
}

/** Whether a host name or address is this machine. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (name.startsWith('127.') || name.startsWith('::ffff:127.')) return true;
  return name.endsWith('.localhost') || ['localhost', '0.0.0.0', '::', '::1'].includes(name);
}
