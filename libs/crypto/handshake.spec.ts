import {
  channelIdentifier,
  HandshakeError,
  type HolderRun,
  holderData,
  holderRun,
  joinerData,
  joinerRun,
  type Run,
  type SessionKeys,
  sessionId,
  startHolder,
  startJoiner,
} from './handshake';
import { type Bytes, concat, utf8 } from './bytes';
import { cpaceAgree, cpaceSessionKey } from './cpace';
import { golden, goldenRun, hex, unhex, vectors } from './golden-run';
import { deriveKeys, transcriptHash } from './key-schedule';

describe('An admission', () => {
  it('lets in a joiner who knows the password, and both can talk', async () => {
    const { alice, bob } = await admit(goldenRun, goldenRun);
    const box = await alice.sealer.seal(utf8('hello Bob'));
    expect(await bob.opener.open(box)).toEqual(utf8('hello Bob'));
    const reply = await bob.sealer.seal(utf8('hello Alice'));
    expect(await alice.opener.open(reply)).toEqual(utf8('hello Alice'));
  });

  it('binds the connection of exactly these two members', async () => {
    const { alice, bob } = await admit(goldenRun, goldenRun);
    const { holderFingerprint: fpA, joinerFingerprint: fpB } = golden;
    expect(await bob.binding.verify(fpB, fpA, await alice.binding.mac(fpA, fpB))).toBeTrue();
    expect(await alice.binding.verify(fpA, fpB, await bob.binding.mac(fpB, fpA))).toBeTrue();
  });

  it('makes fresh shares and keys each time', async () => {
    const first = await admit(goldenRun, goldenRun);
    const second = await admit(goldenRun, goldenRun);
    expect(first.holder.share).not.toEqual(second.holder.share);
    const box = await first.alice.sealer.seal(utf8('for the first run'));
    expect(await second.bob.opener.open(box)).toBeUndefined();
  });
});

describe('The golden run', () => {
  it('has the published channel identifier, session id and associated data', () => {
    expect(hex(channelIdentifier(goldenRun))).toBe(vectors.CI);
    expect(hex(sessionId(goldenRun))).toBe(vectors.sid);
    expect(hex(holderData(goldenRun))).toBe(vectors.ADa);
    expect(hex(joinerData(goldenRun))).toBe(vectors.ADb);
  });

  it('has the published shares and tags', async () => {
    const holder = holderRun(goldenRun, unhex(vectors.ya));
    const joiner = await joinerRun(goldenRun, holder.share, unhex(vectors.yb));
    expect(holder.share).toEqual(golden.holderShare);
    expect(joiner?.share).toEqual(golden.joinerShare);
    expect(joiner?.tag).toEqual(golden.joinerTag);
    expect((await holder.finish(answerOf(joiner)))?.tag).toEqual(golden.holderTag);
  });

  it('seals the published box', async () => {
    const { alice } = await goldenKeys();
    await alice.sealer.seal(utf8('the status, number 0'));
    expect(hex(await alice.sealer.seal(utf8(vectors.sealed.plain)))).toBe(vectors.sealed.box);
  });

  it('opens the published box', async () => {
    const { bob } = await goldenKeys();
    expect(await bob.opener.open(unhex(vectors.sealed.box))).toEqual(utf8(vectors.sealed.plain));
  });

  it('has the published binding', async () => {
    const { alice, bob } = await goldenKeys();
    const { holderFingerprint: fpA, joinerFingerprint: fpB } = golden;
    expect(hex(await alice.binding.mac(fpA, fpB))).toBe(vectors.bindA);
    expect(hex(await bob.binding.mac(fpB, fpA))).toBe(vectors.bindB);
  });
});

