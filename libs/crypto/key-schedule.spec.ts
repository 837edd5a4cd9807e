import { concat, utf8 } from './bytes';
import { golden, goldenRun, hex, unhex, vectors } from './golden-run';
import { channelIdentifier } from './handshake';
import { type Keys, type Purpose, deriveKeys, transcriptHash } from './key-schedule';

const th = unhex(vectors.keys.TH);

describe('The key schedule', () => {
  it('hashes what both sides have seen, as published', async () => {
    const seen = {
      ci: channelIdentifier(goldenRun),
      knock: goldenRun.knock,
      offer: concat(goldenRun.offerHeader, golden.holderShare),
      answerUntagged: concat(goldenRun.answerHeader, golden.joinerShare),
    };
    expect(hex(await transcriptHash(seen))).toBe(vectors.keys.TH);
  });

  const published: readonly (readonly [Purpose, string])[] = [
    ['confirm A', vectors.keys.confA],
    ['confirm B', vectors.keys.confB],
    ['sig A>B', vectors.keys.sigAB],
    ['sig B>A', vectors.keys.sigBA],
    ['bind A', vectors.keys.bindA],
    ['bind B', vectors.keys.bindB],
    ['sas', vectors.keys.sas],
  ];
  for (const [purpose, key] of published) {
    it(`has the published key for '${purpose}'`, async () => {
      const keys = await deriveKeys(unhex(vectors.ISK), th);
      expect(await print(keys[purpose])).toBe(await print(await imported(keys[purpose], key)));
    });
  }

  it('has a published key for every purpose', async () => {
    const keys = await deriveKeys(unhex(vectors.ISK), th);
    expect(Object.keys(keys)).toEqual(published.map(([purpose]) => purpose));
  });

  it('gives out no key’s bytes', async () => {
    const keys: Keys = await deriveKeys(unhex(vectors.ISK), th);
    for (const key of Object.values(keys)) expect(key.extractable).toBeFalse();
  });

  it('wipes the session key', async () => {
    const isk = unhex(vectors.ISK);
    await deriveKeys(isk, th);
    expect(isk).toEqual(new Uint8Array(64));
  });
});

const probe = utf8('the same bytes under the same key give the same result');

/** What shows which key it is, since its bytes cannot be seen. */
async function print(key: CryptoKey): Promise<string | undefined> {
  return hex(new Uint8Array(await use(key)));
}

function use(key: CryptoKey): Promise<ArrayBuffer> {
  switch (key.algorithm.name) {
    case 'HMAC':
      return crypto.subtle.sign('HMAC', key, probe);
    case 'HKDF': {
      const kdf = { name: 'HKDF', hash: 'SHA-512', salt: probe, info: probe };
      return crypto.subtle.deriveBits(kdf, key, 256);
    }
    default:
      return crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, probe);
  }
}

const imported = ({ algorithm, usages }: CryptoKey, key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey(
    'raw',
    unhex(key),
    algorithm.name === 'HMAC' ? { name: 'HMAC', hash: 'SHA-256' } : algorithm,
    false,
    usages,
  );
