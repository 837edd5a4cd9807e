import type { Bytes } from './bytes';
import { golden, hex, unhex, vectors } from './golden-run';
import { deriveKeys } from './key-schedule';
import { type Certificates, createSafetyCodes } from './safety-code';

const th = unhex(vectors.keys.TH);
const atAlice: Certificates = { own: golden.holderFingerprint, peer: golden.joinerFingerprint };
const atBob: Certificates = { own: golden.joinerFingerprint, peer: golden.holderFingerprint };
const nonceA = unhex(vectors.rA);
const nonceB = unhex(vectors.rB);
const published = { emoji: vectors.sasEmojiIndex, digits: vectors.sasDigits };

describe('A safety code', () => {
  it('has the published commitment', async () => {
    const { alice, bob } = await both();
    expect(hex(await alice.commitment(atAlice, nonceA))).toBe(vectors.sasCommit);
    expect(hex(await bob.commitment(atBob, nonceA))).toBe(vectors.sasCommit);
  });

  it('has the published emoji and digits on both sides', async () => {
    const { alice, bob } = await both();
    expect(await alice.code(atAlice, nonceA, nonceB)).toEqual(published);
    expect(await bob.code(atBob, nonceA, nonceB)).toEqual(published);
  });

  it('is opened by the nonce that was committed to, and by no other', async () => {
    const { alice, bob } = await both();
    const commitment = await alice.commitment(atAlice, nonceA);
    expect(await bob.opens(commitment, atBob, nonceA)).toBeTrue();
    expect(await bob.opens(commitment, atBob, flipped(nonceA))).toBeFalse();
    expect(await bob.opens(commitment.slice(0, 31), atBob, nonceA)).toBeFalse();
  });

  it('differs for somebody in the middle, whose certificate each side sees', async () => {
    const { alice, bob } = await both();
    const middle = new Uint8Array(32).fill(0xee);
    const seenByAlice = await alice.code({ ...atAlice, peer: middle }, nonceA, nonceB);
    const seenByBob = await bob.code({ ...atBob, peer: middle }, nonceA, nonceB);
    expect(seenByAlice).not.toEqual(seenByBob);
    expect(seenByAlice).not.toEqual(published);
  });

  it('does not let a commitment be carried to another connection', async () => {
    const { alice, bob } = await both();
    const commitment = await alice.commitment(atAlice, nonceA);
    const other = { ...atBob, peer: new Uint8Array(32).fill(0xee) };
    expect(await bob.opens(commitment, other, nonceA)).toBeFalse();
  });

  for (const [what, one, two] of [
    ['nonce of A', flipped(nonceA), nonceB],
    ['nonce of B', nonceA, flipped(nonceB)],
    ['order of the nonces', nonceB, nonceA],
  ] as const)
    it(`depends on the ${what}`, async () => {
      const { alice } = await both();
      expect(await alice.code(atAlice, one, two)).not.toEqual(published);
    });

  it('always has five emoji of 64 and nine digits', async () => {
    const { alice } = await both();
    for (let round = 0; round < 50; round += 1) {
      const { emoji, digits } = await alice.code(atAlice, new Uint8Array(32).fill(round), nonceB);
      expect(emoji.length).toBe(5);
      expect(emoji.every((index) => index >= 0 && index < 64)).toBeTrue();
      expect(digits).toMatch(/^\d{3} \d{3} \d{3}$/);
    }
  });
});

function flipped(bytes: Bytes): Bytes {
  return bytes.map((byte, at) => (at === 31 ? byte ^ 1 : byte));
}

async function both() {
  const keys = await deriveKeys(unhex(vectors.ISK), th);
  return { alice: createSafetyCodes('A', keys, th), bob: createSafetyCodes('B', keys, th) };
}
