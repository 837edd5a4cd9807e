import { inspect } from 'node:util';
import { readConfig, turnRelay } from './gateway-config';
import { hostOf } from './ice/turn-url';

describe('readConfig', () => {
  it('needs nothing, and then listens to this machine only', () => {
    const config = readConfig({});
    expect([config.HOST, config.PORT]).toEqual(['127.0.0.1', 3000]);
    expect([config.GRACE_MS, config.PROVISIONAL_MS, config.KNOCK_MS]).toEqual([
      60_000, 10_000, 45_000,
    ]);
    expect([config.MAX_ROOMS, config.MAX_SOCKETS, config.MAX_KNOCKS]).toEqual([20_000, 40_000, 4]);
    expect(config.TRUSTED_PROXIES).toEqual([]);
  });

  it('takes what the environment says, and overlooks what is not its own', () => {
    const config = readConfig({
      PORT: '0',
      GRACE_MS: '5',
      TRUSTED_PROXIES: '10.0.0.1, ::1',
      PATH: '/bin',
    });
    expect([config.PORT, config.GRACE_MS]).toEqual([0, 5]);
    expect(config.TRUSTED_PROXIES).toEqual(['10.0.0.1', '::1']);
    expect(config).not.toContain(jasmine.objectContaining({ PATH: '/bin' }));
  });

  it('takes relays with the secret that they share, or neither', () => {
    const TURN_URLS =
      'turn:turn.example, turns:turn.example:443?transport=tcp,turn:[2001:db8::1]:3478';
    const config = readConfig({ TURN_URLS, TURN_SECRET: 'a secret of the sea' });
    expect(config.TURN_URLS.map(hostOf)).toEqual(['turn.example', 'turn.example', '[2001:db8::1]']);
    expect(turnRelay(config)?.secret).toBe('a secret of the sea');
    const none = readConfig({ TURN_URLS: '', TURN_SECRET: '' }); // as a compose file passes on what is not set
    expect(turnRelay(none)).toBeUndefined();
  });

  const secret = 'a secret of the sea';
  const wrong: readonly (readonly [fault: string, environment: Record<string, string>])[] = [
    ['PORT', { PORT: '70000' }],
    ['PORT: not a whole number', { PORT: '-1' }],
    ['GRACE_MS: not a whole number', { GRACE_MS: 'soon' }],
    ['KNOCKS_PER_MINUTE', { KNOCKS_PER_MINUTE: '0' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['TLS_CERT and TLS_KEY belong together', { TLS_CERT: 'cert.pem' }],
    ['TURN_URLS and TURN_SECRET belong together', { TURN_URLS: 'turn:turn.example' }],
    ['TURN_URLS and TURN_SECRET belong together', { TURN_SECRET: secret }],
    ['TURN_SECRET: at least 16 characters', { TURN_URLS: 'turn:a.example', TURN_SECRET: 'short' }],
    ['TURN_URLS: not turn:host:port', { TURN_URLS: 'stun:a.example', TURN_SECRET: secret }],
    ['TURN_URLS: not turn:host:port', { TURN_URLS: 'turn:user@a.example', TURN_SECRET: secret }],
    ['TURN_URLS: not turn:host:port', { TURN_URLS: 'https://a.example', TURN_SECRET: secret }],
    [
      'TURN_URLS: more than 8',
      { TURN_URLS: Array(9).fill('turn:a.example').join(), TURN_SECRET: secret },
    ],
    ['TURN_TTL_S', { TURN_TTL_S: '10' }],
  ];
  for (const [fault, environment] of wrong) {
    it(`refuses ${JSON.stringify(environment)}, and says where the fault is`, () => {
      expect(() => readConfig(environment)).toThrowMatching(
        (error: Error) => error.message.includes(fault) && error.cause === undefined,
      );
    });
  }

  it('shows no secret when it refuses', () => {
    const environments = [
      { TURN_SECRET: secret },
      { TURN_SECRET: 'short secret' },
      { TURN_SECRET: secret, TURN_URLS: 'turn:a.example', PORT: 'x' },
    ];
    for (const environment of environments) {
      let printed = '';
      try {
        readConfig(environment);
      } catch (error) {
        printed = inspect(error, { depth: null });
      }
      expect(printed).toContain('The settings cannot be used');
      expect(printed).not.toContain(environment.TURN_SECRET);
    }
  });
});
