import { once } from 'node:events';
import { type IncomingMessage, get } from 'node:http';
import {
  ANSWER_BYTES,
  KNOCK_BYTES,
  MAX_RELAY_CHARS,
  OFFER_BYTES,
  VERDICT_BYTES,
} from '@whispernet/protocol';
import {
  type Client,
  ListeningGateway,
  bytes,
  commitment,
  prompt,
  secret,
} from './listening-gateway';
import { RawWebSocket } from './raw-web-socket';
import { refuse } from './rendezvous/replies';

const malformed = refuse('malformed');
const gone = refuse('gone');
const seat = bytes(16);
const k = bytes(16);
const open = { v: 1, room: '1234', cap: 2, rc: commitment };
const knock = { v: 1, room: '1234', blob: bytes(KNOCK_BYTES) };

describe('A gateway', () => {
  let gateway: ListeningGateway;
  let alice: Client;
  let bob: Client;
  let mallory: Client;

  beforeEach(async () => {
    gateway = await ListeningGateway.start({ CONNECT_MS: '100' });
    [alice, bob] = (await gateway.pair('4711')) as [Client, Client];
    mallory = await gateway.connect();
  });

  afterEach(async () => {
    // Whatever mallory did, alice still reaches bob.
    expect(await alice.ask('relay', { to: bob.seat, blob: bytes(200) })).toEqual({ ok: true });
    expect((await bob.hears('relayed')).blob).toBe(bytes(200));
    await gateway.stop();
  });

  const dial = () =>
    new RawWebSocket(gateway.port, '/socket.io/?EIO=4&transport=websocket', gateway.origin);

  /** A connection that has said CONNECT. */
  async function member(): Promise<RawWebSocket> {
    const raw = dial();
    expect((await raw.hears()).startsWith('0{')).toBeTrue();
    raw.send('40');
    expect((await raw.hears()).startsWith('40{')).toBeTrue();
    return raw;
  }

  describe('answers `malformed` to', () => {
    const wrong: readonly (readonly [what: string, event: string, body: unknown])[] = [
      ['a missing key', 'open', { v: 1, room: '1234', cap: 2 }],
      ['a key too many', 'open', { ...open, name: 'mallory' }],
      ['a key named __proto__', 'open', JSON.parse('{"v":1,"__proto__":{"room":"1234"}}')],
      [
        'a key named __proto__ beside all others',
        'open',
        JSON.parse(`{"v":1,"room":"1234","cap":2,"rc":"${commitment}","__proto__":{}}`),
      ],
      ['a key named constructor', 'open', { ...open, constructor: 1 }],
      ['a number where text belongs', 'open', { ...open, room: 1234 }],
      ['text where a number belongs', 'open', { ...open, cap: '2' }],
      ['a room of nine', 'open', { ...open, cap: 9 }],
      ['a room of one and a half', 'open', { ...open, cap: 1.5 }],
      ['a room number of letters', 'open', { ...open, room: 'abcd' }],
      ['a room number of three digits', 'knock', { ...knock, room: '123' }],
      ['a commitment of another length', 'open', { ...open, rc: bytes(31) }],
      ['a KNOCK of another length', 'knock', { ...knock, blob: bytes(KNOCK_BYTES + 1) }],
      ['an OFFER of another length', 'offer', { k, blob: bytes(OFFER_BYTES - 1) }],
      ['an ANSWER of another length', 'answer', { k, blob: bytes(ANSWER_BYTES - 1) }],
      ['a VERDICT of another length', 'verdict', { k, admit: true, blob: bytes(12) }],
      [
        'a verdict that is neither yes nor no',
        'verdict',
        { k, admit: 1, blob: bytes(VERDICT_BYTES) },
      ],
      ['a seat that is none', 'relay', { to: 'bob', blob: bytes(12) }],
      ['a relay that is too long', 'relay', { to: seat, blob: 'A'.repeat(MAX_RELAY_CHARS + 4) }],
      ['a relay of nothing', 'relay', { to: seat, blob: '' }],
      ['base64 of the other alphabet', 'relay', { to: seat, blob: '+/+/' }],
      ['base64url with padding', 'relay', { to: seat, blob: 'AA==' }],
      ['a lock that is half on', 'lock', { on: 'yes' }],
      ['a secret of another length', 'resume', { room: '1234', seat, secret: k, rc: commitment }],
      ['a take without a commitment', 'take', { k }],
      ['a body where none belongs', 'leave', { really: true }],
      ['a turn with wishes', 'turn', { ttl: 1 }],
      ['an array for a body', 'open', [open]],
      ['an array for an empty body', 'leave', []],
      ['an array for no wishes', 'turn', []],
      ['null for a body', 'open', null],
      ['text for a body', 'open', 'open'],
      ['an event that it does not know', 'shutdown', {}],
      ['an event named like a property of every object', 'constructor', {}],
      ['an event of its own', 'relayed', { from: seat, blob: bytes(12) }],
    ];
    for (const [what, event, body] of wrong) {
      it(what, async () => {
        expect(await mallory.ask(event, body)).toEqual(malformed);
        expect(mallory.socket.connected).toBeTrue();
      });
    }

    it('arrays 16,000 deep', async () => {
      const raw = await member();
      raw.send(`420["open",${'['.repeat(16_000)}${']'.repeat(16_000)}]`);
      expect(await raw.hears()).toBe(`430[${JSON.stringify(malformed)}]`);
    });

    it('two bodies, or none', async () => {
      const socket = mallory.socket.timeout(1_000);
      expect(await socket.emitWithAck('open', open, open)).toEqual(malformed);
      expect(await socket.emitWithAck('open')).toEqual(malformed);
    });
  });

  describe('answers `gone` to', () => {
    const foreign: readonly (readonly [event: string, body: unknown])[] = [
      ['offer', { k, blob: bytes(OFFER_BYTES) }],
      ['answer', { k, blob: bytes(ANSWER_BYTES) }],
      ['verdict', { k, admit: true, blob: bytes(VERDICT_BYTES) }],
      ['take', { k, rc: commitment }],
      ['relay', { to: seat, blob: bytes(12) }],
      ['lock', { on: true }],
      ['turn', {}],
      ['resume', { room: '4711', seat, secret, rc: commitment }],
      ['leave', {}],
    ];
    for (const [event, body] of foreign) {
      it(`${event} of somebody who is not in it`, async () => {
        expect(await mallory.ask(event, body)).toEqual(gone);
      });
    }

    it('whatever speaks of a stranger’s seat or knock from another room', async () => {
      await mallory.granted('open', open);
      const carol = await gateway.connect();
      const { k: hers } = await bob
        .granted('leave', {})
        .then(() => carol.granted('knock', { ...knock, room: '4711' }));
      expect(await mallory.ask('offer', { k: hers, blob: bytes(OFFER_BYTES) })).toEqual(gone);
      expect(await mallory.ask('relay', { to: alice.seat, blob: bytes(12) })).toEqual(gone);
      await alice.granted('offer', { k: hers, blob: bytes(OFFER_BYTES) });
      await carol.granted('answer', { k: hers, blob: bytes(ANSWER_BYTES) });
      await alice.granted('verdict', { k: hers, admit: true, blob: bytes(VERDICT_BYTES) });
      expect(await mallory.ask('take', { k: hers, rc: commitment })).toEqual(gone);
      carol.seat = (await carol.granted('take', { k: hers, rc: commitment })).seat;
      bob = carol;
    });
  });

  describe('cuts', () => {
    it('the third malformed request', async () => {
      const replies = [{}, {}, {}].map((body) => mallory.ask('open', body));
      expect(await Promise.all(replies)).toEqual([malformed, malformed, malformed]);
      await mallory.cut();
      expect(mallory.socket.connected).toBeFalse();
    });

    it('without leaving a seat to the connection that it has just cut', async () => {
      for (const body of [{}, {}, {}, open]) mallory.socket.emit('open', body, () => undefined);
      await mallory.cut();
      const carol = await gateway.connect();
      await carol.ask('turn', {});
      expect(gateway.directory.counts.sockets).toBe(2);
    });

    it('a request that wants no acknowledgement', async () => {
      mallory.socket.emit('leave', {});
      await mallory.cut();
      expect(mallory.socket.connected).toBeFalse();
    });

    it('a frame of 32 KiB and one byte, but reads one of 32 KiB', async () => {
      const ofLength = (length: number) => `420["shutdown","${'x'.repeat(length - 18)}"]`;
      const fits = await member();
      fits.send(ofLength(32 * 1024));
      expect(await fits.hears()).toBe(`430[${JSON.stringify(malformed)}]`);
      const tooLong = await member();
      tooLong.send(ofLength(32 * 1024 + 1));
      await tooLong.cut();
    });

    const poison: readonly (readonly [what: string, frame: string | Uint8Array])[] = [
      ['bytes', new Uint8Array([1, 2, 3])],
      ['an event with an attachment', '451-["open",{"_placeholder":true,"num":0}]'],
      ['an acknowledgement with an attachment', '461-0[{"_placeholder":true,"num":0}]'],
      ['five attachments that never come', '455-["open",{"_placeholder":true,"num":0}]'],
      ['JSON that is none', '42["open",'],
      ['an event without a name', '42[]'],
      ['an event named as Socket.IO’s own', '42["disconnect",{}]'],
      ['a second CONNECT', '40'],
      ['a packet of no known type', '49'],
      ['a ping in the wrong direction', '2'],
      ['nonsense below Socket.IO', 'x'],
    ];
    for (const [what, frame] of poison) {
      it(what, async () => {
        const raw = await member();
        raw.send(frame);
        await raw.cut();
      });
    }

    it('text that is not UTF-8', async () => {
      const raw = await member();
      raw.sendInvalidText();
      await raw.cut();
    });

    it('a flood of packets, even of such as need no answer', async () => {
      const raw = await member();
      for (let sent = 0; sent < 400; sent += 1) raw.send('43999[]');
      await raw.cut();
    });

    it('a flood of namespaces', async () => {
      const raw = await member();
      for (let sent = 0; sent < 400; sent += 1) raw.send(`40/room-${sent},`);
      await raw.cut();
    });

    it('a connection that never says CONNECT', async () => {
      const raw = dial();
      await raw.hears();
      await raw.cut();
    });
  });

  describe('shrugs at', () => {
    it('an acknowledgement that nobody asked for', async () => {
      const raw = await member();
      raw.send('43123456[{}]');
      raw.send('420["leave",{}]');
      expect(await raw.hears()).toBe(`430[${JSON.stringify(gone)}]`);
    });

    it('an acknowledgement id of 310 digits', async () => {
      const raw = await member();
      raw.send(`42${'9'.repeat(310)}["leave",{}]`);
      raw.send('420["leave",{}]');
      expect((await raw.hears()).startsWith('43')).toBeTrue();
    });

    it('a namespace that there is none of', async () => {
      const raw = await member();
      raw.send('40/admin,');
      expect(await raw.hears()).toBe('44/admin,{"message":"Invalid namespace"}');
    });

    it('a frame that comes in pieces, slowly', async () => {
      const raw = await member();
      raw.sendInPieces('420["leave",{}]');
      expect(await raw.hears()).toBe(`430[${JSON.stringify(gone)}]`);
    });
  });

  describe('does not even open a connection for', () => {
    const strangers: readonly (readonly [what: string, path: string, origin?: string])[] = [
      ['another page', '', 'https://evil.example'],
      ['a page of this host on another port', '', 'http://localhost:1'],
      ['a page without an origin', '', 'null'],
      ['something that is no page', ''],
      ['an older protocol', '&EIO=3'],
      ['a query with wishes of its own', '&room=4711'],
      ['an address that does not end', `&t=${'x'.repeat(200)}`],
    ];
    for (const [what, query, origin] of strangers) {
      it(what, async () => {
        const own = query === '' ? origin : gateway.origin;
        const path = `/socket.io/?transport=websocket${query.includes('EIO') ? query : `&EIO=4${query}`}`;
        const raw = new RawWebSocket(gateway.port, path, own);
        await raw.cut();
        expect(raw.wasOpen).toBeFalse();
      });
    }

    it('headers that do not end', async () => {
      const raw = new RawWebSocket(gateway.port, `/${'x'.repeat(20_000)}`, gateway.origin);
      await raw.cut();
      expect(raw.wasOpen).toBeFalse();
    });

    it('polling', async () => {
      const url = `${gateway.origin}/socket.io/?EIO=4&transport=polling`;
      const [response] = (await once(
        get(url, { headers: { origin: gateway.origin } }),
        'response',
        prompt(),
      )) as [IncomingMessage];
      response.resume();
      expect(response.statusCode).toBe(400);
    });
  });
});
