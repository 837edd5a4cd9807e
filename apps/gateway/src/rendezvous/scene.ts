// For specs: people at the doors of a RoomDirectory, and a clock that stands still until it is told to move.
import { createHash } from 'node:crypto';
import {
  ANSWER_BYTES,
  KNOCK_BYTES,
  type KnockId,
  type Notice,
  OFFER_BYTES,
  RoomNumber,
  type SeatId,
  VERDICT_BYTES,
  toBase64url,
} from '@whispernet/protocol';
import * as v from 'valibot';
import { type Delivery, type DirectoryLimits, type Outcome, RoomDirectory } from './room-directory';

/** The defaults, with room for three rooms only. */
export const limits: DirectoryLimits = {
  graceMs: 60_000,
  provisionalMs: 10_000,
  offerMs: 5_000,
  knockMs: 45_000,
  aloneMs: 60 * 60_000,
  roomMs: 24 * 60 * 60_000,
  knockRate: { tokens: 6, perMs: 60_000 },
  maxKnocks: 4,
  maxQueued: 8,
  maxKnocksPerSource: 2,
  maxRooms: 3,
};
export const room = v.parse(RoomNumber, '4711');
export const bytes = (length: number, fill = 1) => toBase64url(new Uint8Array(length).fill(fill));
const secret = (fill: number) => bytes(32, fill);
const commit = (fill: number) =>
  createHash('sha256').update(new Uint8Array(32).fill(fill)).digest('base64url');

/** A directory, a clock that stands still until it is told to move, and people who remember what they hear. */
export class Scene {
  readonly directory: RoomDirectory;
  readonly #inboxes = new Map<string, Notice[]>();
  readonly #names = new Map<string, string>();
  #now = 0;

  constructor(changed: Partial<DirectoryLimits> = {}) {
    this.directory = new RoomDirectory({ ...limits, ...changed }, () => this.#now);
  }

  /** `source`: the household whose connection it is; of their own, where nothing else is said. */
  person(name: string, source = name): Person {
    return new Person(name, source, this);
  }

  /** A room of `cap` with everybody named in it, the first having opened it. Nothing heard so far is kept. */
  roomOf(cap: number, ...names: readonly [string, ...string[]]): readonly Person[] {
    const [first, ...others] = names;
    const founder = this.person(first);
    founder.open(cap);
    const guests = others.map((name) => {
      const guest = this.person(name);
      guest.enter(founder);
      return guest;
    });
    this.#inboxes.clear();
    return [founder, ...guests];
  }

  pass(ms: number): void {
    this.#now += ms;
    this.hear(this.directory.sweep());
  }

  hear(deliveries: readonly Delivery[]): void {
    for (const { to, notice } of deliveries) {
      this.#inboxes.set(to, [...(this.#inboxes.get(to) ?? []), notice]);
    }
  }

  known<R>({ reply, deliveries }: Outcome<R>, name: string): R {
    if (seatIn(reply)) this.#names.set(reply.seat, name);
    this.hear(deliveries);
    return reply;
  }

  /** What the person was told since the last call, in words. */
  heardBy(name: string): readonly string[] {
    const notices = this.#inboxes.get(name) ?? [];
    this.#inboxes.delete(name);
    return notices.map((notice) => this.#words(notice));
  }

  #words({ name, body }: Notice): string {
    const who = (seat: string) => this.#names.get(seat) ?? 'nobody';
    if (name === 'door') {
      return `door ${who(body.seat)} ${body.taken}/${body.cap}${body.locked ? ' locked' : ''}`;
    }
    if ('seat' in body && name !== 'admitted') return `${name} ${who(body.seat)}`;
    return name;
  }
}

/** One connection, named after the person behind it. */
export class Person {
  seat: SeatId = '' as SeatId; // until there is one
  k: KnockId = '' as KnockId; // of the last own knock

  constructor(
    readonly name: string,
    private readonly source: string,
    private readonly scene: Scene,
  ) {}

  heard = () => this.scene.heardBy(this.name);

  open(cap = 2, number = room, version = 1) {
    const body = { v: version, room: number, cap, rc: commit(1) };
    const reply = this.scene.known(this.scene.directory.open(this.name, body), this.name);
    if (reply.ok) this.seat = reply.seat;
    return reply;
  }
  knock(number = room, version = 1) {
    const body = { v: version, room: number, blob: bytes(KNOCK_BYTES) };
    const outcome = this.scene.directory.knock(this.name, body, this.source);
    const reply = this.scene.known(outcome, this.name);
    if (reply.ok) this.k = reply.k;
    return reply;
  }
  offer({ k }: Person) {
    const body = { k, blob: bytes(OFFER_BYTES) };
    return this.scene.known(this.scene.directory.offer(this.name, body), this.name);
  }
  answer({ k }: Person = this) {
    const body = { k, blob: bytes(ANSWER_BYTES) };
    return this.scene.known(this.scene.directory.answer(this.name, body), this.name);
  }
  verdict({ k, name }: Person, admit: boolean, replace?: Person) {
    const blob = bytes(VERDICT_BYTES);
    const body = { k, admit, blob, ...(replace === undefined ? {} : { replace: replace.seat }) };
    return this.scene.known(this.scene.directory.verdict(this.name, body), name);
  }
  take({ k }: Person = this) {
    const body = { k, rc: commit(1) };
    const reply = this.scene.known(this.scene.directory.take(this.name, body), this.name);
    if (reply.ok) this.seat = reply.seat;
    return reply;
  }
  relay({ seat }: Person) {
    const body = { to: seat, blob: bytes(100) };
    return this.scene.known(this.scene.directory.relay(this.name, body), this.name);
  }
  lock(on: boolean) {
    return this.scene.known(this.scene.directory.lock(this.name, { on }), this.name);
  }
  /** Takes up `lost`'s seat on this connection, with the secret and the next commitment of these numbers. */
  resume({ seat }: Person, proof = 1, next = 2, number = room) {
    const body = { room: number, seat, secret: secret(proof), rc: commit(next) };
    const outcome = this.scene.directory.resume(this.name, body);
    const reply = this.scene.known(outcome, this.name);
    if (reply.ok) this.seat = reply.seat;
    return { reply, superseded: outcome.superseded };
  }
  leave() {
    return this.scene.known(this.scene.directory.leave(this.name), this.name);
  }
  disconnect(): void {
    this.scene.hear(this.scene.directory.disconnected(this.name));
  }
  /** Knocks, and is shown in up to the verdict by `keeper`. */
  proveTo(keeper: Person): void {
    this.knock();
    keeper.offer(this);
    this.answer();
  }
  enter(keeper: Person): void {
    this.proveTo(keeper);
    keeper.verdict(this, true);
    this.take();
  }
}

function seatIn(reply: unknown): reply is { readonly seat: string } {
  return typeof reply === 'object' && reply !== null && 'seat' in reply;
}
