import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, get } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateFor, namesOfThisMachine } from './certificate.ts';

const NAMES = ['localhost', '127.0.0.1', '::1', 'studio', '192.168.1.20'];

describe('certificateFor', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const serial = (path: string) => new X509Certificate(readFileSync(path)).serialNumber;

  it('makes one that is valid for every name, and whose key only its owner reads', async () => {
    const { TLS_CERT, TLS_KEY } = await certificateFor(NAMES, folder);
    const certificate = new X509Certificate(readFileSync(TLS_CERT));
    expect(certificate.checkHost('studio')).toBe('studio');
    expect(certificate.checkIP('192.168.1.20')).toBe('192.168.1.20');
    expect(certificate.checkHost('elsewhere')).toBeUndefined();
    expect(statSync(TLS_KEY).mode & 0o077).toBe(0);
  });

  it('makes one that a server serves and a client that trusts it accepts', async () => {
    const { TLS_CERT, TLS_KEY } = await certificateFor(NAMES, folder);
    const [cert, key] = [readFileSync(TLS_CERT), readFileSync(TLS_KEY)];
    const server = createServer({ cert, key }, (_, response) => response.end('hello'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(get({ port, host: '127.0.0.1', ca: cert }), 'response')) as [
      { statusCode: number },
    ];
    expect(response.statusCode).toBe(200);
    server.closeAllConnections();
    server.close();
  });

  it('keeps the one that is there, so that devices need not accept another', async () => {
    const first = serial((await certificateFor(NAMES, folder)).TLS_CERT);
    expect(serial((await certificateFor(NAMES, folder)).TLS_CERT)).toBe(first);
  });

  it('makes another when the machine has got a new address', async () => {
    const first = serial((await certificateFor(NAMES, folder)).TLS_CERT);
    const moved = await certificateFor([...NAMES, '10.0.0.7'], folder);
    expect(serial(moved.TLS_CERT)).not.toBe(first);
  });
});

describe('namesOfThisMachine', () => {
  it('names the loopback and each name once', () => {
    const names = namesOfThisMachine();
    expect(names).toContain('localhost');
    expect(names).toContain('127.0.0.1');
    expect(new Set(names).size).toBe(names.length);
  });
});
