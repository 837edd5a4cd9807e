import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListeningGateway } from './listening-gateway';

const page = '<!doctype html><title>whisperNet</title>';

describe('serveClient', () => {
  let folder: string;
  let gateway: ListeningGateway;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'client-'));
    mkdirSync(join(folder, 'media'));
    writeFileSync(join(folder, 'index.html'), page);
    writeFileSync(join(folder, 'main-ABCDEFGH.js'), 'export {};');
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
      expect(await response.text()).toBe(page);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toContain('text/html');
    });
  }

  it('lets files named by their content be kept for ever', async () => {
    for (const path of ['/main-ABCDEFGH.js', '/media/roboto-ABCDEFGH.woff2']) {
      const response = await get(path, '*/*');
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
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

  it('tells every browser how little it may do', async () => {
    for (const path of ['/', '/main-ABCDEFGH.js', '/health', '/nothing.here']) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).withContext(path).toBe('nosniff');
      expect(headers.get('referrer-policy')).withContext(path).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).withContext(path).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).withContext(path).toBe('same-origin');
      expect(headers.get('permissions-policy')).withContext(path).toContain('camera=(self)');
      expect(headers.get('permissions-policy')).withContext(path).toContain('geolocation=()');
      expect(headers.get('x-powered-by')).withContext(path).toBeNull();
      expect(headers.get('set-cookie')).withContext(path).toBeNull();
    }
  });

  it('leaves the health check alone', async () => {
    const response = await get('/health');
    expect(await response.json()).toEqual({ status: 'ok' });
  });
});
