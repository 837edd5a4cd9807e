// For specs: a gateway in memory, of the few rules that a room relies on. It keeps a log of all that
// it saw, and can be told to lie.
import {
  KnockId,
  type Notice,
  type Refusal,
  type Reply,
  type RequestBody,
  type RequestName,
  type RoomNumber,
  SeatId,
  fromBase64url,
  newId,
  toBase64url,
} from '@whispernet/protocol';
import { BehaviorSubject, type SchedulerLike, Subject, asapScheduler } from 'rxjs';
import { type SignalingChannel, SignalingError } from './signaling-channel';

interface Seat {
  readonly id: SeatId;
  rc: string;
  channel: FakeChannel | undefined;
  taken: boolean;
}
interface FakeRoom {
  readonly capacity: number;
  readonly seats: Map<SeatId, Seat>;
}
interface KnockRun {
  readonly room: FakeRoom;
  readonly knocker: FakeChannel;
  readonly doorkeeper: Seat;
  seat: Seat | undefined;
}

export class FakeGateway {
  readonly rooms = new Map<RoomNumber, FakeRoom>();
  readonly #knocks = new Map<KnockId, KnockRun>();
  /** Everything that came in or went out, as JSON. */
  readonly log: string[] = [];
  /** The lines of the log as they are written, for what was sent. */
  readonly told$ = new Subject<string>();
  /** The relays that members may use. */
  iceServers: Extract<Reply<'turn'>, { ok: true }>['iceServers'] = [];
  /** What the gateway makes of a notice before it sends it; undefined swallows it. */
  lie: (notice: Notice) => Notice | undefined = (notice) => notice;

  connect(): FakeChannel {
    return new FakeChannel(this);
  }

  /** Answers one request. `proof` is the SHA-256 of a resume's secret, made where waiting is possible. */
  handle<Name extends RequestName>(
    channel: FakeChannel,
    name: Name,
    body: RequestBody<Name>,
    proof: string,
  ): Reply<Name> {
    this.log.push(JSON.stringify({ name, body }));
    return this.#handlers[name](channel, body, proof);
  }

  /** Seats somebody without a knock. */
  seat(number: RoomNumber, channel: FakeChannel): SeatId {
    const seat: Seat = { id: newId(SeatId), rc: '', channel, taken: true };
    this.rooms.get(number)?.seats.set(seat.id, seat);
    return seat.id;
  }

  /** Gives a seat back to its channel without a resume. */
  reseat(number: RoomNumber, id: SeatId, channel: FakeChannel): void {
    const seat = this.rooms.get(number)?.seats.get(id);
    if (seat) seat.channel = channel;
  }

  /** The connection of a channel is lost: its seat is in its grace. */
  lost(channel: FakeChannel): void {
    for (const { seats } of this.rooms.values()) {
      for (const seat of seats.values()) {
        if (seat.channel !== channel) continue;
        seat.channel = undefined;
        this.#tellOthers(seats, seat, { name: 'away', body: { seat: seat.id } });
      }
    }
  }

  tell(channel: FakeChannel | undefined, notice: Notice): void {
    const told = this.lie(notice);
    if (!told || !channel) return;
    this.log.push(JSON.stringify(told));
    channel.deliver(told);
    this.told$.next(JSON.stringify(told));
  }

