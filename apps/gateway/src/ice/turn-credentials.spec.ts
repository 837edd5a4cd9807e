import { TurnCredentials } from './turn-credentials';

const relay = { urls: ['turn:turn.example:3478', 'turns:turn.example:443'], secret: 'north' };

describe('TurnCredentials', () => {
  /** Noon of the 14th of July 2026, and a die that always falls the same. */
  const time = () => Date.UTC(2026, 6, 14, 12, 0, 0, 999);
  const die = (bytes: number) => Buffer.alloc(bytes, 0xfb);

  it('are a name that says until when, and its HMAC-SHA1 under the secret', () => {
    // printf %s '1784034000:-_v7-_v7-_v7' | openssl dgst -sha1 -hmac north -binary | base64
    expect(new TurnCredentials(relay, 3600, time, die).issue()).toEqual({
      ok: true,
      iceServers: [
        {
          urls: relay.urls,
          username: '1784034000:-_v7-_v7-_v7',
          credential: 'DyCG3Qu8j/iFcaSHOWxIjWgp1/A=',
        },
      ],
      ttlS: 3600,
    });
  });

  it('last as long as is set', () => {
    const [server] = new TurnCredentials(relay, 60, time, die).issue().iceServers;
    expect(server?.username).toBe('1784030460:-_v7-_v7-_v7');
  });

  it('are others each time, so that nobody is known by them', () => {
    const credentials = new TurnCredentials(relay, 3600, time);
    const names = Array.from({ length: 100 }, () => credentials.issue().iceServers[0]?.username);
    expect(new Set(names).size).toBe(100);
  });

  it('are none where there is no relay', () => {
    const reply = new TurnCredentials(undefined, 3600, time).issue();
    expect(reply).toEqual({ ok: true, iceServers: [], ttlS: 3600 });
  });
});
