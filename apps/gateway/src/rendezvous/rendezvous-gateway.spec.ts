import { ANSWER_BYTES, KNOCK_BYTES, OFFER_BYTES, VERDICT_BYTES } from '@whispernet/protocol';
import { refuse } from './replies';
import { type Client, ListeningGateway, bytes, commitment, secret } from '../listening-gateway';

const room = '471147';
const knock = { v: 1, room, blob: bytes(KNOCK_BYTES) };

describe('RendezvousGateway', () => {
  let gateway: ListeningGateway;
  let alice: Client;
  let bob: Client;

  beforeEach(async () => {
    gateway = await ListeningGateway.start();
    alice = await gateway.connect();
    bob = await gateway.connect();
  });

  afterEach(() => gateway.stop());

  it('leads two people from an empty number to each other’s seat', async () => {
    const opened = await alice.granted('open', { v: 1, room, cap: 2, rc: commitment });
    expect(opened.graceMs).toBe(60_000);
    expect(await alice.hears('door')).toEqual({
      seat: opened.seat,
      cap: 2,
      taken: 1,
      locked: false,
    });

    const { k } = await bob.granted('knock', knock);
    expect(await alice.hears('knocked')).toEqual({ k, blob: knock.blob });
    const offer = { k, blob: bytes(OFFER_BYTES, 2) };
    expect(await alice.ask('offer', offer)).toEqual({ ok: true });
    expect(await bob.hears('offered')).toEqual(offer);
    const answer = { k, blob: bytes(ANSWER_BYTES, 3) };
    expect(await bob.ask('answer', answer)).toEqual({ ok: true });
    expect(await alice.hears('answered')).toEqual(answer);

    const blob = bytes(VERDICT_BYTES, 4);
    const { seat } = await alice.granted('verdict', { k, admit: true, blob });
    expect(await bob.hears('admitted')).toEqual(
      jasmine.objectContaining({ k, blob, seat, from: opened.seat }),
    );
    expect(await bob.ask('take', { k, rc: commitment })).toEqual({ ok: true, seat, cap: 2 });
    expect((await alice.hears('joined')).seat).toBe(seat ?? opened.seat);
    expect((await bob.hears('door')).taken).toBe(2);

    const sealed = bytes(16_000, 5);
    expect(await bob.ask('relay', { to: opened.seat, blob: sealed })).toEqual({ ok: true });
    expect(await alice.hears('relayed')).toEqual(
      jasmine.objectContaining({ from: seat, blob: sealed }),
    );
  });

  it('tells the knocker when a verdict is no', async () => {
    await alice.granted('open', { v: 1, room, cap: 2, rc: commitment });
    const { k } = await bob.granted('knock', knock);
    const blob = bytes(VERDICT_BYTES, 6);
    expect(await alice.ask('verdict', { k, admit: false, blob })).toEqual({ ok: true });
    expect(await bob.hears('refused')).toEqual({ k, blob });
  });

  it('says that a number is taken, that there is no such room, that a room is full', async () => {
    await gateway.pair(room);
    expect(await alice.ask('open', { v: 1, room, cap: 2, rc: commitment })).toEqual(
      refuse('number-taken'),
    );
    expect(await alice.ask('knock', { ...knock, room: '9999' })).toEqual(refuse('no-such-room'));
    expect(await alice.ask('knock', knock)).toEqual(refuse('room-full'));
  });

  it('gives one number to one of two who open it at the same time', async () => {
    const replies = await Promise.all(
      [alice, bob].map((person) => person.request('open', { v: 1, room, cap: 2, rc: commitment })),
    );
    expect(replies.filter(({ ok }) => ok).length).toBe(1);
    expect(replies).toContain(refuse('number-taken'));
  });

  it('closes the door for the doorkeeper', async () => {
    [alice] = [await gateway.connect()];
    await alice.granted('open', { v: 1, room, cap: 2, rc: commitment });
    await alice.hears('door');
    expect(await alice.ask('lock', { on: true })).toEqual({ ok: true });
    expect((await alice.hears('door')).locked).toBeTrue();
    expect(await bob.ask('knock', knock)).toEqual(refuse('door-closed'));
  });

  it('has no relays to hand out, and says so to members only', async () => {
    expect(await alice.ask('turn', {})).toEqual(refuse('gone'));
    await alice.granted('open', { v: 1, room, cap: 2, rc: commitment });
    expect(await alice.ask('turn', {})).toEqual({ ok: true, iceServers: [], ttlS: 3600 });
  });

  it('keeps the seat of a lost connection, and gives it back for the secret', async () => {
    const [holder, guest] = await gateway.pair(room);
    guest.vanish();
    expect(await holder.hears('away')).toEqual({ seat: guest.seat });
    expect(await holder.ask('relay', { to: guest.seat, blob: bytes(100) })).toEqual(refuse('gone'));
    expect(await bob.ask('resume', { room, seat: guest.seat, secret, rc: bytes(32, 2) })).toEqual({
      ok: true,
      seat: guest.seat,
      cap: 2,
      seats: [holder.seat],
    });
    expect(await holder.hears('back')).toEqual({ seat: guest.seat });
    expect(await bob.ask('relay', { to: holder.seat, blob: bytes(100) })).toEqual({ ok: true });
    expect((await holder.hears('relayed')).from).toBe(guest.seat);
  });

  it('cuts the connection whose seat was resumed by another', async () => {
    const [, guest] = await gateway.pair(room);
    await bob.granted('resume', { room, seat: guest.seat, secret, rc: bytes(32, 2) });
    await guest.cut();
    expect(guest.socket.connected).toBeFalse();
    expect(await bob.ask('turn', {})).toEqual(jasmine.objectContaining({ ok: true }));
  });

  it('takes the goodbye of a page that is closed for a `leave`', async () => {
    const [holder, guest] = await gateway.pair(room);
    guest.close();
    expect(await holder.hears('left')).toEqual({ seat: guest.seat });
  });

  it('answers `busy` where it fails itself, says nothing of why, and goes on', async () => {
    spyOn(gateway.directory, 'open').and.throwError(new Error('a secret of the machine'));
    expect(await alice.ask('open', { v: 1, room, cap: 2, rc: commitment })).toEqual(refuse('busy'));
    expect(await alice.ask('knock', knock)).toEqual(refuse('no-such-room'));
  });

  it('ends at once, whoever is connected', async () => {
    await gateway.pair(room);
    await gateway.app.close();
    await Promise.all([alice.cut(), bob.cut()]);
    expect(alice.socket.connected || bob.socket.connected).toBeFalse();
  });

  it('holds nothing when both are gone', async () => {
    const [holder, guest] = await gateway.pair(room);
    expect(gateway.directory.counts).toEqual({ rooms: 1, sockets: 2 });
    await holder.granted('leave', {});
    await guest.granted('leave', {});
    expect(gateway.directory.counts).toEqual({ rooms: 0, sockets: 0 });
  });
});

