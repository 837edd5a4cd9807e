import { type DescriptionFault, checkDescription, withoutAddresses } from './description-rules';

const bytes = Array.from({ length: 32 }, (_, index) => index * 7);
const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
const section = (kind: string) => [
  `m=${kind} 9 UDP/DTLS/SCTP webrtc-datachannel`,
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:0123456789012345678901',
  `a=fingerprint:sha-256 ${hex}`,
  'a=setup:actpass',
];
const description = (...lines: readonly string[]) =>
  ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', ...lines, ''].join('\r\n');
const data = section('application');

describe('checkDescription', () => {
  it('gives the fingerprint', () => {
    const checked = checkDescription(description(...data), { media: false });

    expect(checked.ok && checked.fingerprint).toEqual(Uint8Array.from(bytes));
  });

  it('takes the candidates away', () => {
    const candidate = 'a=candidate:1 1 udp 1 127.0.0.1 22 typ host';
    const sdp = description(...data, candidate, 'a=end-of-candidates', 'a=mid:0');
    const checked = checkDescription(sdp, { media: false });

    expect(checked.ok && checked.sdp).toBe(description(...data, 'a=mid:0'));
  });

  it('allows audio and video once bound', () => {
    const sdp = description(...data, ...section('audio'), ...section('video'));

    expect(checkDescription(sdp, { media: true }).ok).toBeTrue();
    expect(checkDescription(sdp, { media: false })).toEqual({ ok: false, fault: 'sections' });
  });

  const without = (prefix: string) => data.filter((line) => !line.startsWith(prefix));
  const eight = Array.from({ length: 8 }, () => section('video')).flat();
  const faults: readonly (readonly [string, DescriptionFault, string])[] = [
    ['nothing', 'sections', ''],
    ['no data channel', 'sections', description(...section('audio'))],
    ['two data channels', 'sections', description(...data, ...data)],
    ['a section of another kind', 'sections', description(...data, ...section('text'))],
    ['nine sections', 'sections', description(...data, ...eight)],
    ['no fingerprint', 'fingerprint', description(...without('a=fingerprint'))],
    ['two', 'fingerprint', description(...data, `a=fingerprint:sha-256 ${'00:'.repeat(31)}00`)],
    ['a weak one beside', 'fingerprint', description(...data, 'a=fingerprint:sha-1 00:11')],
    [
      'a short one',
      'fingerprint',
      description(...without('a=fingerprint'), 'a=fingerprint:sha-256 00:11'),
    ],
    ['no ICE credentials', 'ice', description(...without('a=ice-'))],
    ['a second user name', 'ice', description(...data, 'a=ice-ufrag:efgh')],
    ['a second password', 'ice', description(...data, `a=ice-pwd:${'x'.repeat(22)}`)],
    ['an identity', 'forbidden', description(...data, 'a=identity:abc')],
    ['a line hidden in another', 'forbidden', description(...data, 'a=mid:0\ra=ice-ufrag:efgh')],
    ['keys in the open', 'forbidden', description(...data, 'a=crypto:1 AES_CM_128 inline:x')],
  ];
  for (const [what, fault, sdp] of faults)
    it(`refuses ${what} (${fault})`, () => {
      expect(checkDescription(sdp, { media: true })).toEqual({ ok: false, fault });
    });

  it('refuses more than fits the largest seal until bound', () => {
    const sdp = description(...data, `a=${'x'.repeat(15 * 1024)}`);

    expect(checkDescription(sdp, { media: false })).toEqual({ ok: false, fault: 'size' });
    expect(checkDescription(sdp, { media: true }).ok).toBeTrue();
  });
});

describe('Our own description', () => {
  it('is told without any address of this browser', () => {
    const gathered = [
      'v=0',
      'o=- 46117 2 IN IP4 192.168.1.5',
      's=-',
      'm=application 50000 UDP/DTLS/SCTP webrtc-datachannel',
      'c=IN IP4 192.168.1.5',
      'a=candidate:1 1 udp 2122260223 192.168.1.5 50000 typ host',
      'm=audio 50002 UDP/TLS/RTP/SAVPF 111',
      'c=IN IP6 2001:db8::5',
      'a=rtcp:50003 IN IP6 2001:db8::5',
      'm=video 0 UDP/TLS/RTP/SAVPF 96',
      '',
    ].join('\r\n');
    expect(withoutAddresses(gathered)).toBe(
      [
        'v=0',
        'o=- 46117 2 IN IP4 0.0.0.0',
        's=-',
        'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
        'c=IN IP4 0.0.0.0',
        'm=audio 9 UDP/TLS/RTP/SAVPF 111',
        'c=IN IP4 0.0.0.0',
        'a=rtcp:9 IN IP4 0.0.0.0',
        'm=video 0 UDP/TLS/RTP/SAVPF 96',
        '',
      ].join('\r\n'),
    );
  });
});
