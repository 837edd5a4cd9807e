// An admission: joiner B proves to holder A that it knows the password, then A proves it to B.
//
//   B → A   KNOCK    id, nonce
//   A → B   OFFER    id, nonce, Ya                 startHolder → share
//   B → A   ANSWER   Yb, Tb                        startJoiner → share, tag
//   A → B   VERDICT  Ta, sealed status             HolderRun.finish → tag, keys
//                                                  JoinerRun.finish → keys
//
//   Tb = HMAC(K["confirm B"], TH)     Ta = HMAC(K["confirm A"], TH ‖ Tb)
//
// The order is the point: A makes nothing to send before Tb is verified, so each guess of a stranger
// is one failure that somebody counts; B enters nothing before Ta is verified. What is bound:
// realm, room, both ids and roles (CI), both nonces (sid), every byte of the messages (ADa, ADb, TH).
import { sha512 } from '@noble/hashes/sha2.js';
import { type Binding, createBinding } from './binding';
import { type Bytes, concat, isSame, utf8 } from './bytes';
import { cpaceAgree, cpaceSessionKey, cpaceShare, drawScalar } from './cpace';
import { type Keys, deriveKeys, transcriptHash } from './key-schedule';
import { label, lengthValue } from './length-value';
import { type SafetyCodes, createSafetyCodes } from './safety-code';
import { type Opener, type Sealer, createOpener, createSealer } from './sealed-box';

/** One run as both sides see it. */
export interface Run {
  readonly realm: string;
  readonly room: string;
  /** PRS, 32 bytes, from `deriveRoomSecret`. */
  readonly secret: Bytes;
  readonly holder: Party;
  readonly joiner: Party;
  /** The whole KNOCK, 52 bytes. */
  readonly knock: Bytes;
  /** The OFFER before its share, 52 bytes. */
  readonly offerHeader: Bytes;
  /** The ANSWER before its share, 4 bytes. */
  readonly answerHeader: Bytes;
}

/** `id`: 16 random bytes, one a tab and room; `nonce`: 32 random bytes, one a run. */
export interface Party {
  readonly id: Bytes;
  readonly nonce: Bytes;
}

/** What a finished run leaves to its two members. */
export interface SessionKeys {
  readonly sealer: Sealer;
  readonly opener: Opener;
  readonly binding: Binding;
  readonly safetyCodes: SafetyCodes;
}

export interface HolderRun {
  /** Ya, 32 bytes, for the OFFER. */
  readonly share: Bytes;
  /**
   * The tag for the VERDICT and the keys; undefined where the password differs, or where the share is no valid
   * point, equal to ours, or gives the identity. Nothing is made to be sent before the answer's tag is verified.
   * @throws {HandshakeError} `spent` (rejects) on a second call.
   */
  finish(
    answer: CpaceAnswer,
  ): Promise<{ readonly tag: Bytes; readonly keys: SessionKeys } | undefined>;
}

/** Yb and Tb, 32 bytes each. */
export interface CpaceAnswer {
  readonly share: Bytes;
  readonly tag: Bytes;
}

export interface JoinerRun extends CpaceAnswer {
  /**
   * The keys; undefined where the holder did not prove the password.
   * @throws {HandshakeError} `spent` (rejects) on a second call.
   */
  finish(holderTag: Bytes): Promise<SessionKeys | undefined>;
}

/** `reflected`: both sides have the same id or nonce; `spent`: the run was finished before. */
export class HandshakeError extends Error {
  override readonly name = 'HandshakeError';

  constructor(readonly code: 'reflected' | 'spent') {
    super(code);
  }
}

/**
 * The holder's side of `run`.
 * @throws {HandshakeError} `reflected` where both sides have the same id or nonce.
 */
export const startHolder = (run: Run): HolderRun => holderRun(run, drawScalar());

/**
 * The joiner's side of `run`, given the OFFER's share; undefined where the offer cannot be an honest holder's: a share
 * that is no valid point, equal to ours, or gives the identity; or our own id or nonce come back.
 */
export const startJoiner = (run: Run, holderShare: Bytes): Promise<JoinerRun | undefined> =>
  joinerRun(run, holderShare, drawScalar());

