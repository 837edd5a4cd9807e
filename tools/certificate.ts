// A self-signed certificate for this machine, so that other devices of the network may use camera
// and crypto: browsers grant both on https only. Prints what the gateway needs of it, as JSON.
//
//   node tools/certificate.ts
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { generate } from 'selfsigned';

/** Paths of the two PEM files, named as the gateway's environment names them. */
export interface CertificateFiles {
  readonly TLS_CERT: string;
  readonly TLS_KEY: string;
}

/**
 * The certificate in the folder, made anew where there is none, where it ends within a week, or
 * where it lacks one of the names (the machine has got another address): every device has to
 * accept a new one again.
 */
export async function certificateFor(
  names: readonly string[],
  folder: string,
): Promise<CertificateFiles> {
  const files = { TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, 'key.pem') };
  if (existsSync(files.TLS_KEY) && existsSync(files.TLS_CERT)) {
    const old = new X509Certificate(readFileSync(files.TLS_CERT));
    const lasting = old.validToDate.getTime() > Date.now() + WEEK_MS;
    if (lasting && names.every((name) => covers(old, name))) return files;
  }
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'whisperNet' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) =>
          isIP(name) ? { type: 7, ip: name } : { type: 2, value: name },
        ),
      },
    ],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(files.TLS_KEY, key, { mode: 0o600 });
  writeFileSync(files.TLS_CERT, cert);
  return files;
}

/** Every name under which a device of the network may reach this machine. */
export function namesOfThisMachine(): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address }) => address)
    // A link-local address needs a zone that no URL in a browser can carry.
    .filter((address) => !address.toLowerCase().startsWith('fe80:'));
  const host = hostname();
  return [...new Set(['localhost', '127.0.0.1', '::1', host, `${host}.local`, ...addresses])];
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

function covers(certificate: X509Certificate, name: string): boolean {
  const found = isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name);
  return found !== undefined;
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(import.meta.dirname, '../tmp/certificate');
  console.log(JSON.stringify(await certificateFor(namesOfThisMachine(), folder)));
}
