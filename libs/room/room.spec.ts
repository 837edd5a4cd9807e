import { PasswordError } from '@whispernet/crypto';
import { MessageId, RoomNumber, SeatId, TransferId, newId } from '@whispernet/protocol';
import { FakeClock, FakeNetwork, fakeTrack, installFakeWebRtc, settled } from '@whispernet/testing';
import type { FileSink, FileSource } from '@whispernet/transfer';
import { type Observable, type SchedulerLike, filter, firstValueFrom } from 'rxjs';
import * as v from 'valibot';
import { type FakeChannel, FakeGateway } from './fake-gateway';
import { PasswordTries } from './password-tries';
import { type RoomDetails, type RoomPlatform, createRoom, joinRoom } from './room';
import type { RoomSession, RoomTransfer } from './room-session';
import { SignalingError } from './signaling-channel';

const room = v.parse(RoomNumber, '482193067');
const password = 'correct horse';

/** Somebody's browser: a way to the gateway, and a stretching of passwords that costs nothing. */
class Person implements RoomPlatform {
  readonly realm = 'example';
  readonly tries = new PasswordTries();
  readonly lifetime = new AbortController();
  channel: FakeChannel | undefined;
  hideAddress = false;
  scheduler?: SchedulerLike;

  constructor(
    readonly name: string,
    private readonly gateway: FakeGateway,
  ) {}

  connect(): FakeChannel {
    this.channel = this.gateway.connect();
    return this.channel;
  }

  async deriveSecret(typed: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new TextEncoder().encode(typed);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  }