  readonly #handlers: {
    [Name in RequestName]: (
      channel: FakeChannel,
      body: RequestBody<Name>,
      proof: string,
    ) => Reply<Name>;
  } = {
    open: (channel, { room, cap, rc }) => {
      if (this.rooms.has(room)) return refuse('number-taken');
      const seat: Seat = { id: newId(SeatId), rc, channel, taken: true };
      this.rooms.set(room, { capacity: cap, seats: new Map([[seat.id, seat]]) });
      return { ok: true, seat: seat.id, graceMs: 60_000 };
    },
    knock: (channel, { room: number, blob }) => {
      const room = this.rooms.get(number);
      if (!room) return refuse('no-such-room');
      const live = [...room.seats.values()].filter((seat) => seat.taken && seat.channel);
      if (live.length >= room.capacity) return refuse('room-full');
      const [doorkeeper] = live;
      if (!doorkeeper) return refuse('gone');
      const k = newId(KnockId);
      this.#knocks.set(k, { room, knocker: channel, doorkeeper, seat: undefined });
      this.tell(doorkeeper.channel, { name: 'knocked', body: { k, blob } });
      return { ok: true, k };
    },
    offer: (_channel, { k, blob }) => {
      this.tell(this.#knocks.get(k)?.knocker, { name: 'offered', body: { k, blob } });
      return { ok: true };
    },
    answer: (_channel, { k, blob }) => {
      this.tell(this.#knocks.get(k)?.doorkeeper.channel, { name: 'answered', body: { k, blob } });
      return { ok: true };
    },
    verdict: (_channel, { k, admit, blob, replace }) => {
      const run = this.#knocks.get(k);
      if (!run) return refuse('gone');
      if (!admit) {
        this.tell(run.knocker, { name: 'refused', body: { k, blob } });
        return { ok: true };
      }
      if (replace) run.room.seats.delete(replace);
      const seat: Seat = { id: newId(SeatId), rc: '', channel: run.knocker, taken: false };
      run.seat = seat;
      run.room.seats.set(seat.id, seat);
      const from = run.doorkeeper.id;
      this.tell(run.knocker, { name: 'admitted', body: { k, blob, seat: seat.id, from } });
      return { ok: true, seat: seat.id };
    },
    take: (_channel, { k, rc }) => {
      const run = this.#knocks.get(k);
      if (!run?.seat) return refuse('gone');
      Object.assign(run.seat, { taken: true, rc });
      this.#tellOthers(run.room.seats, run.seat, { name: 'joined', body: { seat: run.seat.id } });
      return { ok: true, seat: run.seat.id, cap: run.room.capacity };
    },
    relay: (channel, { to, blob }) => {
      const room = this.#roomOf(channel);
      const from = [...(room?.seats.values() ?? [])].find((seat) => seat.channel === channel);
      const target = room?.seats.get(to);
      if (!from || !target?.channel) return refuse('gone');
      this.tell(target.channel, { name: 'relayed', body: { from: from.id, blob } });
      return { ok: true };
    },
    lock: () => ({ ok: true }),
    turn: () => ({ ok: true, iceServers: this.iceServers, ttlS: 3_600 }),
    resume: (channel, { room: number, seat: id, rc }, proof) => {
      const room = this.rooms.get(number);
      const seat = room?.seats.get(id);
      if (!room || seat?.rc !== proof) return refuse('gone');
      Object.assign(seat, { channel, rc });
      this.#tellOthers(room.seats, seat, { name: 'back', body: { seat: id } });
      const seats = [...room.seats.keys()].filter((other) => other !== id);
      return { ok: true, seat: id, cap: room.capacity, seats };
    },
    leave: (channel) => {
      for (const [number, { seats }] of this.rooms) {
        const seat = [...seats.values()].find((one) => one.channel === channel);
        if (!seat) continue;
        seats.delete(seat.id);
        this.#tellOthers(seats, seat, { name: 'left', body: { seat: seat.id } });
        if (seats.size === 0) this.rooms.delete(number);
      }
      return { ok: true };
    },
  };

  #roomOf(channel: FakeChannel): FakeRoom | undefined {
    return [...this.rooms.values()].find(({ seats }) =>
      [...seats.values()].some((seat) => seat.channel === channel),
    );
  }

  #tellOthers(seats: ReadonlyMap<SeatId, Seat>, about: Seat, notice: Notice): void {
    for (const seat of seats.values()) if (seat !== about) this.tell(seat.channel, notice);
  }
}

/** One client's way to the fake gateway. Everything takes at least a microtask, as on a wire. */
export class FakeChannel implements SignalingChannel {
  readonly connected$ = new BehaviorSubject(true);
  readonly notices$ = new Subject<Notice>();
  /** Names of requests whose acknowledgement is lost on its way back, once each. */
  readonly loseAnswerTo = new Set<RequestName>();
  /** Names of requests that are carried out, and not answered in time, once each. */
  readonly mute = new Set<RequestName>();
  /** Refusals to give instead of asking the gateway, once each. */
  readonly refuseOnce = new Map<RequestName, Refusal>();

  constructor(private readonly gateway: FakeGateway) {}

  async request<Name extends RequestName>(
    name: Name,
    body: RequestBody<Name>,
  ): Promise<Reply<Name>> {
    if (!this.connected$.value) throw new SignalingError('not connected');
    const refusal = this.refuseOnce.get(name);
    this.refuseOnce.delete(name);
    if (refusal) return refuse(refusal.code, refusal.retryAfterS);
    const proof = 'secret' in body ? await commitmentOf(body.secret) : '';
    const reply = this.gateway.handle(this, name, body, proof);
    await Promise.resolve();
    if (this.mute.delete(name)) throw new SignalingError('no answer in time');
    if (this.loseAnswerTo.delete(name)) {
      this.lose();
      throw new SignalingError('connection lost before the answer');
    }
    return reply;
  }

  deliver(notice: Notice): void {
    asapScheduler.schedule(() => {
      this.notices$.next(notice);
    });
  }

  lose(): void {
    this.gateway.lost(this);
    this.connected$.next(false);
  }

  restore(): void {
    this.connected$.next(true);
  }

  /** Socket.IO says goodbye, and the gateway takes that for `leave`. */
  close(): void {
    if (!this.connected$.value) return;
    this.gateway.handle(this, 'leave', {}, '');
    this.connected$.next(false);
    this.connected$.complete();
    this.notices$.complete();
  }
}

/** A scheduler for specs in which waiting is of no interest: what should come later comes next. */
export const immediately = {
  now: () => 0,
  schedule: (work: () => void, _delay: number, state: undefined) =>
    asapScheduler.schedule(work, 0, state),
} as SchedulerLike; // of its overloads, `timer` calls this one

function refuse(code: Refusal['code'], retryAfterS?: number) {
  return { ok: false, error: { code, ...(retryAfterS !== undefined && { retryAfterS }) } } as const;
}

async function commitmentOf(secret: string): Promise<string> {
  const bytes = fromBase64url(secret) ?? new Uint8Array();
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