describe('A holder', () => {
  const otherSecret = new Uint8Array(32).fill(7);

  it('tells a joiner with the wrong password nothing at all', async () => {
    const holder = startHolder(goldenRun);
    const joiner = await startJoiner({ ...goldenRun, secret: otherSecret }, holder.share);
    expect(await holder.finish(answerOf(joiner))).toBeUndefined();
  });

  const differences: readonly (readonly [string, Partial<Run>])[] = [
    ['another room', { room: '482193068' }],
    ['another realm', { realm: 'elsewhere.example' }],
    ['another holder id', { holder: { ...goldenRun.holder, id: flipped(goldenRun.holder.id, 0) } }],
    [
      'another holder nonce',
      { holder: { ...goldenRun.holder, nonce: flipped(goldenRun.holder.nonce, 31) } },
    ],
    [
      'another joiner id',
      { joiner: { ...goldenRun.joiner, id: flipped(goldenRun.joiner.id, 15) } },
    ],
    [
      'another joiner nonce',
      { joiner: { ...goldenRun.joiner, nonce: flipped(goldenRun.joiner.nonce, 0) } },
    ],
    ['exchanged roles', { holder: goldenRun.joiner, joiner: goldenRun.holder }],
    ['another knock', { knock: flipped(goldenRun.knock, 51) }],
    ['another version in the offer', { offerHeader: flipped(goldenRun.offerHeader, 0) }],
    ['another suite in the offer', { offerHeader: flipped(goldenRun.offerHeader, 2) }],
    ['other flags in the offer', { offerHeader: flipped(goldenRun.offerHeader, 3) }],
    ['another id in the offer', { offerHeader: flipped(goldenRun.offerHeader, 4) }],
    ['another nonce in the offer', { offerHeader: flipped(goldenRun.offerHeader, 20) }],
    ['other flags in the answer', { answerHeader: flipped(goldenRun.answerHeader, 3) }],
  ];
  for (const [what, difference] of differences) {
    it(`refuses a joiner who has seen ${what}`, async () => {
      const holder = startHolder(goldenRun);
      const joiner = await startJoiner({ ...goldenRun, ...difference }, holder.share);
      expect(await holder.finish(answerOf(joiner))).toBeUndefined();
    });
  }

  it('refuses a joiner who was handed the share of somebody in the middle', async () => {
    const holder = startHolder(goldenRun);
    const joiner = await startJoiner(goldenRun, startHolder(goldenRun).share);
    expect(await holder.finish(answerOf(joiner))).toBeUndefined();
  });

  const badShares: readonly (readonly [string, (holder: HolderRun) => Bytes])[] = [
    ['the identity', () => new Uint8Array(32)],
    ['no point', () => new Uint8Array(32).fill(0xff)],
    ['a short share', (holder) => holder.share.slice(0, 31)],
    ['no bytes', () => new Uint8Array(0)],
  ];
  for (const [what, share] of badShares) {
    it(`refuses ${what}`, async () => {
      const holder = startHolder(goldenRun);
      const answer = { share: share(holder), tag: golden.joinerTag };
      expect(await holder.finish(answer)).toBeUndefined();
    });
  }

  it('refuses its own share sent back, even with the tag that would belong to it', async () => {
    const holder = holderRun(goldenRun, unhex(vectors.ya));
    const tag = await tagOver(holder.share, unhex(vectors.ya));
    expect(await holder.finish({ share: holder.share, tag })).toBeUndefined();
  });

  for (const at of [0, 31]) {
    it(`refuses a tag with byte ${at} changed`, async () => {
      const holder = holderRun(goldenRun, unhex(vectors.ya));
      const answer = { share: golden.joinerShare, tag: flipped(golden.joinerTag, at) };
      expect(await holder.finish(answer)).toBeUndefined();
    });
  }

  it('refuses the right tag cut short', async () => {
    const holder = holderRun(goldenRun, unhex(vectors.ya));
    const answer = { share: golden.joinerShare, tag: golden.joinerTag.slice(0, 16) };
    expect(await holder.finish(answer)).toBeUndefined();
  });

  it('refuses to answer itself: a knock with its own id or nonce', () => {
    const { holder, joiner } = goldenRun;
    const sameId = { ...goldenRun, joiner: { ...joiner, id: holder.id.slice() } };
    const sameNonce = { ...goldenRun, joiner: { ...joiner, nonce: holder.nonce.slice() } };
    const reflected = (error: unknown) =>
      error instanceof HandshakeError && error.code === 'reflected';
    expect(() => startHolder(sameId)).toThrowMatching(reflected);
    expect(() => startHolder(sameNonce)).toThrowMatching(reflected);
  });

  it('gives one guess a run', async () => {
    const holder = holderRun(goldenRun, unhex(vectors.ya));
    const wrong = { share: golden.joinerShare, tag: flipped(golden.joinerTag, 0) };
    const right = { share: golden.joinerShare, tag: golden.joinerTag };
    const first = holder.finish(wrong);
    await expectAsync(holder.finish(right)).toBeRejectedWithError(HandshakeError, 'spent');
    expect(await first).toBeUndefined();
  });

  it('wipes its scalar, whatever the answer was', async () => {
    for (const tag of [golden.joinerTag, flipped(golden.joinerTag, 0)]) {
      const scalar = unhex(vectors.ya);
      await holderRun(goldenRun, scalar).finish({ share: golden.joinerShare, tag });
      expect(scalar).toEqual(new Uint8Array(32));
    }
  });
});

