// An attacker with a list of passwords and all the time in the world; for specs. It has what the
// gateway has: every byte of an admission and of what followed it. It may have played one side
// itself, with a guess. It knows the protocol, and what others do where we do CPace.
//
// For each word it makes every key that it can think of, and looks whether that key explains a byte
// of the transcript that only the two could have made: a tag that verifies, a box that opens. A word
// that explains more than the others stands out. Where none does, the words are all alike to it, and
// it has to come to the door and ask: one guess, counted. (docs/security/attacks.md tells it.)
import { ristretto255 } from '@noble/curves/ed25519.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, isSame, utf8 } from './bytes';
import { type CpaceInput, type CpaceMessage, cpaceSessionKey, generator } from './cpace';
import { label, lengthValue } from './length-value';
import type { Direction } from './sealed-box';

/** What the gateway has seen of one admission, and where it was. */
export interface Transcript {
  readonly realm: string;
  readonly room: string;
  readonly knock: Bytes;
  readonly offer: Bytes;
  readonly answer: Bytes;
  /** None where the joiner went away, or was the attacker. */
  readonly verdict?: Bytes;
  readonly boxes: readonly { readonly direction: Direction; readonly box: Bytes }[];
  /** Where the attacker itself was one side: the word that it tried, and its scalar. */
  readonly played?: {
    readonly side: 'holder' | 'joiner';
    readonly word: string;
    readonly scalar: Bytes;
  };
}

/** The secret (PRS) that a word gives in a room. */
export type Stretch = (word: string, place: Pick<Transcript, 'realm' | 'room'>) => Bytes;

/** The words that stand out: those that explain another number of bytes than most words do. */
export async function dictionaryAttack(
  transcripts: readonly Transcript[],
  words: readonly string[],
  stretch: Stretch,
): Promise<readonly string[]> {
  const recordings = transcripts.map((transcript) => new Recording(transcript, stretch));
  const explained = new Map<string, number>();
  for (const word of words) {
    let sum = 0;
    for (const recording of recordings)
      for (const key of recording.keysOf(word)) sum += await recording.explainedBy(key);
    explained.set(word, sum);
  }
  const usual = mostFrequent([...explained.values()]);
  return words.filter((word) => explained.get(word) !== usual);
}

const { Point } = ristretto255;
type Element = InstanceType<typeof Point>;

/** Scalars that only a broken source of randomness would draw. */
const POOR_SCALARS = 16;

/** One transcript, with what can be made of it once for all words. */
class Recording {
  readonly #input: Omit<CpaceInput, 'prs'>;
  readonly #holder: CpaceMessage;
  readonly #joiner: CpaceMessage;
  readonly #said: Bytes;
  readonly #th: Bytes;
  /** The two shares. */
  readonly #a: Element;
  readonly #b: Element;
  /** Where the attacker was one side: what its scalar makes of the other's share. */
  readonly #agreed: Element | undefined;
  /** Points that could be K whatever the word is. */
  readonly #common: readonly Bytes[];

