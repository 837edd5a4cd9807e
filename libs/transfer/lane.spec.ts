import {
  type LaneCargo,
  TransferId,
  decodeLane,
  encodeAck,
  encodeCargo,
  newId,
} from '@whispernet/protocol';
import { FakeByteChannel } from './fake-byte-channel';
import { HIGH_WATER_BYTES, LOW_WATER_BYTES, Lane, type Parcel } from './lane';

const id = newId(TransferId);
const data = (offset: number, length = 64 * 1024): LaneCargo => ({
  t: 'data',
  id,
  offset,
  bytes: new Uint8Array(length),
});
const parcel = (cargo: LaneCargo): Parcel => ({ cargo, carriers: 0, copies: 0, isOver: false });

/** alice's end is a lane, bob's the bare channel. */
function laneToBob(maxMessageSize = 262_144) {
  const clock = { now: 0 };
  const [near, bob] = FakeByteChannel.pair({ byHand: true, maxMessageSize });
  const lane = new Lane(near, () => clock.now);
  const told = {
    received: [] as LaneCargo[],
    acknowledged: [] as LaneCargo[],
    lost: undefined as readonly LaneCargo[] | undefined,
    roundTrips: [] as (number | undefined)[],
    prompt: [] as boolean[],
    ready: 0,
    violations: 0,
  };
  lane.start({
    received: (cargo) => told.received.push(cargo),
    acknowledged: ({ parcel: { cargo }, roundTripMs, isPrompt }) => {
      told.acknowledged.push(cargo);
      told.roundTrips.push(roundTripMs);
      told.prompt.push(isPrompt);
    },
    ready: () => (told.ready += 1),
    violated: () => (told.violations += 1),
    closed: (lost) => (told.lost = lost.map(({ cargo }) => cargo)),
  });
  /** What bob sends arrives. */
  const hear = (message: Uint8Array<ArrayBuffer>) => {
    if (bob.closed.aborted) return;
    bob.send(message);
    while (bob.deliver());
  };
  /** What alice has sent arrives; bob's decoded view of it. */
  const arrive = () => {
    const frames: ReturnType<typeof decodeLane>[] = [];
    const heard = bob.messages$.subscribe((message) => frames.push(decodeLane(message)));
    while (near.deliver());
    heard.unsubscribe();
    return frames;
  };
  return { lane, near, bob, told, hear, arrive, clock };
}

