import { webAddresses } from './web-addresses';

const lan = { wlan0: ['192.168.1.7', 'fe80::1'], lo: ['127.0.0.1'] };

describe('webAddresses', () => {
  it('names this machine when nobody else is listened to', () => {
    expect(webAddresses({ HOST: '127.0.0.1' }, 3000, lan)).toEqual(['http://localhost:3000']);
  });

  it('names every address of the local network when everybody is listened to', () => {
    expect(webAddresses({ HOST: '0.0.0.0', TLS_CERT: 'cert.pem' }, 3000, lan)).toEqual([
      'https://localhost:3000',
      'https://192.168.1.7:3000',
    ]);
  });

  it('leaves out the port that a browser takes anyway', () => {
    expect(webAddresses({ HOST: 'localhost', TLS_CERT: 'cert.pem' }, 443, lan)).toEqual([
      'https://localhost',
    ]);
    expect(webAddresses({ HOST: '192.168.1.7' }, 80, lan)).toEqual(['http://192.168.1.7']);
  });
});
