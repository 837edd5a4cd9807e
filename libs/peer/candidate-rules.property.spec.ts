import { anyText, expectAlways, mutatedText } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import { mayTry, toldCandidate } from './candidate-rules';

const candidateAt = (address: string, type = 'host') =>
  `candidate:1 1 udp 2122260223 ${address} 50000 typ ${type}`;

/** The first 16 bits of the last 32, and the rest: an IPv4 address within an IPv6 one. */
const mapped = (octets: readonly number[], hex: (group: number) => string) => {
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  return `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
};
const octets = fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255));
const hexes = fc.constantFrom(
  (group: number) => group.toString(16),
  (group: number) => group.toString(16).toUpperCase(),
  (group: number) => group.toString(16).padStart(4, '0'),
);
const zeros = fc.constantFrom(
  '::',
  '0::',
  '0:0:0:0:0:',
  '0000:0000:0000:0000:0000:',
  '0:0::',
  '::0:',
);

/** This machine, in the ways that RFC 4291 §2.2 and parsers of old allow. */
const loopbacks = fc.oneof(
  octets.map((each) => each.join('.')),
  fc.tuple(zeros, octets).map(([before, each]) => `${before}ffff:${each.join('.')}`),
  fc.tuple(zeros, octets, hexes).map(([before, each, hex]) => `${before}FFFF:${mapped(each, hex)}`),
  fc.constantFrom(
    '::1',
    '0::1',
    '0:0:0:0:0:0:0:1',
    '0000:0000:0000:0000:0000:0000:0000:0001',
    '::0001',
  ),
  fc.constantFrom('::', '0::0', '0:0:0:0:0:0:0:0', '0.0.0.0', '::ffff:0.0.0.0', '::ffff:0:0'),
  fc.constantFrom(
    'localhost',
    'LocalHost',
    'localhost.',
    'a.localhost',
    'a.localhost.',
    '127.0.0.1.',
  ),
  fc.constantFrom(
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f.1',
    '0x7f000001',
    '017700000001',
    '0177.0.0.1',
  ),
  fc.constantFrom('::1%lo', '0', '0.0', '0x0', '::127.0.0.1', '[::1]'),
);
const blanks = fc.constantFrom(' ', '  ', '\t', ' \t ');

describe('A candidate, whatever a peer sends', () => {
  it('of this very machine is not tried, however its address is spelled', () => {
    expectAlways(loopbacks, (address) => !mayTry(candidateAt(address), 'all', false));
  });

  it('of this very machine is not tried, however the parts are spaced or begun', () => {
    const spaced = fc
      .tuple(
        loopbacks,
        fc.array(blanks, { minLength: 7, maxLength: 7 }),
        fc.constantFrom('', 'a=', ' '),
      )
      .map(([address, spaces, start]) =>
        candidateAt(address)
          .split(' ')
          .map((part, at) => (at === 0 ? start + part : (spaces[at - 1] ?? ' ') + part))
          .join(''),
      );
    expectAlways(spaced, (candidate) => !mayTry(candidate, 'all', false));
  });

  it('elsewhere is tried', () => {
    const elsewhere = fc.oneof(
      fc.ipV4().filter((address) => !/^(?:127|0)\./.test(address)),
      fc
        .tuple(fc.constantFrom('fd00::', 'fe80::', '2001:db8::'), fc.nat(0xffff))
        .map(([prefix, group]) => prefix + group.toString(16)),
      fc.uuid().map((name) => `${name}.local`),
    );
    expectAlways(elsewhere, (address) => mayTry(candidateAt(address), 'all', false));
  });

  it('never throws', () => {
    const any = fc.oneof(
      anyText(40),
      mutatedText(loopbacks.map((address) => candidateAt(address))),
    );
    expectAlways(fc.tuple(any, fc.boolean()), ([candidate, here]) => {
      return typeof mayTry(candidate, 'all', here) === 'boolean';
    });
  });
});

describe('Our candidate with the policy relay, whatever the browser finds', () => {
  it('names no address but the relay’s', () => {
    const candidates = fc
      .tuple(
        fc.ipV4(),
        fc.ipV6(),
        fc.constantFrom('host', 'srflx', 'prflx', 'relay'),
        fc.nat(65_535),
      )
      .map(([relay, own, type, port]) => ({
        own,
        candidate: `candidate:1 1 udp 1 ${type === 'relay' ? relay : own} 5 typ ${type} raddr ${own} rport ${port} ufrag x`,
      }));
    expectAlways(candidates, ({ own, candidate }) => {
      const told = toldCandidate(candidate, 'relay');
      return told === undefined || (!told.includes(` ${own} `) && told.includes(' typ relay '));
    });
  });
});
