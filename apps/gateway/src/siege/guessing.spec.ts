// Somebody guesses a room's password ten thousand times. The gateway's rules and the members are the
// real ones; only the network and the time are made up, and Argon2id is left out, which would slow
// the attacker down further.
import {
  type Notice,
  type Reply,
  type RequestBody,
  type RequestName,
  RoomNumber,
} from '@whispernet/protocol';
import {
  PasswordTries,
  type RoomDetails,
  RoomError,
  type RoomPlatform,
  type RoomSession,
  type SignalingChannel,
  createRoom,
  joinRoom,
} from '@whispernet/room';
import { FakeClock, FakeNetwork, installFakeWebRtc, settled } from '@whispernet/testing';
import { BehaviorSubject, Subject } from 'rxjs';
import * as v from 'valibot';
import { admissionLimits, directoryLimits, readConfig } from '../gateway-config';
import { TurnCredentials } from '../ice/turn-credentials';
import { AdmissionLimiter } from '../rendezvous/admission-limiter';
import { type Caller, FrontDesk } from '../rendezvous/front-desk';
import { type Delivery, RoomDirectory } from '../rendezvous/room-directory';

const room = v.parse(RoomNumber, '482193067');
const password = 'correct horse';
const ATTEMPTS = 10_000;
const STEP_MS = 10_000;
const exhausted = { state: 'exhausted', wrongPasswords: 50 };
/** Carol wants in once in two minutes, and stays for a moment. */
const VISIT_MS = 120_000;

/** The gateway without a network: who asks is answered, and told what is to be told, a moment later. */
class Gateway {
  readonly #directory: RoomDirectory;
  readonly #limiter: AdmissionLimiter;
  readonly #desk: FrontDesk;
  readonly #channels = new Map<string, Channel>();

  constructor(clock: FakeClock) {
    const config = readConfig({});
    const now = () => clock.now();
    this.#directory = new RoomDirectory(directoryLimits(config), now);
    this.#limiter = new AdmissionLimiter(admissionLimits(config), now);
    const relays = new TurnCredentials(undefined, config.TURN_TTL_S, now);
    this.#desk = new FrontDesk(this.#directory, this.#limiter, relays);
  }

  connect(remoteAddress: string): Channel {
    const source = this.#limiter.sourceOf({ headers: {}, socket: { remoteAddress } });
    const channel = new Channel({ socket: crypto.randomUUID(), source }, this);
    this.#channels.set(channel.caller.socket, channel);
    return channel;
  }

  handle<Name extends RequestName>(
    name: Name,
    caller: Caller,
    body: RequestBody<Name>,
  ): Reply<Name> {
    const { reply, deliveries } = this.#desk.handle(name, caller, body);
    this.#deliver(deliveries);
    return reply;
  }

  forget({ socket }: Caller): void {
    this.#channels.delete(socket);
  }

  sweep(): void {
    this.#limiter.sweep();
    this.#deliver(this.#directory.sweep());
  }

  #deliver(deliveries: readonly Delivery[]): void {
    for (const { to, notice } of deliveries) {
      queueMicrotask(() => this.#channels.get(to)?.notices$.next(notice));
    }
  }
}

class Channel implements SignalingChannel {
  readonly connected$ = new BehaviorSubject(true);
  readonly notices$ = new Subject<Notice>();

  constructor(
    readonly caller: Caller,
    private readonly gateway: Gateway,
  ) {}

  async request<Name extends RequestName>(
    name: Name,
    body: RequestBody<Name>,
  ): Promise<Reply<Name>> {
    await Promise.resolve();
    return this.gateway.handle(name, this.caller, body);
  }

  close(): void {
    if (!this.connected$.value) return;
    this.gateway.handle('leave', this.caller, {});
    this.gateway.forget(this.caller);
    this.connected$.next(false);
    this.connected$.complete();
  }
}

class Person implements RoomPlatform {
  readonly realm = 'example';
  /** Whoever attacks does not keep a page's own pause. */
  tries = new PasswordTries();
  readonly #lifetime = new AbortController();

  constructor(
    private readonly name: string,
    private readonly address: string,
    private readonly gateway: Gateway,
    readonly scheduler: FakeClock,
  ) {}

  connect(): Channel {
    return this.gateway.connect(this.address);
  }

  async deriveSecret(typed: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new TextEncoder().encode(typed);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  }

  create(): Promise<RoomSession> {
    return createRoom(this.#details(password), 3, this, this.#lifetime.signal);
  }

  /** The session, or why there is none. */
  async join(typed = password): Promise<RoomSession | RoomError> {
    this.tries = new PasswordTries();
    try {
      return await joinRoom(this.#details(typed), this, this.#lifetime.signal);
    } catch (error) {
      if (error instanceof RoomError) return error;
      throw error;
    }
  }

  #details(typed: string): RoomDetails {
    return { room, password: typed, name: this.name, passwordKind: 'own', hideAddress: false };
  }
}

/** As many guesses at a time as the attacker may have connections, until there were enough. */
class Attack {
  attempts = 0;
  readonly outcomes = new Map<string, number>();
  #running = 0;

