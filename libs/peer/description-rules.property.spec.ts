import { anyText, bytesOf, expectAlways, mutatedText } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import {
  type CheckedDescription,
  checkDescription,
  usernameFragment,
  withoutAddresses,
} from './description-rules';

// A browser reads a description line by line. Here another reader does, which shares nothing with
// the rules and ends a line wherever any parser might; it must see in what is handed on exactly
// what the rules say is there.
const linesOf = (sdp: string) => sdp.split(/\r\n|[\r\n\u2028\u2029\v\f\u0085\0]/);
const valuesOf = (sdp: string, name: string) =>
  linesOf(sdp)
    .filter((line) => line.trimStart().toLowerCase().startsWith(name))
    .map((line) => line.trimStart().slice(name.length));

const fingerprints = bytesOf(32).map((bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'),
);
const section = (kind: string, fingerprint: string) => [
  `m=${kind} 9 UDP/DTLS/SCTP webrtc-datachannel`,
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:0123456789012345678901',
  `a=fingerprint:sha-256 ${fingerprint}`,
  'a=setup:actpass',
  'a=candidate:1 1 udp 2122260223 192.168.1.5 50000 typ host',
  'a=end-of-candidates',
  'a=mid:0',
];
const honest = fc
  .tuple(fingerprints, fc.array(fc.constantFrom('audio', 'video'), { maxLength: 3 }))
  .map(([fingerprint, media]) => [
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0'],
    ...['application', ...media].flatMap((kind) => section(kind, fingerprint)),
  ]);

/** Lines that a hostile peer would like to see read, or not seen. */
const hostileLine = fc.oneof(
  fc.constantFrom(
    ...['m=audio 9 RTP 0', 'm=text 9 RTP 0', 'm=application 9 UDP/DTLS/SCTP x', 'm=', 'M=audio'],
    ...[
      'a=ice-ufrag:abcd',
      'a=ice-ufrag:evil',
      'a=ice-pwd:evil',
      'a=ice-ufrag:',
      ' a=ice-ufrag:evil',
    ],
    ...[
      'a=identity:x',
      'a=crypto:1 x inline:y',
      'A=crypto:1',
      'a=ice-lite',
      'a=ice-options:trickle',
    ],
    ...[
      'a=candidate:1 1 udp 1 127.0.0.1 22 typ host',
      'A=candidate:x',
      'a=Candidate:1 1 udp 1 127.0.0.1 22 typ host',
      'a=CRYPTO:1 x',
      'a=Ice-Ufrag:evil',
      'a=candidate:',
      'a=candidate',
    ],
    ...[
      `a=fingerprint:sha-256 ${'00:'.repeat(31)}00`,
      'a=fingerprint:sha-1 00',
      'a=fingerprint:',
      'a=FINGERPRINT:sha-256 00',
    ],
    ...['a=mid:0', '', 'v=0', 'c=IN IP4 10.0.0.7', 'a=rtcp:9 IN IP4 10.0.0.7', '='],
  ),
  anyText(6),
);
const lineEnd = fc.constantFrom(
  '\r\n',
  '\r\n',
  '\r\n',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\0',
  '\v',
  '',
);
const lineMutation = fc.tuple(fc.nat(40), fc.nat(40), fc.constantFrom(0, 0, 1), hostileLine);

const descriptions = fc
  .tuple(
    honest,
    fc.array(lineMutation, { maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(40), lineEnd), { maxLength: 2 }),
  )
  .map(([lines, mutations, ends]) => {
    const bent = [...lines];
    for (const [at, , drop, line] of mutations) bent.splice(at % bent.length, drop, line);
    const between = new Map(ends.map(([at, end]) => [at % bent.length, end]));
    return bent.map((line, at) => line + (between.get(at) ?? '\r\n')).join('');
  });
const anyDescription = fc.oneof(
  { weight: 5, arbitrary: descriptions },
  { weight: 2, arbitrary: mutatedText(descriptions) },
  { weight: 1, arbitrary: anyText(60) },
);
const rules = fc.record({ media: fc.boolean() });

type Accepted = Extract<CheckedDescription, { ok: true }>;

/** Expects `rule` of whatever is accepted, and that some of it was and some was not. */
function expectOfAccepted(
  rule: (checked: Accepted, given: string, media: boolean) => boolean,
): void {
  let accepted = 0;
  let refused = 0;
  expectAlways(
    fc.tuple(anyDescription, rules),
    ([given, rule_]) => {
      const checked = checkDescription(given, rule_);
      if (checked.ok) accepted += 1;
      else refused += 1;
      return !checked.ok || rule(checked, given, rule_.media);
    },
    4000,
  );
  expect(accepted).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
}

describe('A description that is handed to the browser, whatever a peer sends', () => {
  it('has one fingerprint, the one that is reported', () => {
    expectOfAccepted(({ sdp, fingerprint }) => {
      const hex = Array.from(fingerprint, (byte) => byte.toString(16).padStart(2, '0')).join(':');
      const said = new Set(valuesOf(sdp, 'a=fingerprint:').map((value) => value.toLowerCase()));
      return said.size === 1 && said.has(`sha-256 ${hex}`) && fingerprint.length === 32;
    });
  });

  it('has no candidate: each is looked at on its own', () => {
    expectOfAccepted(({ sdp }) => valuesOf(sdp, 'a=candidate').length === 0);
  });

  it('has one user name and one password, and we read the user name that the browser reads', () => {
    expectOfAccepted(({ sdp }) => {
      const names = new Set(valuesOf(sdp, 'a=ice-ufrag:'));
      const passwords = new Set(valuesOf(sdp, 'a=ice-pwd:'));
      return names.size === 1 && passwords.size === 1 && names.has(usernameFragment(sdp));
    });
  });

  it('has one data channel, no more than eight sections, and media only once bound', () => {
    expectOfAccepted(({ sdp }, _, media) => {
      const kinds = valuesOf(sdp, 'm=').map((value) => value.split(' ', 1)[0] ?? '');
      const others = kinds.filter((kind) => kind !== 'application');
      return (
        kinds.length <= 8 &&
        kinds.length - others.length === 1 &&
        others.every((kind) => media && ['audio', 'video'].includes(kind))
      );
    });
  });

  it('has neither keys in the open nor an identity', () => {
    expectOfAccepted(
      ({ sdp }) => [...valuesOf(sdp, 'a=crypto'), ...valuesOf(sdp, 'a=identity')].length === 0,
    );
  });

  it('is at most 15 KiB until bound', () => {
    expectOfAccepted(
      ({ sdp }, given, media) => media || Math.max(sdp.length, given.length) <= 15 * 1024,
    );
  });

  it('is accepted a second time, and unchanged', () => {
    expectOfAccepted(({ sdp }, _, media) => {
      const again = checkDescription(sdp, { media });
      return again.ok && again.sdp === sdp;
    });
  });
});

describe('Our description as it is told, whatever the browser writes', () => {
  it('has no candidate, and no address but the empty one', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    const ours = fc
      .tuple(honest, address, address, fc.nat(65_535))
      .map(
        ([lines, a, b, port]) =>
          [
            ...lines.map((line) =>
              line.startsWith('m=') ? line.replace(' 9 ', ` ${port} `) : line,
            ),
            `c=IN ${a.includes(':') ? 'IP6' : 'IP4'} ${a}`,
            `a=rtcp:${port} IN ${b.includes(':') ? 'IP6' : 'IP4'} ${b}`,
            `a=candidate:1 1 udp 1 ${a} ${port} typ srflx raddr ${b} rport ${port}`,
          ].join('\r\n') + '\r\n',
      );
    expectAlways(ours, (sdp) => {
      const addressLines = linesOf(withoutAddresses(sdp)).filter((line) =>
        /^(?:[oc]=|a=rtcp:|a=candidate)/.test(line),
      );
      return addressLines.every((line) => line.endsWith('IN IP4 0.0.0.0'));
    });
  });
});
