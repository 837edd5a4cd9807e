import { FakeClock, FakeNetwork } from '@whispernet/testing';
import { type Carry, meet } from './alice-and-bob';

describe('An interrupted PeerLink', () => {
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
  const connect = async () => {
    const pair = await meet({ webRtc: network, scheduler: clock, carry });
    await clock.advance(100);
    return pair;
  };

  it('says so, and goes on when packets get through again', async () => {
    const { alice, bob } = await connect();
    gateway = false;
    network.interrupt();
    await clock.advance(20_000);
    expect(alice.link.state$.value).toEqual({ phase: 'reconnecting', path: 'direct' });
    network.mend();
    await clock.advance(100);

    for (const { states } of [alice, bob])
      expect(states.map(({ phase }) => phase)).toEqual([
        'connecting',
        'connected',
        'reconnecting',
        'connected',
      ]);
  });

  it('finds another path through the gateway', async () => {
    const { alice, bob } = await connect();
    network.breakPaths();
    await clock.advance(1_000);

    expect(alice.link.state$.value.phase).toBe('connected');
    expect(bob.link.state$.value.phase).toBe('connected');
  });

  it('looks for another path with the relays that are to be had by then', async () => {
    const relays = ['turn:before'];
    const iceServers = () => [{ urls: relays.at(-1) ?? '' }];
    const { alice } = await meet({ webRtc: network, scheduler: clock, alice: { iceServers } });
    await clock.advance(100);
    const [main] = alice.connections;
    expect(main?.getConfiguration().iceServers).toEqual([{ urls: 'turn:before' }]);
    relays.push('turn:renewed');
    network.breakPaths();
    await clock.advance(1_000);

    expect(main?.getConfiguration().iceServers).toEqual([{ urls: 'turn:renewed' }]);
    expect(main?.getConfiguration().certificates?.length).toBe(1);
    expect(alice.link.state$.value.phase).toBe('connected');
  });

  it('finds another path when the gateway comes back', async () => {
    const { alice, bob } = await connect();
    gateway = false;
    network.breakPaths();
    await clock.advance(20_000);
    expect(alice.link.state$.value.phase).toBe('reconnecting');
    gateway = true;
    await clock.advance(3_000);

    expect(alice.link.state$.value.phase).toBe('connected');
    expect(bob.link.state$.value.phase).toBe('connected');
  });

  it('does not answer repetitions with repetitions while its own offer is open', async () => {
    const { alice, bob } = await connect();
    gateway = false;
    network.interrupt();
    await clock.advance(100);
    const offer = bob.sealed.findLast(({ t }) => t === 'sdp');
    if (offer === undefined) throw new Error('bob has not offered');
    alice.receive(offer); // which alice ignores, as her own is open
    const before = alice.sealed.length;
    alice.receive(offer);
    await clock.advance(100);

    expect(alice.sealed.length).toBe(before);
  });

  it('is not taken for a flood when much was said meanwhile', async () => {
    const { alice, bob } = await connect();
    network.interrupt();
    await clock.advance(100);
    for (let each = 0; each < 1_200; each += 1) alice.link.send({ t: 'hello', name: `${each}` });
    await clock.advance(30_000);
    network.mend();
    await clock.advance(26_000);

    expect(bob.messages.length).toBe(1_200);
    expect(bob.link.state$.value.phase).toBe('connected');
  });

  it('renews its path over the control channel while that lives', async () => {
    const { alice, bob } = await connect();
    const before = [alice.sealed.length, bob.sealed.length];
    const path = alice.connections[0]?.localDescription?.sdp.match(/a=ice-ufrag:.*/)?.[0];
    alice.connections[0]?.restartIce();
    await clock.advance(100);

    expect(alice.connections[0]?.localDescription?.sdp).not.toContain(path ?? '');
    expect([alice.sealed.length, bob.sealed.length]).toEqual(before);
    expect(alice.link.state$.value.phase).toBe('connected');
  });

  it('keeps what is said until it can be heard', async () => {
    const { alice, bob } = await connect();
    network.interrupt();
    await clock.advance(1_000);
    alice.link.send({ t: 'hello', name: 'still here' });
    await clock.advance(1_000);
    expect(bob.messages).toEqual([]);
    network.mend();
    await clock.advance(100);

    expect(bob.messages).toEqual([{ t: 'hello', name: 'still here' }]);
  });

  it('is lost after a minute', async () => {
    const { alice, bob } = await connect();
    network.interrupt();
    await clock.advance(59_000);
    expect(alice.link.state$.value.phase).toBe('reconnecting');
    await clock.advance(1_100);

    expect(alice.link.state$.value).toEqual({ phase: 'closed', end: 'connection-lost' });
    expect(bob.link.state$.value).toEqual({ phase: 'closed', end: 'connection-lost' });
  });

  it('has its whole minute each time', async () => {
    const { alice } = await connect();
    for (let time = 0; time < 2; time += 1) {
      network.interrupt();
      await clock.advance(40_000);
      network.mend();
      await clock.advance(100);
    }

    expect(alice.link.state$.value.phase).toBe('connected');
  });

  it('is lost when its channel closes', async () => {
    const { alice } = await connect();
    network.interrupt();
    await clock.advance(100);
    network.connections.forEach(({ channels }) => channels[0]?.cut());
    await clock.advance(100);

    expect(alice.link.state$.value).toEqual({ phase: 'closed', end: 'connection-lost' });
  });
});
