import { FakeNetwork, FakePeerConnection } from '@whispernet/testing';
import { CallDetailsReader } from './call-details';

describe('CallDetailsReader', () => {
  let connection: FakePeerConnection;
  let reader: CallDetailsReader;

  beforeEach(() => {
    connection = new FakePeerConnection({}, new FakeNetwork());
    reader = new CallDetailsReader();
  });

  const read = (...entries: FakePeerConnection['stats']) => {
    connection.stats = entries;
    return reader.read(connection as unknown as RTCPeerConnection, '3'); // it covers what is read here
  };

  it('tells the way, its round trip and what is lost on it', async () => {
    const details = await read(
      { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.045 },
      { id: 'local', type: 'local-candidate', protocol: 'udp' },
      { id: 'report', type: 'remote-inbound-rtp', fractionLost: 0.02 },
      { id: 'in', type: 'inbound-rtp', jitter: 0.007 },
    );
    expect(details).toEqual(
      jasmine.objectContaining({
        ...{ path: 'direct', protocol: 'udp', roundTripMs: 45, lostThere: 0.02, jitterMs: 7 },
      }),
    );
  });

  it('tells of a relay, and how it is reached', async () => {
    const { path, protocol } = await read({
      ...{ id: 'local', type: 'local-candidate', candidateType: 'relay' },
      ...{ protocol: 'udp', relayProtocol: 'tls' },
    });
    expect([path, protocol]).toEqual(['relayed', 'tls']);
  });

  it('tells rates between two readings, none at the first', async () => {
    const at = (timestamp: number, bytesSent: number, bytesReceived: number, lost: number) => [
      { id: 'out', type: 'outbound-rtp', timestamp, bytesSent },
      {
        ...{ id: 'in', type: 'inbound-rtp', timestamp, bytesReceived },
        ...{ packetsReceived: bytesReceived / 1000, packetsLost: lost },
      },
    ];
    const first = await read(...at(1_000, 0, 0, 0));
    const second = await read(...at(3_000, 250_000, 90_000, 10));

    expect([first.sendBps, first.receiveBps, first.lostHere]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
    expect([second.sendBps, second.receiveBps, second.lostHere]).toEqual([1_000_000, 360_000, 0.1]);
  });

  it('tells the pictures that move, and a camera from a screen', async () => {
    const size = { frameWidth: 640, frameHeight: 360, framesPerSecond: 24 };
    const { pictures } = await read(
      { id: 'a', type: 'outbound-rtp', mid: '2', ...size },
      { id: 'b', type: 'inbound-rtp', mid: '3', ...size, frameWidth: 1920, frameHeight: 1080 },
      { id: 'c', type: 'inbound-rtp', mid: '2', ...size, framesPerSecond: 0 },
      { id: 'd', type: 'outbound-rtp', mid: '1' },
    );
    expect(pictures).toEqual([
      { direction: 'sent', of: 'camera', width: 640, height: 360, framesPerSecond: 24 },
      { direction: 'received', of: 'screen', width: 1920, height: 1080, framesPerSecond: 24 },
    ]);
  });
});
