import { candidatesIn, describedAddressesIn } from './told-addresses';

const HOST = 'candidate:1 1 udp 2122194687 192.0.2.7 50310 typ host generation 0 ufrag eG11';
const RELAY =
  'candidate:2 1 udp 58597375 203.0.113.9 49199 typ relay raddr 192.0.2.7 rport 50310 ufrag x';
const SDP = [
  'v=0',
  'o=- 46 2 IN IP4 192.0.2.7',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP6 2001:db8::7',
  'a=rtcp:9 IN IP4 192.0.2.8',
  `a=${HOST}`,
  '',
].join('\r\n');

describe('candidatesIn', () => {
  const host = { type: 'host', at: '192.0.2.7:50310', relatedTo: '' };
  const relay = { type: 'relay', at: '203.0.113.9:49199', relatedTo: '192.0.2.7:50310' };

  it('finds them as they are, with the related address', () => {
    expect(candidatesIn([HOST, RELAY])).toEqual([host, relay]);
  });

  it('finds them in descriptions and in JSON, several in one text', () => {
    const message = JSON.stringify({ t: 'ice', c: [{ candidate: HOST }, { candidate: RELAY }] });
    const nested = JSON.stringify({ t: 'signal', signal: { t: 'sdp', sdp: SDP } });
    expect(candidatesIn([SDP, message, nested])).toEqual([host, host, relay, host]);
  });

  it('finds none where there is none', () => {
    expect(candidatesIn(['', 'a candidate: me', '{"t":"hello"}'])).toEqual([]);
  });
});

describe('describedAddressesIn', () => {
  it('finds the addresses of descriptions, in JSON too', () => {
    const addresses = ['192.0.2.7', '2001:db8::7', '192.0.2.8'];
    expect(describedAddressesIn([SDP])).toEqual(addresses);
    expect(describedAddressesIn([JSON.stringify({ sdp: SDP })])).toEqual(addresses);
  });
});