/** The holder's side with a given `scalar`, which is wiped after use; inside this library only. */
export function holderRun(run: Run, scalar: Bytes): HolderRun {
  if (isReflected(run)) throw new HandshakeError('reflected');
  const share = cpaceShare(cpaceInput(run), scalar);
  const spend = once();
  return {
    share,
    async finish(answer) {
      spend();
      const shares = { holder: share, joiner: answer.share };
      const agreed = await agree(run, shares, scalar, answer.share);
      if (agreed === undefined) return undefined;
      const { keys, th } = agreed;
      const isProved = await crypto.subtle.verify('HMAC', keys['confirm B'], answer.tag, th);
      if (!isProved) return undefined;
      const tag = await sign(keys['confirm A'], concat(th, answer.tag));
      return { tag, keys: holderKeys(agreed) };
    },
  };
}

/** The joiner's side with a given `scalar`, likewise. */
export async function joinerRun(
  run: Run,
  holderShare: Bytes,
  scalar: Bytes,
): Promise<JoinerRun | undefined> {
  if (isReflected(run)) return undefined;
  const share = cpaceShare(cpaceInput(run), scalar);
  const agreed = await agree(run, { holder: holderShare, joiner: share }, scalar, holderShare);
  if (agreed === undefined) return undefined;
  const { keys, th } = agreed;
  const tag = await sign(keys['confirm B'], th);
  const spend = once();
  return {
    share,
    tag,
    async finish(holderTag) {
      spend();
      const proof = concat(th, tag);
      const isProved = await crypto.subtle.verify('HMAC', keys['confirm A'], holderTag, proof);
      return isProved ? joinerKeys(agreed) : undefined;
    },
  };
}

/** CI: where and between whom, with their roles. */
export const channelIdentifier = ({ realm, room, holder, joiner }: Run): Bytes =>
  lengthValue(
    label('CI'),
    utf8(realm),
    utf8(room),
    utf8('holder'),
    holder.id,
    utf8('joiner'),
    joiner.id,
  );

/** sid: which run. 32 bytes. */
export const sessionId = ({ holder, joiner }: Run): Bytes =>
  concat(sha512(lengthValue(label('sid'), joiner.nonce, holder.nonce)).subarray(0, 32));

/** ADa: all that was said before the holder's share. */
export const holderData = ({ knock, offerHeader }: Run): Bytes =>
  lengthValue(label('ADa'), knock, offerHeader);

/** ADb: what was said before the joiner's. */
export const joinerData = ({ answerHeader }: Run): Bytes => lengthValue(label('ADb'), answerHeader);

interface Agreed {
  readonly keys: Keys;
  readonly th: Bytes;
}

/** The keys of the pair; undefined where the peer's share is invalid or our own come back. Wipes the scalar in every case. */
async function agree(
  run: Run,
  shares: { readonly holder: Bytes; readonly joiner: Bytes },
  scalar: Bytes,
  peerShare: Bytes,
): Promise<Agreed | undefined> {
  const k = isSame(shares.holder, shares.joiner) ? undefined : cpaceAgree(scalar, peerShare);
  scalar.fill(0);
  if (k === undefined) return undefined;
  const isk = cpaceSessionKey(
    sessionId(run),
    k,
    { share: shares.holder, ad: holderData(run) },
    { share: shares.joiner, ad: joinerData(run) },
  );
  k.fill(0);
  const th = await transcriptHash({
    ci: channelIdentifier(run),
    knock: run.knock,
    offer: concat(run.offerHeader, shares.holder),
    answerUntagged: concat(run.answerHeader, shares.joiner),
  });
  return { keys: await deriveKeys(isk, th), th };
}

const holderKeys = ({ keys, th }: Agreed): SessionKeys => ({
  sealer: createSealer(keys['sig A>B'], 'A>B', th),
  opener: createOpener(keys['sig B>A'], 'B>A', th),
  binding: createBinding('A', keys, th),
  safetyCodes: createSafetyCodes('A', keys, th),
});

const joinerKeys = ({ keys, th }: Agreed): SessionKeys => ({
  sealer: createSealer(keys['sig B>A'], 'B>A', th),
  opener: createOpener(keys['sig A>B'], 'A>B', th),
  binding: createBinding('B', keys, th),
  safetyCodes: createSafetyCodes('B', keys, th),
});

/** A run is finished once: a second set of sealers would number from 0 again and use nonces twice. */
function once(): () => void {
  let isSpent = false;
  return () => {
    if (isSpent) throw new HandshakeError('spent');
    isSpent = true;
  };
}

const cpaceInput = (run: Run) => ({
  prs: run.secret,
  ci: channelIdentifier(run),
  sid: sessionId(run),
});

const isReflected = ({ holder, joiner }: Run): boolean =>
  isSame(holder.id, joiner.id) || isSame(holder.nonce, joiner.nonce);

const sign = async (key: CryptoKey, data: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign('HMAC', key, data));
