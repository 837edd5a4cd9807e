/**
 * Whether a peer's candidate (RFC 8839 section 5.1) may be tried. Private addresses are welcome
 * (two in one house); a loopback address names this very machine, so a peer could make the browser
 * knock on its local services: only where the page itself comes from there.
 */
export function mayTry(
  candidate: string,
  policy: RTCIceTransportPolicy,
  pageOnLoopback: boolean,
): boolean {
  const address = CANDIDATE.exec(candidate)?.[1] ?? '';
  // To look a name up is to ask one's own network for it, which shows who is there.
  if (MDNS_NAME.test(address)) return policy === 'all';
  const canonical = canonicalAddress(address);
  return canonical !== undefined && (pageOnLoopback || !isLoopback(canonical));
}

/** As browsers write it: single spaces, printable ASCII. Whatever is read otherwise is not tried. */
const CANDIDATE =
  /^candidate:[\w+/]{1,32} \d{1,3} (?:udp|tcp) \d{1,10} ([0-9A-Za-z:.-]+) \d{1,5} typ (?:host|srflx|prflx|relay)(?: [\x21-\x7e]+)*$/i;
/** The only names that are looked up: in one's own network, nowhere else (mDNS, draft-ietf-mmusic-mdns-ice-candidates). */
const MDNS_NAME = /^[0-9a-f-]{36}\.local$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** An IP address in its one spelling (RFC 5952 for IPv6, without brackets); undefined where it is none. */
function canonicalAddress(address: string): string | undefined {
  if (IPV4.test(address)) return address;
  if (!address.includes(':') || !URL.canParse(`http://[${address}]`)) return undefined;
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
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
  if (name.startsWith('127.') || /^::(?:(?:ffff:)?7f[0-9a-f]{2}:|ffff:0:)/.test(name)) return true;
  return name.endsWith('.localhost') || ['localhost', '0.0.0.0', '::', '::1'].includes(name);
}
