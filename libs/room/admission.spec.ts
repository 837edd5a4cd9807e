import {
  type Notice,
  RoomNumber,
  SeatId,
  fromBase64url,
  newId,
  toBase64url,
} from '@whispernet/protocol';
import { FakeClock, settled } from '@whispernet/testing';
import { type SchedulerLike, Subject } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import * as v from 'valibot';
import { Doorkeeper, type Newcomer, type Occupancy } from './doorkeeper';
import { type FakeChannel, FakeGateway } from './fake-gateway';
import { type Admission, knock } from './knock';
import { PasswordTries } from './password-tries';
import { newResumeSecret } from './resume-secret';

const room = v.parse(RoomNumber, '482193067');
const realm = 'example';
const right = new Uint8Array(32).fill(1);
const wrong = new Uint8Array(32).fill(2);

/** Alice sits in a room for two and answers the door. */
async function alicesRoom(
  gateway: FakeGateway,
  occupancy: Partial<Occupancy> = {},
  scheduler?: SchedulerLike,
) {
  const channel = gateway.connect();
  const { commitment } = await newResumeSecret();
  const opened = await channel.request('open', { v: 1, room, cap: 2, rc: commitment });
  if (!opened.ok) throw new Error(opened.error.code);
  const { seat } = opened;
  const doorkeeper = new Doorkeeper(
    channel,
    {
      realm,
      room,
      secret: right,
      seat,
      capacity: 2,
      passwordKind: 'own',
      founder: true,
      wrongPasswords: 0,
    },
    scheduler,
  );
  const newcomers: Newcomer[] = [];
  doorkeeper.newcomers$.subscribe((newcomer) => newcomers.push(newcomer));
  const ended$ = new Subject<void>();
  doorkeeper.serve(() => ({ taken: 1, deserted: undefined, keepers: [], ...occupancy }), ended$);
  return { channel, seat, newcomers, ended$, doorkeeper };
}

function bobKnocks(
  channel: FakeChannel,
  secret = right,
  tries = new PasswordTries(),
): Promise<Admission> {
  return knock(channel, { realm, room, secret: Promise.resolve(secret) }, tries);
}

/** A lie that changes one character of the blobs of one kind of notice. */
function flip(name: Notice['name'], at: number) {
  return (notice: Notice): Notice => {
    if (notice.name !== name || !('blob' in notice.body)) return notice;
    const { blob } = notice.body;
    const other = blob.charAt(at) === 'A' ? 'B' : 'A';
    const body = { ...notice.body, blob: blob.slice(0, at) + other + blob.slice(at + 1) };
    return { ...notice, body } as Notice;
  };
}