  constructor(
    private readonly transcript: Transcript,
    private readonly stretch: Stretch,
  ) {
    const { realm, room, knock, offer, answer, played } = transcript;
    const ci = lengthValue(
      ...[label('CI'), utf8(realm), utf8(room), utf8('holder'), offer.slice(4, 20)],
      ...[utf8('joiner'), knock.slice(4, 20)],
    );
    const nonces = lengthValue(label('sid'), knock.slice(20), offer.slice(20, 52));
    this.#input = { ci, sid: sha512(nonces).slice(0, 32) };
    const ada = lengthValue(label('ADa'), knock, offer.slice(0, 52));
    const adb = lengthValue(label('ADb'), answer.slice(0, 4));
    this.#holder = { share: offer.slice(52), ad: ada };
    this.#joiner = { share: answer.slice(4, 36), ad: adb };
    this.#said = lengthValue(this.#holder.share, ada, this.#joiner.share, adb);
    this.#th = concat(sha512(lengthValue(label('TH'), ci, knock, offer, answer.slice(0, 36))));
    const a = Point.fromBytes(this.#holder.share);
    const b = Point.fromBytes(this.#joiner.share);
    this.#a = a;
    this.#b = b;
    const peer = played?.side === 'holder' ? b : a;
    this.#agreed = played && peer.multiply(Point.Fn.fromBytes(played.scalar));
    const common = [a, b, a.add(b), a.subtract(b), ...(this.#agreed ? [this.#agreed] : [])];
    this.#common = common.map((point) => concat(point.toBytes()));
  }

  /** Every session key that `word` could have to do with. */
  *keysOf(word: string): Generator<Bytes> {
    const { sid } = this.#input;
    const prs = this.stretch(word, this.transcript);
    // As protocols do that make the key of the password and of what everybody sees …
    yield concat(sha512(lengthValue(prs, sid, this.#said)));
    // … or mix it into a key that was agreed upon with anybody.
    const mixed = (k: Uint8Array) => concat(sha512(lengthValue(prs, sid, k, this.#said)));
    for (const k of this.#common) yield mixed(k);
    // Ours: CPace, were the word itself in the place of the point, and with a point that it gives.
    yield cpaceSessionKey(sid, prs, this.#holder, this.#joiner);
    for (const point of this.#pointsOf(word, generator({ ...this.#input, prs }))) {
      const k = point.toBytes();
      yield cpaceSessionKey(sid, k, this.#holder, this.#joiner);
      yield mixed(k);
    }
  }

  /** How many of the bytes that only the other two could have made are explained by a session key. */
  async explainedBy(sessionKey: Bytes): Promise<number> {
    const { answer, verdict, boxes, played } = this.transcript;
    const tagB = answer.slice(36);
    const prk = extract(sha512, sessionKey, this.#th);
    const key = (purpose: string) =>
      concat(expand(sha512, prk, lengthValue(label('key'), utf8(purpose)), 32));
    let facts = 0;
    // Its own tag tells an attacker nothing.
    if (played?.side !== 'joiner' && isSame(hmac(sha256, key('confirm B'), this.#th), tagB))
      facts += 1;
    if (verdict) {
      const tagA = hmac(sha256, key('confirm A'), concat(this.#th, tagB));
      if (isSame(tagA, verdict.slice(4, 36))) facts += 1;
    }
    for (const { direction, box } of boxes)
      if (await this.#opens(key(`sig ${direction}`), direction, box)) facts += 1;
    return facts;
  }

  /** Every point that could be K, made of a word's generator `g`, the shares and the attacker's scalar. */
  *#pointsOf(word: string, g: Element): Generator<Element> {
    const [a, b] = [this.#a, this.#b];
    yield* [g, a.add(g), a.subtract(g), b.add(g), b.subtract(g)];
    yield* this.#poorScalars(g);
    const { played } = this.transcript;
    if (played === undefined || this.#agreed === undefined) return;
    if (word === played.word) {
      yield this.#agreed; // what it got for its one guess speaks of that word alone
      return;
    }
    // For any other word it has to come from the one generator to the other.
    const way = g.subtract(this.#guessed(played.word)).multiply(Point.Fn.fromBytes(played.scalar));
    yield* [way, this.#agreed.add(way), this.#agreed.subtract(way)];
  }

  /** Where a side drew a scalar from 1 to 16, the word's generator shows it. */
  *#poorScalars(g: Element): Generator<Element> {
    let multiple = g;
    for (let scalar = 1n; scalar <= POOR_SCALARS; scalar += 1n) {
      if (multiple.equals(this.#a)) yield this.#b.multiply(scalar);
      if (multiple.equals(this.#b)) yield this.#a.multiply(scalar);
      multiple = multiple.add(g);
    }
  }

  #guess: Element | undefined;
  #guessed(word: string): Element {
    const prs = this.stretch(word, this.transcript);
    return (this.#guess ??= generator({ ...this.#input, prs }));
  }

  async #opens(key: Bytes, direction: Direction, box: Bytes): Promise<boolean> {
    const seq = box.slice(0, 8);
    const aead: AesGcmParams = {
      name: 'AES-GCM',
      iv: concat(new Uint8Array(4), seq),
      additionalData: lengthValue(label('sealed'), utf8(direction), seq, this.#th),
    };
    const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
    return crypto.subtle.decrypt(aead, imported, box.slice(8)).then(
      () => true,
      () => false, // not this key
    );
  }
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}
