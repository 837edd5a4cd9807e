import { FakeClock, FakeNetwork, fakeTrack } from '@whispernet/testing';
import { type Side, meet } from './alice-and-bob';
import type { LocalMedia } from './link-state';

describe('Media', () => {
  let clock: FakeClock;
  let network: FakeNetwork;

  beforeEach(() => {
    clock = new FakeClock();
    network = new FakeNetwork();
  });

  const begin = () => meet({ webRtc: network, scheduler: clock });
  const connect = async () => {
    const pair = await begin();
    await clock.advance(100);
    return pair;
  };
  const off: LocalMedia = { microphone: undefined, camera: undefined };
  const both = (): LocalMedia => ({ microphone: fakeTrack('audio'), camera: fakeTrack('video') });
  const seenBy = ({ link }: Side) =>
    [link.media$.value.microphone, link.media$.value.camera].map((track) => track?.kind);
  const sentBy = ({ connections }: Side): readonly (MediaStreamTrack | null | undefined)[] =>
    connections[0]?.getTransceivers().map(({ sender }) => sender.track) ?? [];

  for (const [one, other] of [
    ['alice', 'bob'],
    ['bob', 'alice'],
  ] as const) {
    it(`of ${one} is seen by ${other}, and by nobody else`, async () => {
      const pair = await connect();
      pair[one].link.publish(both());
      await clock.advance(100);

      expect(seenBy(pair[other])).toEqual(['audio', 'video']);
      expect(seenBy(pair[one])).toEqual([undefined, undefined]);
    });

    it(`of ${one} waits for the link to be bound`, async () => {
      const pair = await begin();
      const media = both();
      pair[one].link.publish(media);
      expect(sentBy(pair[one])).toEqual([]);
      await clock.advance(100);

      expect(sentBy(pair[one])).toEqual([media.microphone, media.camera, null, null]);
      expect(seenBy(pair[other])).toEqual(['audio', 'video']);
    });

    it(`of ${one} goes off one device at a time`, async () => {
      const pair = await connect();
      const media = both();
      pair[one].link.publish(media);
      await clock.advance(100);
      pair[one].link.publish({ ...media, camera: undefined });
      await clock.advance(100);
      expect(seenBy(pair[other])).toEqual(['audio', undefined]);
      pair[one].link.publish(off);
      await clock.advance(100);

      expect(seenBy(pair[other])).toEqual([undefined, undefined]);
    });
  }

  it('survives that both publish at once', async () => {
    const { alice, bob } = await connect();
    alice.link.publish(both());
    bob.link.publish(both());
    await clock.advance(100);

    expect(seenBy(alice)).toEqual(['audio', 'video']);
    expect(seenBy(bob)).toEqual(['audio', 'video']);
    expect([alice, bob].map(({ link }) => link.state$.value.phase)).toEqual([
      'connected',
      'connected',
    ]);
  });

  it('survives glare: both sides offer at the same moment', async () => {
    const { alice, bob } = await connect();
    alice.link.publish(both());
    bob.link.publish(both());
    for (const { connections } of [alice, bob]) connections[0]?.restartIce();
    await clock.advance(100);

    for (const side of [alice, bob]) {
      expect(side.connections[0]?.signalingState).toBe('stable');
      expect(side.link.state$.value.phase).toBe('connected');
      expect(seenBy(side)).toEqual(['audio', 'video']);
    }
  });

  it('survives that both change their mind again and again', async () => {
    const { alice, bob } = await connect();
    const wishes = [both(), off, { ...both(), camera: undefined }, both(), off, both()];
    for (const wish of wishes) {
      alice.link.publish(wish);
      bob.link.publish(wish);
      await Promise.resolve();
    }
    await clock.advance(100);

    expect(seenBy(alice)).toEqual(['audio', 'video']);
    expect(seenBy(bob)).toEqual(['audio', 'video']);
  });

  it('travels on the lines that alice has laid, whoever speaks first', async () => {
    const { alice, bob } = await connect();
    bob.link.publish(both());
    await clock.advance(100);
    alice.link.publish(both());
    await clock.advance(100);

    for (const side of [alice, bob])
      expect(side.connections[0]?.getTransceivers().map(({ mid }) => mid)).toEqual([
        '1',
        '2',
        '3',
        '4',
      ]);
  });

  it('is negotiated without the gateway', async () => {
    const { alice, bob } = await connect();
    const before = [alice.sealed.length, bob.sealed.length];
    alice.link.publish(both());
    bob.link.publish(both());
    await clock.advance(10_000);

    expect([alice.sealed.length, bob.sealed.length]).toEqual(before);
  });

  it('does not wait for what the gateway has lost before', async () => {
    let candidates = 0;
    const { alice, bob } = await meet({
      webRtc: network,
      scheduler: clock,
      carry: (signal, deliver) => {
        if (signal.t !== 'ice' || ++candidates !== 2) deliver(signal); // one side's are enough
      },
    });
    bob.link.publish(both());
    await clock.advance(200);

    expect(seenBy(alice)).toEqual(['audio', 'video']);
  });

  it('is no longer sent when it is off, whatever the peer answers', async () => {
    const { alice } = await connect();
    alice.link.publish(both());
    await clock.advance(100);
    network.interrupt();
    alice.link.publish(off);

    expect(sentBy(alice)).toEqual([null, null, null, null]);
  });

  it('is shown when the peer says that it is on, not before', async () => {
    const { alice, bob } = await connect();
    const track = fakeTrack('video');
    await alice.connections[0]?.getTransceivers()[1]?.sender.replaceTrack(track);
    await clock.advance(100);
    expect(seenBy(bob)).toEqual([undefined, undefined]);
    alice.link.publish({ microphone: undefined, camera: track });
    await clock.advance(100);

    expect(seenBy(bob)).toEqual([undefined, 'video']);
  });

  it('is told to the peer once a change', async () => {
    const { alice, bob } = await connect();
    const media = both();
    for (const wish of [media, { ...media }, off, off]) alice.link.publish(wish);
    await clock.advance(100);

    expect(bob.messages.filter(({ t }) => t === 'media')).toEqual([
      { t: 'media', mic: true, cam: true, screen: null },
      { t: 'media', mic: false, cam: false, screen: null },
    ]);
  });

  it('is switched without any negotiation', async () => {
    const { alice } = await connect();
    const media = both();
    let negotiations = 0;
    alice.connections[0]?.addEventListener('signalingstatechange', () => (negotiations += 1));
    for (const wish of [media, off, media]) alice.link.publish(wish);
    await clock.advance(100);

    expect(negotiations).toBe(0);
    expect(sentBy(alice)).toEqual([media.microphone, media.camera, null, null]);
  });

  it('refuses a line that nobody has named', async () => {
    const { alice, bob } = await connect();
    bob.connections[0]?.addTransceiver('video', { direction: 'sendonly' });
    await clock.advance(100);

    expect(alice.connections[0]?.getTransceivers()[4]?.direction).toBe('stopped');
    expect(seenBy(alice)).toEqual([undefined, undefined]);
    expect(alice.link.state$.value.phase).toBe('connected');
  });

  it('ends with the link', async () => {
    const { alice, bob } = await connect();
    alice.link.publish(both());
    await clock.advance(100);
    alice.leave();
    expect(sentBy(alice)).toEqual([null, null, null, null]);
    await clock.advance(100);

    expect(seenBy(bob)).toEqual([undefined, undefined]);
  });
});

