import { isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { GatewayConfig } from './gateway-config';

/**
 * What to type into a browser: here, and in the local network where it is listened to.
 *
 * @param port the one that was really taken
 * @param interfaces the machine's addresses, by interface
 */
export function webAddresses(
  { HOST, TLS_CERT }: { readonly HOST: string; readonly TLS_CERT?: GatewayConfig['TLS_CERT'] },
  port: number,
  interfaces: Readonly<Record<string, readonly string[]>> = ownInterfaces(),
): readonly string[] {
  const scheme = TLS_CERT === undefined ? 'http' : 'https';
  const suffix = port === (TLS_CERT === undefined ? 80 : 443) ? '' : `:${port}`;
  return hosts(HOST, interfaces).map((host) => `${scheme}://${host}${suffix}`);
}

function hosts(
  host: string,
  interfaces: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  if (host === '127.0.0.1' || host === '::1') return ['localhost'];
  if (host !== '0.0.0.0' && host !== '::') return [isIPv6(host) ? `[${host}]` : host];
  const reachable = Object.values(interfaces)
    .flat()
    .filter((address) => isIPv4(address) && !address.startsWith('127.'));
  return ['localhost', ...reachable];
}

function ownInterfaces(): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(networkInterfaces());
  return Object.fromEntries(
    entries.map(([name, list = []]) => [name, list.map(({ address }) => address)]),
  );
}
