import { FakeClock, FakeNetwork } from '@whispernet/testing';
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

  it('is refused beyond sixteen that the peer holds open', async () => {
    const { alice, bob } = await connect();
    const openings = Array.from({ length: 17 }, () => alice.link.openBulk());
    const results = Promise.allSettled(openings);
    await clock.advance(20_000);

    expect((await results).filter(({ status }) => status === 'fulfilled').length).toBe(16);
    expect(bob.bulks.length).toBe(16);
    expect(alice.link.state$.value.phase).toBe('connected');
  });
});