describe('A screen', () => {
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
  const shared = () => ({
    ...{ microphone: undefined, camera: fakeTrack('video') },
    ...{ screen: fakeTrack('video'), screenSound: fakeTrack('audio') },
  });
  const seenBy = ({ link: { media$ } }: Side) => {
    const { camera, screen, screenSound } = media$.value;
    return { camera: camera?.kind, screen: screen?.kind, screenSound: screenSound?.kind };
  };
  const nothing = { camera: undefined, screen: undefined, screenSound: undefined };
  const everything = { camera: 'video', screen: 'video', screenSound: 'audio' };

  for (const [one, other] of [
    ['alice', 'bob'],
    ['bob', 'alice'],
  ] as const)
    it(`of ${one} is seen by ${other} with its sound, beside the camera`, async () => {
      const pair = await connect();
      const media = shared();
      pair[one].link.publish(media);
      await clock.advance(100);

      expect(seenBy(pair[other])).toEqual(everything);
      expect(seenBy(pair[one])).toEqual(nothing);
      const { camera, screen } = pair[other].link.media$.value;
      expect(camera).not.toBe(screen);
      const [, ...sent] = pair[one].connections[0]?.getTransceivers() ?? [];
      expect(sent.map(({ sender }) => sender.track)).toEqual([
        media.camera,
        media.screen,
        media.screenSound,
      ]);
    });

  it('may be shared by both at once, and ends for each alone', async () => {
    const { alice, bob } = await connect();
    alice.link.publish(shared());
    bob.link.publish(shared());
    await clock.advance(100);
    expect([seenBy(alice), seenBy(bob)]).toEqual([everything, everything]);
    bob.link.publish({ microphone: undefined, camera: undefined });
    await clock.advance(100);

    expect([seenBy(alice), seenBy(bob)]).toEqual([nothing, everything]);
  });

  it('goes on and off without any negotiation', async () => {
    const { alice, bob } = await connect();
    let negotiations = 0;
    alice.connections[0]?.addEventListener('signalingstatechange', () => (negotiations += 1));
    const off = { microphone: undefined, camera: undefined };
    for (const media of [shared(), off, shared()]) {
      alice.link.publish(media);
      await clock.advance(100);
    }

    expect(negotiations).toBe(0);
    expect(seenBy(bob)).toEqual(everything);
  });

  it('that is shared before the link is bound is named as soon as its line has a name', async () => {
    const { alice, bob } = await meet({ webRtc: network, scheduler: clock });
    alice.link.publish(shared());
    await clock.advance(100);

    expect(bob.messages.filter(({ t }) => t === 'media').at(-1)).toEqual({
      ...{ t: 'media', mic: false, cam: true, screen: '3' },
    });
    expect(seenBy(bob)).toEqual(everything);
  });

  it('is not shown on a line that is not for screens', async () => {
    const { alice, bob } = await connect();
    alice.link.send({ t: 'media', mic: false, cam: false, screen: '2' });
    await clock.advance(100);

    expect(seenBy(bob)).toEqual(nothing);
  });

  it('gives no sound without its picture', async () => {
    const { alice } = await connect();
    alice.link.publish({ ...shared(), screen: undefined });
    await clock.advance(100);

    expect(alice.connections[0]?.getTransceivers()[3]?.sender.track).toBeNull();
  });

  it('is a call: files give way to it', async () => {
    const { alice } = await connect();
    alice.link.publish({ microphone: undefined, camera: undefined, screen: fakeTrack('video') });
    for (const connection of network.connections)
      connection.stats = [{ id: 'report', type: 'remote-inbound-rtp', fractionLost: 0.2 }];
    await clock.advance(3_200);

    expect(alice.link.share$.value).toBeLessThan(1);
  });
});