describe('an admission', () => {
  let gateway: FakeGateway;
  beforeEach(() => {
    gateway = new FakeGateway();
  });

  it('gives both the same keys when both know the password', async () => {
    const alice = await alicesRoom(gateway);
    const bob = await bobKnocks(gateway.connect());
    expect(bob.holder).toBe(alice.seat);
    expect(bob.capacity).toBe(2);
    const [newcomer] = alice.newcomers;
    expect(newcomer?.seat).toBe(bob.seat);

    const box = await bob.keys.sealer.seal(new TextEncoder().encode('hi'));
    const opened = await newcomer?.keys.opener.open(box);
    expect(new TextDecoder().decode(opened)).toBe('hi');
  });

  it('tells a wrong password as such, seats nobody, and lets the right one in afterwards', async () => {
    const alice = await alicesRoom(gateway);
    const channel = gateway.connect();
    const tries = new PasswordTries();
    await expectAsync(bobKnocks(channel, wrong, tries)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'wrong-password', triesLeft: 2 }),
    );
    expect(alice.newcomers).toEqual([]);
    expect(gateway.rooms.get(room)?.seats.size).toBe(1);

    await bobKnocks(channel, right, tries);
    expect(alice.newcomers.length).toBe(1);
  });

  it('lets a gateway see no difference between a refusal and an admission but the admission', async () => {
    await alicesRoom(gateway);
    await expectAsync(bobKnocks(gateway.connect(), wrong)).toBeRejected();
    await bobKnocks(gateway.connect());
    const verdicts = gateway.log
      .map((line) => JSON.parse(line) as { name: string; body: { blob: string } })
      .filter(({ name }) => name === 'verdict')
      .map(({ body }) => bytesOf(body.blob));
    expect(verdicts.map(({ length }) => length)).toEqual([316, 316]);
    for (const verdict of verdicts) {
      expect([...verdict.slice(0, 4)]).toEqual([1, 4, 1, 0]);
      expect([...verdict.slice(36, 44)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    }
  });

  it('says that the room is full, sealed, to someone who proved the password', async () => {
    const alice = await alicesRoom(gateway, { taken: 2 });
    await expectAsync(bobKnocks(gateway.connect())).toBeRejectedWith(
      jasmine.objectContaining({ code: 'room-full' }),
    );
    expect(alice.newcomers).toEqual([]);
  });

  it('of one more than there are places makes the one before it void', async () => {
    const alice = await alicesRoom(gateway);
    const held: Notice[] = [];
    gateway.lie = (notice) => {
      if (notice.name !== 'joined') return notice;
      held.push(notice);
      return undefined;
    };
    Object.assign(gateway.rooms.get(room) ?? {}, { capacity: 8 }); // as a gateway may claim
    await bobKnocks(gateway.connect());
    const { seat } = await bobKnocks(gateway.connect());
    gateway.lie = (notice) => notice;
    for (const notice of held) gateway.tell(alice.channel, notice);
    await settled();
    expect(held.length).toBeGreaterThan(1);
    expect(alice.newcomers.map((newcomer) => newcomer.seat)).toEqual([seat]);
  });

  it('is over for whoever does not sit down within 12 s', async () => {
    const clock = new FakeClock();
    const alice = await alicesRoom(gateway, {}, clock);
    let held: Notice | undefined;
    gateway.lie = (notice) => {
      if (notice.name === 'joined') held = notice;
      return notice.name === 'joined' ? undefined : notice;
    };
    await bobKnocks(gateway.connect());
    clock.leap(12_001);
    gateway.lie = (notice) => notice;
    if (held) gateway.tell(alice.channel, held);
    await settled();
    expect(held).toBeDefined();
    expect(alice.newcomers).toEqual([]);
  });

  it('gives away the seat of a member whom nobody reaches any more', async () => {
    const deserted = newId(SeatId);
    const alice = await alicesRoom(gateway, { taken: 2, deserted });
    await bobKnocks(gateway.connect());
    expect(alice.newcomers.length).toBe(1);
    expect(gateway.log.some((line) => line.includes(`"replace":"${deserted}"`))).toBeTrue();
  });

  it('ends as room full when the gateway gave the last seat to somebody else', async () => {
    await alicesRoom(gateway);
    gateway.lie = (notice) => {
      if (notice.name !== 'admitted') return notice;
      const { k, blob } = notice.body;
      return { name: 'refused', body: { k, blob } };
    };
    await expectAsync(bobKnocks(gateway.connect())).toBeRejectedWith(
      jasmine.objectContaining({ code: 'room-full' }),
    );
  });

  it('ends as too many tries when the door refuses before it has heard a guess', async () => {
    const alice = await alicesRoom(gateway);
    gateway.lie = (notice) => {
      if (notice.name !== 'knocked') return notice;
      const blob = toBase64url(new Uint8Array(316));
      void alice.channel.request('verdict', { k: notice.body.k, admit: false, blob });
      return undefined;
    };
    await expectAsync(bobKnocks(gateway.connect())).toBeRejectedWith(
      jasmine.objectContaining({ code: 'too-many-tries' }),
    );
  });

  for (const [field, at] of [
    ['the header', 2],
    ['the id', 8],
    ['the nonce', 40],
    ['the share', 80],
  ] as const) {
    it(`fails when the gateway changes ${field} of an offer`, async () => {
      const alice = await alicesRoom(gateway);
      gateway.lie = flip('offered', at);
      await expectAsync(bobKnocks(gateway.connect())).toBeRejected();
      expect(alice.newcomers).toEqual([]);
    });
  }

  it('fails as an impersonation when the gateway changes the confirmation or the status', async () => {
    for (const at of [10, 200]) {
      const fresh = new FakeGateway();
      await alicesRoom(fresh);
      fresh.lie = flip('admitted', at);
      await expectAsync(bobKnocks(fresh.connect())).toBeRejectedWith(
        jasmine.objectContaining({ code: 'impersonation' }),
      );
    }
  });

  it('fails as an impersonation when the gateway names another holder than the sealed one', async () => {
    await alicesRoom(gateway);
    gateway.lie = (notice) =>
      notice.name === 'admitted'
        ? { ...notice, body: { ...notice.body, from: newId(SeatId) } }
        : notice;
    await expectAsync(bobKnocks(gateway.connect())).toBeRejectedWith(
      jasmine.objectContaining({ code: 'impersonation' }),
    );
  });

  it('fails as an impersonation when the gateway seats the joiner where the holder sits', async () => {
    const alice = await alicesRoom(gateway);
    const channel = gateway.connect();
    const ask = channel.request.bind(channel);
    channel.request = async (name, body) => {
      const reply = await ask(name, body);
      return name === 'take' ? { ...reply, seat: alice.seat } : reply;
    };
    await expectAsync(bobKnocks(channel)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'impersonation' }),
    );
  });

  it('gives nobody the keys for a seat that is the holder’s own', async () => {
    const alice = await alicesRoom(gateway);
    const ask = alice.channel.request.bind(alice.channel);
    alice.channel.request = async (name, body) => {
      const reply = await ask(name, body);
      return name === 'verdict' ? { ...reply, seat: alice.seat } : reply;
    };
    await bobKnocks(gateway.connect());
    gateway.tell(alice.channel, { name: 'joined', body: { seat: alice.seat } });
    await settled();
    expect(alice.newcomers).toEqual([]);
  });

  it('takes the size of the room from the holder, not from the gateway', async () => {
    await alicesRoom(gateway);
    const channel = gateway.connect();
    const ask = channel.request.bind(channel);
    channel.request = async (name, body) => {
      const reply = await ask(name, body);
      return name === 'take' ? { ...reply, cap: 8 } : reply;
    };
    expect((await bobKnocks(channel)).capacity).toBe(2);
  });

  it('admits nobody whom the gateway invents', async () => {
    const alice = await alicesRoom(gateway);
    gateway.tell(alice.channel, { name: 'joined', body: { seat: newId(SeatId) } });
    await bobKnocks(gateway.connect());
    expect(alice.newcomers.length).toBe(1);
  });

  it('offers nothing to a knock that is our own', async () => {
    const alice = await alicesRoom(gateway);
    const mallory = gateway.connect();
    const offered = firstOffer(gateway);
    await mallory.request('knock', { v: 1, room, blob: toBase64url(knockWith(randomId())) });
    const id = (await offered).slice(4, 20); // alice's own, out of her offer
    const offersBefore = countOf(gateway, 'offer');
    await mallory.request('knock', { v: 1, room, blob: toBase64url(knockWith(id)) });
    await bobKnocks(gateway.connect());
    expect(countOf(gateway, 'offer') - offersBefore).toBe(1); // bob's only
    expect(alice.newcomers.length).toBe(1);
  });

  it('ends when nobody answers within 50 s', async () => {
    const scheduler = new TestScheduler(() => undefined);
    await alicesRoom(gateway);
    gateway.lie = () => undefined;
    const channel = gateway.connect();
    const secret = Promise.resolve(right);
    const asked = knock(channel, { realm, room, secret }, new PasswordTries(), scheduler);
    asked.catch(() => undefined);
    while (scheduler.actions.length === 0) await Promise.resolve();
    scheduler.maxFrames = Infinity;
    scheduler.flush();
    expect(scheduler.now()).toBe(50_000);
    await expectAsync(asked).toBeRejectedWith(jasmine.objectContaining({ code: 'nobody-answers' }));
  });

  it('ends when the connection is lost while knocking', async () => {
    await alicesRoom(gateway);
    gateway.lie = () => undefined;
    const channel = gateway.connect();
    const asked = bobKnocks(channel);
    channel.lose();
    await expectAsync(asked).toBeRejectedWith(jasmine.objectContaining({ name: 'SignalingError' }));
  });

  it('passes on each refusal of the gateway', async () => {
    for (const [code, told] of [
      ['no-such-room', 'no-such-room'],
      ['room-full', 'room-full'],
      ['door-closed', 'door-closed'],
      ['too-many-tries', 'too-many-tries'],
      ['busy', 'busy'],
      ['version-mismatch', 'version-mismatch'],
      ['gone', 'nobody-answers'],
    ] as const) {
      const channel = gateway.connect();
      channel.refuseOnce.set('knock', { code, retryAfterS: 7 });
      await expectAsync(bobKnocks(channel)).toBeRejectedWith(
        jasmine.objectContaining({ code: told, retryAfterS: 7 }),
      );
    }
  });
});

function bytesOf(blob: string): Uint8Array {
  return fromBase64url(blob) ?? new Uint8Array();
}

function randomId(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(16));
}

function knockWith(id: Uint8Array): Uint8Array {
  return Uint8Array.of(1, 1, 1, 0, ...id, ...crypto.getRandomValues(new Uint8Array(32)));
}

function countOf(gateway: FakeGateway, name: string): number {
  return gateway.log.filter((line) => line.startsWith(`{"name":"${name}"`)).length;
}

function firstOffer(gateway: FakeGateway): Promise<Uint8Array> {
  return new Promise((resolve) => {
    gateway.lie = (notice) => {
      if (notice.name === 'offered') resolve(bytesOf(notice.body.blob));
      return notice;
    };
  });
}
