import { FakeNetwork, FakePeerConnection } from '@whispernet/testing';
import { CallStats } from './call-stats';
import type { CallSample } from './path-share';

describe('CallStats', () => {
  let connection: FakePeerConnection;
  let stats: CallStats;

  beforeEach(() => {
    connection = new FakePeerConnection({}, new FakeNetwork());
    stats = new CallStats();
  });

  const read = (...entries: FakePeerConnection['stats']): Promise<CallSample> => {
    connection.stats = entries;
    return stats.read(connection as unknown as RTCPeerConnection); // it covers what is read here
  };
  const inbound = (packetsReceived: number, packetsLost: number, freezeCount = 0) => ({
    ...{ id: 'in', type: 'inbound-rtp', kind: 'video', jitter: 0.012 },
    ...{ packetsReceived, packetsLost, freezeCount },
  });

  it('reads the longest round trip in milliseconds', async () => {
    const pair = { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.02 };
    const report = { id: 'report', type: 'remote-inbound-rtp', roundTripTime: 0.25 };

    expect((await read(pair)).roundTripMs).toBe(20);
    expect((await read(pair, report)).roundTripMs).toBe(250);
  });

  it('reads what was lost of the worst stream on the way there', async () => {
    const report = (id: string, fractionLost: number) => ({
      ...{ id, type: 'remote-inbound-rtp', fractionLost },
    });

    expect((await read(report('a', 0.01), report('b', 0.07))).lostThere).toBe(0.07);
  });

  it('reads what was lost, and froze, since it last looked', async () => {
    expect((await read(inbound(1_000, 500, 3))).lostHere).toBeUndefined();
    const sample = await read(inbound(1_090, 510, 4));

    expect(sample.lostHere).toBeCloseTo(0.1);
    expect(sample.freezes).toBe(1);
    expect(sample.jitterMs).toBe(12);
  });

  it('counts nothing twice, and nothing back where packets came late', async () => {
    await read(inbound(1_000, 500));
    const sample = await read(inbound(1_100, 490));

    expect(sample.lostHere).toBe(0);
    expect((await read(inbound(1_100, 490))).lostHere).toBeUndefined();
  });

  it('reads what the encoders have, want, and lack', async () => {
    const pair = { id: 'pair', type: 'candidate-pair', availableOutgoingBitrate: 900_000 };
    const source = { id: 'camera', type: 'media-source', framesPerSecond: 20 };
    const video = {
      ...{ id: 'out', type: 'outbound-rtp', mediaSourceId: 'camera', targetBitrate: 800_000 },
      ...{ framesPerSecond: 15, qualityLimitationReason: 'bandwidth', active: true },
    };
    const audio = { id: 'voice', type: 'outbound-rtp', targetBitrate: 32_000 };
    const sample = await read(pair, source, video, audio);

    expect(sample.availableBps).toBe(900_000);
    expect(sample.targetBps).toBe(832_000);
    expect(sample.isLimited).toBeTrue();
    expect(sample.framesSent).toBe(0.75);
    expect((await read({ ...video, active: false }, source)).isLimited).toBeFalse();
  });

  it('says of what a browser does not tell that it is unknown', async () => {
    expect(await read()).toEqual({
      roundTripMs: undefined,
      lostThere: undefined,
      lostHere: undefined,
      jitterMs: undefined,
      freezes: 0,
      isLimited: false,
      availableBps: undefined,
      targetBps: undefined,
      framesSent: undefined,
    });
  });
});
