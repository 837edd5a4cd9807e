import { FakeClock, FakeNetwork, fakeTrack } from '@whispernet/testing';
import { meet } from './alice-and-bob';

describe('The share of the path that files may take', () => {
  let clock: FakeClock;
  let network: FakeNetwork;

  beforeEach(() => {
    clock = new FakeClock();
    network = new FakeNetwork();
  });

  const connect = async () => {
    const pair = await meet({ webRtc: network, scheduler: clock });
    await clock.advance(100);
    return pair;
  };
  const camera = () => ({ microphone: undefined, camera: fakeTrack('video') });
  const off = { microphone: undefined, camera: undefined };
  const lossy = [{ id: 'report', type: 'remote-inbound-rtp', fractionLost: 0.2 }];
  const loseFrames = () => {
    for (const connection of network.connections) connection.stats = lossy;
  };

  it('is all while nobody talks, whatever the path is like', async () => {
    const { alice } = await connect();
    loseFrames();
    await clock.advance(10_000);

    expect(alice.link.share$.value).toBe(1);
  });

  it('falls on both sides while a call suffers that goes one way', async () => {
    const { alice, bob } = await connect();
    alice.link.publish(camera());
    loseFrames();
    await clock.advance(3_200);

    expect(alice.link.share$.value).toBeCloseTo(0.216);
    expect(bob.link.share$.value).toBeCloseTo(0.216);
  });

  it('is all again at once when the last device is off', async () => {
    const { alice, bob } = await connect();
    alice.link.publish(camera());
    loseFrames();
    await clock.advance(3_200);
    alice.link.publish(off);
    expect(alice.link.share$.value).toBe(1);
    await clock.advance(2_000);

    expect(alice.link.share$.value).toBe(1);
    expect(bob.link.share$.value).toBe(1);
  });

  it('stays as it is while there is no path to look at', async () => {
    const { alice } = await connect();
    alice.link.publish(camera());
    loseFrames();
    await clock.advance(1_200);
    network.interrupt();
    await clock.advance(10_000);

    expect(alice.link.share$.value).toBeCloseTo(0.6);
  });

  it('goes on being watched after a second in which the browser said nothing', async () => {
    const { alice } = await connect();
    alice.link.publish(camera());
    loseFrames();
    const refusals = network.connections.map((connection) =>
      spyOn(connection, 'getStats').and.rejectWith(new DOMException('', 'InvalidStateError')),
    );
    await clock.advance(2_200);
    expect(alice.link.share$.value).toBe(1);
    for (const refusal of refusals) refusal.and.callThrough();
    await clock.advance(2_000);

    expect(alice.link.share$.value).toBeCloseTo(0.36);
  });

  it('is all again when the link has ended', async () => {
    const { alice } = await connect();
    alice.link.publish(camera());
    loseFrames();
    await clock.advance(3_200);
    alice.leave();

    expect(alice.link.share$.value).toBe(1);
    await clock.advance(1_000);
    expect(clock.actions.length).toBe(0);
  });
});

describe('A camera on a path that carries voices only', () => {
  let clock: FakeClock;
  let network: FakeNetwork;

  beforeEach(() => {
    clock = new FakeClock();
    network = new FakeNetwork();
  });

  const media = () => ({ microphone: fakeTrack('audio'), camera: fakeTrack('video') });
  const lose = (fractionLost: number) => {
    for (const connection of network.connections)
      connection.stats = [{ id: 'report', type: 'remote-inbound-rtp', fractionLost }];
  };
  const connect = async () => {
    const pair = await meet({ webRtc: network, scheduler: clock });
    await clock.advance(100);
    pair.alice.link.publish(media());
    await clock.advance(100);
    return pair;
  };
  const sentTo = ({ alice }: Awaited<ReturnType<typeof connect>>) =>
    alice.connections
      .at(-1)
      ?.getTransceivers()
      .slice(0, 2)
      .map(({ sender }) => sender.track?.kind);

  it('is held back, which both are told, and comes back by itself', async () => {
    const pair = await connect();
    const { alice, bob } = pair;
    expect(sentTo(pair)).toEqual(['audio', 'video']);
    lose(0.3);
    await clock.advance(10_000);

    expect(sentTo(pair)).toEqual(['audio', undefined]);
    expect(alice.link.holdsPicture$.value).toBe(true);
    expect(bob.link.media$.value.camera).toBeUndefined();
    expect(bob.messages.at(-1)).toEqual({
      ...{ t: 'media', mic: true, cam: false, screen: null, held: true },
    });
    lose(0);
    await clock.advance(16_000);

    expect(sentTo(pair)).toEqual(['audio', 'video']);
    expect(bob.link.media$.value.camera).toBeDefined();
    expect(bob.messages.at(-1)).toEqual({ t: 'media', mic: true, cam: true, screen: null });
  });

  it('is not called held any more once its owner has turned it off', async () => {
    const { alice, bob } = await connect();
    lose(0.3);
    await clock.advance(10_000);
    alice.link.publish({ microphone: undefined, camera: undefined });
    await clock.advance(100);

    expect(alice.link.holdsPicture$.value).toBe(false);
    expect(bob.messages.at(-1)).toEqual({ t: 'media', mic: false, cam: false, screen: null });
  });

  it('is not held by bob, who only listens', async () => {
    const { bob } = await connect();
    lose(0.3);
    await clock.advance(10_000);
    expect(bob.link.holdsPicture$.value).toBe(false);
  });
});

describe('What is known of a call', () => {
  it('is how it fares, second by second, while there is one', async () => {
    const clock = new FakeClock();
    const network = new FakeNetwork();
    const { alice } = await meet({ webRtc: network, scheduler: clock });
    await clock.advance(2_000);
    expect(alice.link.quality$.value).toBeUndefined();
    alice.link.publish({ microphone: fakeTrack('audio'), camera: undefined });
    await clock.advance(1_200);
    expect(alice.link.quality$.value).toBe('good');
    for (const connection of network.connections)
      connection.stats = [{ id: 'report', type: 'remote-inbound-rtp', fractionLost: 0.2 }];
    await clock.advance(2_000);
    expect(alice.link.quality$.value).toBe('poor');
    alice.link.publish({ microphone: undefined, camera: undefined });
    expect(alice.link.quality$.value).toBeUndefined();
  });

  it('is read at once, a second later and every two seconds then, while somebody listens', async () => {
    const clock = new FakeClock();
    const { alice } = await meet({ webRtc: new FakeNetwork(), scheduler: clock });
    await clock.advance(100);
    let readings = 0;
    const listening = alice.link.details$.subscribe(({ path }) => {
      if (path === 'direct') readings += 1;
    });
    const counted: number[] = [];
    for (const ms of [10, 1_000, 2_000, 2_000]) {
      await clock.advance(ms);
      counted.push(readings);
    }
    expect(counted).toEqual([1, 2, 3, 4]);
    listening.unsubscribe();
    await clock.advance(10_000);
    expect(readings).toBe(4);
  });
});
