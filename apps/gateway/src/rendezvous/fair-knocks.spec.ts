// A door under siege, by a clock that is told to move: what the gateway itself lets through. (What a
// guess is worth, and how many the members suffer at all, is theirs to say: they trust no gateway.)
import {
  ANSWER_BYTES,
  KNOCK_BYTES,
  type KnockId,
  OFFER_BYTES,
  type Reply,
  type RequestBody,
  type RequestName,
  RoomNumber,
  VERDICT_BYTES,
} from '@whispernet/protocol';
import * as v from 'valibot';
import { admissionLimits, directoryLimits, readConfig } from '../gateway-config';
import { TurnCredentials } from '../ice/turn-credentials';
import { AdmissionLimiter } from './admission-limiter';
import { type Caller, FrontDesk } from './front-desk';
import { type Delivery, RoomDirectory } from './room-directory';
import { bytes } from './scene';

const room = v.parse(RoomNumber, '4711');
const rc = bytes(32);
const STEP_MS = 2_000;
const HOUR_MS = 60 * 60_000;
/** Bob comes every ten minutes. */
const VISIT_MS = 10 * 60_000;
/** Six knocks a minute: one in ten seconds. The clock's step on top. */
const SOON_MS = 10_000 + STEP_MS;

/** A gateway without a network, alice in her room, and everybody's letters. */
class Siege {
  readonly #directory: RoomDirectory;
  readonly #limiter: AdmissionLimiter;
  readonly #desk: FrontDesk;
  readonly #alice: Caller;
  readonly #mallory: readonly Caller[];
  readonly #bob: Caller;
  #now = 0;
  /** Knocks that alice was asked about, with who turned out to knock. */
  #asked: KnockId[] = [];
  #guesses = 0;
  /** What bob waited each time until he was in; Infinity where he was not let in. */
  readonly waits: number[] = [];
  #bobs: { readonly k: KnockId; readonly since: number } | undefined;

  /**
   * @param malloryStalls knocks, and then answers nothing
   * @param bobsAddress another than mallory's, 192.0.2.66, or the same
   */
  constructor(
    private readonly malloryStalls: boolean,
    bobsAddress: string,
    environment: Record<string, string> = {},
  ) {
    const year = String(2 ** 31 - 1);
    const config = readConfig({ ROOM_MS: year, ALONE_MS: year, ...environment });
    const now = () => this.#now;
    this.#directory = new RoomDirectory(directoryLimits(config), now);
    this.#limiter = new AdmissionLimiter(admissionLimits(config), now);
    const relays = new TurnCredentials(undefined, config.TURN_TTL_S, now);
    this.#desk = new FrontDesk(this.#directory, this.#limiter, relays);
    this.#alice = this.#caller('alice', '192.0.2.1');
    this.#mallory = Array.from({ length: config.SOCKETS_PER_SOURCE }, (_, at) =>
      this.#caller(`mallory ${at}`, '192.0.2.66'),
    );
    this.#bob = this.#caller('bob', bobsAddress);
    this.#ask('open', this.#alice, { v: 1, room, cap: 2, rc });
  }

  run(hours: number): this {
    while (this.#now < hours * HOUR_MS) {
      this.#now += STEP_MS;
      this.#hear(this.#directory.sweep());
      this.#limiter.sweep();
      for (const one of this.#mallory) this.#ask('knock', one, this.#knock());
      if (this.#now % VISIT_MS === VISIT_MS / 2) this.#bobComes();
      this.#aliceAnswers();
    }
    return this;
  }

  get guesses(): number {
    return this.#guesses;
  }

  #bobComes(): void {
    if (this.#bobs !== undefined) this.#bobIsSentAway();
    const reply = this.#ask('knock', this.#bob, this.#knock());
    if (reply.ok) this.#bobs = { k: reply.k, since: this.#now };
    else this.waits.push(Infinity);
  }

  #bobIsSentAway(): void {
    this.#ask('leave', this.#bob, {});
    this.#bobs = undefined;
    this.waits.push(Infinity);
  }

  /** She lets bob in, who goes again at once, and refuses everybody else after their guess. */
  #aliceAnswers(): void {
    for (const k of this.#asked.splice(0)) {
      this.#ask('offer', this.#alice, { k, blob: bytes(OFFER_BYTES) });
      const isBob = k === this.#bobs?.k;
      if (!isBob && this.malloryStalls) continue;
      for (const one of isBob ? [this.#bob] : this.#mallory) {
        this.#ask('answer', one, { k, blob: bytes(ANSWER_BYTES) });
      }
      const verdict = { k, admit: isBob, blob: bytes(VERDICT_BYTES) };
      this.#ask('verdict', this.#alice, verdict);
      if (!isBob) this.#guesses += 1;
      else if (this.#ask('take', this.#bob, { k, rc }).ok) this.#bobIsIn();
    }
  }

  #bobIsIn(): void {
    this.waits.push(this.#now - (this.#bobs?.since ?? NaN));
    this.#bobs = undefined;
    this.#ask('leave', this.#bob, {});
  }

  #ask<Name extends RequestName>(name: Name, caller: Caller, body: RequestBody<Name>): Reply<Name> {
    const { reply, deliveries } = this.#desk.handle(name, caller, body);
    this.#hear(deliveries);
    return reply;
  }

  #hear(deliveries: readonly Delivery[]): void {
    for (const { to, notice } of deliveries) {
      if (to === 'alice' && notice.name === 'knocked') this.#asked.push(notice.body.k);
      if (to === 'bob' && notice.name === 'gone') this.#bobIsSentAway();
    }
  }

  #knock = (): RequestBody<'knock'> => ({ v: 1, room, blob: bytes(KNOCK_BYTES) });

  #caller(socket: string, remoteAddress: string): Caller {
    return { socket, source: this.#limiter.sourceOf({ headers: {}, socket: { remoteAddress } }) };
  }
}

describe('A door at which one source guesses', () => {
  const elsewhere = '192.0.2.2';
  const longest = ({ waits }: Siege) => Math.max(...waits);

  it('hears six guesses a minute, so that 10,000 take more than a day, and others need ten seconds', () => {
    const siege = new Siege(false, elsewhere).run(28);
    expect(siege.guesses).toBeGreaterThan(9_800);
    expect(siege.guesses).toBeLessThan(10_090);
    expect(siege.waits.length).toBe(28 * 6);
    expect(longest(siege)).toBeLessThanOrEqual(SOON_MS);
  });

  it('opens to others as soon where nobody counts the knocks of a source', () => {
    const siege = new Siege(false, elsewhere, { KNOCKS_PER_MINUTE: '1000000' }).run(3);
    expect(siege.waits.length).toBe(3 * 6);
    expect(longest(siege)).toBeLessThanOrEqual(SOON_MS);
  });

  it('opens to others as soon where no guess is completed, to hold its place', () => {
    const quick = { ROOM_KNOCKS_PER_MINUTE: '600', KNOCKS_PER_MINUTE: '1000000' };
    const siege = new Siege(true, elsewhere, quick).run(3);
    expect(siege.waits.length).toBe(3 * 6);
    expect(longest(siege)).toBeLessThanOrEqual(SOON_MS);
  });

  it('does not open to somebody who cannot be told from the one who guesses', () => {
    const siege = new Siege(false, '192.0.2.66').run(3);
    expect(siege.waits.length).toBe(3 * 6);
    expect(siege.waits.filter((wait) => wait <= SOON_MS).length).toBeLessThan(3);
  });
});
