import type { PeerSignal } from '@whispernet/protocol';
import {
  FakeClock,
  FakeNetwork,
  FakePeerConnection,
  fakeTrack,
  settled,
} from '@whispernet/testing';
import { Subject } from 'rxjs';
import { type Carry, type Meeting, type Side, honest, meet } from './alice-and-bob';
import { ownFingerprint } from './fingerprints';

describe('A PeerLink whose connection is replaced', () => {
  let clock: FakeClock;
  let network: FakeNetwork;
  let gateway: boolean;

  beforeEach(() => {
    clock = new FakeClock();
    network = new FakeNetwork();
    gateway = true;
  });

  const carry: Carry = (signal, deliver) => {
    if (gateway) deliver(signal);
  };
  const connect = async (meeting: Partial<Meeting> = {}) => {
    const pair = await meet({ webRtc: network, scheduler: clock, carry, ...meeting });
    await clock.advance(100);
    return pair;
  };
  const fake = (connection: RTCPeerConnection | undefined) => {
    if (!(connection instanceof FakePeerConnection)) throw new Error('no connection yet');
    return connection;
  };
  const notices = ({ connections }: Side) => {
    fake(connections.at(-1)).lose();
  };
  /** The path is gone for good, and both notice it. */
  const strand = (...sides: readonly Side[]) => {
    network.strand();
    sides.forEach(notices);
  };
  const phases = ({ states }: Side) => states.map(({ phase }) => phase);
  const living = ({ connections }: Side) =>
    connections.filter(({ connectionState }) => connectionState !== 'closed').length;
  const say = ({ link }: Side, name: string) => {
    link.send({ t: 'hello', name });
  };
  const namesHeardBy = ({ messages }: Side) =>
    messages.map((message) => (message.t === 'hello' ? message.name : message.t));
  const ended = (end: string) => jasmine.objectContaining({ phase: 'closed', end });
  const signalOf = (side: Side, matches: (signal: PeerSignal) => boolean): PeerSignal => {
    const found = side.sealed.find(matches);
    if (found === undefined) throw new Error('not sent');
    return found;
  };

  describe('goes on', () => {
    it('where the old path never comes back', async () => {
      const { alice, bob } = await connect();
      strand(alice, bob);
      await clock.advance(1_000);

      for (const side of [alice, bob]) {
        expect(phases(side)).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
        expect(side.connections.length).toBe(2);
        expect(living(side)).toBe(1);
      }
    });

    it('again and again', async () => {
      const { alice, bob } = await connect();
      for (let time = 0; time < 4; time += 1) {
        strand(alice, bob);
        await clock.advance(6_000);
        say(alice, `a${time}`);
        say(bob, `b${time}`);
        await clock.advance(100);
      }

      expect(namesHeardBy(bob)).toEqual(['a0', 'a1', 'a2', 'a3']);
      expect(namesHeardBy(alice)).toEqual(['b0', 'b1', 'b2', 'b3']);
      expect([living(alice), living(bob)]).toEqual([1, 1]);
    });

    it('where ICE finds another path for the old connection at the same time', async () => {
      const { alice, bob } = await connect();
      network.breakPaths();
      say(alice, 'a');
      await clock.advance(20_000);
      say(bob, 'b');
      await clock.advance(100);

      expect(phases(alice)).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
      expect([namesHeardBy(alice), namesHeardBy(bob)]).toEqual([['b'], ['a']]);
      expect([living(alice), living(bob)]).toEqual([1, 1]);
    });

    for (const who of ['alice', 'bob'] as const)
      it(`where only ${who} has noticed`, async () => {
        const pair = await connect();
        strand(pair[who]);
        await clock.advance(1_000);

        expect(pair.alice.link.state$.value.phase).toBe('connected');
        expect(pair.bob.link.state$.value.phase).toBe('connected');
        expect([pair.alice, pair.bob].map(living)).toEqual([1, 1]);
        say(pair.alice, 'a');
        say(pair.bob, 'b');
        await clock.advance(100);
        expect([namesHeardBy(pair.alice), namesHeardBy(pair.bob)]).toEqual([['b'], ['a']]);
      });

    it('where one notices later than the other', async () => {
      const { alice, bob } = await connect();
      gateway = false;
      strand(bob);
      await clock.advance(10_000);
      notices(alice);
      await clock.advance(3_000);
      gateway = true;
      await clock.advance(15_000);

      expect([alice, bob].map(({ link }) => link.state$.value.phase)).toEqual([
        'connected',
        'connected',
      ]);
    });

    for (const who of ['alice', 'bob'] as const)
      it(`before anybody has noticed, where ${who} is online again`, async () => {
        const online$ = new Subject<void>();
        const { alice, bob } = await connect({ [who]: { online$ } });
        network.strand();
        say(alice, 'into the void');
        online$.next();
        await clock.advance(1_000);

        expect(namesHeardBy(bob)).toEqual(['into the void']);
        expect(phases(alice).filter((phase) => phase === 'closed')).toEqual([]);
        expect([living(alice), living(bob)]).toEqual([1, 1]);
      });

    it('where the new path is lost, too, before it is in use', async () => {
      let proofs = 0;
      const verify = (...proof: Parameters<typeof honest.verify>) => {
        proofs += 1;
        if (proofs === 2) network.strand();
        return honest.verify(...proof);
      };
      const { alice, bob } = await connect({ alice: { binding: { ...honest, verify } } });
      strand(alice, bob);
      await clock.advance(2_000);
      expect(alice.link.state$.value.phase).toBe('reconnecting');
      [alice, bob].forEach(notices);
      await clock.advance(25_000);
      say(alice, 'a');
      await clock.advance(100);

      expect(namesHeardBy(bob)).toEqual(['a']);
      expect([living(alice), living(bob)]).toEqual([1, 1]);
    });

    it('where the other one has gone over first, and has closed the old connection', async () => {
      const online$ = new Subject<void>();
      let proofs = 0;
      const verify = async (...proof: Parameters<typeof honest.verify>) => {
        proofs += 1;
        if (proofs === 2) {
          await settled(); // his proof has arrived, hers and her HEARD, too
          fake(bob.connections[1]).hold();
        }
        return honest.verify(...proof);
      };
      const { alice, bob } = await connect({
        alice: { online$ },
        bob: { binding: { ...honest, verify } },
      });
      online$.next();
      await clock.advance(1_000);
      expect(bob.connections[0]?.connectionState).toBe('closed');
      expect(alice.link.state$.value.phase).toBe('reconnecting');
      for (const channel of fake(bob.connections[1]).channels) {
        channel.held = false;
        channel.deliver();
      }
      say(alice, 'a');
      await clock.advance(1_000);

      expect(alice.link.state$.value.phase).toBe('connected');
      expect(namesHeardBy(bob)).toEqual(['a']);
      expect([living(alice), living(bob)]).toEqual([1, 1]);
    });

    for (const lost of [1, 2, 5, 9])
      it(`where the gateway loses the first ${lost} signals`, async () => {
        let toLose = 0;
        const losing: Carry = (signal, deliver) => {
          if (toLose > 0) toLose -= 1;
          else deliver(signal);
        };
        const { alice, bob } = await connect({ carry: losing });
        toLose = lost;
        strand(alice, bob);
        await clock.advance(15_000);

        expect(alice.link.state$.value.phase).toBe('connected');
        expect(bob.link.state$.value.phase).toBe('connected');
      });

    it('where the gateway is away for most of a minute', async () => {
      const { alice, bob } = await connect();
      gateway = false;
      strand(alice, bob);
      await clock.advance(50_000);
      expect(alice.link.state$.value.phase).toBe('reconnecting');
      gateway = true;
      await clock.advance(6_000);

      expect(alice.link.state$.value.phase).toBe('connected');
      expect(bob.link.state$.value.phase).toBe('connected');
    });

    it('not where the gateway stays away: then it is lost after a minute', async () => {
      const { alice, bob } = await connect();
      gateway = false;
      strand(alice, bob);
      await clock.advance(60_100);

      expect(alice.link.state$.value).toEqual(ended('connection-lost'));
      expect(bob.link.state$.value).toEqual(ended('connection-lost'));
      expect([living(alice), living(bob)]).toEqual([0, 0]);
      expect(clock.actions.length).toBe(0);
    });
  });

  describe('keeps', () => {
    it('everything that is said, in order, each once', async () => {
      const { alice, bob } = await connect();
      network.strand();
      for (let each = 0; each < 30; each += 1) {
        say(alice, `a${each}`);
        say(bob, `b${each}`);
      }
      await clock.advance(100);
      expect(namesHeardBy(bob)).toEqual([]);
      [alice, bob].forEach(notices);
      for (let each = 30; each < 40; each += 1) say(alice, `a${each}`);
      await clock.advance(3_000);

      expect(namesHeardBy(bob)).toEqual(Array.from({ length: 40 }, (_, each) => `a${each}`));
      expect(namesHeardBy(alice)).toEqual(Array.from({ length: 30 }, (_, each) => `b${each}`));
    });

    it('order where the old connection still delivers while the new one takes over', async () => {
      let believe: () => void = () => undefined;
      let proofs = 0;
      const verify = async (...proof: Parameters<typeof honest.verify>) => {
        proofs += 1;
        if (proofs === 2) await new Promise<void>((resolve) => (believe = resolve));
        return honest.verify(...proof);
      };
      const { alice, bob } = await connect({ alice: { binding: { ...honest, verify } } });
      const old = fake(alice.connections[0]);
      network.strand();
      say(alice, 'a');
      [alice, bob].forEach(notices);
      await clock.advance(1_000); // bob has said that he has heard nothing
      for (const channel of old.channels) {
        channel.held = false;
        channel.deliver();
      }
      await clock.advance(10);
      expect(namesHeardBy(bob)).toEqual(['a']);
      believe();
      await clock.advance(1_000);
      say(alice, 'b');
      await clock.advance(100);

      expect(alice.connections.length).toBe(2);
      expect(namesHeardBy(bob)).toEqual(['a', 'b']);
    });

    it('its certificates, and so what people have compared', async () => {
      const { alice, bob } = await connect();
      const before = alice.link.certificates;
      strand(alice, bob);
      await clock.advance(1_000);

      expect(alice.link.certificates).toEqual(before);
      expect(alice.connections[1]?.getConfiguration().certificates).toEqual(
        alice.connections[0]?.getConfiguration().certificates,
      );
    });

    it('the call: what is published now is sent on the new lines, and seen', async () => {
      const { alice, bob } = await connect();
      const [camera, screen] = [fakeTrack('video'), fakeTrack('video')];
      const [microphone, screenSound] = [fakeTrack('audio'), fakeTrack('audio')];
      alice.link.publish({ microphone, camera, screen, screenSound });
      bob.link.publish({ microphone: undefined, camera: fakeTrack('video') });
      await clock.advance(100);
      const seen = bob.link.media$.value;
      strand(alice, bob);
      alice.link.publish({ microphone: undefined, camera, screen, screenSound });
      expect(bob.link.media$.value).toBe(seen);
      await clock.advance(1_000);

      const sent = alice.connections[1]?.getTransceivers().map(({ sender }) => sender.track);
      expect(sent).toEqual([null, camera, screen, screenSound]);
      const lines = bob.connections[1]?.getTransceivers();
      expect(bob.link.media$.value).toEqual({
        microphone: undefined,
        camera: lines?.[1]?.receiver.track,
        screen: lines?.[2]?.receiver.track,
        screenSound: lines?.[3]?.receiver.track,
      });
      expect(alice.link.media$.value.camera).toBe(
        alice.connections[1]?.getTransceivers()[1]?.receiver.track,
      );
    });

    it('showing the call until the new lines are agreed on', async () => {
      const { alice, bob } = await connect();
      const camera = fakeTrack('video');
      alice.link.publish({ microphone: undefined, camera });
      await clock.advance(100);
      const shown: unknown[] = [];
      bob.link.media$.subscribe((media) => shown.push(media.camera));
      strand(alice, bob);
      alice.link.publish({ microphone: fakeTrack('audio'), camera }); // said before the lines are there
      await clock.advance(1_000);

      expect(shown.length).toBe(2);
      expect(shown).not.toContain(undefined);
    });

    it('files going: bulk connections without a path close, others stay', async () => {
      const { alice, bob } = await connect();
      const openings = [alice.link.openBulk(), alice.link.openBulk()];
      await clock.advance(100);
      const [dead, alive] = await Promise.all(openings);
      network.strand();
      for (const side of [alice, bob]) {
        fake(side.connections[0]).lose();
        fake(side.connections[1]).lose();
      }
      await clock.advance(1_000);
      const opening = alice.link.openBulk();
      await clock.advance(100);

      expect(dead?.closed.aborted).toBeTrue();
      expect(alive?.closed.aborted).toBeFalse();
      await expectAsync(opening).toBeResolved();
    });

    it('opening what was being opened when the path was lost', async () => {
      const { alice, bob } = await connect();
      network.connections.forEach((each) => {
        each.hold();
      });
      const opening = alice.link.openBulk();
      await clock.advance(100);
      network.strand();
      [alice, bob].forEach(({ connections }) => {
        fake(connections[0]).lose();
      });
      await clock.advance(100);
      await expectAsync(opening).toBePending();
      await clock.advance(4_000);

      expect(alice.link.state$.value.phase).toBe('connected');
      // Stranded itself: it ends by its own deadline, and another one opens.
      const another = alice.link.openBulk();
      await clock.advance(15_000);
      await expectAsync(another).toBeResolved();
      await expectAsync(opening).toBeRejected();
    });
  });

  describe('ends', () => {
    it('when somebody leaves, as ever', async () => {
      const { alice, bob } = await connect();
      strand(alice, bob);
      await clock.advance(1_000);
      alice.leave();
      await clock.advance(1_000);

      expect(bob.link.state$.value).toEqual(ended('left'));
      expect([living(alice), living(bob)]).toEqual([0, 0]);
      expect(clock.actions.length).toBe(0);
    });

    it('when the page at the other end is gone', async () => {
      const { alice, bob } = await connect();
      strand(alice, bob);
      await clock.advance(1_000);
      for (const connection of alice.connections) connection.close();
      await settled();

      expect(bob.link.state$.value).toEqual(ended('left'));
    });

    it('when the page is gone while the new connection is being taken up', async () => {
      const verify = () => new Promise<never>(() => undefined);
      let first = true;
      const once = (...proof: Parameters<typeof honest.verify>) => {
        const known = first;
        first = false;
        return known ? honest.verify(...proof) : verify();
      };
      const online$ = new Subject<void>();
      const { alice, bob } = await connect({
        alice: { binding: { ...honest, verify: once }, online$ },
      });
      online$.next();
      await clock.advance(1_000);
      expect(bob.connections.length).toBe(2);
      for (const connection of alice.connections) connection.close();
      await settled();

      expect(bob.link.state$.value).toEqual(ended('left'));
    });

    it('and leaves nothing running in the middle of it', async () => {
      const { alice, bob } = await connect();
      gateway = false;
      strand(alice, bob);
      await clock.advance(1_000);
      alice.leave();
      bob.leave();
      await clock.advance(1_000);

      expect([living(alice), living(bob)]).toEqual([0, 0]);
      expect(clock.actions.length).toBe(0);
    });
  });

  describe('refuses', () => {
    it('a flood of requests: it makes two at once, then one in five seconds', async () => {
      const { alice } = await connect();
      for (let e = 0; e < 30; e += 1) {
        for (let n = 0; n < 10; n += 1) alice.receive({ pc: 0, e, n, t: 'renew' });
        await clock.advance(1);
      }
      expect(alice.connections.length).toBe(3);
      await clock.advance(60_000);

      expect(alice.connections.length).toBeLessThanOrEqual(15);
      expect(alice.link.state$.value.phase).toBe('connected');
    });

    const offerOf = (e: number, sdp: string): PeerSignal => ({
      ...{ pc: 0, e, n: 0, t: 'sdp', k: 'offer', sdp },
    });
    const offered = (side: Side) => {
      const offer = signalOf(side, ({ t }) => t === 'sdp');
      return offer.t === 'sdp' ? offer.sdp : '';
    };

    for (const e of [17, 1_000, 0xffff_ffff])
      it(`generation ${e} after generation 0`, async () => {
        const { alice, bob } = await connect();
        bob.receive(offerOf(e, offered(alice)));
        await clock.advance(100);

        expect(bob.connections.length).toBe(1);
        expect(bob.link.state$.value.phase).toBe('connected');
      });

    it('a generation that has passed', async () => {
      const { alice, bob } = await connect();
      for (let time = 0; time < 3; time += 1) {
        strand(alice, bob);
        await clock.advance(6_000);
      }
      const before = bob.connections.length;
      const late = signalOf(alice, ({ e, t }) => e === 1 && t === 'sdp');
      for (let each = 0; each < 3; each += 1) bob.receive({ ...late, e: each });
      await clock.advance(100);

      expect(bob.connections.length).toBe(before);
      expect(bob.link.state$.value.phase).toBe('connected');
    });

    it('one that bob has made: alice makes them', async () => {
      const { alice, bob } = await connect();
      alice.receive(offerOf(1, offered(bob)));
      await clock.advance(100);

      expect(alice.connections.length).toBe(1);
    });

    it('one before it is bound', async () => {
      const missing = { ...honest, mac: () => new Promise<never>(() => undefined) };
      const { alice, bob } = await connect({ alice: { binding: missing } });
      bob.receive(offerOf(1, offered(alice)));
      alice.receive({ pc: 0, e: 0, n: 2, t: 'renew' });
      await clock.advance(100);

      expect([alice.connections.length, bob.connections.length]).toEqual([1, 1]);
    });

    it('many at once: those that are never used are few', async () => {
      const { alice, bob } = await connect();
      for (let e = 1; e <= 200; e += 1) bob.receive(offerOf(e, offered(alice)));
      await clock.advance(100);

      expect(bob.connections.length).toBeLessThanOrEqual(5);
      expect(living(bob)).toBeLessThanOrEqual(2);
      expect(bob.link.state$.value.phase).toBe('connected');
    });

    it('one with another certificate, and ends', async () => {
      const { alice, bob } = await connect();
      const other = await network.generateCertificate();
      const hex = Array.from(ownFingerprint(other), (byte) => byte.toString(16).padStart(2, '0'));
      const sdp = offered(alice).replace(/(sha-256 )\S+/g, `$1${hex.join(':')}`);
      bob.receive(offerOf(1, sdp));
      await clock.advance(100);

      expect(bob.link.state$.value).toEqual(ended('not-bound'));
    });

    it('one whose proof is wrong, and ends', async () => {
      let proofs = 0;
      const mac: typeof honest.mac = (own, peer) => {
        proofs += 1;
        return proofs === 1 ? honest.mac(own, peer) : Promise.resolve(new Uint8Array(32));
      };
      const { alice, bob } = await connect({ bob: { binding: { ...honest, mac } } });
      strand(alice, bob);
      await clock.advance(1_000);

      expect(alice.link.state$.value).toEqual(ended('not-bound'));
    });

    for (const [what, said, frame, end] of [
      ['a peer that claims to have heard what was never said', 10, heard(11), 'protocol-violation'],
      ['a peer that says something else first', 10, '{"t":"hello"}', 'protocol-violation'],
      ['a peer that has heard too little to go on', 2_100, heard(0), 'connection-lost'],
    ] as const)
      it(`${what}, and ends`, async () => {
        let stranded = false;
        const createConnection = (configuration: RTCConfiguration) => {
          const connection = network.createConnection(configuration);
          const create = connection.createDataChannel.bind(connection);
          connection.createDataChannel = (...args) => {
            const channel = create(...args);
            const send = channel.send.bind(channel) as (message: unknown) => void;
            let frames = 0;
            // The second frame on a connection that replaces another one says how much was heard.
            if (stranded)
              channel.send = (message: unknown) => {
                frames += 1;
                send(frames === 2 ? frame : message);
              };
            return channel;
          };
          return connection;
        };
        const webRtc = { createConnection, generateCertificate: network.generateCertificate };
        const { alice, bob } = await connect({ bob: { webRtc } });
        for (let each = 0; each < said; each += 1) say(alice, `${each}`);
        for (let time = 0; time < 3; time += 1) {
          clock.leap(15_000); // 50 a second leave, and no more than 1,000 may arrive at once
          await settled();
        }
        expect(namesHeardBy(bob).length).toBe(said);
        stranded = true;
        strand(alice, bob);
        await clock.advance(1_000);

        expect(alice.link.state$.value).toEqual(ended(end));
      });
  });
});

/** HEARD as it travels. */
function heard(count: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, count);
  return bytes.buffer;
}
