import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROTOCOL_VERSION, decodePrivacyStatement } from '@whispernet/protocol';
import { readConfig } from './gateway-config';
import { ListeningGateway } from './listening-gateway';
import { PrivacyReporter } from './privacy-reporter';
import { version } from './program-version';

const relay = {
  TURN_URLS: 'turn:turn.example:3478,turns:turn.example:443,turn:192.0.2.7',
  TURN_SECRET: 'a secret of the sea',
};

describe('PrivacyReporter', () => {
  let now: number;
  let rooms: number;

  beforeEach(() => {
    now = 0;
    rooms = 0;
  });

  const reporter = (environment: Record<string, string> = {}) =>
    new PrivacyReporter(
      readConfig(environment),
      () => ({ rooms, sockets: 2 * rooms }),
      () => now,
    );

  it('says what the page can read, whatever is set', () => {
    for (const environment of [{}, relay, { LOG_LEVEL: 'silent' }, { LOG_LEVEL: 'debug' }]) {
      const statement = reporter(environment).statement();
      expect(decodePrivacyStatement(JSON.parse(JSON.stringify(statement)))).toEqual(statement);
    }
  });

  it('says which program and which protocol speak', () => {
    expect(reporter().statement()).toEqual(
      jasmine.objectContaining({ version, protocol: PROTOCOL_VERSION }),
    );
  });

  it('counts in tens, rounded down: of a few it says nothing', () => {
    rooms = 9;
    expect(reporter().statement()).toEqual(jasmine.objectContaining({ rooms: 0, sockets: 10 }));
    rooms = 29;
    expect(reporter().statement()).toEqual(jasmine.objectContaining({ rooms: 20, sockets: 50 }));
  });

  it('counts once a minute, so that nobody watches a room come and go', () => {
    const asked = reporter();
    asked.statement();
    rooms = 10;
    now += 59_999;
    expect(asked.statement().rooms).toBe(0);
    now += 1;
    expect(asked.statement().rooms).toBe(10);
  });

  it('says how long things are kept, as it is set', () => {
    const kept = reporter({ GRACE_MS: '5000', KNOCK_MS: '1500' }).statement().keepsSeconds;
    expect(kept).toEqual(
      jasmine.objectContaining({
        'the seat of a lost connection': 5,
        'a knock': 2,
        'whose knock a door has heard': 180,
        'the key that makes addresses unreadable': 86_400,
      }),
    );
    expect(Object.keys(kept)).not.toContain('a key to the relay');
    expect(reporter(relay).statement().keepsSeconds['a key to the relay']).toBe(3600);
  });

  it('says whether there is a relay, and on which hosts', () => {
    expect(reporter().statement()).toEqual(
      jasmine.objectContaining({ relay: 'none', relayHosts: [] }),
    );
    expect(reporter(relay).statement()).toEqual(
      jasmine.objectContaining({ relay: 'configured', relayHosts: ['turn.example', '192.0.2.7'] }),
    );
  });

  it('says who runs the relay sees more, where there is one', () => {
    const about = (environment: Record<string, string>) =>
      reporter(environment).statement().sees.join(' ').includes('relay');
    expect([about({}), about(relay)]).toEqual([false, true]);
  });

  it('says what is logged at this level, and no more', () => {
    const counted = (LOG_LEVEL: string) =>
      reporter({ LOG_LEVEL })
        .statement()
        .logs.some((line) => line.includes('rooms'));
    expect(['info', 'debug'].every(counted)).toBeTrue();
    expect(['silent', 'error', 'warn'].some(counted)).toBeFalse();
  });
});

describe('GET /privacy.json', () => {
  let gateway: ListeningGateway;

  afterEach(() => gateway.stop());

  const get = (accept: string) => fetch(`${gateway.origin}/privacy.json`, { headers: { accept } });

  it('answers everybody who asks, and nobody may keep the answer', async () => {
    gateway = await ListeningGateway.start();
    for (const accept of ['*/*', 'text/html', 'application/json']) {
      const response = await get(accept);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toContain('application/json');
      expect(decodePrivacyStatement(await response.json())?.relay).toBe('none');
    }
  });

  it('answers beside the client, too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'client-'));
    writeFileSync(
      join(folder, 'index.html'),
      '<meta name="build-id" content=""/><wn-app></wn-app>',
    );
    gateway = await ListeningGateway.start({ CLIENT_DIR: folder });
    const response = await get('text/html');
    expect(decodePrivacyStatement(await response.json())?.relay).toBe('none');
    rmSync(folder, { recursive: true });
  });

  it('counts what is really there', async () => {
    gateway = await ListeningGateway.start();
    for (let room = 4711; room < 4721; room += 1) await gateway.pair(String(room));
    const statement = decodePrivacyStatement(await (await get('*/*')).json());
    expect(statement).toEqual(jasmine.objectContaining({ rooms: 10, sockets: 20 }));
  });

  it('tells nobody the secret of the relay, nor does the health check', async () => {
    gateway = await ListeningGateway.start(relay);
    for (const path of ['/privacy.json', '/health']) {
      const text = await (await fetch(gateway.origin + path)).text();
      expect(text).not.toContain(relay.TURN_SECRET);
    }
    expect(await (await get('*/*')).text()).toContain('turn.example');
  });
});
