import { readConfig } from './gateway-config';

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

  it('refuses what it cannot mean', () => {
    for (const wrong of [
      { PORT: '70000' },
      { PORT: '-1' },
      { GRACE_MS: 'soon' },
      { LOG_LEVEL: 'loud' },
      { TLS_CERT: 'cert.pem' },
    ]) {
      expect(() => readConfig(wrong))
        .withContext(JSON.stringify(wrong))
        .toThrow();
    }
  });
});
