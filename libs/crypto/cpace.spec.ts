import { sha512 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from './bytes';
import {
  cpaceAgree,
  cpaceSessionKey,
  cpaceShare,
  drawScalar,
  generator,
  generatorString,
  transcript,
} from './cpace';
import draft from './cpace-vectors.json';
import { golden, goldenRun, hex, unhex, vectors } from './golden-run';
import { channelIdentifier, holderData, joinerData, sessionId } from './handshake';

const { G_Coffee25519: group, G_Coffee25519_points: points } = draft;
const input = { prs: unhex(group.PRS), ci: unhex(group.CI), sid: unhex(group.sid) };
const initiator = { share: unhex(group.Ya), ad: unhex(group.ADa) };
const responder = { share: unhex(group.Yb), ad: unhex(group.ADb) };

/** The group's order, 2^252 + 27742317777372353535851937790883648493 (RFC 9496 §4), little-endian. */
const ORDER = unhex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');

describe('CPACE-RISTR255-SHA512 (draft-irtf-cfrg-cpace-21)', () => {
  it('pads the generator string so that the password fills the first block of the hash', () => {
    const string = generatorString(input);
    expect(hex(string)).toBe(
      [
        '11' + (hex(utf8('CPaceRistretto255')) ?? ''),
        '08' + group.PRS.toLowerCase(),
        '64' + '00'.repeat(100),
        '18' + group.CI.toLowerCase(),
        '10' + group.sid.toLowerCase(),
      ].join(''),
    );
    expect(string.subarray(0, 128)).toEqual(concat(string.subarray(0, 28), new Uint8Array(100)));
  });

  it('needs no padding where the password alone fills the block', () => {
    const { length } = generatorString({ ...input, prs: new Uint8Array(200) });
    expect(length).toBe(18 + 202 + 1 + 25 + 17);
  });

  it('has the published generator', () => {
    expect(hex(generator(input).toBytes())).toBe(group.g.toLowerCase());
  });

  it('has the published shares', () => {
    expect(hex(cpaceShare(input, unhex(group.ya)))).toBe(group.Ya.toLowerCase());
    expect(hex(cpaceShare(input, unhex(group.yb)))).toBe(group.Yb.toLowerCase());
  });

  it('agrees on the published point from both sides', () => {
    expect(hex(cpaceAgree(unhex(group.ya), responder.share))).toBe(group.K.toLowerCase());
    expect(hex(cpaceAgree(unhex(group.yb), initiator.share))).toBe(group.K.toLowerCase());
  });

  it('has the published session key', () => {
    const isk = cpaceSessionKey(input.sid, unhex(group.K), initiator, responder);
    expect(hex(isk)).toBe(group.ISK_IR.toLowerCase());
  });

  it('has the published transcript, which the optional session id hashes', () => {
    const sidOutput = sha512(concat(utf8('CPaceSidOutput'), transcript(initiator, responder)));
    expect(hex(sidOutput)).toBe(group.sid_output_ir.toLowerCase());
  });

  it('keeps the order of the two sides in the transcript, whatever the shares are', () => {
    const a = { share: utf8('3456'), ad: utf8('PartyA') };
    const b = { share: utf8('2345'), ad: utf8('PartyB') };
    expect(hex(transcript(a, b))).toBe('043334353606506172747941' + '043233343506506172747942');
  });

  it('multiplies the published valid point', () => {
    const { s, X } = points.Valid;
    const expected = points.Valid['G.scalar_mult_vfy(s,X)'].toLowerCase();
    expect(hex(cpaceAgree(unhex(s), unhex(X)))).toBe(expected);
  });
});

describe('A CPace share', () => {
  // RFC 9496 §A.2 and the draft's own; each would let somebody choose or know K, or hide behind two spellings.
  const attacks: readonly (readonly [string, string])[] = [
    ['the draft’s invalid point 1', points['Invalid Y1']],
    [
      'the identity, which makes K known to everybody (the draft’s invalid point 2)',
      points['Invalid Y2'],
    ],
    ['a field element not below p: all bits', 'ff'.repeat(32)],
    ['the same, without the top bit', 'ff'.repeat(31) + '7f'],
    ['zero spelled as p', 'ed' + 'ff'.repeat(30) + '7f'],
    ['one spelled as p + 1', 'ee' + 'ff'.repeat(30) + '7f'],
    ['a negative field element: one', '01' + '00'.repeat(31)],
    [
      'a negative field element: p − 2',
      'ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ],
    ['a non-square', '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371'],
    [
      'a point with a negative x·y',
      '3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e',
    ],
    ['p − 1, whose y is zero', 'ec' + 'ff'.repeat(30) + '7f'],
    ['a valid point with the top bit set', withTopBit(group.Ya)],
    ['a share cut short', group.Ya.slice(2)],
    ['a share with a byte too many', `${group.Ya}00`],
    ['nothing', ''],
  ];
  for (const [what, share] of attacks) {
    it(`is refused where it is ${what}`, () => {
      expect(cpaceAgree(unhex(group.ya), unhex(share))).toBeUndefined();
    });
  }
});

describe('A CPace scalar', () => {
  it('is below the order, not zero, and another each time', () => {
    const drawn = Array.from({ length: 32 }, drawScalar);
    for (const scalar of drawn) {
      expect(scalar.length).toBe(32);
      expect(isBelow(scalar, ORDER)).toBeTrue();
    }
    expect(new Set(drawn.map(hex)).size).toBe(32);
    expect(drawn).not.toContain(new Uint8Array(32));
  });

  it('uses the whole group: the highest bits vary', () => {
    const highest = Array.from({ length: 64 }, () => (drawScalar()[31] ?? 0) >> 3);
    expect(new Set(highest)).toEqual(new Set([0, 1]));
  });
});

describe('CPace in the golden run', () => {
  it('has the published session key', () => {
    const sid = sessionId(goldenRun);
    const cpaceInput = { prs: goldenRun.secret, ci: channelIdentifier(goldenRun), sid };
    expect(cpaceShare(cpaceInput, unhex(vectors.ya))).toEqual(golden.holderShare);
    const k = cpaceAgree(unhex(vectors.yb), golden.holderShare);
    const isk =
      k &&
      cpaceSessionKey(
        sid,
        k,
        { share: golden.holderShare, ad: holderData(goldenRun) },
        { share: golden.joinerShare, ad: joinerData(goldenRun) },
      );
    expect(hex(isk)).toBe(vectors.ISK);
  });
});

function withTopBit(share: string): string {
  const bytes = unhex(share);
  bytes[31] = (bytes[31] ?? 0) | 0x80;
  return hex(bytes) ?? '';
}

/** Whether `a` < `b`, both little-endian of one length. */
function isBelow(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = a.length - 1; at >= 0; at -= 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