describe('The quality of what is sent', () => {
  const encodings = ({ connections }: Side) =>
    connections[0]
      ?.getTransceivers()
      .slice(1, 3)
      .map(({ sender }) => sender.getParameters().encodings[0]);

  it('is left to the browser until somebody chooses, and again', async () => {
    const clock = new FakeClock();
    const { alice } = await meet({ webRtc: new FakeNetwork(), scheduler: clock });
    await clock.advance(100);
    const media = { microphone: undefined, camera: fakeTrack('video') };
    const seen: unknown[] = [];
    for (const quality of ['auto', 'low', 'high', 'auto'] as const) {
      alice.link.publish({ ...media, quality });
      await clock.advance(100);
      seen.push(encodings(alice));
    }
    const own = (more: object) => jasmine.objectContaining({ active: true, ...more });

    expect(seen).toEqual([
      [{ active: true }, { active: true }],
      [
        own({ maxBitrate: 250_000, scaleResolutionDownBy: 2 }),
        own({ maxBitrate: 400_000, scaleResolutionDownBy: 1 }),
      ],
      [
        { active: true, maxBitrate: 5_000_000, scaleResolutionDownBy: 1 },
        { active: true, maxBitrate: 8_000_000, scaleResolutionDownBy: 1 },
      ],
      [
        { active: true, scaleResolutionDownBy: 1 },
        { active: true, scaleResolutionDownBy: 1 },
      ],
    ]);
  });
});
