import { FakeClock, FakeNetwork, FakePeerConnection } from '@whispernet/testing';
import { meet } from './alice-and-bob';

describe('BulkChannel', () => {
  let clock: FakeClock;

  beforeEach(() => {
    clock = new FakeClock();
  });

  const connect = async () => {
    const pair = await meet({ webRtc: new FakeNetwork(), scheduler: clock });
    await clock.advance(100);
    return pair;
  };
  const fake = (connection: RTCPeerConnection | undefined) => {
    if (!(connection instanceof FakePeerConnection)) throw new Error('not yet opened');
    return connection;
  };
  const after = async <T>(opening: PromiseLike<T>): Promise<T> => {
    await clock.advance(100);
    return opening;
  };

  it('is a connection of its own, with the certificate of the link', async () => {
    const { alice, bob } = await connect();
    await after(alice.link.openBulk());

    expect(alice.connections.length).toBe(2);
    expect(bob.connections.length).toBe(2);
    for (const { connections } of [alice, bob]) {
      const fingerprints = connections.map(
        ({ localDescription }) => /a=fingerprint:.*/.exec(localDescription?.sdp ?? '')?.[0],
      );
      expect(fingerprints[1]).toBe(fingerprints[0]);
    }
  });

  it('is bound even if it opens before the browser tells of the answer that it has applied', async () => {
    const webRtc = new FakeNetwork();
    const tellingNothing = {
      generateCertificate: webRtc.generateCertificate,
      createConnection: (configuration: RTCConfiguration) => {
        const connection = webRtc.createConnection(configuration);
        const isMain = webRtc.connections.length <= 2;
        if (!isMain) Object.defineProperty(connection, 'remoteDescription', { value: null });
        return connection;
      },
    };
    const { alice } = await meet({ webRtc, scheduler: clock, alice: { webRtc: tellingNothing } });
    await clock.advance(100);
    await after(alice.link.openBulk());
    expect(alice.link.state$.value.phase).toBe('connected');
  });

  it('is negotiated without the gateway', async () => {
    const { alice, bob } = await connect();
    const before = [alice.sealed.length, bob.sealed.length];
    await after(Promise.all([alice.link.openBulk(), bob.link.openBulk(), bob.link.openBulk()]));

    expect([alice.sealed.length, bob.sealed.length]).toEqual(before);
    expect([alice.bulks.length, bob.bulks.length]).toEqual([2, 1]);
  });

  it('carries bytes both ways', async () => {
    const { alice, bob } = await connect();
    const opened = await after(alice.link.openBulk());
    const received: Uint8Array[] = [];
    bob.bulks[0]?.messages$.subscribe((message) => received.push(message));
    opened.messages$.subscribe((message) => received.push(message));
    opened.send(Uint8Array.of(1));
    await clock.advance(1);
    bob.bulks[0]?.send(Uint8Array.of(2));
    await clock.advance(1);

    expect(received).toEqual([Uint8Array.of(1), Uint8Array.of(2)]);
  });

  it('keeps what arrives before somebody listens', async () => {
    const { alice, bob } = await connect();
    const opened = await after(alice.link.openBulk());
    for (let each = 0; each < 3; each += 1) opened.send(Uint8Array.of(each));
    await clock.advance(1);
    const received: number[] = [];
    bob.bulks[0]?.messages$.subscribe(([byte]) => received.push(byte ?? -1));
    opened.send(Uint8Array.of(3));
    await clock.advance(1);

    expect(received).toEqual([0, 1, 2, 3]);
  });

  it('says when its buffer has drained', async () => {
    const { alice } = await connect();
    const opened = await after(alice.link.openBulk());
    let drained = 0;
    opened.bufferedAmountLow$.subscribe(() => (drained += 1));
    opened.bufferedAmountLowThreshold = 8;
    opened.send(new Uint8Array(10));
    expect(opened.bufferedAmount).toBe(10);
    await clock.advance(1);

    expect([drained, opened.bufferedAmount]).toEqual([1, 0]);
  });

  it('closes on both sides, and then drops what is sent', async () => {
    const { alice, bob } = await connect();
    const opened = await after(alice.link.openBulk());
    bob.bulks[0]?.close();
    await clock.advance(1);
    opened.send(Uint8Array.of(1));

    expect(opened.closed.aborted).toBeTrue();
    expect(alice.link.state$.value.phase).toBe('connected');
  });

  it('closes with the link', async () => {
    const { alice, bob } = await connect();
    const opened = await after(alice.link.openBulk());
    bob.leave();
    await clock.advance(1);

    expect(opened.closed.aborted).toBeTrue();
    expect(bob.bulks[0]?.closed.aborted).toBeTrue();
  });

  it('waits for the link to be bound', async () => {
    const { alice, bob } = await meet({ webRtc: new FakeNetwork(), scheduler: clock });
    await after(alice.link.openBulk());
    await clock.advance(100);

    expect(bob.bulks.length).toBe(1);
  });

  it('tells why it cannot be had when the link ends first', async () => {
    const { alice, bob } = await connect();
    const opening = expectAsync(alice.link.openBulk());
    const rejected = opening.toBeRejectedWith(
      jasmine.objectContaining({ name: 'LinkError', code: 'left' }),
    );
    bob.leave();
    await after(rejected);
  });

  it('may be one of 32 that the peer opens at once', async () => {
    const { alice, bob } = await connect();
    const openings = Array.from({ length: 32 }, () => alice.link.openBulk());
    await clock.advance(100);

    await expectAsync(Promise.all(openings)).toBeResolved();
    expect(bob.bulks.length).toBe(32);
  });

  it('is refused beyond 64 that the peer holds open', async () => {
    const { alice, bob } = await connect();
    const openings = Array.from({ length: 65 }, () => alice.link.openBulk());
    const results = Promise.allSettled(openings);
    await clock.advance(20_000);

    expect((await results).filter(({ status }) => status === 'fulfilled').length).toBe(64);
    expect(bob.bulks.length).toBe(64);
    expect(alice.link.state$.value.phase).toBe('connected');
  });

  it('is to be had again when one of the 64 has closed', async () => {
    const { alice, bob } = await connect();
    const openings = Array.from({ length: 64 }, () => alice.link.openBulk());
    await clock.advance(100);
    (await openings[0])?.close();
    await clock.advance(1);
    await after(alice.link.openBulk());

    expect(bob.bulks.length).toBe(65);
  });

  it('does not open again when its signals come once more', async () => {
    const { alice, bob } = await connect();
    const opened = await after(alice.link.openBulk());
    const { localDescription } = alice.connections[1] ?? {};
    const sdp = localDescription?.sdp ?? '';
    opened.close();
    await clock.advance(1);
    bob.receive({ pc: 2, e: 0, n: 0, t: 'sdp', k: 'offer', sdp });
    await clock.advance(100);

    expect(bob.connections.length).toBe(2);
  });

  it('closes when its path is gone for good', async () => {
    const { alice, bob } = await connect();
    const opened = await after(alice.link.openBulk());
    for (const { connections } of [alice, bob]) fake(connections[1]).lose();
    await clock.advance(100);
    expect(opened.closed.aborted).toBeFalse(); // it may come back
    for (const { connections } of [alice, bob]) fake(connections[1]).fail();
    await clock.advance(1);

    expect(opened.closed.aborted).toBeTrue();
    expect(bob.bulks[0]?.closed.aborted).toBeTrue();
    expect(bob.link.state$.value.phase).toBe('connected');
  });

  it('of which the browser will not have more leaves the link as it is', async () => {
    const network = new FakeNetwork();
    const createConnection = (configuration: RTCConfiguration) => {
      const connection = network.createConnection(configuration);
      const setLocalDescription = () => Promise.reject(new DOMException('no more'));
      if (network.connections.length > 2) Object.assign(connection, { setLocalDescription });
      return connection;
    };
    const webRtc = { createConnection, generateCertificate: network.generateCertificate };
    const { alice } = await meet({ webRtc, scheduler: clock });
    await clock.advance(100);
    const opening = alice.link.openBulk();
    const rejected = expectAsync(opening).toBeRejectedWith(
      jasmine.objectContaining({ name: 'LinkError' }),
    );
    await after(rejected);

    expect(alice.link.state$.value.phase).toBe('connected');
  });
});
