// The holder's side of admissions (admission.ts has the sketch). Every member is able to open the
// door; the gateway brings a knock to the one whose turn it is.
//
// The door is the members' own: they count wrong passwords, let all wait who knock, and close it, and tell each other
// (`fails`, `lock`), so that whoever the gateway asks next goes on from there. Whichever member the
// gateway takes for the doorkeeper also tells it whether the door is closed, which spares knocks.
import { type HolderRun, HandshakeError, type SessionKeys, startHolder } from '@whispernet/crypto';
import {
  type AdmissionStatus,
  type Control,
  type Knock,
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
import {
  BehaviorSubject,
  type Observable,
  type SchedulerLike,
  Subject,
  asyncScheduler,
  concatMap,
  merge,
  mergeMap,
  takeUntil,
  timer,
} from 'rxjs';
import { type Place, randomBytes, runOf } from './admission';
import {
  type Guesses,
  afterOffer,
  afterWrong,
  guessesFrom,
  isExhausted,
  mostOpen,
  msUntilOffer,
} from './guess-budget';
import type { PasswordKind } from './room';
import type { DoorState } from './room-session';
import { type SignalingChannel, SignalingError, noticesOf } from './signaling-channel';

/** An honest joiner answers within a second or two of stretching; its offer is void after this. */
const ANSWER_WITHIN_MS = 30_000;
/** Where more wait than may be called at once, and those called say nothing. */
const CALL_AGAIN_MS = 2_000;
/** Those who wait out the others' wrong passwords; an honest gateway brings four. */
const MAX_HELD = 8;
/** Admitted, and not yet in their seat: the gateway frees such a seat after 10 s. */
const MAX_ADMITTED = 4;
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
  readonly passwordKind: PasswordKind;
  /** Wrong passwords at this door so far, as whoever opened it says. */
  readonly wrongPasswords: number;
}

/** What members tell each other of the door. */
export type DoorMessage = Control<'fails' | 'lock'>;

interface OpenOffer {
  readonly run: HolderRun;
  readonly madeAt: number;
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
  readonly door$: BehaviorSubject<DoorState>;
  /** What the other members have to be told of the door. */
  readonly news$: Observable<DoorMessage>;
  readonly #newcomers$ = new Subject<Newcomer>();
  readonly #news$ = new Subject<DoorMessage>();
  readonly #open = new Map<KnockId, OpenOffer>();
  /** Knocks that wait until an offer may be made again. */
  readonly #held = new Map<KnockId, Knock>();
  readonly #ended$ = new Subject<unknown>();
  readonly #admitted = new Map<SeatId, SessionKeys>();
  readonly #id = randomBytes(16); // one a tab and room
  #guesses: Guesses;
  #closed = false;
  /** What the gateway was last told of the door by us; undefined while another member tells it. */
  #told: boolean | undefined;

