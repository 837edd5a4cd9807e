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
