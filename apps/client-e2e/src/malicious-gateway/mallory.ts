// Mallory speaks the protocol without a browser: she runs the gateway, and has a password of her
// own, wrong or right. At Alice's door she is a joiner, at Bob's a holder.
//
//   Bob ── KNOCK, ANSWER ──▶ FalseHolder          FalseJoiner ── KNOCK, ANSWER ──▶ Alice
//   Bob ◀── OFFER, VERDICT ─ FalseHolder          FalseJoiner ◀── OFFER, VERDICT ─ Alice
import {
  type HolderRun,
  type JoinerRun,
  type Run,
  type SessionKeys,
  deriveRoomSecret,
  startHolder,
  startJoiner,
} from '@whispernet/crypto';
import {
  type Knock,
  KnockId,
  SeatId,
  decodeAnswer,
  decodeKnock,
  decodeOffer,
  decodeVerdict,
  encodeAnswer,
  encodeAnswerHeader,
  encodeJson,
  encodeKnock,
  encodeOffer,
  encodeOfferHeader,
  encodeVerdict,
  fromBase64url,
  newId,
  toBase64url,
} from '@whispernet/protocol';
import type { RoomDetails } from '../person';
import type { MaliciousGateway } from './malicious-gateway';
import type { Asked, Script } from './script';

type Bytes = Uint8Array<ArrayBuffer>;

/** A room with the secret that a password gives in it: Mallory's guess, or her knowledge. */
export interface Guess {
  readonly room: string;
  readonly secret: Bytes;
}

/** The constant of the client's build. */
const REALM = 'whispernet';

export async function guess({ number, password }: RoomDetails): Promise<Guess> {
  return { room: number, secret: await deriveRoomSecret({ password, room: number, realm: REALM }) };
}

/** Opens the door in somebody's stead: what Bob asks is answered here, and goes nowhere else. */
export class FalseHolder {
  /** Her seat, and the one that she gives to Bob. */
  readonly seat = newId(SeatId);
  readonly joinerSeat = newId(SeatId);
  /** Shared with Bob once he has proved the password; undefined where his was another one. */
  readonly keys: Promise<SessionKeys | undefined>;
  readonly script: Script;
  #settle: (keys: SessionKeys | undefined) => void = () => undefined;
  readonly #k = newId(KnockId);
  #run: HolderRun | undefined;

  /** `onKnock` is called before she offers. */
  constructor(
    private readonly gateway: MaliciousGateway,
    private readonly guess: Guess,
    onKnock: () => void = () => undefined,
  ) {
    this.keys = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.script = {
      requests: {
        knock: (asked) => {
          onKnock();
          this.#offer(asked);
        },
        answer: (asked) => this.#judge(asked),
        take: ({ answer }) => {
          answer({ ok: true, seat: this.joinerSeat, cap: 2 });
        },
      },
    };
  }

  #offer({ body, answer }: Asked<'knock'>): void {
    const joiner = decodeKnock(bytesOf(body.blob));
    if (!joiner) throw new Error('an honest KNOCK does not decode');
    const me = { id: randomBytes(16), nonce: randomBytes(32) };
    this.#run = startHolder(runOf(this.guess, me, joiner));
    answer({ ok: true, k: this.#k });
    const blob = toBase64url(encodeOffer({ ...me, share: this.#run.share }));
    this.gateway.joiner.tell('offered', { k: this.#k, blob });
  }

  async #judge({ body, answer }: Asked<'answer'>): Promise<void> {
    const said = decodeAnswer(bytesOf(body.blob));
    if (!said || !this.#run) throw new Error('an honest ANSWER does not decode');
    answer({ ok: true });
    const proved = await this.#run.finish(said);
    const blob = proved
      ? encodeVerdict({ tag: proved.tag, box: await proved.keys.sealer.seal(this.#status()) })
      : encodeVerdict({ tag: randomBytes(32), box: randomBytes(280) });
    this.#settle(proved?.keys);
    this.gateway.joiner.tell('admitted', {
      k: this.#k,
      blob: toBase64url(blob),
      seat: this.joinerSeat,
      from: this.seat,
    });
  }

  #status(): Bytes {
    return encodeJson({ t: 'status', s: 'admitted', seat: this.seat, cap: 2, fails: 0 });
  }
}

/** Knocks at the holder's door without any browser, and sits down in a seat that nobody has given. */
export class FalseJoiner {
  readonly seat = newId(SeatId);
  /** Shared with Alice once she has opened; undefined where her password was another one. */
  readonly keys: Promise<SessionKeys | undefined>;
  readonly script: Script;
  #settle: (keys: SessionKeys | undefined) => void = () => undefined;
  readonly #k = newId(KnockId);
  readonly #me = { id: randomBytes(16), nonce: randomBytes(32) };
  #run: JoinerRun | undefined;

  constructor(
    private readonly gateway: MaliciousGateway,
    private readonly guess: Guess,
  ) {
    this.keys = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.script = {
      requests: {
        offer: (asked) => this.#answer(asked),
        verdict: (asked) => this.#enter(asked),
      },
    };
  }

  knock(): void {
    const blob = toBase64url(encodeKnock(this.#me));
    this.gateway.holder.tell('knocked', { k: this.#k, blob });
  }

  async #answer({ body, answer }: Asked<'offer'>): Promise<void> {
    answer({ ok: true });
    const offer = decodeOffer(bytesOf(body.blob));
    if (!offer) throw new Error('an honest OFFER does not decode');
    this.#run = await startJoiner(runOf(this.guess, offer, this.#me), offer.share);
    if (!this.#run) throw new Error('an honest share is a valid one');
    const blob = toBase64url(encodeAnswer(this.#run));
    this.gateway.holder.tell('answered', { k: this.#k, blob });
  }

  /** Takes the seat whatever the verdict is: the gateway is hers. */
  async #enter({ body, answer }: Asked<'verdict'>): Promise<void> {
    const verdict = decodeVerdict(bytesOf(body.blob));
    const keys = verdict && (await this.#run?.finish(verdict.tag));
    if (keys) await keys.opener.open(verdict.box); // the status has number 0
    answer({ ok: true, seat: this.seat });
    this.gateway.holder.tell('joined', { seat: this.seat });
    this.#settle(keys);
  }
}

/** What both sides of an admission put into their run (docs/protocol/admission.md). */
function runOf({ room, secret }: Guess, holder: Knock, joiner: Knock): Run {
  return {
    realm: REALM,
    room,
    secret,
    holder: { id: holder.id, nonce: holder.nonce },
    joiner: { id: joiner.id, nonce: joiner.nonce },
    knock: encodeKnock(joiner),
    offerHeader: encodeOfferHeader(holder),
    answerHeader: encodeAnswerHeader(),
  };
}

export const bytesOf = (blob: string): Bytes => {
  const bytes = fromBase64url(blob);
  if (!bytes) throw new Error('an honest blob is base64url');
  return bytes;
};

export const randomBytes = (length: number): Bytes =>
  crypto.getRandomValues(new Uint8Array(length));