describe('Lane', () => {
  it('numbers its frames from 0, and knows which were acknowledged', () => {
    const { lane, told, hear, arrive } = laneToBob();
    const [first, second] = [data(0), data(65_536)];
    lane.send(parcel(first));
    lane.send(parcel(second));
    expect(arrive().map((frame) => frame?.seq)).toEqual([0, 1]);
    hear(encodeAck(1));
    hear(encodeAck(0));
    expect(told.acknowledged).toEqual([second, first]);
    expect(lane.unackedBytes).toBe(0);
  });

  it('acknowledges what the peer sends at once, in whatever order it comes', () => {
    const { told, hear, arrive } = laneToBob();
    for (const seq of [2, 0, 1, 3]) hear(encodeCargo(seq, { t: 'check', id, index: seq }));
    expect(arrive()).toEqual([2, 0, 1, 3].map((seq) => ({ t: 'ack', seq })));
    expect(told.received.length).toBe(4);
    expect(told.violations).toBe(0);
  });

  it('is full at the high water mark and has room at the low one', () => {
    const { lane, near, told } = laneToBob();
    let sent = 0;
    while (lane.hasRoom) lane.send(parcel(data((sent += 65_536))));
    expect(near.highestBufferedAmount).toBeGreaterThanOrEqual(HIGH_WATER_BYTES);
    expect(near.highestBufferedAmount).toBeLessThan(HIGH_WATER_BYTES + 66_000);
    while (told.ready === 0) {
      expect(near.bufferedAmount).toBeGreaterThan(LOW_WATER_BYTES);
      expect(lane.hasRoom).toBeFalse();
      near.deliver();
    }
    expect(near.bufferedAmount).toBeLessThanOrEqual(LOW_WATER_BYTES);
    expect(lane.hasRoom).toBeTrue();
  });

  it('takes no more of a file than a fresh association has shown that it carries', () => {
    const { lane, hear, arrive } = laneToBob();
    lane.send(parcel(data(0, 32 * 1024)));
    expect(lane.takesData).toBeFalse();
    expect(lane.hasRoom).toBeTrue();
    arrive();
    hear(encodeAck(0));
    lane.send(parcel(data(32 * 1024, 32 * 1024)));
    expect(lane.takesData).toBeTrue();
  });

  it('keeps a frame within the largest message', () => {
    expect(laneToBob(16_384).lane.maxDataBytes).toBe(16_384 - 29);
    expect(laneToBob().lane.maxDataBytes).toBe(65_536);
  });

  it('counts a round trip from when its frame has left, and says when nobody knows', () => {
    const { lane, near, told, hear, clock } = laneToBob();
    lane.send(parcel(data(0)));
    lane.send(parcel(data(1 << 20)));
    clock.now = 5;
    near.deliver();
    clock.now = 100;
    lane.send(parcel(data(2 << 20))); // finds the buffer filled for long
    near.deliver();
    lane.send(parcel(data(3 << 20)));
    clock.now = 300;
    near.deliver();
    near.deliver(); // empty
    clock.now = 350;
    for (const seq of [0, 2, 3]) hear(encodeAck(seq));
    expect(told.prompt).toEqual([true, false, false]);
    expect(told.roundTrips).toEqual([350, undefined, 50]);
  });

  it('calls no frame prompt that found the buffer empty, and left late all the same', () => {
    const { lane, near, told, hear, clock } = laneToBob();
    lane.send(parcel(data(0)));
    clock.now = 200;
    near.deliver();
    clock.now = 250;
    hear(encodeAck(0));
    expect(told.prompt).toEqual([false]);
    expect(told.roundTrips).toEqual([50]);
  });

  it('tells in order what was on its way when it closed', () => {
    const { lane, bob, told, hear, arrive } = laneToBob();
    const sent = [0, 1, 2].map((block) => data(block << 20));
    const parcels = sent.map(parcel);
    for (const each of parcels) lane.send(each);
    arrive();
    hear(encodeAck(1));
    bob.close();
    expect(told.lost).toEqual([sent[0], sent[2]].flatMap((each) => each ?? []));
    expect(parcels.map(({ carriers }) => carriers)).toEqual([0, 0, 0]);
    expect(lane.isOpen).toBeFalse();
  });

  it('is stalled after a second without an ACK, until one comes', () => {
    const { lane, hear, arrive, clock } = laneToBob();
    clock.now = 5000;
    expect(lane.isStalled).toBeFalse();
    lane.send(parcel(data(0)));
    lane.send(parcel(data(1 << 20)));
    arrive();
    clock.now = 6000;
    expect(lane.isStalled).toBeFalse();
    clock.now = 6001;
    expect(lane.isStalled).toBeTrue();
    hear(encodeAck(0));
    expect(lane.isStalled).toBeFalse();
  });

  it('is not stalled where four round trips have not passed', () => {
    const { lane, hear, arrive, clock } = laneToBob();
    lane.send(parcel(data(0)));
    arrive();
    clock.now = 600;
    hear(encodeAck(0));
    lane.send(parcel(data(1 << 20)));
    clock.now = 2900;
    expect(lane.isStalled).toBeFalse();
    clock.now = 3100;
    expect(lane.isStalled).toBeTrue();
  });

  describe('closes, and says that the peer has broken a rule, on', () => {
    type Setting = ReturnType<typeof laneToBob>;
    const check = (seq: number) => encodeCargo(seq, { t: 'check', id, index: 0 });
    const hostile: readonly (readonly [string, (setting: Setting) => void])[] = [
      ['a message that is no frame', ({ hear }) => { hear(Uint8Array.of(1, 2, 3)); }],
      ['an empty message', ({ hear }) => { hear(new Uint8Array(0)); }],
      ['an ACK of what was never sent', ({ hear }) => { hear(encodeAck(0)); }],
      [
        'an ACK that comes twice',
        ({ lane, hear }) => {
          lane.send(parcel(data(0)));
          hear(encodeAck(0));
          hear(encodeAck(0));
        },
      ],
      ['a number used twice', ({ hear }) => { hear(check(0)); hear(check(0)); }],
      ['a number used twice, out of order', ({ hear }) => { hear(check(7)); hear(check(7)); }],
      ['a number too far ahead to remember', ({ hear }) => { hear(check(16_384)); }],
    ]; // prettier-ignore
    for (const [name, act] of hostile) {
      it(name, () => {
        const setting = laneToBob();
        act(setting);
        expect(setting.told.violations).toBe(1);
        expect(setting.lane.isOpen).toBeFalse();
        expect(setting.told.lost).toBeDefined();
      });
    }

    it('a channel whose messages are of no use', () => {
      const { lane, told } = laneToBob(1024);
      expect(told.violations).toBe(1);
      expect(lane.isOpen).toBeFalse();
    });
  });

  it('remembers a bounded number of the frames that a peer sends with gaps', () => {
    const { told, hear } = laneToBob();
    for (let seq = 1; seq < 16_384; seq += 1) hear(encodeCargo(seq, { t: 'check', id, index: 0 }));
    expect(told.violations).toBe(0);
    hear(encodeCargo(0, { t: 'check', id, index: 0 }));
    hear(encodeCargo(16_384, { t: 'check', id, index: 0 }));
    expect(told.violations).toBe(0);
  });

  it('does not run ahead of an old frame by more than the peer remembers', () => {
    const { lane, hear, arrive } = laneToBob();
    for (let seq = 0; lane.hasRoom; seq += 1) {
      lane.send(parcel({ t: 'check', id, index: 0 }));
      arrive();
      if (seq > 0) hear(encodeAck(seq));
      expect(seq).toBeLessThan(16_384);
    }
    hear(encodeAck(0));
    expect(lane.hasRoom).toBeTrue();
  });

  it('closes where the peer sends and sends and does not read our ACKs', () => {
    const { lane, near, bob, told } = laneToBob();
    while (lane.hasRoom) lane.send(parcel(data(0)));
    let seq = 0;
    while (!near.closed.aborted) {
      bob.send(encodeCargo(seq, { t: 'check', id, index: 0 }));
      bob.deliver();
      seq += 1;
    }
    expect(near.highestBufferedAmount).toBeLessThan(HIGH_WATER_BYTES + LOW_WATER_BYTES + 100);
    expect(seq).toBeGreaterThan(10_000);
    expect(told.lost?.length).toBe(16);
  });

  it('closes where the channel takes no more', () => {
    const { lane, near, told } = laneToBob();
    spyOn(near, 'send').and.throwError(new DOMException('full', 'OperationError'));
    const cargo = data(0);
    lane.send(parcel(cargo));
    expect(told.lost).toEqual([cargo]);
  });
});