  constructor(private readonly mallory: Person) {}

  step(): void {
    for (; this.#running < 8 && this.attempts < ATTEMPTS; this.#running += 1) {
      this.attempts += 1;
      void this.#guess(`guess ${this.attempts}`);
    }
  }

  async #guess(guess: string): Promise<void> {
    const end = await this.mallory.join(guess);
    const outcome = end instanceof RoomError ? end.code : 'inside';
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    this.#running -= 1;
  }
}

describe('A room whose password somebody guesses ten thousand times', () => {
  let restore: () => void;
  let clock: FakeClock;
  let gateway: Gateway;
  let attack: Attack;
  let carol: Person;
  let atAlice: RoomSession;
  let atBob: RoomSession;
  /** What became of each visit of Carol's, in order. */
  let visits: { readonly outcome: string; readonly door: string }[];
  /** At the end of the siege, before anybody opens the door. */
  let seen: readonly {
    readonly connection: string;
    readonly door: object;
    readonly incidents: number;
  }[];
  let afterOpening: string;

  beforeAll(async () => {
    restore = installFakeWebRtc(new FakeNetwork());
    Object.defineProperty(globalThis, 'isSecureContext', { value: true, configurable: true });
    clock = new FakeClock();
    gateway = new Gateway(clock);
    carol = new Person('Carol', '192.0.2.3', gateway, clock);
    attack = new Attack(new Person('Mallory', '192.0.2.66', gateway, clock));
    visits = [];
    atAlice = await new Person('Alice', '192.0.2.1', gateway, clock).create();
    const bob = new Person('Bob', '192.0.2.2', gateway, clock).join();
    await clock.advance(1_000);
    const joined = await bob;
    if (joined instanceof RoomError) throw joined;
    atBob = joined;

    while (attack.attempts < ATTEMPTS) {
      attack.step();
      await pass(STEP_MS);
      const everyMs = atAlice.door$.value.state === 'open' ? VISIT_MS : 10 * VISIT_MS;
      if (clock.now() % everyMs < STEP_MS) visits.push(await visit());
    }
    seen = [atAlice, atBob].map(({ connection$, door$, incidents$ }) => ({
      connection: connection$.value,
      door: door$.value,
      incidents: incidents$.value.length,
    }));
    atBob.openDoor();
    await clock.advance(1_000);
    afterOpening = (await visit()).outcome;
  }, 120_000);
  afterAll(async () => {
    await Promise.all([atAlice.leave(), atBob.leave()]);
    restore();
    Reflect.deleteProperty(globalThis, 'isSecureContext');
  });

  /** Time in which nobody of the honest ones does anything. */
  async function pass(ms: number): Promise<void> {
    clock.leap(ms);
    gateway.sweep();
    await crossing();
  }

  async function visit(): Promise<{ outcome: string; door: string }> {
    const door = atAlice.door$.value.state;
    const coming = carol.join();
    for (let waited = 0; waited < 60_000; waited += 1_000) {
      await clock.advance(1_000);
      gateway.sweep();
      const end = await Promise.race([coming, settled()]);
      if (end instanceof RoomError) return { outcome: end.code, door };
      if (end) {
        await end.leave();
        await clock.advance(1_000);
        return { outcome: 'inside', door };
      }
    }
    throw new Error('Carol was left standing at the door');
  }

  it('is not entered by a single guess', () => {
    expect(attack.outcomes.get('inside')).toBeUndefined();
    expect(attack.attempts).toBe(ATTEMPTS);
  });

  it('hears fifty of them, and no more', () => {
    // Of some the verdict comes after they have given up.
    expect(attack.outcomes.get('wrong-password')).toBeLessThanOrEqual(50);
    expect(seen.map(({ door }) => door)).toEqual([exhausted, exhausted]);
  });

  it('lets somebody in from elsewhere before the door is closed', () => {
    const early = visits.filter(({ door }) => door === 'open');
    const inside = early.filter(({ outcome }) => outcome === 'inside');
    expect(early.length).toBeGreaterThan(5);
    expect(inside.length).toBeGreaterThan(early.length / 2);
  });

  it('lets nobody in once it is closed', () => {
    const late = visits.filter(({ door }) => door !== 'open');
    expect(late.length).toBeGreaterThan(0);
    expect(late.filter(({ outcome }) => outcome === 'inside')).toEqual([]);
  });

  it('disturbs nobody in it: they are told the number of wrong passwords, and nothing else', async () => {
    const undisturbed = { connection: 'connected', door: exhausted, incidents: 0 };
    expect(seen).toEqual([undisturbed, undisturbed]);
    atAlice.say('still here?');
    await clock.advance(1_000);
    expect(atAlice.conversation$.value.map(({ delivery }) => delivery)).toEqual(['delivered']);
    expect(atBob.conversation$.value.map(({ text }) => text)).toEqual(['still here?']);
  });

  it('lets people in again as soon as a member opens the door', () => {
    expect(afterOpening).toBe('inside');
  });
});

/** Long enough for what needs no clock: answers of the gateway, hashes, curves. */
async function crossing(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await crypto.subtle.digest('SHA-256', new Uint8Array(1));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
