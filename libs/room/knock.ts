import { HandshakeError, type SessionKeys, startJoiner } from '@whispernet/crypto';
import {
  type AdmissionStatus,
  type Knock,
  type KnockId,
  type Notice,
  PROTOCOL_VERSION,
  type RoomNumber,
  type SeatId,
  decodeOffer,
  decodeStatus,
  decodeVerdict,
  encodeAnswer,
  encodeKnock,
  fromBase64url,
  toBase64url,
} from '@whispernet/protocol';
import {
  ReplaySubject,
  type SchedulerLike,
  type Subscription,
  asyncScheduler,
  concat,
  filter,
  firstValueFrom,
  ignoreElements,
  map,
  merge,
  takeWhile,
  throwError,
  timer,
} from 'rxjs';
import { type Place, randomBytes, runOf } from './admission';
import type { PasswordTries } from './password-tries';
import { type ResumeSecret, newResumeSecret } from './resume-secret';
import { RoomError, refusalError } from './room-error';
import { type SignalingChannel, SignalingError } from './signaling-channel';

/** The gateway ends a knock after 45 s; a little more, and its word is not coming. */
const PATIENCE_MS = 50_000;

/** A seat taken, and the keys shared with the member who opened. */
export interface Admission {
  readonly seat: SeatId;
  readonly capacity: number;
  readonly resume: ResumeSecret;
  readonly holder: SeatId;
  readonly keys: SessionKeys;
  /** At this door so far, as the holder says. */
  readonly wrongPasswords: number;
}

/** The place with its secret still in the making: a knock need not wait for it. */
export type PlaceToBe = Omit<Place, 'secret' | 'room'> & { readonly room: RoomNumber } & {
  readonly secret: Promise<Place['secret']>;
};

/**
 * Knocks at a room's door once, with one guess of the password, and takes the seat. Rejects with
 * RoomError (`wrong-password` counted in `tries`) or SignalingError.
 */
export async function knock(
  channel: SignalingChannel,
  place: PlaceToBe,
  tries: PasswordTries,
  scheduler: SchedulerLike = asyncScheduler,
): Promise<Admission> {
  const me = { id: randomBytes(16), nonce: randomBytes(32) };
  const door = new Door(channel, scheduler);
  try {
    await door.knock(place.room, toBase64url(encodeKnock(me)));
    return await enter(door, place, tries, me);
  } finally {
    door.close();
  }
}

/** From the knock to the seat; each step is the other side's turn or ours. */
async function enter(
  door: Door,
  place: PlaceToBe,
  tries: PasswordTries,
  me: Knock,
): Promise<Admission> {
  const offered = await door.next('offered', 'refused');
  // A door that says no before any guess has had too many wrong ones from others.
  if (offered.name === 'refused') throw new RoomError('too-many-tries');
  const offer = decodeOffer(bytesOf(offered.body.blob));
  if (!offer) throw new RoomError('impersonation');
  const run = runOf({ ...place, secret: await place.secret }, offer, me);
  const joiner = await startJoiner(run, offer.share).catch(asImpersonation);
  if (!joiner) throw new RoomError('impersonation');

  const { share, tag } = joiner;
  await door.answer(toBase64url(encodeAnswer({ share, tag })));

  const verdict = await door.next('admitted', 'refused');
  const said = decodeVerdict(bytesOf(verdict.body.blob));
  const keys = said && (await joiner.finish(said.tag));
  if (verdict.name === 'refused' && !keys) {
    throw new RoomError('wrong-password', { triesLeft: tries.wrong() });
  }
  const status = keys && (await openStatus(keys, said.box));
  if (!status) throw new RoomError('impersonation');
  tries.right();
  if (status.s === 'refused') throw new RoomError('door-closed'); // meanwhile
  // Admitted by the member, refused by the gateway: the last seat went to somebody else meanwhile.
  if (status.s === 'full' || verdict.name === 'refused') throw new RoomError('room-full');
  // The gateway says whose seat it is; the holder, sealed, says the same, or somebody lies.
  if (verdict.body.from !== status.seat) throw new RoomError('impersonation');

  const resume = await newResumeSecret();
  const seat = await door.take(resume.commitment);
  // A gateway that seats two people in one place wants to confuse who says what.
  if (seat === status.seat) throw new RoomError('impersonation');
  return {
    seat,
    capacity: status.cap,
    resume,
    holder: status.seat,
    keys,
    wrongPasswords: status.fails,
  };
}

type DoorNotice = Extract<Notice, { name: 'offered' | 'admitted' | 'refused' | 'gone' }>;

/** The gateway's side of one knock: requests that are granted or throw, notices as they are due. */
class Door {
  /** Listens before it asks: an offer may overtake whoever reads the acknowledgement. */
  readonly #notices$ = new ReplaySubject<Notice>();
  readonly #listening: Subscription;
  #k: KnockId | undefined;

  constructor(
    private readonly channel: SignalingChannel,
    private readonly scheduler: SchedulerLike,
  ) {
    this.#listening = channel.notices$.subscribe(this.#notices$);
  }

  async knock(room: RoomNumber, blob: string): Promise<void> {
    const reply = await this.channel.request('knock', { v: PROTOCOL_VERSION, room, blob });
    if (!reply.ok) throw refusalError(reply.error);
    this.#k = reply.k;
  }

  /** Listens no more. */
  close(): void {
    this.#listening.unsubscribe();
  }

  /** The next notice of these names for this knock. */
  next<Name extends 'offered' | 'admitted' | 'refused'>(
    ...names: readonly Name[]
  ): Promise<Extract<DoorNotice, { name: Name }>> {
    // Lost, or closed for good: then the states have completed.
    const lost$ = concat(
      this.channel.connected$.pipe(
        takeWhile((connected) => connected),
        ignoreElements(),
      ),
      throwError(() => new SignalingError('connection lost while knocking')),
    );
    const due$ = this.#notices$.pipe(
      filter((notice) => 'k' in notice.body && notice.body.k === this.#k),
      map((notice) => {
        if (notice.name === 'gone') throw new RoomError('nobody-answers');
        return notice;
      }),
      filter((notice): notice is Extract<DoorNotice, { name: Name }> =>
        names.some((name) => name === notice.name),
      ),
    );
    const late$ = timer(PATIENCE_MS, this.scheduler).pipe(
      map(() => {
        throw new RoomError('nobody-answers');
      }),
    );
    return firstValueFrom(merge(due$, lost$, late$));
  }

  get #knock(): KnockId {
    if (this.#k === undefined) throw new Error('nobody has knocked yet');
    return this.#k;
  }

  async answer(blob: string): Promise<void> {
    const reply = await this.channel.request('answer', { k: this.#knock, blob });
    if (!reply.ok) throw refusalError(reply.error);
  }

  async take(rc: string): Promise<SeatId> {
    const reply = await this.channel.request('take', { k: this.#knock, rc });
    if (!reply.ok) throw refusalError(reply.error);
    return reply.seat; // how many fit is the holder's word, not the gateway's
  }
}

/** Our own id or nonce held up to us. */
function asImpersonation(error: unknown): never {
  if (error instanceof HandshakeError) throw new RoomError('impersonation', { cause: error });
  throw error;
}

async function openStatus(
  keys: SessionKeys,
  box: Uint8Array<ArrayBuffer>,
): Promise<AdmissionStatus | undefined> {
  const plain = await keys.opener.open(box);
  return plain && decodeStatus(plain);
}

/** The schemas have let canonical base64url through only. */
function bytesOf(blob: string): Uint8Array<ArrayBuffer> {
  return fromBase64url(blob) ?? new Uint8Array();
}
