import { ristretto255 } from '@noble/curves/ed25519.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, utf8 } from './bytes';
import { cpaceAgree, drawScalar } from './cpace';
import { type Stretch, type Transcript, dictionaryAttack } from './dictionary-attack';
import {
  type Run,
  channelIdentifier,
  holderData,
  holderRun,
  joinerData,
  joinerRun,
  sessionId,
} from './handshake';
import { deriveKeys, transcriptHash } from './key-schedule';
import { label, lengthValue } from './length-value';
import { canonicalPassword } from './password';
import { createSealer } from './sealed-box';

// What people choose: 20 beginnings, 10 endings.
const BEGINNINGS =
  'summer winter dragon monkey football password letmein welcome sunshine princess ' +
  'master shadow michael jennifer charlie hunter soccer batman trustno iloveyou';
const ENDINGS = ['', '1', '12', '123', '1234', '!', '2025', '2026', '99', '#1'];
const WORDS = BEGINNINGS.split(' ').flatMap((word) => ENDINGS.map((ending) => word + ending));
const RIGHT = 'sunshine2026';
const WRONG = 'dragon123';
const place = { realm: 'chat.example', room: '482193067' };

/** Some thousand points a spec: a second or two, and more on a machine with other work. */
const PATIENCE_MS = 60_000;

/**
 * Without Argon2id: a hash that costs nothing. That is to the attacker's advantage, and these specs
 * are to show what holds without any stretching.
 */
const stretch: Stretch = (word, { realm, room }) =>
  concat(
    sha256(lengthValue(label('cheap'), utf8(realm), utf8(room), utf8(canonicalPassword(word)))),
  );