  create(capacity = 2): Promise<RoomSession> {
    return createRoom(this.#details(password), capacity, this, this.lifetime.signal);
  }

  join(typed = password): Promise<RoomSession> {
    return joinRoom(this.#details(typed), this, this.lifetime.signal);
  }

  #details(typed: string): RoomDetails {
    return {
      room,
      password: typed,
      name: this.name,
      passwordKind: 'own',
      hideAddress: this.hideAddress,
    };
  }
}

const until = <T>(source$: Observable<T>, holds: (value: T) => boolean) =>
  firstValueFrom(source$.pipe(filter(holds)));
const connected = (session: RoomSession) =>
  until(session.connection$, (now) => now === 'connected');
/** Whether a transfer waits for a link, and for nothing else from the other side. */
const isHeldByLink = (transfer: Pick<RoomTransfer, 'state'> | undefined) =>
  transfer?.state.phase === 'paused' && transfer.state.by.link;
const refusedWith = (code: string) => jasmine.objectContaining({ name: 'RoomError', code });

describe('a room', () => {
  let gateway: FakeGateway;
  let alice: Person;
  let bob: Person;
  let network: FakeNetwork;
  let restore: () => void;

  beforeEach(() => {
    network = new FakeNetwork();
    restore = installFakeWebRtc(network);
    Object.defineProperty(globalThis, 'isSecureContext', { value: true, configurable: true });
    gateway = new FakeGateway();
    alice = new Person('Alice', gateway);
    bob = new Person('Bob', gateway);
  });
  afterEach(() => {
    alice.lifetime.abort();
    bob.lifetime.abort();
    restore();
    Reflect.deleteProperty(globalThis, 'isSecureContext');
  });

  async function both(): Promise<{ atAlice: RoomSession; atBob: RoomSession }> {
    const atAlice = await alice.create();
    const atBob = await bob.join();
    await Promise.all([connected(atAlice), connected(atBob)]);
    return { atAlice, atBob };
  }

  it('tells whoever has opened it, and whoever has joined it, how many it is for', async () => {
    const opened = await alice.create(3);
    expect([opened.capacity, (await bob.join()).capacity]).toEqual([3, 3]);
  });

  it('is entered by two who know its number and its password', async () => {
    const { atAlice, atBob } = await both();
    const [bobSeen] = await until(atAlice.members$, ([member]) => member?.name === 'Bob');
    const [aliceSeen] = await until(atBob.members$, ([member]) => member?.name === 'Alice');
    expect(bobSeen?.id).toBe(atBob.self.id);
    expect(aliceSeen?.id).toBe(atAlice.self.id);
    expect(bobSeen?.link.phase).toBe('connected');
  });

  it('shows nobody and waits as long as one is alone', async () => {
    const atAlice = await alice.create();
    expect(atAlice.members$.value).toEqual([]);
    expect(atAlice.connection$.value).toBe('waiting');
    expect(atAlice.rendezvous$.value).toBe('open');
  });

  it('carries what is said, in order, and says when it has arrived', async () => {
    const { atAlice, atBob } = await both();
    atAlice.say('one');
    atAlice.say('two\r\nlines\u0007');
    const heard = await until(atBob.conversation$, ({ length }) => length === 2);
    expect(heard.map(({ text }) => text)).toEqual(['one', 'two\nlines']);
    expect(heard[0]?.author).toBe(atAlice.self.id);
    const said = await until(atAlice.conversation$, (messages) =>
      messages.every(({ delivery }) => delivery === 'delivered'),
    );
    expect(said.length).toBe(2);
  });

  it('takes no message that is empty or longer than 16 KiB', async () => {
    const atAlice = await alice.create();
    expect(() => {
      atAlice.say('');
    }).toThrowError(RangeError);
    expect(() => {
      atAlice.say(`${'é'.repeat(8 * 1024)}e`);
    }).toThrowError(RangeError);
    expect(atAlice.conversation$.value).toEqual([]);
  });

  it('says so at once when nobody was there to hear', async () => {
    const atAlice = await alice.create();
    atAlice.say('anybody?');
    expect(atAlice.conversation$.value[0]?.delivery).toBe('not-delivered');
  });

  it('hands over a file that was accepted', async () => {
    const { atAlice, atBob } = await both();
    const bytes = crypto.getRandomValues(new Uint8Array(65_536)).slice(0, 50_000);
    atAlice.offerFiles([fileOf('a.bin', bytes)]);
    const [offered] = await until(atBob.transfers$, ([one]) => one?.state.phase === 'offered');
    if (!offered) throw new Error('waited for one');
    expect(offered).toEqual(jasmine.objectContaining({ name: 'a.bin', size: 50_000 }));
    const sink = new MemorySink(50_000);
    atBob.accept(offered.id, sink);
    await until(atAlice.transfers$, ([one]) => one?.state.phase === 'done');
    expect(sink.bytes).toEqual(bytes);
    expect(sink.closed).toBeTrue();
  });

  it('goes on with a file when the one who left comes in again with what is kept of it', async () => {
    const { atAlice, atBob } = await both();
    const bytes = crypto.getRandomValues(new Uint8Array(65_536)).slice(0, 50_000);
    atAlice.offerFiles([fileOf('first.bin', bytes), fileOf('a.bin', bytes)]);
    expect(atAlice.transfers$.value.map(({ name }) => name))
      .withContext('at once')
      .toEqual(['first.bin', 'a.bin']);
    const [, offered] = await until(atBob.transfers$, (all) => all[1]?.state.phase === 'offered');
    if (!offered) throw new Error('waited for one');
    const left = new MemorySink(50_000);
    atBob.accept(offered.id, left);
    atBob.pause(offered.id);
    await until(atAlice.transfers$, (all) => all[1]?.state.phase === 'paused');
    await atBob.leave();
    expect(left.aborted).toBeTrue();
    const [, waiting] = await until(atAlice.transfers$, (all) => isHeldByLink(all[1]));
    expect([waiting?.peer, waiting?.peerName]).toEqual([atBob.self.id, 'Bob']);

    const again = await bob.join();
    const sink = new MemorySink(50_000);
    const { id, name, size, type, lastModified } = offered;
    again.adopt([
      {
        ...{ id, name, size, type, lastModified, digests: new Map(), isWhole: false },
        open: () => Promise.resolve({ sink, digests: new Map() }),
        discard: () => Promise.resolve(),
      },
    ]);
    const [kept] = await until(again.transfers$, ([one]) => isHeldByLink(one));
    expect(kept?.peer).toBeUndefined();
    const sent = await until(atAlice.transfers$, (all) => all[1]?.state.phase === 'done');
    expect(sent.map((transfer) => [transfer.name, transfer.peer])).toEqual([
      ['first.bin', atBob.self.id],
      ['a.bin', again.self.id],
    ]);
    expect(sink.bytes).toEqual(bytes);
    expect(again.transfers$.value.length).toBe(1);
  });

  it('tells who has forgotten what they sent that somebody still waits for it, until they do not', async () => {
    const { atAlice, atBob } = await both();
    const digests = new Map();
    const id = newId(TransferId);
    atBob.adopt([
      {
        ...{ id, name: 'a.bin', size: 50_000, type: '', lastModified: 0, digests, isWhole: false },
        open: () => Promise.reject(new Error('nobody sends it')),
        discard: () => Promise.resolve(),
      },
    ]);
    const [waits] = await until(atAlice.cutOff$, ([one]) => one !== undefined);
    expect(waits).toEqual({ peer: atBob.self.id, peerName: 'Bob', count: 1 });
    atBob.cancel(id);
    await until(atAlice.cutOff$, ([one]) => one === undefined);
  });

  it('lets either cancel what waits for a link, and pause it', async () => {
    const { atAlice, atBob } = await both();
    atAlice.offerFiles([fileOf('a.bin', new Uint8Array(50_000))]);
    const [offered] = await until(atBob.transfers$, ([one]) => one?.state.phase === 'offered');
    if (!offered) throw new Error('waited for one');
    atBob.accept(offered.id, new MemorySink(50_000));
    atBob.pause(offered.id);
    await until(atAlice.transfers$, ([one]) => one?.state.phase === 'paused');
    await atBob.leave();
    await until(atAlice.transfers$, ([one]) => isHeldByLink(one));
    atAlice.pause(offered.id);
    const [held] = await until(atAlice.transfers$, ([one]) => one?.state.phase === 'paused' && one.state.by.here); // prettier-ignore
    expect(held?.state).toEqual(jasmine.objectContaining({ by: { here: true, there: false, link: true } }) as never); // prettier-ignore
    atAlice.cancel(offered.id);
    await until(atAlice.transfers$, ([one]) => one?.state.phase === 'cancelled');
  });

  it('hands over some files of a folder', async () => {
    const { atAlice, atBob } = await both();
    const one = fileOf('a.txt', new TextEncoder().encode('alice'));
    const other = fileOf('b.txt', new TextEncoder().encode('bob'));
    atAlice.offerFolder({ name: 'people', files: [{ path: ['a.txt'], source: one }, { path: ['b.txt'], source: other }] }); // prettier-ignore
    const [offered] = await until(atBob.transfers$, ([row]) => row?.folder?.files !== undefined);
    if (!offered) throw new Error('waited for one');
    const sink = new MemorySink(3);
    atBob.accept(offered.id, sink, [1]);
    await until(atAlice.transfers$, ([row]) => row?.state.phase === 'done');
    expect(new TextDecoder().decode(sink.bytes)).toBe('bob');
  });

  it('tells everybody whose microphone and camera are on', async () => {
    const { atAlice, atBob } = await both();
    atBob.publish({ microphone: fakeTrack('audio'), camera: undefined });
    const [seen] = await until(atAlice.members$, ([member]) => member?.microphoneOn === true);
    expect(seen?.cameraOn).toBeFalse();
  });

  it('holds nothing any more when both have left', async () => {
    const { atAlice, atBob } = await both();
    await atBob.leave();
    await until(atAlice.members$, ({ length }) => length === 0);
    expect(atAlice.connection$.value).toBe('waiting');
    await atAlice.leave();
    expect(gateway.rooms.size).toBe(0);
    for (const session of [atAlice, atBob]) {
      expect(session.conversation$.value).toEqual([]);
      expect(session.transfers$.value).toEqual([]);
    }
  });

  it('lets the one who left come in again', async () => {
    const { atAlice, atBob } = await both();
    await atBob.leave();
    await until(atAlice.members$, ({ length }) => length === 0);
    const again = await bob.join();
    await Promise.all([connected(atAlice), connected(again)]);
    expect(atAlice.members$.value.length).toBe(1);
  });

  it('spells the same safety code for both, verified when both have said that it matches', async () => {
    const { atAlice, atBob } = await both();
    const [bobSeen] = await until(atAlice.members$, ([one]) => one?.safety.phase === 'unconfirmed');
    const [aliceSeen] = await until(atBob.members$, ([one]) => one?.safety.phase === 'unconfirmed');
    if (!bobSeen || !aliceSeen) throw new Error('waited for both');
    expect(bobSeen.safety).toEqual(aliceSeen.safety);

    atAlice.confirmSafetyCode(bobSeen.id);
    await until(atBob.members$, ([one]) => one?.safety.phase === 'confirmed-there');
    expect(atAlice.members$.value[0]?.safety.phase).toBe('confirmed-here');
    atBob.confirmSafetyCode(aliceSeen.id);
    await until(atAlice.members$, ([one]) => one?.safety.phase === 'verified');
    expect(atBob.members$.value[0]?.safety.phase).toBe('verified');
  });

  it('spells another safety code for who comes again, and nobody is verified any more', async () => {
    const { atAlice, atBob } = await both();
    const [before] = await until(atAlice.members$, ([one]) => one?.safety.phase === 'unconfirmed');
    if (before) atAlice.confirmSafetyCode(before.id);
    await atBob.leave();
    await until(atAlice.members$, ({ length }) => length === 0);
    await bob.join();
    const [again] = await until(atAlice.members$, ([one]) => one?.safety.phase === 'unconfirmed');
    expect(again?.safety).not.toEqual(before?.safety);
  });

  describe('keeps its door', () => {
    it('closed for everybody when any member closes it, and open when any opens it', async () => {
      const { atAlice, atBob } = await both();
      atBob.closeDoor();
      await until(atAlice.door$, ({ state }) => state === 'closed');
      atAlice.openDoor();
      const door = await until(atBob.door$, ({ state }) => state === 'open');
      expect(door.wrongPasswords).toBe(0);
    });

    it('and tells a newcomer that it was closed behind them', async () => {
      const atAlice = await alice.create();
      gateway.lie = (notice) => {
        if (notice.name === 'admitted') atAlice.closeDoor();
        return notice;
      };
      const atBob = await bob.join();
      expect((await until(atBob.door$, ({ state }) => state === 'closed')).wrongPasswords).toBe(0);
    });

    it('and tells a newcomer of the wrong passwords before', async () => {
      const atAlice = await alice.create();
      await expectAsync(bob.join('wrong')).toBeRejected();
      await expectAsync(bob.join('wrong')).toBeRejected();
      const atBob = await bob.join();
      expect(atAlice.door$.value.wrongPasswords).toBe(2);
      expect(atBob.door$.value.wrongPasswords).toBe(2);
    });
  });

  describe('hides an address', () => {
    const relay = { urls: ['turn:relay.example'], username: 'u', credential: 'c' };
    const configurations = () =>
      network.connections.map((connection) => connection.getConfiguration());

    it('behind the relays that the gateway names, and nothing else', async () => {
      gateway.iceServers = [relay];
      bob.hideAddress = true;
      const { atAlice } = await both();
      const policies = configurations().map(({ iceTransportPolicy }) => iceTransportPolicy);
      expect(policies.sort()).toEqual(['all', 'relay']);
      for (const { iceServers } of configurations()) expect(iceServers).toEqual([relay]);
      expect(atAlice.members$.value[0]?.link).toEqual({ phase: 'connected', path: 'relayed' });
    });

    it('and loses no offer that comes before the answer about relays', async () => {
      const clock = new FakeClock();
      for (const person of [alice, bob]) person.scheduler = clock;
      const atAlice = await alice.create();
      const relayed = until(gateway.told$, (line) => line.includes('"relayed"'));
      const connect = bob.connect.bind(bob);
      bob.connect = () => {
        const channel = connect();
        const ask = channel.request.bind(channel);
        channel.request = async (name, body) => {
          if (name === 'turn') await relayed;
          return ask(name, body);
        };
        return channel;
      };
      const joining = bob.join();
      for (let waited = 0; waited < 1_000; waited += 100) await clock.advance(100); // sooner than a repetition
      expect(atAlice.connection$.value).toBe('connected');
      expect((await joining).connection$.value).toBe('connected');
    });

    for (const [who, enter] of [
      ['creates', () => alice.create()],
      ['joins', () => bob.join()],
    ] as const)
      it(`or does not let in whoever ${who}, where there is no relay`, async () => {
        const atAlice = who === 'joins' ? await alice.create() : undefined;
        (who === 'joins' ? bob : alice).hideAddress = true;
        await expectAsync(enter()).toBeRejectedWith(refusedWith('no-relay'));
        // At most Alice's own side, who hides nothing, and finds nobody at the other end.
        expect(network.connections.length).toBeLessThanOrEqual(who === 'joins' ? 1 : 0);
        expect(gateway.rooms.get(room)?.seats.size ?? 0).toBe(who === 'joins' ? 1 : 0);
        await atAlice?.leave();
      });
  });

  it('reports a member who breaks the protocol, and ends that link only', async () => {
    const { atAlice, atBob } = await both();
    await until(atAlice.members$, ([one]) => one?.safety.phase === 'unconfirmed');
    const bobsControl = network.connections[1]?.channels.find(({ id }) => id === 0);
    bobsControl?.send(JSON.stringify({ t: 'sas-commit', commitment: 'A'.repeat(43) }));
    const [incident] = await until(atAlice.incidents$, ({ length }) => length > 0);
    expect(incident).toEqual({ kind: 'protocol-violation', peer: atBob.self.id, name: 'Bob' });
    await until(atAlice.members$, ({ length }) => length === 0);
    expect(atAlice.connection$.value).toBe('waiting');
  });

  it('shows no more than twenty messages a second of a member who floods it, and confirms no others', async () => {
    const { atAlice } = await both();
    const control = network.connections[1]?.channels.find(({ id }) => id === 0);
    const sentAt = Date.now();
    for (let each = 0; each < 900; each += 1)
      control?.send(JSON.stringify({ t: 'chat', id: newId(MessageId), text: `${each}`, sentAt }));
    const heard = await until(atAlice.conversation$, ({ length }) => length >= 200);
    await settled();
    expect(heard.length).toBeLessThan(220); // ten seconds' worth, saved up
    expect(atAlice.conversation$.value.length).toBeLessThan(240);
    expect(atAlice.connection$.value).toBe('connected');
  });

  it('carries replies, edits, deletions and reactions to everybody, and who is writing', async () => {
    const { atAlice, atBob } = await both();
    atAlice.say('one');
    const [one] = await until(atBob.conversation$, ({ length }) => length === 1);
    if (!one) throw new Error('nothing was heard');
    atBob.typing(true);
    await until(atAlice.typing$, (seats) => seats[0] === atBob.self.id);
    atBob.say('two', one.id);
    const heard = await until(atAlice.conversation$, ({ length }) => length === 2);
    expect(heard[1]?.replyTo).toBe(one.id);
    expect(atAlice.typing$.value).toEqual([]);

    atBob.react(one.id, '👍', true);
    await until(atAlice.conversation$, ([first]) => first?.reactions.length === 1);
    expect(atAlice.conversation$.value[0]?.reactions[0]?.by[0]?.name).toBe('Bob');
    atAlice.edit(one.id, 'three');
    await until(atBob.conversation$, ([first]) => first?.text === 'three');
    atAlice.delete(one.id);
    await until(atBob.conversation$, ([first]) => first?.isDeleted === true);
  });

  it('tells nobody of an edit who has not heard the message: who comes later hears nothing', async () => {
    const atAlice = await alice.create();
    atAlice.say('before');
    const [said] = atAlice.conversation$.value;
    if (!said) throw new Error('nothing was said');
    const atBob = await bob.join();
    await connected(atAlice);
    const control = network.connections[1]?.channels.find(({ id }) => id === 0);
    const frames: string[] = [];
    control?.addEventListener('message', (event) => {
      frames.push(String((event as MessageEvent).data)); // of a data channel
    });
    atAlice.edit(said.id, 'a secret');
    atAlice.delete(said.id);
    atAlice.say('after');
    await until(atBob.conversation$, ({ length }) => length === 1);
    expect(frames.filter((frame) => frame.includes('"chat')).length).toBe(1);
  });

  it('changes nothing that somebody else has said, whatever a member sends', async () => {
    const { atAlice } = await both();
    atAlice.say('mine');
    const id = atAlice.conversation$.value[0]?.id;
    const control = network.connections[1]?.channels.find((channel) => channel.id === 0);
    control?.send(JSON.stringify({ t: 'chat-edit', id, text: 'forged', editedAt: 0 }));
    control?.send(JSON.stringify({ t: 'chat-delete', id }));
    control?.send(JSON.stringify({ t: 'reaction', id, emoji: '👍', on: true }));
    const [mine] = await until(atAlice.conversation$, ([first]) => first?.reactions.length === 1);
    expect(mine?.text).toBe('mine');
    expect(mine?.isDeleted).toBe(false);
  });

  it('sees nobody writing any more who has left', async () => {
    const { atAlice, atBob } = await both();
    atBob.typing(true);
    await until(atAlice.typing$, ({ length }) => length === 1);
    await atBob.leave();
    await until(atAlice.typing$, ({ length }) => length === 0);
    expect(atAlice.typing$.value).toEqual([]);
  });

  describe('without its gateway', () => {
    it('goes on, and says that nobody else can enter', async () => {
      const { atAlice, atBob } = await both();
      for (const { channel } of [alice, bob]) channel?.lose();
      expect(atAlice.rendezvous$.value).toBe('away');
      atAlice.say('still here?');
      await until(atAlice.conversation$, ([first]) => first?.delivery === 'delivered');
      expect(atBob.conversation$.value.length).toBe(1);
      expect(atAlice.connection$.value).toBe('connected');
    });

    it('does not take its word that somebody has left who is connected', async () => {
      const { atAlice, atBob } = await both();
      gateway.tell(alice.channel, { name: 'left', body: { seat: atBob.self.id } });
      atAlice.say('still here?');
      await until(atAlice.conversation$, ([first]) => first?.delivery === 'delivered');
      expect(atAlice.members$.value.length).toBe(1);
    });
  });

  describe('refuses', () => {
    it('a number that is taken', async () => {
      await alice.create();
      await expectAsync(bob.create()).toBeRejectedWith(refusedWith('number-taken'));
    });

    it('a number that nobody has created', async () => {
      await expectAsync(bob.join()).toBeRejectedWith(refusedWith('no-such-room'));
    });

    it('a wrong password, three times before it pauses', async () => {
      await alice.create();
      const tries: unknown[] = [];
      for (let i = 0; i < 4; i += 1) {
        tries.push(await bob.join('wrong').catch((error: unknown) => error));
      }
      expect(tries).toEqual([
        jasmine.objectContaining({ code: 'wrong-password', triesLeft: 2 }),
        jasmine.objectContaining({ code: 'wrong-password', triesLeft: 1 }),
        jasmine.objectContaining({ code: 'wrong-password', triesLeft: 0 }),
        jasmine.objectContaining({ code: 'too-many-tries', retryAfterS: 30 }),
      ]);
      expect(gateway.log.filter((line) => line.startsWith('{"name":"knock"')).length).toBe(3);
    });

    it('one person more than it holds', async () => {
      await both();
      const carol = new Person('Carol', gateway);
      await expectAsync(carol.join()).toBeRejectedWith(refusedWith('room-full'));
    });

    it('what cannot be a password', async () => {
      const cause = new PasswordError('control-character');
      bob.deriveSecret = () => Promise.reject(cause);
      await alice.create();
      await expectAsync(bob.join()).toBeRejectedWith(refusedWith('invalid-password'));
      expect(gateway.rooms.get(room)?.seats.size).toBe(1);
    });

    it('to start when the gateway cannot be reached', async () => {
      bob.connect = () => {
        const channel = gateway.connect();
        channel.lose();
        return channel;
      };
      await expectAsync(bob.join()).toBeRejectedWith(
        jasmine.objectContaining({
          code: 'gateway-unreachable',
          cause: jasmine.any(SignalingError),
        }),
      );
    });

    it('to go on with a gateway whose answers are of another protocol', async () => {
      bob.connect = () => {
        const channel = gateway.connect();
        channel.request = () => Promise.reject(new SignalingError('?', {}, 'not-understood'));
        return channel;
      };
      await expectAsync(bob.join()).toBeRejectedWith(refusedWith('version-mismatch'));
    });

    it('to start in a page that is not secure', async () => {
      Object.defineProperty(globalThis, 'isSecureContext', { value: false, configurable: true });
      await expectAsync(bob.create()).toBeRejectedWith(refusedWith('not-secure'));
    });

    it('to start in a browser without WebRTC', async () => {
      restore();
      await expectAsync(bob.create()).toBeRejectedWith(refusedWith('no-webrtc'));
    });
  });

  it('opens only when its creator is ready to answer the door', async () => {
    let ready: (secret: Uint8Array<ArrayBuffer>) => void = () => undefined;
    alice.deriveSecret = () => new Promise((resolve) => (ready = resolve));
    const creating = alice.create();
    await expectAsync(bob.join()).toBeRejectedWith(refusedWith('no-such-room'));
    ready(await bob.deriveSecret(password));
    await creating;
    await expectAsync(bob.join()).toBeResolved();
  });

  it('gives the seat of a member who is away and without a link to the next who knows the password', async () => {
    const { atAlice } = await both();
    bob.channel?.lose();
    for (const connection of network.connections) connection.close();
    await until(atAlice.members$, ({ length }) => length === 0);
    const again = await new Person('Bob', gateway).join();
    await connected(again);
    expect(atAlice.members$.value.length).toBe(1);
  });

  /** Makes the gateway tell Alice that everybody she admits sits in `seat`. */
  function seatAllIn(seat: () => SeatId): void {
    const channel = alice.channel;
    const ask = channel?.request.bind(channel);
    if (!channel || !ask) throw new Error('alice is not there');
    channel.request = async (name, body) => {
      const reply = await ask(name, body);
      return name === 'verdict' && reply.ok ? { ...reply, seat: seat() } : reply;
    };
    gateway.lie = (notice) =>
      notice.name === 'joined' ? { name: 'joined', body: { seat: seat() } } : notice;
  }

  it('seats nobody where somebody has sat before, who would listen on unseen', async () => {
    const { atAlice, atBob } = await both();
    bob.channel?.lose(); // so that there seems to be a place
    seatAllIn(() => atBob.self.id);
    network.interrupt(); // nobody can say who is there
    await until(atAlice.connection$, (now) => now === 'reconnecting');
    await settled(); // each has made what may replace the connection to the other
    const made = network.connections.length;
    new Person('Carol', gateway).join().catch(() => undefined);
    await until(gateway.told$, (line) => line.includes('"joined"'));
    await settled();
    expect(network.connections.slice(made).length).toBeLessThanOrEqual(1); // Carol's own
    expect(atAlice.members$.value).toEqual([]); // Bob's place was given away, to nobody
  });

  it('connects to one person where the gateway seats two in one place before either is connected', async () => {
    const seat = newId(SeatId);
    await alice.create(3);
    seatAllIn(() => seat);
    for (const name of ['Bob', 'Mallory']) new Person(name, gateway).join().catch(() => undefined);
    let joined = 0;
    await until(gateway.told$, (line) => line.includes('"joined"') && (joined += 1) === 2);
    await settled();
    const alices = network.connections.filter((one) => one.signalingState === 'have-local-offer');
    expect(alices.length).toBe(1);
  });

  it('is never larger than its members say, whatever the gateway says of who is away', async () => {
    await both();
    for (let lie = 0; lie < 3; lie += 1)
      gateway.tell(alice.channel, { name: 'away', body: { seat: newId(SeatId) } });
    // The gateway lets a third one knock at a room of two.
    const [, bobsSeat] = [...(gateway.rooms.get(room)?.seats.values() ?? [])];
    if (bobsSeat) bobsSeat.channel = undefined;
    await expectAsync(new Person('Carol', gateway).join()).toBeRejectedWith(
      refusedWith('room-full'),
    );
  });

  it('makes no link any more once it was left', async () => {
    const atAlice = await alice.create();
    const joining = bob.join().catch((error: unknown) => error);
    await until(gateway.told$, (line) => line.includes('"joined"'));
    const made = network.connections.length;
    await atAlice.leave();
    bob.lifetime.abort();
    await joining;
    expect(
      network.connections.slice(made).every((one) => one.connectionState === 'closed'),
    ).toBeTrue();
    expect(atAlice.members$.value).toEqual([]);
  });

  it('is left alone by whoever gives up entering', async () => {
    await alice.create();
    gateway.lie = (notice) => (notice.name === 'offered' ? undefined : notice);
    const joining = bob.join();
    bob.lifetime.abort(new Error('changed my mind'));
    await expectAsync(joining).toBeRejectedWithError('changed my mind');
    expect(bob.channel?.connected$.value).toBeFalse();
  });
});

class MemorySink implements FileSink {
  readonly bytes: Uint8Array;
  closed = false;
  aborted = false;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }
  write(offset: number, bytes: Uint8Array): Promise<void> {
    this.bytes.set(bytes, offset);
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
  abort(): Promise<void> {
    this.aborted = true;
    return Promise.resolve();
  }
}

function fileOf(name: string, bytes: Uint8Array<ArrayBuffer>): FileSource {
  return new File([bytes], name, { type: 'application/octet-stream', lastModified: 0 });
}
