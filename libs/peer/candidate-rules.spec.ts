import { isLoopback, mayTry, toldCandidate } from './candidate-rules';

const at = (address: string, type = 'host') =>
  `candidate:1 1 udp 2122260223 ${address} 50000 typ ${type} ufrag abcd`;

describe('A candidate', () => {
  for (const address of [
    '192.168.1.5',
    '10.0.0.1',
    'fd00::1',
    '3f1a0c4e-8f7b-4b0e-9d7c-2f6f3a1b5c8d.local',
    '203.0.113.9',
  ])
    it(`at ${address} is tried`, () => {
      expect(mayTry(at(address), 'all', false)).toBeTrue();
    });

  for (const address of ['127.0.0.1', '127.8.8.8', '::1', '0.0.0.0', '::ffff:127.0.0.1'])
    it(`at ${address} is tried only by a page from there`, () => {
      expect(mayTry(at(address), 'all', false)).toBeFalse();
      expect(mayTry(at(address), 'all', true)).toBeTrue();
    });

  for (const name of ['localhost', 'printer.local', 'whoami.stranger.example', 'fd00::1%eth0'])
    it(`at ${name} is not tried: nobody has names looked up`, () => {
      expect(mayTry(at(name), 'all', true)).toBeFalse();
    });

  it('under a name is not tried with the policy relay: looking it up would show who asks', () => {
    const name = '3f1a0c4e-8f7b-4b0e-9d7c-2f6f3a1b5c8d.local';
    expect(mayTry(at(name), 'relay', false)).toBeFalse();
    expect(mayTry(at('203.0.113.9'), 'relay', false)).toBeTrue();
  });

  it('is told with the policy relay only if it is relayed', () => {
    const relayed = at('203.0.113.9', 'relay');
    expect(toldCandidate(relayed, 'relay')).toBe(relayed);
    for (const type of ['host', 'srflx', 'prflx'])
      expect(toldCandidate(at('203.0.113.9', type), 'relay')).toBeUndefined();
    expect(toldCandidate(at('192.168.1.5'), 'all')).toBe(at('192.168.1.5'));
  });

  for (const policy of ['all', 'relay'] as const)
    it(`with the policy ${policy} does not tell the address behind it`, () => {
      const candidate = at('203.0.113.9', 'relay raddr 198.51.100.7 rport 61000');
      expect(toldCandidate(candidate, policy)).toBe(
        at('203.0.113.9', 'relay raddr 0.0.0.0 rport 0'),
      );
    });
});

describe('isLoopback', () => {
  it('knows the names of this machine', () => {
    for (const host of ['localhost', 'LOCALHOST', 'a.localhost', '127.0.0.1', '[::1]'])
      expect(isLoopback(host)).withContext(host).toBeTrue();
    for (const host of ['', 'example.org', '128.0.0.1', 'notlocalhost', '[fd00::1]'])
      expect(isLoopback(host)).withContext(host).toBeFalse();
  });
});
