// CPace against libsodium: another implementation of ristretto255 (C, compiled to WebAssembly), from
// which everything but the byte strings of the draft is recomputed. For specs only; 188 KB would be
// a lot to ship for a second opinion.
import { bytesOf, expectAlways, mutatedBytes, anyBytes } from '@whispernet/testing/hostile-input';
import fc from 'fast-check';
import sodium from 'libsodium-wrappers-sumo';
import { type Bytes, concat, isSame, utf8 } from './bytes';
import { type CpaceInput, cpaceAgree, cpaceSessionKey, cpaceShare, generator } from './cpace';

const RUNS = 300;

beforeAll(async () => {
  await sodium.ready;
});

const secrets = fc.oneof(bytesOf(32), anyBytes(300));
const inputs: fc.Arbitrary<CpaceInput> = fc.record({
  prs: secrets,
  ci: anyBytes(200),
  sid: anyBytes(64),
});
/** From 1 to the group's order − 1. */
const scalars = bytesOf(64)
  .map((wide) => new Uint8Array(sodium.crypto_core_ristretto255_scalar_reduce(wide)))
  .filter((scalar) => scalar.some((byte) => byte !== 0));
/** Two who put the same in, each with a scalar and with what they bind to their share. */
const runs = fc.record({
  input: inputs,
  a: scalars,
  b: scalars,
  adA: anyBytes(150),
  adB: anyBytes(150),
});

describe('CPace and libsodium', () => {
  it('come to the same generator', () => {
    expectAlways(
      inputs,
      (input) => isSame(generator(input).toBytes(), otherGenerator(input)),
      RUNS,
    );
  });

  it('come to the same share', () => {
    expectAlways(
      fc.tuple(inputs, scalars),
      ([input, scalar]) =>
        isSame(
          cpaceShare(input, scalar),
          sodium.crypto_scalarmult_ristretto255(scalar, otherGenerator(input)),
        ),
      RUNS,
    );
  });

  it('come to the same point and session key, from either side', () => {
    expectAlways(
      runs,
      ({ input, a, b, adA, adB }) => {
        const shareA = cpaceShare(input, a);
        const shareB = sodium.crypto_scalarmult_ristretto255(b, otherGenerator(input));
        const ours = cpaceAgree(a, shareB);
        const theirs = sodium.crypto_scalarmult_ristretto255(b, shareA);
        if (ours === undefined || !isSame(ours, theirs)) return false;
        const isk = cpaceSessionKey(
          input.sid,
          ours,
          { share: shareA, ad: adA },
          { share: shareB, ad: adB },
        );
        return isSame(isk, otherSessionKey(input.sid, theirs, [shareA, adA, shareB, adB]));
      },
      RUNS,
    );
  });

  it('take the same encodings for points, and refuse the same', () => {
    const scalar = new Uint8Array(32).fill(3, 0, 31);
    const points = bytesOf(64).map((hash) => sodium.crypto_core_ristretto255_from_hash(hash));
    // A sixteenth of random bytes with a low top byte are points.
    const low = bytesOf(32).map((bytes) =>
      bytes.map((byte, at) => (at === 31 ? byte & 127 : at === 0 ? byte & 254 : byte)),
    );
    let taken = 0;
    let refused = 0;
    const agree = (share: Bytes) => {
      const k = cpaceAgree(scalar, share);
      const isPoint = share.length === 32 && sodium.crypto_core_ristretto255_is_valid_point(share);
      const isIdentity = share.every((byte) => byte === 0);
      if (k === undefined) refused += 1;
      else taken += 1;
      if (!isPoint || isIdentity) return k === undefined;
      return k !== undefined && isSame(k, sodium.crypto_scalarmult_ristretto255(scalar, share));
    };
    expectAlways(
      fc.oneof(
        points.map((point) => new Uint8Array(point)),
        low,
        mutatedBytes(points),
      ),
      agree,
      2000,
    );
    expect(taken).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(300);
  });

  it('know the same bad encodings: not canonical, negative, no square, the identity', () => {
    const p = 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f';
    const scalar = new Uint8Array(32).fill(1, 0, 31);
    const bad = [
      ...['00'.repeat(32), 'ff'.repeat(32), p, p.replace('ed', 'ec'), p.replace('ed', 'ee')],
      ...['01' + '00'.repeat(31), '00'.repeat(31) + '80', 'f3' + p.slice(2)],
      '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
    ];
    for (const hex of bad) {
      const share = new Uint8Array(sodium.from_hex(hex));
      expect(cpaceAgree(scalar, share)).withContext(hex).toBeUndefined();
      expect(() => sodium.crypto_scalarmult_ristretto255(scalar, share))
        .withContext(hex)
        .toThrow();
    }
  });
});

describe('CPace, whatever is put in', () => {
  it('agrees on nothing when anything differs: the password, who talks, or the run', () => {
    const different = fc
      .tuple(inputs, inputs, fc.constantFrom('prs', 'ci', 'sid'))
      .map(([one, other, key]) => [one, { ...one, [key]: other[key] }] as const)
      .filter(([one, other]) => !isSame(joined(one), joined(other)));
    expectAlways(
      different,
      ([one, other]) => !isSame(generator(one).toBytes(), generator(other).toBytes()),
      RUNS,
    );
  });
});

const joined = ({ prs, ci, sid }: CpaceInput) => concat(lv(prs), lv(ci), lv(sid));

/** `calculate_generator` of the draft, with libsodium's hash and map. */
function otherGenerator({ prs, ci, sid }: CpaceInput): Bytes {
  const dsi = utf8('CPaceRistretto255');
  const padding = new Uint8Array(Math.max(0, 128 - 1 - lv(prs).length - lv(dsi).length));
  const hash = sodium.crypto_hash_sha512(concat(lv(dsi), lv(prs), lv(padding), lv(ci), lv(sid)));
  return new Uint8Array(sodium.crypto_core_ristretto255_from_hash(hash));
}

/** `ISK_IR` of the draft, likewise. */
function otherSessionKey(sid: Uint8Array, k: Uint8Array, said: readonly Uint8Array[]): Uint8Array {
  const prefix = concat(lv(utf8('CPaceRistretto255_ISK')), lv(sid), lv(k));
  return sodium.crypto_hash_sha512(concat(prefix, ...said.map(lv)));
}

/** `prepend_len` of the draft: LEB128, for lengths below 2¹⁴. */
function lv(bytes: Uint8Array): Bytes {
  const { length } = bytes;
  const prefix = length < 128 ? [length] : [(length & 127) | 128, length >> 7];
  return new Uint8Array([...prefix, ...bytes]);
}
