import { networkInterfaces } from 'node:os';
import type { GatewayConfig } from './gateway-config';

/** What to type into a browser: here, and in the local network where it is listened to. */
export function webAddresses(
  { HOST, TLS_CERT }: Pick<GatewayConfig, 'HOST' | 'TLS_CERT'>,
  listening: string,
): readonly string[] {
  const scheme = TLS_CERT === undefined ? 'http' : 'https';
  const { port } = new URL(listening);
  const suffix = port === '' ? '' : `:${port}`;
  return hosts(HOST).map((host) => `${scheme}://${host}${suffix}`);
}

function hosts(host: string): readonly string[] {
  if (host === '0.0.0.0' || host === '::') {
    const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const reachable = addresses.filter(({ family, internal }) => family === 'IPv4' && !internal);
    return ['localhost', ...reachable.map(({ address }) => address)];
  }
  if (host === '127.0.0.1' || host === '::1') return ['localhost'];
  return [host.includes(':') ? `[${host}]` : host];
}
