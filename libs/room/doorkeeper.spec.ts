import { type Notice, RoomNumber, SeatId, newId, toBase64url } from '@whispernet/protocol';
import { FakeClock } from '@whispernet/testing';
import { Subject } from 'rxjs';
import * as v from 'valibot';
import type { DoorMessage } from './door-record';
import { Doorkeeper } from './doorkeeper';
import { FakeGateway } from './fake-gateway';
import { knock } from './knock';
import { PasswordTries } from './password-tries';
import { newResumeSecret } from './resume-secret';
import type { PasswordKind } from './guess-budget';
import { RoomError } from './room-error';

const room = v.parse(RoomNumber, '482193067');
const realm = 'example';
const right = new Uint8Array(32).fill(1);
const wrong = new Uint8Array(32).fill(2);

describe('A doorkeeper', () => {
  let gateway: FakeGateway;
  let clock: FakeClock;
  let news: DoorMessage[];
  /** All who can open the door. */
  let keepers: SeatId[];
  beforeEach(() => {
    gateway = new FakeGateway();
    clock = new FakeClock();
    news = [];
    keepers = [];
  });

  async function aliceOpens(
    passwordKind: PasswordKind = 'own',
    wrongPasswords = 0,
    at: FakeGateway = gateway,
  ) {
    const channel = at.connect();
    const { commitment } = await newResumeSecret();
    const opened = await channel.request('open', { v: 1, room, cap: 2, rc: commitment });
    if (!opened.ok) throw new Error(opened.error.code);
    const { seat } = opened;
    const place = { realm, room, secret: right, seat, capacity: 2 };
    const founder = wrongPasswords === 0;
    const household = { ...place, passwordKind, founder, wrongPasswords };
    const keeper = new Doorkeeper(channel, household, clock);
    keeper.news$.subscribe((message) => news.push(message));
    const others = () => keepers.filter((one) => one !== seat);
    keeper.serve(() => ({ taken: 1, deserted: undefined, keepers: others() }), new Subject());
    return { keeper, channel, seat };
  }

  /** What becomes of one try: a word. */
  async function tries(
    secret: Uint8Array<ArrayBuffer>,
    at: FakeGateway = gateway,
  ): Promise<string> {
    const channel = at.connect();
    try {
      const place = { realm, room, secret: Promise.resolve(secret) };
      await knock(channel, place, new PasswordTries(), clock);
      return 'admitted';
    } catch (error) {
      if (error instanceof RoomError) return error.code;
      throw error;
    } finally {
      channel.close();
    }
  }

  /** `count` tries with wrong passwords, each after a wait that the longest of the door's waits is not longer than. */
  async function patientAttack(count: number, waitMs = 32_000): Promise<void> {
    for (let made = 0; made < count; made += 1) {
      clock.leap(waitMs); // nothing else waits for it
      expect(await tries(wrong)).toBe('wrong-password');
    }
  }

  it('counts wrong passwords, and tells the others', async () => {
    const { keeper } = await aliceOpens();
    await tries(wrong);
    await tries(wrong);
    expect(keeper.door$.value).toEqual({ state: 'open', wrongPasswords: 2 });
    expect(news).toEqual([
      { t: 'fails', n: 1, e: 0 },
      { t: 'fails', n: 2, e: 0 },
    ]);
  });

  it('lets everybody wait after five wrong passwords, and hears no guess meanwhile', async () => {
    await aliceOpens();
    for (let made = 0; made < 5; made += 1) expect(await tries(wrong)).toBe('wrong-password');
    const waiting = tries(right);
    await clock.advance(999);
    expect(offersMade()).toBe(5);
    await clock.advance(1);
    expect(await waiting).toBe('admitted');
  });

  it('calls whoever waits, honest or not, when the wait is over', async () => {
    await aliceOpens('own', 20);
    const guesses = [wrong, wrong, right].map((secret) => tries(secret));
    await clock.advance(31_999);
    expect(offersMade()).toBe(0);
    await clock.advance(1);
    expect(await Promise.all(guesses)).toEqual(['wrong-password', 'wrong-password', 'admitted']);
  });

  it('sends away whoever waits when the door is closed meanwhile', async () => {
    const { keeper } = await aliceOpens('own', 20);
    const waiting = tries(right);
    await clock.advance(1_000);
    keeper.close();
    await clock.advance(10);
    expect(await waiting).toBe('too-many-tries');
  });

  it('lets no more than eight wait: more are no people', async () => {
    await aliceOpens('own', 20);
    const waiting = Array.from({ length: 9 }, () => tries(right));
    await clock.advance(100);
    const last = await Promise.race(waiting);
    expect(last).toBe('too-many-tries');
    await clock.advance(60_000);
    const ends = await Promise.all(waiting);
    expect(ends.filter((end) => end === 'too-many-tries').length).toBe(1);
  });

  it('closes the door after 50 wrong passwords, tells gateway and members, and admits nobody any more', async () => {
    const { keeper, channel, seat } = await aliceOpens();
    gateway.tell(channel, { name: 'door', body: { seat, cap: 2, taken: 1, locked: false } });
    await patientAttack(50);
    expect(keeper.door$.value).toEqual({ state: 'exhausted', wrongPasswords: 50 });
    expect(news.at(-1)).toEqual({ t: 'fails', n: 50, e: 0 });
    expect(locks()).toEqual([true]);
    clock.leap(24 * 3_600_000);
    expect(await tries(right)).toBe('too-many-tries');
  });

  it('lets people in again when a member opens the door, and starts to count anew', async () => {
    const { keeper, channel, seat } = await aliceOpens();
    gateway.tell(channel, { name: 'door', body: { seat, cap: 2, taken: 1, locked: false } });
    await patientAttack(50);
    keeper.open();
    expect(keeper.door$.value).toEqual({ state: 'open', wrongPasswords: 0 });
    expect(locks()).toEqual([true, false]);
    expect(await tries(wrong)).toBe('wrong-password');
    expect(await tries(right)).toBe('admitted');
  });

  it('stands more from strangers where the password was drawn by chance', async () => {
    const { keeper } = await aliceOpens('generated', 49);
    for (let made = 0; made < 5; made += 1) expect(await tries(wrong)).toBe('wrong-password');
    const waiting = tries(wrong);
    await clock.advance(999);
    expect(keeper.door$.value).toEqual({ state: 'open', wrongPasswords: 54 });
    await clock.advance(1);
    expect(await waiting).toBe('wrong-password');
    await patientAttack(20, 1_000);
    expect(keeper.door$.value).toEqual({ state: 'open', wrongPasswords: 75 });
  });

  it('goes on counting where those before it had come, whatever the gateway says', async () => {
    const { keeper } = await aliceOpens('own', 48);
    expect(keeper.door$.value.wrongPasswords).toBe(48);
    await patientAttack(2);
    expect(keeper.door$.value.state).toBe('exhausted');
    expect(news).toEqual([
      { t: 'fails', n: 1, e: 0 },
      { t: 'fails', n: 2, e: 0 },
    ]);
  });

  it('hears fifty wrong passwords together with the others, where the gateway knocks at all at once', async () => {
    const elsewhere = new FakeGateway(); // the same gateway, with another story for Bob
    const alice = await aliceOpens('own', 44);
    const bob = await aliceOpens('own', 44, elsewhere);
    keepers = [alice.seat, bob.seat];
    const [atAlice, atBob] = [
      { seat: bob.seat, wasBefore: false },
      { seat: alice.seat, wasBefore: true },
    ];
    for (const news of alice.keeper.report()) bob.keeper.hear(news, atBob);
    alice.keeper.news$.subscribe((message) => {
      bob.keeper.hear(message, atBob);
    });
    bob.keeper.news$.subscribe((message) => {
      alice.keeper.hear(message, atAlice);
    });
    const guesses: Promise<string>[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (const door of [gateway, elsewhere, gateway, elsewhere]) guesses.push(tries(wrong, door));
      await clock.advance(32_000);
    }
    await clock.advance(60_000);
    const heard = (await Promise.all(guesses)).filter((end) => end === 'wrong-password');
    expect(heard.length).toBe(6);
    for (const { keeper } of [alice, bob])
      expect(keeper.door$.value).toEqual({ state: 'exhausted', wrongPasswords: 50 });
  });

  it('leaves a knock to the others where it has no share in the last guesses, and takes it when they have gone', async () => {
    const { seat } = await aliceOpens('own', 49);
    keepers = [seat, '-'.repeat(22) as SeatId]; // whose place comes before any of base64url's letters
    clock.leap(60_000);
    const knocking = tries(right);
    await clock.advance(10_000);
    expect(offersMade()).toBe(0);
    keepers = [seat];
    await clock.advance(2_000);
    expect(await knocking).toBe('admitted');
  });

  it('forgets those who have given up waiting, so that they keep nobody out', async () => {
    const { seat } = await aliceOpens('own', 49);
    keepers = [seat, '-'.repeat(22) as SeatId]; // as above: no share, so nobody is called
    clock.leap(60_000);
    for (let gone = 0; gone < 8; gone += 1)
      await gateway.connect().request('knock', { v: 1, room, blob: silentKnock(gone) });
    await clock.advance(50_000);
    const knocking = tries(right);
    await clock.advance(100);
    keepers = [seat];
    await clock.advance(2_000);
    expect(await knocking).toBe('admitted');
  });

  it('hears no more than its share of the last guesses, as others hear theirs', async () => {
    keepers = [newId(SeatId)];
    const { keeper } = await aliceOpens('own', 46);
    await patientAttack(1);
    await patientAttack(1);
    const other = { seat: keepers[0] ?? newId(SeatId), wasBefore: false };
    keeper.hear({ t: 'fails', n: 1, e: 0 }, other);
    keeper.hear({ t: 'fails', n: 2, e: 0 }, other);
    expect(keeper.door$.value).toEqual({ state: 'exhausted', wrongPasswords: 50 });
    clock.leap(60_000);
    expect(await tries(wrong)).toBe('too-many-tries');
  });

  it('offers once to a knock that is brought twice', async () => {
    const { channel } = await aliceOpens();
    let knocked: Notice | undefined;
    gateway.lie = (notice) => {
      if (notice.name === 'knocked') knocked = notice;
      return notice;
    };
    await gateway.connect().request('knock', { v: 1, room, blob: silentKnock(9) });
    await clock.advance(10);
    if (knocked) for (const again of [knocked, knocked]) gateway.tell(channel, again);
    await clock.advance(10);
    expect(offersMade()).toBe(1);
  });

  it('does not count offers that nobody answers, and keeps the door free for the next', async () => {
    const { keeper } = await aliceOpens();
    for (let made = 0; made < 40; made += 1) {
      const blob = silentKnock(made);
      await gateway.connect().request('knock', { v: 1, room, blob });
    }
    await clock.advance(10);
    expect(await tries(right)).toBe('admitted');
    expect(keeper.door$.value.wrongPasswords).toBe(0);
  });

  it('hears no more guesses than are left, however many offers were open at once', async () => {
    const { keeper, channel } = await aliceOpens('own', 47);
    clock.leap(32_000);
    const held: Notice[] = [];
    gateway.lie = (notice) => {
      if (notice.name !== 'answered') return notice;
      held.push(notice);
      return undefined;
    };
    const guesses = [1, 2, 3, 4].map(() => tries(wrong));
    for (const guess of guesses) guess.catch(() => undefined); // cut off below
    await clock.advance(10);
    gateway.lie = (notice) => notice;
    for (const notice of held) gateway.tell(channel, notice);
    await clock.advance(60_000);
    expect(held.length).toBe(4);
    expect(keeper.door$.value).toEqual({ state: 'exhausted', wrongPasswords: 50 });
    expect((await Promise.all(guesses)).sort()).toEqual([
      'nobody-answers',
      ...Array.from({ length: 3 }, () => 'wrong-password'),
    ]);
  });

  it('does not judge an answer that comes later than 30 s', async () => {
    const { channel } = await aliceOpens();
    let held: Notice | undefined;
    gateway.lie = (notice) => {
      if (notice.name !== 'answered') return notice;
      held = notice;
      return undefined;
    };
    const late = tries(wrong);
    await clock.advance(30_001);
    gateway.lie = (notice) => notice;
    if (held) gateway.tell(channel, held);
    await clock.advance(30_000);
    expect(held).toBeDefined();
    expect(await late).toBe('nobody-answers');
    expect(news).toEqual([]);
  });

  it('lets nobody in through a closed door, whatever the gateway still brings', async () => {
    const { keeper } = await aliceOpens();
    keeper.close();
    expect(keeper.door$.value.state).toBe('closed');
    expect(news).toEqual([{ t: 'lock', on: true, e: 1 }]);
    expect(await tries(right)).toBe('too-many-tries');
    expect(await tries(wrong)).toBe('too-many-tries');
    expect(keeper.door$.value.wrongPasswords).toBe(0);
  });

  it('says, sealed, that the door was closed since the offer', async () => {
    const { keeper } = await aliceOpens();
    gateway.lie = (notice) => {
      if (notice.name === 'answered') keeper.close();
      return notice;
    };
    expect(await tries(right)).toBe('door-closed');
  });

  describe('and the gateway', () => {
    const door = (seat: SeatId, locked: boolean) =>
      ({ name: 'door', body: { seat, cap: 2, taken: 1, locked } }) as const;

    it('is told by the member whose turn it is, and by no other', async () => {
      const { keeper, channel, seat } = await aliceOpens();
      gateway.tell(channel, door(newId(SeatId), false));
      await clock.advance(10);
      keeper.close();
      await clock.advance(10);
      expect(locks()).toEqual([]);
      gateway.tell(channel, door(seat, false)); // the one before has left
      await clock.advance(10);
      expect(locks()).toEqual([true]);
    });

    it('is told what another member has decided', async () => {
      const { keeper, channel, seat } = await aliceOpens();
      gateway.tell(channel, door(seat, false));
      await clock.advance(10);
      const bob = { seat: newId(SeatId), wasBefore: false };
      keeper.hear({ t: 'lock', on: true, e: 1 }, bob);
      keeper.hear({ t: 'lock', on: false, e: 2 }, bob);
      await clock.advance(10);
      expect(locks()).toEqual([true, false]);
      expect(news).toEqual([]); // the others know already
    });

    it('is told again where it has not heard', async () => {
      const { keeper, channel, seat } = await aliceOpens();
      gateway.tell(channel, door(seat, false));
      await clock.advance(10);
      channel.refuseOnce.set('lock', { code: 'busy' });
      keeper.close();
      await clock.advance(10);
      expect(locks()).toEqual([]);
      gateway.tell(channel, door(seat, false));
      await clock.advance(10);
      expect(locks()).toEqual([true]);
    });

    it('is told once, even where it claims the opposite for ever', async () => {
      const { keeper, channel, seat } = await aliceOpens();
      gateway.tell(channel, door(seat, false));
      await clock.advance(10);
      keeper.close();
      for (let claim = 0; claim < 5; claim += 1) {
        gateway.tell(channel, door(seat, false));
        await clock.advance(10);
      }
      expect(locks()).toEqual([true]);
    });
  });

  it('reports the door to a member who has just come', async () => {
    const { keeper } = await aliceOpens();
    keeper.close();
    keeper.open();
    await tries(wrong);
    expect(keeper.report()).toEqual([
      { t: 'lock', on: false, e: 2 },
      { t: 'fails', n: 1, e: 2 },
    ]);
  });

  function offersMade(): number {
    return gateway.log.filter((line) => line.startsWith('{"name":"offer"')).length;
  }

  function locks(): readonly boolean[] {
    return gateway.log
      .map((line) => JSON.parse(line) as { name: string; body: { on: boolean } })
      .filter(({ name }) => name === 'lock')
      .map(({ body }) => body.on);
  }
});

function silentKnock(fill: number): string {
  const bytes = new Uint8Array(52).fill(fill);
  bytes.set([1, 1, 1, 0]);
  return toBase64url(bytes);
}