  constructor(
    private readonly channel: SignalingChannel,
    private readonly household: Household,
    private readonly scheduler: SchedulerLike = asyncScheduler,
  ) {
    this.newcomers$ = this.#newcomers$;
    this.news$ = this.#news$;
    const { passwordKind, wrongPasswords } = household;
    this.#guesses = guessesFrom(passwordKind, wrongPasswords, scheduler.now());
    this.door$ = new BehaviorSubject(this.#door());
  }

  /** Answers knocks until `ended$`. */
  serve(occupancy: () => Occupancy, ended$: Observable<unknown>): void {
    const { channel } = this;
    ended$.subscribe(this.#ended$);
    const knocks$ = noticesOf(channel, 'knocked').pipe(mergeMap((body) => this.#knocked(body)));
    const answers$ = noticesOf(channel, 'answered').pipe(
      concatMap((body) => this.#judge(body, occupancy())), // one at a time: the last seat goes to one
    );
    merge(knocks$, answers$).pipe(takeUntil(ended$)).subscribe();
    noticesOf(channel, 'door')
      .pipe(takeUntil(ended$))
      .subscribe(({ seat, locked }) => {
        const mine = seat === this.household.seat;
        // A room starts open, and a member before us may have closed it.
        this.#told = mine ? (this.#told ?? locked) : undefined;
        this.#tellGateway();
      });
    noticesOf(channel, 'joined')
      .pipe(takeUntil(ended$))
      .subscribe(({ seat }) => {
        const keys = this.#admitted.get(seat);
        this.#admitted.delete(seat);
        // Without keys it is a seat that this member has opened to nobody: the gateway's invention.
        if (keys) this.#newcomers$.next({ seat, keys });
      });
  }

  /** Lets nobody in any more. */
  close(): void {
    this.#lock(true);
  }

  /** Lets people in again, and forgets the wrong passwords so far: a person has seen them, and decides. */
  open(): void {
    this.#lock(false);
  }

  /** Takes what another member says of the door. */
  hear(message: DoorMessage): void {
    switch (message.t) {
      case 'fails':
        this.#guesses = afterWrong(this.#guesses, message.n, this.scheduler.now());
        break;
      case 'lock':
        this.#setLock(message.on);
        break;
      default:
        message satisfies never;
    }
    this.#showDoor();
  }

  /** What a member who has just come has to know of the door. */
  report(): readonly DoorMessage[] {
    const { wrong } = this.#guesses;
    return [
      ...(wrong > 0 ? [{ t: 'fails', n: wrong } as const] : []),
      ...(this.#closed ? [{ t: 'lock', on: true } as const] : []),
    ];
  }

  async #knocked({ k, blob }: NoticeBody<'knocked'>): Promise<void> {
    const bytes = fromBase64url(blob);
    const joiner = bytes && decodeKnock(bytes);
    if (!joiner) return; // malformed: no curve work; the gateway tells the knocker
    if (this.#open.has(k) || this.#held.has(k)) return; // told twice: the first run stands
    const waitMs = this.#waitMs();
    if (waitMs === Infinity || this.#held.size >= MAX_HELD) await this.#refuse(k);
    else if (waitMs === 0) await this.#offer(k, joiner);
    else this.#hold(k, joiner, waitMs);
  }

  #waitMs(): number {
    return this.#closed ? Infinity : msUntilOffer(this.#guesses, this.scheduler.now());
  }

  /** Who guesses wrongly makes the others wait, not go away. */
  #hold(k: KnockId, joiner: Knock, waitMs: number): void {
    this.#held.set(k, joiner);
    if (this.#held.size === 1) this.#callLater(waitMs);
  }

  #callLater(ms: number): void {
    timer(ms, this.scheduler)
      .pipe(
        mergeMap(() => this.#callHeld()),
        takeUntil(this.#ended$),
      )
      .subscribe();
  }

  /** Calls those who wait, in an order that nobody can choose, as many as may guess now. */
  async #callHeld(): Promise<void> {
    for (let calls = mostOpen(this.#guesses); calls > 0 && this.#waitMs() === 0; calls -= 1) {
      const k = anyOf([...this.#held.keys()]);
      const joiner = k && this.#held.get(k);
      if (!joiner) return;
      this.#held.delete(k);
      await this.#offer(k, joiner);
    }
    const waitMs = this.#waitMs();
    if (waitMs === Infinity) await this.#sendAway();
    else if (this.#held.size > 0) this.#callLater(Math.max(waitMs, CALL_AGAIN_MS));
  }

  /** The door is closed: nobody need wait any more. */
  async #sendAway(): Promise<void> {
    const held = [...this.#held.keys()];
    this.#held.clear();
    await Promise.all(held.map((k) => this.#refuse(k)));
  }

  /** Before it has heard a guess: 'try again in a little'. */
  async #refuse(k: KnockId): Promise<void> {
    await this.#tell('verdict', { k, admit: false, blob: toBase64url(refusalBlob()) });
  }

  async #offer(k: KnockId, joiner: Knock): Promise<void> {
    const me = { id: this.#id, nonce: randomBytes(32) };
    let run: HolderRun;
    try {
      run = startHolder(runOf(this.household, me, joiner));
    } catch (error) {
      if (error instanceof HandshakeError) return; // our own id or nonce held up to us
      throw error;
    }
    this.#guesses = afterOffer(this.#guesses, this.scheduler.now());
    this.#remember(k, run);
    const offer = encodeOffer({ ...me, share: run.share });
    const reply = await this.#tell('offer', { k, blob: toBase64url(offer) });
    if (!reply?.ok) this.#open.delete(k); // gone meanwhile
  }

  async #judge({ k, blob }: NoticeBody<'answered'>, occupancy: Occupancy): Promise<void> {
    const offer = this.#open.get(k);
    this.#open.delete(k);
    const bytes = fromBase64url(blob);
    const answer = bytes && decodeAnswer(bytes);
    if (!offer || !answer || this.scheduler.now() > offer.madeAt + ANSWER_WITHIN_MS) return;
    const proved = await offer.run.finish(answer);
    if (!proved) {
      this.#countWrong();
      await this.#refuse(k);
      return;
    }
    const { tag, keys } = proved;
    const { seat, capacity } = this.household;
    const full = occupancy.taken >= capacity && occupancy.deserted === undefined;
    const closed = this.door$.value.state !== 'open'; // since the offer
    const status: AdmissionStatus = {
      t: 'status',
      s: closed ? 'refused' : full ? 'full' : 'admitted',
      seat,
      cap: capacity,
      fails: this.#guesses.wrong,
    };
    const box = await keys.sealer.seal(encodeJson(status));
    const verdict = toBase64url(encodeVerdict({ tag, box }));
    if (closed || full) {
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
    // A seat that is ours already is nobody else's, whatever the gateway says.
    if (reply?.ok && reply.seat && reply.seat !== seat)
      keepLatest(this.#admitted, reply.seat, keys, MAX_ADMITTED);
  }

  /** A request whose refusal ends this run and nothing else: the knocker is told by the gateway. */
  async #tell<Name extends 'offer' | 'verdict' | 'lock'>(
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

  /** The oldest offer is void where a new one is one too many: so nobody keeps the door busy by silence. */
  #remember(k: KnockId, run: HolderRun): void {
    keepLatest(this.#open, k, { run, madeAt: this.scheduler.now() }, mostOpen(this.#guesses));
  }

  #countWrong(): void {
    const wrong = this.#guesses.wrong + 1;
    this.#guesses = afterWrong(this.#guesses, wrong, this.scheduler.now());
    // Those that are open already must not become more guesses than are left.
    while (this.#open.size > mostOpen(this.#guesses)) dropOldest(this.#open);
    this.#news$.next({ t: 'fails', n: wrong });
    this.#showDoor();
  }

  #lock(on: boolean): void {
    this.#setLock(on);
    this.#news$.next({ t: 'lock', on });
    this.#showDoor();
  }

  #setLock(on: boolean): void {
    this.#closed = on;
    if (!on) this.#guesses = guessesFrom(this.household.passwordKind, 0, this.scheduler.now());
  }

  #door(): DoorState {
    const exhausted = isExhausted(this.#guesses);
    return {
      state: exhausted ? 'exhausted' : this.#closed ? 'closed' : 'open',
      wrongPasswords: this.#guesses.wrong,
    };
  }

  #showDoor(): void {
    this.door$.next(this.#door());
    if (this.door$.value.state !== 'open') void this.#sendAway();
    this.#tellGateway();
  }

  /** Once a change: a gateway that claims the opposite does not start an argument. */
  #tellGateway(): void {
    const on = this.door$.value.state !== 'open';
    if (this.#told === undefined || this.#told === on) return;
    this.#told = on;
    void this.#tell('lock', { on });
  }
}

function anyOf<T>(list: readonly T[]): T | undefined {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return list[drawn % list.length]; // of at most eight: as good as even
}

/** Sets the key, and drops the oldest ones over `most`. */
function keepLatest<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.set(key, value);
  while (map.size > most) dropOldest(map);
}

function dropOldest<K>(map: Map<K, unknown>): void {
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}

/** As long as a verdict that admits, and as random: whoever carries it cannot tell why it refuses. */
function refusalBlob(): Uint8Array<ArrayBuffer> {
  const box = randomBytes(BOX_BYTES);
  box.fill(0, 0, SEQUENCE_BYTES);
  return encodeVerdict({ tag: randomBytes(32), box });
}