describe('RendezvousGateway, its times and limits set by the environment', () => {
  let gateway: ListeningGateway;

  afterEach(() => gateway.stop());

  it('frees a seat when the grace is over', async () => {
    gateway = await ListeningGateway.start({ GRACE_MS: '1' });
    const [alice, bob] = await gateway.pair('4711');
    bob.vanish();
    expect(await alice.hears('left')).toEqual({ seat: bob.seat });
  });

  it('refuses with the seconds to wait, and keeps the connection', async () => {
    gateway = await ListeningGateway.start({ OPENS_PER_MINUTE: '1' });
    const [alice, bob] = [await gateway.connect(), await gateway.connect()];
    await alice.granted('open', { v: 1, room: '4711', cap: 2, rc: commitment });
    const reply = await bob.request('open', { v: 1, room: '4712', cap: 2, rc: commitment });
    expect(reply).toEqual({ ok: false, error: { code: 'too-many-tries', retryAfterS: 60 } });
    expect(
      (await bob.request('knock', { v: 1, room: '4711', blob: bytes(KNOCK_BYTES) })).ok,
    ).toBeTrue();
  });

  it('limits what a room relays', async () => {
    gateway = await ListeningGateway.start({ ROOM_RELAYS_PER_10S: '2' });
    const [alice, bob] = await gateway.pair('4711');
    const relay = { to: bob.seat, blob: bytes(100) };
    expect(await alice.ask('relay', relay)).toEqual({ ok: true });
    expect(await alice.ask('relay', relay)).toEqual({ ok: true });
    expect(await alice.request('relay', relay)).toEqual({
      ok: false,
      error: { code: 'too-many-tries', retryAfterS: 5 },
    });
  });

  it('does not let somebody at the door use up what the members may relay', async () => {
    gateway = await ListeningGateway.start({ ROOM_RELAYS_PER_10S: '1' });
    const [alice, mallory] = [await gateway.connect(), await gateway.connect()];
    alice.seat = (await alice.granted('open', { v: 1, room: '4711', cap: 3, rc: commitment })).seat;
    const bob = await gateway.connect();
    await bob.admittedBy(alice, '4711');
    await mallory.granted('knock', { v: 1, room: '4711', blob: bytes(KNOCK_BYTES) });
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await mallory.ask('relay', { to: alice.seat, blob: bytes(100) })).toEqual({
        ok: false,
        error: { code: 'gone' },
      });
    }
    expect(await alice.ask('relay', { to: bob.seat, blob: bytes(100) })).toEqual({ ok: true });
  });

  it('hands members a key to the relay, and nobody else', async () => {
    gateway = await ListeningGateway.start({
      TURN_URLS: 'turn:turn.example:3478,turns:turn.example:443',
      TURN_SECRET: 'a secret of the sea',
      TURN_TTL_S: '600',
    });
    const [alice, bob] = [await gateway.connect(), await gateway.connect()];
    alice.seat = (await alice.granted('open', { v: 1, room: '4711', cap: 2, rc: commitment })).seat;
    await bob.granted('knock', { v: 1, room: '4711', blob: bytes(KNOCK_BYTES) });
    expect(await bob.ask('turn', {})).toEqual(refuse('gone'));
    const { iceServers, ttlS } = await alice.granted('turn', {});
    expect(ttlS).toBe(600);
    expect(iceServers.map(({ urls }) => urls)).toEqual([
      ['turn:turn.example:3478', 'turns:turn.example:443'],
    ]);
    const expiry = parseInt(iceServers[0]?.username ?? '', 10); // up to the colon
    expect(Math.abs(expiry - Date.now() / 1000 - 600)).toBeLessThan(5);
  });

  it('hands out no more keys than a change of network or of room needs', async () => {
    gateway = await ListeningGateway.start();
    const [alice, bob] = await gateway.pair('4711');
    for (let asked = 0; asked < 4; asked += 1) await alice.granted('turn', {});
    expect(await alice.request('turn', {})).toEqual(refuse('too-many-tries', 15));
    await bob.granted('turn', {});
  });

  it('cuts whoever lets answers pile up', async () => {
    gateway = await ListeningGateway.start({ PACKETS_PER_SECOND: '100000' });
    const [alice] = [await gateway.connect()];
    for (let sent = 0; sent < 1_000; sent += 1) alice.socket.emit('leave', {}, () => undefined);
    await alice.cut();
    expect(alice.socket.connected).toBeFalse();
  });

  it('welcomes eight connections of one source, and no ninth', async () => {
    gateway = await ListeningGateway.start({ SOCKETS_PER_SOURCE: '8' });
    const clients = [];
    while (clients.length < 8) clients.push(await gateway.connect());
    await expectAsync(gateway.connect()).toBeRejected();
    clients[0]?.close();
    await clients[1]?.ask('turn', {});
    expect((await gateway.connect()).socket.connected).toBeTrue();
  });
});
