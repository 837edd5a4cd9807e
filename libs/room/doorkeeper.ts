// The holder's side of admissions (admission.ts has the sketch). Every member is able to open the
// door; the gateway brings a knock to the one whose turn it is.
import { type HolderRun, HandshakeError, type SessionKeys, startHolder } from '@whispernet/crypto';
import {
  type AdmissionStatus,
  type KnockId,
  type NoticeBody,
  type Reply,
  type RequestBody,
  type SeatId,
  decodeAnswer,
  decodeKnock,
  encodeJson,
  encodeOffer,
  encodeVerdict,
  fromBase64url,
  toBase64url,
} from '@whispernet/protocol';
import { type Observable, Subject, concatMap, merge, mergeMap, takeUntil } from 'rxjs';
import { type Place, randomBytes, runOf } from './admission';
import { type SignalingChannel, SignalingError, noticesOf } from './signaling-channel';

/** Runs waiting for their answer. The gateway caps them too, but it is not trusted to. */
const MAX_PENDING = 4;
/** A sealed status: 8 of sequence, 256 padded, 16 of tag; its sequence number is 0. */
const BOX_BYTES = 280;
const SEQUENCE_BYTES = 8;

/** Somebody who has proved the password and sits in a seat of their own. */
export interface Newcomer {
  readonly seat: SeatId;
  readonly keys: SessionKeys;
}

export interface Household extends Place {
  /** This browser's own seat. */
  readonly seat: SeatId;
  readonly capacity: number;
}

/** Who is in the room as this member knows it: what decides whether there is room for one more. */
export interface Occupancy {
  /** Members, oneself included. */
  readonly taken: number;
  /** A member that neither the gateway nor the link reaches any more, whose seat may be given away. */
  readonly deserted: SeatId | undefined;
}

/** Opens the door to those who know the password, and to nobody else. */
export class Doorkeeper {
  readonly newcomers$: Observable<Newcomer>;
  readonly #newcomers$ = new Subject<Newcomer>();
  readonly #pending = new Map<KnockId, HolderRun>();
  readonly #admitted = new Map<SeatId, SessionKeys>();
  readonly #id = randomBytes(16); // one a tab and room
  #fails = 0;

  constructor(
    private readonly channel: SignalingChannel,
    private readonly household: Household,
  ) {
    this.newcomers$ = this.#newcomers$;
  }

  /** Answers knocks until `ended$`. */
  serve(occupancy: () => Occupancy, ended$: Observable<unknown>): void {
    const { channel } = this;
    const knocks$ = noticesOf(channel, 'knocked').pipe(mergeMap((body) => this.#offer(body)));
    const answers$ = noticesOf(channel, 'answered').pipe(
      concatMap((body) => this.#judge(body, occupancy())), // one at a time: the last seat goes to one
    );
    merge(knocks$, answers$).pipe(takeUntil(ended$)).subscribe();
    noticesOf(channel, 'joined')
      .pipe(takeUntil(ended$))
      .subscribe(({ seat }) => {
        const keys = this.#admitted.get(seat);
        this.#admitted.delete(seat);
        // Without keys it is a seat that this member has opened to nobody: the gateway's invention.
        if (keys) this.#newcomers$.next({ seat, keys });
      });
  }

  async #offer({ k, blob }: NoticeBody<'knocked'>): Promise<void> {
    const bytes = fromBase64url(blob);
    const joiner = bytes && decodeKnock(bytes);
    if (!joiner) return; // malformed: no curve work; the gateway tells the knocker
    const me = { id: this.#id, nonce: randomBytes(32) };
    let run: HolderRun;
    try {
      run = startHolder(runOf(this.household, me, joiner));
    } catch (error) {
      if (error instanceof HandshakeError) return; // our own id or nonce held up to us
      throw error;
    }
    this.#remember(k, run);
    const offer = encodeOffer({ ...me, share: run.share });
    await this.#tell('offer', { k, blob: toBase64url(offer) });
  }

  async #judge({ k, blob }: NoticeBody<'answered'>, occupancy: Occupancy): Promise<void> {
    const run = this.#pending.get(k);
    this.#pending.delete(k);
    const bytes = fromBase64url(blob);
    const answer = bytes && decodeAnswer(bytes);
    if (!run || !answer) return;
    const proved = await run.finish(answer);
    if (!proved) {
      this.#fails += 1;
      await this.#tell('verdict', { k, admit: false, blob: toBase64url(refusalBlob()) });
      return;
    }
    const { tag, keys } = proved;
    const { seat, capacity } = this.household;
    const full = occupancy.taken >= capacity && occupancy.deserted === undefined;
    const status: AdmissionStatus = {
      t: 'status',
      s: full ? 'full' : 'admitted',
      seat,
      cap: capacity,
      fails: this.#fails,
    };
    const box = await keys.sealer.seal(encodeJson(status));
    const verdict = toBase64url(encodeVerdict({ tag, box }));
    if (full) {
      await this.#tell('verdict', { k, admit: false, blob: verdict });
      return;
    }
    const replace = occupancy.taken >= capacity ? occupancy.deserted : undefined;
    const reply = await this.#tell('verdict', {
      k,
      admit: true,
      blob: verdict,
      ...(replace && { replace }),
    });
    if (reply?.ok && reply.seat) this.#admitted.set(reply.seat, keys);
  }

  /** A request whose refusal ends this run and nothing else: the knocker is told by the gateway. */
  async #tell<Name extends 'offer' | 'verdict'>(
    name: Name,
    body: RequestBody<Name>,
  ): Promise<Reply<Name> | undefined> {
    try {
      return await this.channel.request(name, body);
    } catch (error) {
      if (error instanceof SignalingError) return undefined;
      throw error;
    }
  }

  #remember(k: KnockId, run: HolderRun): void {
    this.#pending.set(k, run);
    const [oldest] = this.#pending.keys();
    if (this.#pending.size > MAX_PENDING && oldest) this.#pending.delete(oldest);
  }
}

/** As long as a verdict that admits, and as random: whoever carries it cannot tell why it refuses. */
function refusalBlob(): Uint8Array<ArrayBuffer> {
  const box = randomBytes(BOX_BYTES);
  box.fill(0, 0, SEQUENCE_BYTES);
  return encodeVerdict({ tag: randomBytes(32), box });
}
