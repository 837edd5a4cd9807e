import { FakeClock, FakeNetwork, settled } from '@whispernet/testing';
import type { PeerSignal } from '@whispernet/protocol';
import { type Carry, type Meeting, type Side, honest, meet } from './alice-and-bob';
import { ownFingerprint } from './fingerprints';
import type { Binding } from './link-state';

describe('PeerLink', () => {
  let network: FakeNetwork;
  let clock: FakeClock;

  beforeEach(() => {
    network = new FakeNetwork();
    clock = new FakeClock();
  });

  const begin = (meeting: Partial<Meeting> = {}) =>
    meet({ webRtc: network, scheduler: clock, ...meeting });
  const connect = async (meeting: Partial<Meeting> = {}) => {
    const pair = await begin(meeting);
    await clock.advance(100);
    return pair;
  };
  const direct = { phase: 'connected', path: 'direct' } as const;
  /** The main connection of a side, to do with it what no link would. */
  const raw = ({ connections }: Side) => {
    const connection = network.connections.find((each) => Object.is(each, connections[0]));
    if (connection === undefined) throw new Error('no connection yet');
    return connection;
  };
  const ended = (end: string) => jasmine.objectContaining({ phase: 'closed', end });

  describe('until it is connected', () => {
    it('connects alice with bob', async () => {
      const { alice, bob } = await connect();

      expect(alice.states).toEqual([{ phase: 'connecting' }, direct]);
      expect(bob.states).toEqual([{ phase: 'connecting' }, direct]);
    });

    it('says that the path is relayed where one of them hides the own address', async () => {
      const { alice, bob } = await connect({ bob: { iceTransportPolicy: 'relay' } });

      expect(alice.link.state$.value).toEqual({ phase: 'connected', path: 'relayed' });
      expect(bob.link.state$.value).toEqual({ phase: 'connected', path: 'relayed' });
    });

    it('says so also where the candidate that explains the path comes after the first packets', async () => {
      const { alice } = await begin({
        bob: { iceTransportPolicy: 'relay' },
        // Bob's candidates come when he repeats them, bound.
        carry: (signal, deliver) => {
          if (signal.t !== 'ice' || !JSON.stringify(signal.c).includes(' relay')) deliver(signal);
        },
      });
      const connection = raw(alice);
      const known = connection.getStats.bind(connection);
      let asked = 0;
      connection.getStats = () => {
        asked += 1;
        return asked === 1 ? Promise.resolve(new Map<string, never>()) : known();
      };
      await clock.advance(200);

      expect(alice.states.slice(1)).toEqual([direct, { phase: 'connected', path: 'relayed' }]);
    });

    it('describes a data channel only, and alice offers it', async () => {
      const published = { microphone: undefined, camera: undefined };
      const { alice, bob } = await begin();
      alice.link.publish(published);
      await clock.advance(100);

      const descriptions = [...alice.sealed, ...bob.sealed].filter(({ t }) => t === 'sdp');
      expect(descriptions.map((signal) => signal.t === 'sdp' && signal.k)).toEqual([
        'offer',
        'answer',
      ]);
      for (const signal of descriptions)
        expect(signal.t === 'sdp' && signal.sdp.match(/^m=\w+/gm)).toEqual(['m=application']);
    });

    const losing = (kind: string): Carry => {
      let lost = false;
      return (signal, deliver) => {
        const loses = !lost && (signal.t === 'sdp' ? signal.k : signal.t) === kind;
        lost ||= loses;
        if (!loses) deliver(signal);
      };
    };

    for (const kind of ['offer', 'answer', 'ice'])
      it(`survives a lost ${kind}`, async () => {
        const { alice, bob } = await connect({ carry: losing(kind) });
        await clock.advance(3_000);

        expect(alice.link.state$.value).toEqual(direct);
        expect(bob.link.state$.value).toEqual(direct);
      });

    it('survives signals that arrive in the wrong order', async () => {
      const held: (() => void)[] = [];
      const { alice, bob } = await connect({
        carry: (signal, deliver) => {
          held.push(() => {
            deliver(signal);
          });
        },
      });
      for (let round = 0; round < 4; round += 1) {
        for (const deliver of held.splice(0).reverse()) deliver();
        await clock.advance(100);
      }

      expect(alice.link.state$.value).toEqual(direct);
      expect(bob.link.state$.value).toEqual(direct);
    });

    it('survives signals that arrive twice', async () => {
      const { alice, bob } = await connect({
        carry: (signal, deliver) => {
          deliver(signal);
          deliver(signal);
        },
      });

      expect(alice.link.state$.value).toEqual(direct);
      expect(bob.link.state$.value).toEqual(direct);
    });

    it('gives up when there is no path within 15 s', async () => {
      network.interrupt();
      const { alice } = await begin();
      await clock.advance(14_999);
      expect(alice.link.state$.value).toEqual({ phase: 'connecting' });
      await clock.advance(1);

      expect(alice.link.state$.value).toEqual({ phase: 'closed', end: 'no-path' });
    });

    it('ends on a description that asks for a camera', async () => {
      const { alice, bob } = await connect({
        carry: changing((sdp) => `${sdp}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n`),
      });

      expect(bob.link.state$.value).toEqual(ended('protocol-violation'));
      expect(alice.link.state$.value).toEqual({ phase: 'connecting' });
    });
  });

  describe('proof of who is there', () => {
    const wrong = { ...honest, mac: () => Promise.resolve(new Uint8Array(32)) };
    const missing = { ...honest, mac: () => new Promise<never>(() => undefined) };

    it('ends where the proof is wrong', async () => {
      const { alice } = await connect({ bob: { binding: wrong } });

      expect(alice.states).toEqual([{ phase: 'connecting' }, ended('not-bound')]);
    });

    it('ends where no proof comes within 10 s', async () => {
      const { alice, bob } = await connect({ bob: { binding: missing } });
      expect(alice.link.state$.value).toEqual({ phase: 'connecting' });
      await clock.advance(10_000);

      expect(alice.link.state$.value).toEqual(ended('no-proof'));
      expect(bob.link.state$.value).toEqual(ended('no-proof'));
    });

    it('is lost, and not suspected, where the path breaks before the proof', async () => {
      const { alice } = await connect({ bob: { binding: missing } });
      network.interrupt();
      await clock.advance(10_000);

      expect(alice.link.state$.value).toEqual(ended('connection-lost'));
    });

    it('says on both sides that the proof was wrong, whoever finds out first', async () => {
      const slow = {
        ...wrong,
        verify: () => new Promise<boolean>((tell) => setTimeout(tell, 5, false)),
      };
      const { alice, bob } = await connect({ alice: { binding: wrong }, bob: { binding: slow } });
      await new Promise((resolve) => setTimeout(resolve, 20));

      expect(alice.link.state$.value).toEqual(ended('not-bound'));
      expect(bob.link.state$.value).toEqual(ended('not-bound'));
    });

    for (const [what, frame] of [
      ['thousands of frames', () => '{"t":"hello"}'],
      ['megabytes', () => 'x'.repeat(64 * 1024)],
    ] as const)
      it(`ends where the peer sends ${what} before it has proved itself`, async () => {
        const never = { ...honest, verify: () => new Promise<never>(() => undefined) };
        const { alice, bob } = await connect({ alice: { binding: never } });
        for (let each = 0; each < 1_100; each += 1) raw(bob).channels[0]?.send(frame());
        await clock.advance(10);

        expect(alice.link.state$.value).toEqual(ended('protocol-violation'));
        expect(alice.messages).toEqual([]);
      });

    it('ends where something else comes first', async () => {
      const { alice, bob } = await connect({ bob: { binding: missing } });
      raw(bob).channels[0]?.send('{"t":"hello"}');
      await settled();

      expect(alice.states).toEqual([{ phase: 'connecting' }, ended('not-bound')]);
      expect(alice.messages).toEqual([]);
    });

    it('reads nothing until the proof is checked, and loses nothing', async () => {
      let check: (right: boolean) => void = () => undefined;
      const verify = () => new Promise<boolean>((resolve) => (check = resolve));
      const { alice, bob } = await connect({ alice: { binding: { ...honest, verify } } });
      bob.link.send({ t: 'hello', name: 'bob' });
      await clock.advance(100);
      expect(bob.link.state$.value).toEqual(direct);
      expect(alice.messages).toEqual([]);
      check(true);
      await clock.advance(100);

      expect(alice.messages).toEqual([{ t: 'hello', name: 'bob' }]);
    });

    it('finds no path to a certificate that the description has not named', async () => {
      const { alice, bob } = await connect({
        carry: changing((sdp) => sdp.replace(/(sha-256 )\S+/, `$1${'ab:'.repeat(31)}ab`)),
      });
      await clock.advance(15_000);

      expect(alice.states).toEqual([{ phase: 'connecting' }, ended('no-path')]);
      expect(bob.states).toEqual([{ phase: 'connecting' }, ended('no-path')]);
    });

    it('tells its certificates once they are proved, each side the other’s', async () => {
      const { alice, bob } = await begin();
      expect(alice.link.certificates).toBeUndefined();
      await clock.advance(100);
      const [atAlice, atBob] = [alice.link.certificates, bob.link.certificates];
      expect(atAlice?.own.length).toBe(32);
      expect(atAlice?.own).toEqual(atBob?.peer);
      expect(atAlice?.peer).toEqual(atBob?.own);
      expect(atAlice?.own).not.toEqual(atAlice?.peer);
    });

    for (const [how, proves] of [
      ['shows', false],
      ['shows and proves', true],
    ] as const)
      it(`ends where another connection ${how} another certificate`, async () => {
        const other = await network.generateCertificate();
        let first = true;
        let proofs = 0;
        const mac: Binding['mac'] = (own, peer) => {
          proofs += 1;
          return honest.mac(proves && proofs > 1 ? ownFingerprint(other) : own, peer);
        };
        const createConnection = (configuration: RTCConfiguration) => {
          const certificates = first ? configuration.certificates : [other];
          first = false;
          return network.createConnection({
            ...configuration,
            ...(certificates && { certificates }),
          });
        };
        const { generateCertificate } = network;
        const webRtc = { createConnection, generateCertificate };
        const { alice } = await connect({ bob: { webRtc, binding: { ...honest, mac } } });
        const opening = alice.link.openBulk();
        opening.catch(() => undefined); // looked at below
        await clock.advance(100);

        expect(alice.link.state$.value).toEqual(ended('not-bound'));
        await expectAsync(opening).toBeRejectedWith(
          jasmine.objectContaining({ code: 'not-bound' }),
        );
      });
  });

  describe('messages', () => {
    it('keeps what is said too early, in order', async () => {
      const { alice, bob } = await begin();
      const names = ['a', 'b', 'c'];
      for (const name of names) alice.link.send({ t: 'hello', name });
      await clock.advance(100);

      expect(bob.messages).toEqual(names.map((name) => ({ t: 'hello', name })));
    });

    it('spreads a burst so that the peer takes it for none', async () => {
      const { alice, bob } = await connect();
      for (let each = 0; each < 1_200; each += 1) alice.link.send({ t: 'hello', name: `${each}` });
      await clock.advance(1_000);
      expect(bob.messages.length).toBeLessThanOrEqual(100);
      await clock.advance(24_000);

      expect(bob.messages.at(-1)).toEqual({ t: 'hello', name: '1199' });
      expect(bob.link.state$.value).toEqual(direct);
    });

    it('ends where the peer floods', async () => {
      const { alice, bob } = await connect();
      for (let each = 0; each < 1_200; each += 1) raw(bob).channels[0]?.send('{"t":"hello"}');
      await clock.advance(100);

      expect(alice.link.state$.value).toEqual(ended('protocol-violation'));
      expect(alice.messages.length).toBeLessThanOrEqual(1_100);
    });

    it('ignores what it does not understand', async () => {
      const { alice, bob } = await connect();
      const channel = raw(bob).channels[0];
      for (const frame of ['', '{', '{"t":"dance"}', '{"t":"hello","name":1}'])
        channel?.send(frame);
      channel?.send(new ArrayBuffer(32));
      bob.link.send({ t: 'hello', name: 'bob' });
      await clock.advance(100);

      expect(alice.messages).toEqual([{ t: 'hello', name: 'bob' }]);
      expect(alice.link.state$.value).toEqual(direct);
    });

    it('refuses a message of more than 64 KiB', async () => {
      const { alice } = await connect();

      expect(() => {
        alice.link.send({ t: 'hello', name: 'a'.repeat(64 * 1024) });
      }).toThrowError(RangeError);
    });
  });

  describe('the end', () => {
    it('says goodbye', async () => {
      const { alice, bob } = await connect();
      alice.leave();
      expect(alice.link.state$.value).toEqual(ended('aborted'));
      await clock.advance(100);

      expect(bob.link.state$.value).toEqual(ended('left'));
    });

    it('takes a page that is gone for somebody who has left', async () => {
      const { alice, bob } = await connect();
      raw(alice).close();
      await settled();

      expect(bob.link.state$.value).toEqual(ended('left'));
    });

    it('ends where a channel is announced', async () => {
      const { alice, bob } = await connect();
      raw(bob).createDataChannel('surprise');
      await settled();

      expect(alice.link.state$.value).toEqual(ended('protocol-violation'));
    });

    it('comes before any connection where it was given up before it began', async () => {
      const webRtc = new FakeNetwork();
      const signal = AbortSignal.abort(new Error('given up'));
      await expectAsync(begin({ alice: { signal, webRtc } })).toBeRejectedWithError('given up');

      expect(webRtc.connections).toEqual([]);
    });

    it('drops what is said afterwards', async () => {
      const { alice, bob } = await connect();
      alice.leave();
      alice.link.send({ t: 'hello' });
      alice.link.publish({ microphone: undefined, camera: undefined });
      await clock.advance(1_000);

      expect(bob.messages).toEqual([]);
      await expectAsync(alice.link.openBulk()).toBeRejectedWith(
        jasmine.objectContaining({ name: 'LinkError', code: 'aborted' }),
      );
    });

    it('leaves nothing running', async () => {
      const { alice } = await connect();
      const opening = alice.link.openBulk();
      await clock.advance(100);
      await opening;
      alice.leave();
      await clock.advance(1_000);

      expect(clock.actions.length).toBe(0);
      expect(network.connections.map(({ connectionState }) => connectionState)).toEqual(
        network.connections.map(() => 'closed'),
      );
    });
  });
});

/** Changes every offer on its way. */
function changing(change: (sdp: string) => string): Carry {
  return (signal: PeerSignal, deliver) => {
    const offer = signal.t === 'sdp' && signal.k === 'offer';
    deliver(offer ? { ...signal, sdp: change(signal.sdp) } : signal);
  };
}
