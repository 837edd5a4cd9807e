import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request as askPlainly } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { ListeningGateway } from './listening-gateway';

const page = `<!doctype html><title>whisperNet</title>
<meta name="build-id" content=""/>
<script src="main-ABCDEFGH.js" type="module"></script>
<wn-app></wn-app>`;

describe('serveClient', () => {
  let folder: string;
  let gateway: ListeningGateway;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'client-'));
    mkdirSync(join(folder, 'media'));
    writeFileSync(join(folder, 'index.html'), page);
    writeFileSync(join(folder, 'main-ABCDEFGH.js'), 'export {};');
    writeFileSync(join(folder, 'chunk-aB_dEfG1.js'), 'export {};');
    writeFileSync(join(folder, 'worker-SECRET00.js'), 'WebAssembly.compile(code)');
    writeFileSync(join(folder, 'worker-FOLDER00.js'), 'navigator.storage.getDirectory()');
    writeFileSync(join(folder, 'media/roboto-ABCDEFGH.woff2'), 'font');
    writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
    gateway = await ListeningGateway.start({ CLIENT_DIR: folder });
  });

  afterEach(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
  });

  const get = (path: string, accept = 'text/html') =>
    fetch(gateway.origin + path, { headers: { accept } });

  for (const path of ['/', '/index.html', '/room', '/some/where?else=1']) {
    it(`answers ${path} with the page, which nobody may keep`, async () => {
      const response = await get(path);
      const { id, nonce } = slotsOf(await response.text());
      expect(id).toMatch(/^[0-9a-f]{12}$/);
      expect(nonce).toMatch(/^[\w-]{22}$/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toContain('text/html');
    });
  }

  it('changes nothing of the page but the two slots', async () => {
    const text = await (await get('/')).text();
    const { id, nonce } = slotsOf(text);
    expect(text.replace(` ngCspNonce="${nonce}"`, '').replace(id, '')).toBe(page);
  });

  it('lets the page do what it needs, and nothing else', async () => {
    const response = await get('/');
    const { nonce } = slotsOf(await response.text());
    expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' blob:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "frame-src 'none'",
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types angular default',
    ]);
  });

  it('gives each response a nonce of its own', async () => {
    const pages = await Promise.all([get('/'), get('/'), get('/room')]);
    const nonces = await Promise.all(
      pages.map(async (response) => slotsOf(await response.text()).nonce),
    );
    expect(new Set(nonces)).toHaveSize(3);
  });

  it('lets a worker compute, and only the one that needs it compile WebAssembly', async () => {
    for (const [path, policy] of [
      ['/worker-SECRET00.js', "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"],
      ['/worker-FOLDER00.js', "default-src 'none'; script-src 'self'"],
    ] as const) {
      const { headers } = await get(path, '*/*');
      expect(headers.get('content-security-policy')).withContext(path).toBe(policy);
      // Or a browser would keep the policy of an older gateway with it.
      expect(headers.get('cache-control')).withContext(path).toBe('no-cache');
    }
  });

  it('lets files named by their content be kept for ever', async () => {
    for (const path of [
      '/main-ABCDEFGH.js',
      '/chunk-aB_dEfG1.js',
      '/media/roboto-ABCDEFGH.woff2',
    ]) {
      const response = await get(path, '*/*');
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it('lets the worker that keeps the client fetch its files, and asks for it again each time', async () => {
    writeFileSync(join(folder, 'service-worker.js'), 'addEventListener("fetch", () => {})');
    const { headers } = await get('/service-worker.js', '*/*');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'",
    );
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('tells the digests of all files, from which its id is made', async () => {
    const response = await get('/build.sha256', '*/*');
    const manifest = await response.text();
    const { id } = slotsOf(await (await get('/')).text());
    expect(createHash('sha256').update(manifest).digest('hex').slice(0, 12)).toBe(id);
    expect(manifest).toMatch(/^[0-9a-f]{64} {2}main-ABCDEFGH\.js$/m);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  describe('where the build has packed its files', () => {
    const script = 'export {};';
    let packed: ListeningGateway;
    beforeEach(async () => {
      mkdirSync(`${folder}.packed`);
      for (const name of ['main-ABCDEFGH.js', 'worker-SECRET00.js']) {
        const bytes = readFileSync(join(folder, name));
        writeFileSync(join(`${folder}.packed`, `${name}.br`), brotliCompressSync(bytes));
        writeFileSync(join(`${folder}.packed`, `${name}.gz`), gzipSync(bytes));
      }
      writeFileSync(join(`${folder}.packed`, 'chunk-aB_dEfG1.js.gz'), gzipSync('of another build'));
      packed = await ListeningGateway.start({ CLIENT_DIR: folder });
    });
    afterEach(async () => {
      await packed.stop();
      rmSync(`${folder}.packed`, { recursive: true });
    });
    const fetched = async (path: string, encodings: string) => {
      const asked = askPlainly({
        port: packed.port,
        path,
        headers: { 'accept-encoding': encodings },
      }).end();
      const [{ headers }] = (await once(asked, 'response')) as [IncomingMessage];
      return headers;
    };

    for (const [accepts, sent] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip, deflate', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['identity', undefined],
    ] as const) {
      it(`sends who accepts '${accepts}' ${sent ?? 'the file as it is'}, under the same headers`, async () => {
        const headers = await fetched('/main-ABCDEFGH.js', accepts);
        expect(headers['content-encoding']).toBe(sent);
        expect(headers.vary?.toLowerCase()).toBe('accept-encoding');
        expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
        expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
        expect(headers['content-security-policy']).toContain("default-src 'none'; base-uri 'none'");
        const worker = await fetched('/worker-SECRET00.js', accepts);
        expect(worker['content-security-policy']).toContain("'wasm-unsafe-eval'");
        expect(worker['cache-control']).toBe('no-cache');
      });
    }

    it('sends what unpacks to the file', async () => {
      const response = await fetch(`${packed.origin}/main-ABCDEFGH.js`, {
        headers: { 'accept-encoding': 'br' },
      });
      expect(response.headers.get('content-encoding')).toBe('br');
      expect(await response.text()).toBe(script);
    });

    it('sends a file as it is whose packed form is of another build', async () => {
      expect((await fetched('/chunk-aB_dEfG1.js', 'gzip'))['content-encoding']).toBeUndefined();
    });
  });

  it('has other files asked for again', async () => {
    expect((await get('/favicon.svg', '*/*')).headers.get('cache-control')).toBe('no-cache');
  });

  it('answers a file that is not there with 404, not with the page', async () => {
    for (const path of ['/main-HGFEDCBA.js', '/.env', '/..%2f..%2fetc/passwd.txt']) {
      expect((await get(path)).status)
        .withContext(path)
        .toBe(404);
    }
  });

  it('answers a question for data, and any other verb, with 404', async () => {
    expect((await get('/room', 'application/json')).status).toBe(404);
    expect((await fetch(`${gateway.origin}/room`, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  const socket = '/socket.io/?EIO=4&transport=polling';
  const everywhere = ['/', '/main-ABCDEFGH.js', '/health', '/nothing.here', socket];

  it('tells every browser how little it may do, in every response', async () => {
    for (const path of everywhere) {
      const { headers } = await get(path);
      for (const [name, value] of [
        ['x-content-type-options', 'nosniff'],
        ['referrer-policy', 'no-referrer'],
        ['cross-origin-opener-policy', 'same-origin'],
        ['cross-origin-embedder-policy', 'require-corp'],
        ['cross-origin-resource-policy', 'same-origin'],
        ['origin-agent-cluster', '?1'],
        ['x-powered-by', null],
        ['set-cookie', null],
      ] as const) {
        expect(headers.get(name)).withContext(`${path}: ${name}`).toBe(value);
      }
      expect(headers.get('permissions-policy')).withContext(path).toContain('camera=(self)');
      expect(headers.get('permissions-policy')).withContext(path).toContain('geolocation=()');
    }
  });

  it('lets nothing happen in what is no page, should anybody open it as one', async () => {
    for (const path of everywhere.slice(1)) {
      expect((await get(path)).headers.get('content-security-policy'))
        .withContext(path)
        .toBe("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }
  });

  it('asks for TLS from now on where it speaks TLS', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'whisperNet' }]);
    const files = { TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, 'key.pem') };
    writeFileSync(files.TLS_CERT, cert);
    writeFileSync(files.TLS_KEY, key);
    const secure = await ListeningGateway.start(files);
    const asked = request({ port: secure.port, path: '/health', rejectUnauthorized: false }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    await secure.stop();
    expect(response.headers['strict-transport-security']).toBe('max-age=63072000');
  });

  it('asks for no TLS where it speaks none', async () => {
    expect((await get('/')).headers.get('strict-transport-security')).toBeNull();
  });

  it('leaves the health check alone', async () => {
    const response = await get('/health');
    expect(await response.json()).toEqual({ status: 'ok' });
  });
});

/** What the gateway has filled in. */
function slotsOf(text: string) {
  const [, id = ''] = /<meta name="build-id" content="(.*?)"\/>/.exec(text) ?? [];
  const [, nonce = ''] = /<wn-app ngCspNonce="(.*?)">/.exec(text) ?? [];
  return { id, nonce };
}
