// The holder's side of admissions (admission.ts has the sketch). Every member is able to open the
// door; the gateway brings a knock to the one whose turn it is.
//
// The door is the members' own: they count wrong passwords, let all wait who knock, and close it, and tell each other
// (`fails`, `lock`), so that whoever the gateway asks next goes on from there. Whichever member the
// gateway takes for the doorkeeper also tells it whether the door is closed, which spares knocks.
import { type HolderRun, HandshakeError, type SessionKeys, startHolder } from '@whispernet/crypto';
import {
  type AdmissionStatus,
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
  type Subscription,
  asyncScheduler,
  concatMap,
  merge,
  mergeMap,
  takeUntil,
  timer,
} from 'rxjs';
import { type Place, randomBytes, runOf } from './admission';
import {
  type DoorMessage,
  type DoorRecord,
  type DoorTeller,
  afterHearing,
  afterTurning,
  afterWrongPassword,
  recordFrom,
  tellingOf,
  wrongIn,
} from './door-record';
import {
  type Guesses,
  afterOffer,
  afterWrong,
  guessesFrom,
  isExhausted,
  mostOpen,
  msUntilOffer,
} from './guess-budget';
import type { PasswordKind } from './guess-budget';
import type { DoorState } from './room-session';
import { type SignalingChannel, SignalingError, noticesOf } from './signaling-channel';

/** An honest joiner answers within a second or two of stretching; its offer is void after this. */
const ANSWER_WITHIN_MS = 30_000;
/** Where more wait than may be called at once, and those called say nothing. */
const CALL_AGAIN_MS = 2_000;
/** So long the gateway keeps a knock. */
const KNOCK_MS = 45_000;
/** Those who wait out the others' wrong passwords; an honest gateway brings four. */
const MAX_HELD = 8;
/** Admitted, and not yet in their seat: the gateway frees it after 10 s, and some way to go. */
const SIT_WITHIN_MS = 12_000;
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
  /** Whether this member has opened the room. */
  readonly founder: boolean;
  /** Wrong passwords at this door so far, as whoever opened it says. */
  readonly wrongPasswords: number;
}

interface OpenOffer {
  readonly run: HolderRun;
  readonly madeAt: number;
}

/** Who is in the room as this member knows it: what decides whether there is room for one more. */
export interface Occupancy {
  /** Seats that are not free as far as this member knows, its own included. */
  readonly taken: number;
  /** A member that neither the gateway nor the link reaches any more, whose seat may be given away. */
  readonly deserted: SeatId | undefined;
  /** The others who can open the door as well: those who are connected. */
  readonly keepers: readonly SeatId[];
}

interface HeldKnock {
  readonly joiner: Knock;
  readonly until: number;
}

interface Admitted {
  readonly keys: SessionKeys;
  readonly until: number;
}

/** Opens the door to those who know the password, and to nobody else. */
export class Doorkeeper {
  readonly newcomers$: Observable<Newcomer>;
  /** Seats that were given away: whoever sat there is not a member any more. */
  readonly evicted$: Observable<SeatId>;
  readonly door$: BehaviorSubject<DoorState>;
  /** What the other members have to be told of the door. */
  readonly news$: Observable<DoorMessage>;
  readonly #newcomers$ = new Subject<Newcomer>();
  readonly #evicted$ = new Subject<SeatId>();
  readonly #news$ = new Subject<DoorMessage>();
  readonly #open = new Map<KnockId, OpenOffer>();
  /** Knocks that wait until an offer may be made again. */
  readonly #held = new Map<KnockId, HeldKnock>();
  readonly #ended$ = new Subject<unknown>();
  readonly #admitted = new Map<SeatId, Admitted>();
  readonly #id = randomBytes(16); // one a tab and room
  #record: DoorRecord;
  #guesses: Guesses;
  #occupancy: () => Occupancy = () => ({ taken: 1, deserted: undefined, keepers: [] });
  #call: Subscription | undefined;
  /** What the gateway was last told of the door by us; undefined while another member tells it. */
  #told: boolean | undefined;

