import { bindingHash, createBinding } from './binding';
import type { Bytes } from './bytes';
import { golden, hex, unhex, vectors } from './golden-run';
import { deriveKeys } from './key-schedule';

const th = unhex(vectors.keys.TH);
const { holderFingerprint: fpA, joinerFingerprint: fpB } = golden;

describe('Binding', () => {
  it('hashes the published fingerprints', async () => {
    expect(hex(await bindingHash(th, fpA, fpB))).toBe(vectors.THbind);
  });

  it('has the published tags on both sides', async () => {
    const { alice, bob } = await bindings();
    expect(hex(await alice.mac(fpA, fpB))).toBe(vectors.bindA);
    expect(hex(await bob.mac(fpB, fpA))).toBe(vectors.bindB);
  });

  it('verifies what the other side sends', async () => {
    const { alice, bob } = await bindings();
    expect(await bob.verify(fpB, fpA, unhex(vectors.bindA))).toBeTrue();
    expect(await alice.verify(fpA, fpB, unhex(vectors.bindB))).toBeTrue();
  });

  it('finds somebody in the middle: each side has a connection with another certificate', async () => {
    const { alice, bob } = await bindings();
    const fpMiddle = new Uint8Array(32).fill(0xee);
    const tag = await alice.mac(fpA, fpMiddle);
    expect(await bob.verify(fpB, fpMiddle, tag)).toBeFalse();
    expect(await bob.verify(fpB, fpA, tag)).toBeFalse();
  });

  it('does not take a tag sent back to its author', async () => {
    const { alice, bob } = await bindings();
    expect(await alice.verify(fpA, fpB, unhex(vectors.bindA))).toBeFalse();
    expect(await bob.verify(fpB, fpA, unhex(vectors.bindB))).toBeFalse();
  });

  it('does not take the fingerprints in the other order', async () => {
    const { alice, bob } = await bindings();
    expect(await bob.verify(fpA, fpB, await alice.mac(fpA, fpB))).toBeFalse();
  });

  it('does not take the tag of another run', async () => {
    const keys = await deriveKeys(unhex(vectors.ISK), th);
    const other = createBinding('A', keys, new Uint8Array(64));
    const { bob } = await bindings();
    expect(await bob.verify(fpB, fpA, await other.mac(fpA, fpB))).toBeFalse();
  });

  const tags: readonly (readonly [string, Bytes])[] = [
    ['changed', unhex(vectors.bindA).map((byte, at) => (at === 31 ? byte ^ 1 : byte))],
    ['cut short', unhex(vectors.bindA).slice(0, 31)],
    ['empty', new Uint8Array(0)],
  ];
  for (const [what, tag] of tags) {
    it(`does not take a tag that is ${what}`, async () => {
      const { bob } = await bindings();
      expect(await bob.verify(fpB, fpA, tag)).toBeFalse();
    });
  }

  it('refuses what is no SHA-256 fingerprint', async () => {
    const { alice } = await bindings();
    await expectAsync(alice.mac(fpA, fpB.slice(0, 20))).toBeRejectedWithError(RangeError);
    await expectAsync(alice.mac(new Uint8Array(0), fpB)).toBeRejectedWithError(RangeError);
  });
});

async function bindings() {
  const keys = await deriveKeys(unhex(vectors.ISK), th);
  return { alice: createBinding('A', keys, th), bob: createBinding('B', keys, th) };
}
