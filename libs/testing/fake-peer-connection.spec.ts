import { timer } from 'rxjs';
import { FakeClock, settled } from './fake-clock';
import { FakeNetwork, installFakeWebRtc } from './fake-network';

describe('FakePeerConnection', () => {
  let network: FakeNetwork;

  beforeEach(() => {
    network = new FakeNetwork();
  });

  /** Alice's and bob's connection, each with the negotiated channel 0, and their candidates. */
  const pair = async () => {
    const candidates: RTCIceCandidate[][] = [[], []];
    const sides = await Promise.all(
      candidates.map(async (own) => {
        const certificates = [await network.generateCertificate()];
        const connection = network.createConnection({ certificates });
        connection.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate !== null) own.push(candidate);
        });
        const channel = connection.createDataChannel('chat', { negotiated: true, id: 0 });
        return { connection, channel, candidates: own };
      }),
    );
    const [alice, bob] = sides;
    if (alice === undefined || bob === undefined) throw new Error('two were asked for');
    return { alice, bob };
  };
  const described = ({ localDescription }: RTCPeerConnection) => {
    if (localDescription === null) throw new Error('nothing described yet');
    return localDescription;
  };
  const connect = async () => {
    const { alice, bob } = await pair();
    await alice.connection.setLocalDescription();
    await bob.connection.setRemoteDescription(described(alice.connection));
    await bob.connection.setLocalDescription();
    await alice.connection.setRemoteDescription(described(bob.connection));
    await settled();
    for (const candidate of bob.candidates) await alice.connection.addIceCandidate(candidate);
    await settled();
    return { alice, bob };
  };

  it('finds its peer by what both have described', async () => {
    const { alice, bob } = await connect();
    const received: unknown[] = [];
    bob.channel.addEventListener('message', ({ data }) => received.push(data));
    alice.channel.send('hello');
    await settled();

    expect([alice.connection, bob.connection].map((each) => each.connectionState)).toEqual([
      'connected',
      'connected',
    ]);
    expect(received).toEqual(['hello']);
  });

  it('refuses a candidate before its description', async () => {
    const { alice, bob } = await pair();
    await bob.connection.setLocalDescription();
    await settled();

    await expectAsync(alice.connection.addIceCandidate(bob.candidates[0] ?? null)).toBeRejectedWith(
      jasmine.objectContaining({ name: 'InvalidStateError' }),
    );
  });

  it('takes its own offer back for the one of its peer', async () => {
    const { alice, bob } = await pair();
    await Promise.all([alice, bob].map(({ connection }) => connection.setLocalDescription()));
    expect(bob.connection.signalingState).toBe('have-local-offer');
    await bob.connection.setRemoteDescription(described(alice.connection));

    expect(bob.connection.signalingState).toBe('have-remote-offer');
  });

  it('refuses an answer to nothing', async () => {
    const { alice } = await pair();

    await expectAsync(
      alice.connection.setRemoteDescription({ type: 'answer', sdp: '' }),
    ).toBeRejectedWith(jasmine.objectContaining({ name: 'InvalidStateError' }));
  });

  it('needs another path when the one in use has broken', async () => {
    const { alice, bob } = await connect();
    network.breakPaths();
    network.mend();
    expect(alice.connection.connectionState).toBe('disconnected');
    let needed = 0;
    alice.connection.addEventListener('negotiationneeded', () => (needed += 1));
    alice.connection.restartIce();
    await settled();
    expect(needed).toBe(1);
    await alice.connection.setLocalDescription();
    await bob.connection.setRemoteDescription(described(alice.connection));
    await bob.connection.setLocalDescription();
    await alice.connection.setRemoteDescription(described(bob.connection));
    await settled();

    expect(bob.connection.connectionState).toBe('connected');
  });

  it('closes the channels of its peer', async () => {
    const { alice, bob } = await connect();
    alice.connection.close();

    expect(bob.channel.readyState).toBe('closed');
  });

  it("stands in the browser's place until it is put back", () => {
    const restore = installFakeWebRtc(network);
    expect(new RTCPeerConnection().signalingState).toBe('stable');
    expect(network.connections.length).toBe(1);
    restore();

    expect('RTCPeerConnection' in globalThis).toBeFalse();
  });
});

describe('FakeClock', () => {
  it('stands still until it is moved', async () => {
    const clock = new FakeClock();
    const rung: number[] = [];
    timer(10, 20, clock).subscribe((count) => rung.push(count));
    await settled();
    expect(rung).toEqual([]);
    await clock.advance(9);
    expect(rung).toEqual([]);
    await clock.advance(41);

    expect(rung).toEqual([0, 1, 2]);
    expect(clock.now()).toBe(50);
  });
});