  constructor(
    private readonly channel: SignalingChannel,
    private readonly household: Household,
    private readonly scheduler: SchedulerLike = asyncScheduler,
  ) {
    this.newcomers$ = this.#newcomers$;
    this.evicted$ = this.#evicted$;
    this.news$ = this.#news$;
    const { passwordKind, wrongPasswords } = household;
    this.#record = recordFrom(wrongPasswords, household.founder);
    this.#guesses = guessesFrom(passwordKind, wrongPasswords, scheduler.now());
    this.door$ = new BehaviorSubject(this.#door());
  }

  /** How many people the room is for. */
  get capacity(): number {
    return this.household.capacity;
  }

  /** Answers knocks until `ended$`. */
  serve(occupancy: () => Occupancy, ended$: Observable<unknown>): void {
    const { channel } = this;
    this.#occupancy = occupancy;
    ended$.subscribe(this.#ended$);
    const knocks$ = noticesOf(channel, 'knocked').pipe(mergeMap((body) => this.#knocked(body)));
    const answers$ = noticesOf(channel, 'answered').pipe(
      concatMap((body) => this.#judge(body)), // one at a time: the last seat goes to one
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
        // Without keys it is a seat that this member has opened to nobody: the gateway's invention.
        const keys = this.#expected().get(seat)?.keys;
        this.#admitted.delete(seat);
        if (keys) this.#newcomers$.next({ seat, keys });
      });
  }

  /** Lets nobody in any more who was not let in by now. */
  close(): void {
    this.#turn(true);
  }

  /** Lets people in again, and forgets the wrong passwords so far: a person has seen them, and decides. */
  open(): void {
    this.#turn(false);
  }

  /** Takes what another member says of the door. */
  hear(message: DoorMessage, teller: DoorTeller): void {
    this.#keep(afterHearing(this.#record, message, teller));
  }

  /** What a member who has just come has to know of the door. */
  report(): readonly DoorMessage[] {
    return tellingOf(this.#record);
  }

  async #knocked({ k, blob }: NoticeBody<'knocked'>): Promise<void> {
    const bytes = fromBase64url(blob);
    const joiner = bytes && decodeKnock(bytes);
    if (!joiner) return; // malformed: no curve work; the gateway tells the knocker
    if (this.#open.has(k) || this.#held.has(k)) return; // told twice: the first run stands
    const waitMs = this.#waitMs();
    this.#forgetGone();
    if (waitMs === Infinity || this.#held.size >= MAX_HELD) await this.#refuse(k);
    else if (waitMs === 0 && this.#mostOpen() > 0) await this.#offer(k, joiner);
    else this.#hold(k, joiner, waitMs === 0 ? CALL_AGAIN_MS : waitMs);
  }

  #waitMs(): number {
    return this.#record.closed ? Infinity : msUntilOffer(this.#guesses, this.scheduler.now());
  }

  /** Who guesses wrongly makes the others wait, not go away. */
  #hold(k: KnockId, joiner: Knock, waitMs: number): void {
    this.#held.set(k, { joiner, until: this.scheduler.now() + KNOCK_MS });
    if (this.#call?.closed !== false) this.#callLater(waitMs);
  }

  /** Nobody tells a member that a knock has ended. */
  #forgetGone(): void {
    const now = this.scheduler.now();
    for (const [k, { until }] of this.#held) if (now > until) this.#held.delete(k);
  }

  #callLater(ms: number): void {
    this.#call?.unsubscribe();
    this.#call = timer(ms, this.scheduler)
      .pipe(takeUntil(this.#ended$))
      .subscribe(() => void this.#callHeld());
  }

  /** Calls those who wait, in an order that nobody can choose, as many as may guess now. */
  async #callHeld(): Promise<void> {
    for (let calls = this.#mostOpen(); calls > 0 && this.#waitMs() === 0; calls -= 1) {
      const k = anyOf([...this.#held.keys()]);
      const held = k && this.#held.get(k);
      if (!held) return;
      this.#held.delete(k);
      await this.#offer(k, held.joiner);
    }
    this.#forgetGone();
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

  async #judge({ k, blob }: NoticeBody<'answered'>): Promise<void> {
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
    const { taken, deserted } = this.#occupancy();
    const noPlace = taken >= capacity;
    const full = noPlace && deserted === undefined;
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
    const replace = noPlace ? deserted : undefined;
    const reply = await this.#tell('verdict', {
      k,
      admit: true,
      blob: verdict,
      ...(replace && { replace }),
    });
    // A seat that is ours already is nobody else's, whatever the gateway says.
    if (!reply?.ok || !reply.seat || reply.seat === seat) return;
    if (replace) this.#evicted$.next(replace);
    this.#expect(reply.seat, keys);
    if (!replace) this.#expectAtMost(capacity - taken);
  }

  #expect(seat: SeatId, keys: SessionKeys): void {
    this.#admitted.set(seat, { keys, until: this.scheduler.now() + SIT_WITHIN_MS });
  }

  /**
   * No more than there are places, the latest ones: whoever gave up on the way must not keep others
   * out, and a gateway that has all of them sit down must not fill the room.
   */
  #expectAtMost(places: number): void {
    const expected = [...this.#expected().keys()];
    for (const seat of expected.slice(0, Math.max(0, expected.length - places)))
      this.#admitted.delete(seat);
  }

  /** Those who were admitted and may still sit down. */
  #expected(): ReadonlyMap<SeatId, Admitted> {
    const now = this.scheduler.now();
    for (const [seat, { until }] of this.#admitted) if (now > until) this.#admitted.delete(seat);
    return this.#admitted;
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
    this.#open.set(k, { run, madeAt: this.scheduler.now() });
    this.#dropTooMany();
  }

  /** Those that are open must not become more guesses than are left. */
  #dropTooMany(): void {
    const most = this.#mostOpen();
    for (const k of this.#open.keys()) if (this.#open.size > most) this.#open.delete(k);
  }

  #mostOpen(): number {
    const { seat } = this.household;
    const keepers = [...this.#occupancy().keepers, seat].sort();
    return mostOpen(this.#guesses, { members: keepers.length, rank: keepers.indexOf(seat) });
  }

  #countWrong(): void {
    this.#keep(afterWrongPassword(this.#record));
    this.#news$.next({ t: 'fails', n: this.#record.own, e: this.#record.epoch });
  }

  #turn(closed: boolean): void {
    this.#keep(afterTurning(this.#record, closed));
    this.#news$.next({ t: 'lock', on: closed, e: this.#record.epoch });
  }

  #keep(record: DoorRecord): void {
    if (record === this.#record) return;
    const now = this.scheduler.now();
    const { passwordKind } = this.household;
    const anew = record.epoch > this.#record.epoch && wrongIn(record) === 0;
    this.#record = record;
    this.#guesses = anew
      ? guessesFrom(passwordKind, 0, now)
      : afterWrong(this.#guesses, wrongIn(record), now);
    this.#dropTooMany();
    this.door$.next(this.#door());
    if (this.door$.value.state !== 'open') void this.#sendAway();
    this.#tellGateway();
  }

  #door(): DoorState {
    const exhausted = isExhausted(this.#guesses);
    return {
      state: exhausted ? 'exhausted' : this.#record.closed ? 'closed' : 'open',
      wrongPasswords: this.#guesses.wrong,
    };
  }

  /** Once a change: a gateway that claims the opposite does not start an argument. */
  #tellGateway(): void {
    const on = this.door$.value.state !== 'open';
    if (this.#told === undefined || this.#told === on) return;
    this.#told = on;
    void this.#tell('lock', { on }).then((reply) => {
      // Refused or lost: its next word on the door is the time to say it again.
      if (!reply?.ok && this.#told === on) this.#told = !on;
    });
  }
}

function anyOf<T>(list: readonly T[]): T | undefined {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return list[drawn % list.length]; // of at most eight: as good as even
}

/** As long as a verdict that admits, and as random: whoever carries it cannot tell why it refuses. */
function refusalBlob(): Uint8Array<ArrayBuffer> {
  const box = randomBytes(BOX_BYTES);
  box.fill(0, 0, SEQUENCE_BYTES);
  return encodeVerdict({ tag: randomBytes(32), box });
}