describe('An offline dictionary attack on an admission', () => {
  it(
    'finds nothing in an admission that it has overheard from first to last',
    async () => {
      expect(WORDS).toContain(RIGHT);
      expect(WORDS).toHaveSize(200);
      expect(await attack(await overheard())).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'finds nothing in three admissions of one room',
    async () => {
      const transcripts = await Promise.all(Array.from({ length: 3 }, () => overheard()));
      expect(await attack(...transcripts)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'finds nothing in a try with another password of the list',
    async () => {
      expect(await attack(await overheard({ joinerKnows: WRONG }))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'finds nothing after it has knocked with a wrong guess',
    async () => {
      expect(await attack(await knockedWith(WRONG))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'finds nothing after it has held the door with a wrong guess, and got a tag for it',
    async () => {
      expect(await attack(await heldWith(WRONG))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'finds nothing after it has stood in the middle, with a guess to each side',
    async () => {
      expect(await attack(await knockedWith(WRONG), await heldWith('master99'))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'knows of its one guess whether it was right: that one is made at the door, and counted',
    async () => {
      expect(await attack(await heldWith(RIGHT))).toEqual([RIGHT]);
    },
    PATIENCE_MS,
  );
});

describe('The same attack', () => {
  it(
    'finds the password at once where the key is a hash of it',
    async () => {
      expect(await attack(await hashed())).toEqual([RIGHT]);
    },
    PATIENCE_MS,
  );

  it(
    'finds it where the key is a hash of it and of an exchange with anybody, once it was that anybody',
    async () => {
      expect(await attack(await mixed('overheard'))).toEqual([]);
      expect(await attack(await mixed('played'))).toEqual([RIGHT]);
    },
    PATIENCE_MS,
  );

  for (const side of ['holder', 'joiner'] as const) {
    it(
      `finds it where the ${side} draws its scalar from a poor source`,
      async () => {
        expect(await attack(await overheard({ poorScalarOf: side }))).toEqual([RIGHT]);
      },
      PATIENCE_MS,
    );
  }

  it(
    'finds nothing where the password is not in the list',
    async () => {
      const others = WORDS.filter((word) => word !== RIGHT);
      expect(await dictionaryAttack([await hashed()], others, stretch)).toEqual([]);
    },
    PATIENCE_MS,
  );
});

const attack = (...transcripts: readonly Transcript[]) =>
  dictionaryAttack(transcripts, WORDS, stretch);

/** What both sides begin with, laid out as docs/protocol/admission.md draws it. */
function begin(): Run {
  const holder = { id: random(16), nonce: random(32) };
  const joiner = { id: random(16), nonce: random(32) };
  return {
    ...place,
    secret: secretOf(RIGHT),
    holder,
    joiner,
    knock: concat(Uint8Array.of(1, 1, 1, 0), joiner.id, joiner.nonce),
    offerHeader: concat(Uint8Array.of(1, 2, 1, 0), holder.id, holder.nonce),
    answerHeader: Uint8Array.of(1, 3, 1, 0),
  };
}

/** What the gateway has seen until the answer. */
const seen = (run: Run, holderShare: Bytes, answer: { share: Bytes; tag: Bytes }) => ({
  ...place,
  knock: run.knock,
  offer: concat(run.offerHeader, holderShare),
  answer: concat(run.answerHeader, answer.share, answer.tag),
});

/** An admission by our own code: the gateway's view of it, and of the first words after it. */
async function overheard({
  joinerKnows = RIGHT,
  poorScalarOf,
}: { joinerKnows?: string; poorScalarOf?: 'holder' | 'joiner' } = {}): Promise<Transcript> {
  const run = begin();
  const scalarOf = (side: 'holder' | 'joiner') => (side === poorScalarOf ? POOR() : drawScalar());
  const alice = holderRun(run, scalarOf('holder'));
  const bobsRun = { ...run, secret: secretOf(joinerKnows) };
  const bob = await joinerRun(bobsRun, alice.share, scalarOf('joiner'));
  if (bob === undefined) throw new Error('no answer');
  const transcript = seen(run, alice.share, bob);
  const proved = await alice.finish(bob);
  const bobsKeys = proved && (await bob.finish(proved.tag));
  if (!bobsKeys) return { ...transcript, verdict: refusal(), boxes: [] };
  const status = await proved.keys.sealer.seal(utf8('{"t":"status"}'));
  return {
    ...transcript,
    verdict: concat(VERDICT_HEADER, proved.tag, status),
    boxes: [
      { direction: 'A>B', box: status },
      { direction: 'B>A', box: await bobsKeys.sealer.seal(utf8('the answer')) },
    ],
  };
}

/** The attacker is the joiner, and tries `word`; Alice holds the door. */
async function knockedWith(word: string): Promise<Transcript> {
  const run = begin();
  const alice = holderRun(run, drawScalar());
  const scalar = drawScalar();
  const mine = await joinerRun({ ...run, secret: secretOf(word) }, alice.share, scalar.slice());
  if (mine === undefined) throw new Error('no answer');
  expect(await alice.finish(mine)).toBeUndefined();
  const played = { side: 'joiner', word, scalar } as const;
  return { ...seen(run, alice.share, mine), verdict: refusal(), boxes: [], played };
}

/** The attacker is the gateway, holds the door itself with `word`, and Bob answers. */
async function heldWith(word: string): Promise<Transcript> {
  const run = begin();
  const scalar = drawScalar();
  const mine = holderRun({ ...run, secret: secretOf(word) }, scalar.slice());
  const bob = await joinerRun(run, mine.share, drawScalar());
  if (bob === undefined) throw new Error('no answer');
  const played = { side: 'holder', word, scalar } as const;
  return { ...seen(run, mine.share, bob), boxes: [], played };
}

/** An admission of a protocol that makes its key of the password and what everybody sees. */
async function hashed(): Promise<Transcript> {
  const run = begin();
  const shares = [drawScalar(), drawScalar()].map(baseShare);
  return other(run, shares, (said) => sha512(lengthValue(run.secret, sessionId(run), said)));
}

/** One of a protocol that agrees on a key with anybody (Diffie and Hellman), and mixes the password into it. */
async function mixed(attacker: 'overheard' | 'played'): Promise<Transcript> {
  const run = begin();
  const scalar = drawScalar();
  const shares = [scalar, drawScalar()].map(baseShare);
  const k = cpaceAgree(scalar, shares[1] ?? new Uint8Array());
  if (k === undefined) throw new Error('no point');
  const isk = (said: Bytes) => sha512(lengthValue(run.secret, sessionId(run), k, said));
  const transcript = await other(run, shares, isk);
  return attacker === 'overheard'
    ? transcript
    : { ...transcript, played: { side: 'holder', word: WRONG, scalar } };
}

/** An admission with our messages, our tags and our boxes under another session key. */
async function other(
  run: Run,
  [holderShare = new Uint8Array(), share = new Uint8Array()]: readonly Bytes[],
  sessionKey: (said: Bytes) => Uint8Array,
): Promise<Transcript> {
  const said = lengthValue(holderShare, holderData(run), share, joinerData(run));
  const th = await transcriptHash({
    ci: channelIdentifier(run),
    knock: run.knock,
    offer: concat(run.offerHeader, holderShare),
    answerUntagged: concat(run.answerHeader, share),
  });
  const keys = await deriveKeys(concat(sessionKey(said)), th);
  const sign = async (key: CryptoKey, bytes: Bytes) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes));
  const tag = await sign(keys['confirm B'], th);
  const box = await createSealer(keys['sig A>B'], 'A>B', th).seal(utf8('{"t":"status"}'));
  const holderTag = await sign(keys['confirm A'], concat(th, tag));
  return {
    ...seen(run, holderShare, { share, tag }),
    verdict: concat(VERDICT_HEADER, holderTag, box),
    boxes: [{ direction: 'A>B', box }],
  };
}

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
const secretOf = (word: string): Bytes => stretch(word, place);
const baseShare = (scalar: Bytes): Bytes =>
  concat(ristretto255.Point.BASE.multiply(ristretto255.Point.Fn.fromBytes(scalar)).toBytes());
/** The scalar 7. */
const POOR = () => new Uint8Array(32).fill(7, 0, 1);
const VERDICT_HEADER = Uint8Array.of(1, 4, 1, 0);
/** As a holder refuses: random bytes of the same length, the number of the box zero. */
const refusal = () => concat(VERDICT_HEADER, random(32), new Uint8Array(8), random(272));