describe('A joiner', () => {
  it('enters nothing where the holder answers with the joiner’s own tag', async () => {
    const joiner = await joinerRun(goldenRun, golden.holderShare, unhex(vectors.yb));
    expect(await joiner?.finish(golden.joinerTag)).toBeUndefined();
  });

  for (const at of [0, 31]) {
    it(`enters nothing where byte ${at} of the holder’s tag is changed`, async () => {
      const joiner = await joinerRun(goldenRun, golden.holderShare, unhex(vectors.yb));
      expect(await joiner?.finish(flipped(golden.holderTag, at))).toBeUndefined();
    });
  }

  it('enters where the tag is right', async () => {
    const joiner = await joinerRun(goldenRun, golden.holderShare, unhex(vectors.yb));
    expect(await joiner?.finish(golden.holderTag)).toBeDefined();
  });

  const badShares: readonly (readonly [string, Bytes])[] = [
    ['the identity', new Uint8Array(32)],
    ['no point', new Uint8Array(32).fill(0xff)],
    ['a long share', new Uint8Array(33)],
  ];
  for (const [what, share] of badShares) {
    it(`answers nothing to ${what}`, async () => {
      expect(await startJoiner(goldenRun, share)).toBeUndefined();
    });
  }

  it('answers nothing to its own share', async () => {
    const scalar = unhex(vectors.ya);
    expect(await joinerRun(goldenRun, golden.holderShare, scalar)).toBeUndefined();
  });

  it('answers nothing to an offer with its own id or nonce', async () => {
    const { holder, joiner } = goldenRun;
    const sameId = { ...goldenRun, holder: { ...holder, id: joiner.id.slice() } };
    const sameNonce = { ...goldenRun, holder: { ...holder, nonce: joiner.nonce.slice() } };
    expect(await startJoiner(sameId, golden.holderShare)).toBeUndefined();
    expect(await startJoiner(sameNonce, golden.holderShare)).toBeUndefined();
  });

  it('has one set of keys a run', async () => {
    const joiner = await joinerRun(goldenRun, golden.holderShare, unhex(vectors.yb));
    await joiner?.finish(golden.holderTag);
    await expectAsync(joiner?.finish(golden.holderTag)).toBeRejectedWithError(
      HandshakeError,
      'spent',
    );
  });

  it('wipes its scalar', async () => {
    const scalar = unhex(vectors.yb);
    await joinerRun(goldenRun, golden.holderShare, scalar);
    expect(scalar).toEqual(new Uint8Array(32));
  });
});

/** Alice holds, Bob joins. */
async function admit(alicesRun: Run, bobsRun: Run) {
  const holder = startHolder(alicesRun);
  const joiner = await startJoiner(bobsRun, holder.share);
  return { holder, ...(await finish(holder, joiner)) };
}

async function goldenKeys() {
  const holder = holderRun(goldenRun, unhex(vectors.ya));
  return finish(holder, await joinerRun(goldenRun, holder.share, unhex(vectors.yb)));
}

async function finish(
  holder: HolderRun,
  joiner: Awaited<ReturnType<typeof startJoiner>>,
): Promise<{ alice: SessionKeys; bob: SessionKeys }> {
  const verdict = await holder.finish(answerOf(joiner));
  const bob = verdict && (await joiner?.finish(verdict.tag));
  if (verdict === undefined || bob === undefined) throw new Error('not admitted');
  return { alice: verdict.keys, bob };
}

function answerOf(joiner: Awaited<ReturnType<typeof startJoiner>>) {
  if (joiner === undefined) throw new Error('no answer');
  return { share: joiner.share, tag: joiner.tag };
}

/** Tb of a run in which both shares are `share`, by the page and not by our two roles. */
async function tagOver(share: Bytes, scalar: Bytes): Promise<Bytes> {
  const k = cpaceAgree(scalar, share);
  if (k === undefined) throw new Error('no point');
  const initiator = { share, ad: holderData(goldenRun) };
  const responder = { share, ad: joinerData(goldenRun) };
  const th = await transcriptHash({
    ci: channelIdentifier(goldenRun),
    knock: goldenRun.knock,
    offer: concat(goldenRun.offerHeader, share),
    answerUntagged: concat(goldenRun.answerHeader, share),
  });
  const isk = cpaceSessionKey(sessionId(goldenRun), k, initiator, responder);
  const { 'confirm B': key } = await deriveKeys(isk, th);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, th));
}

/** A copy with the lowest bit of byte `at` changed. */
function flipped(bytes: Bytes, at: number): Bytes {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}
