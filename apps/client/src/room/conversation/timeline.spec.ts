import { SeatId, TransferId, newId } from '@whispernet/protocol';
import type { Message } from '@whispernet/room';
import { bob, message } from '../fake-room';
import type { Picture } from './pictures';
import { blocksOf, rowsOf } from './timeline';

const alice = newId(SeatId);
const noon = new Date(2026, 10, 23, 12).getTime();
const MINUTE = 60_000;

const many = (count: number, from = 0): readonly Message[] =>
  Array.from({ length: count }, (_, index) => message({ order: from + index, knownAt: noon }));

const picture = (own: Partial<Picture>): Picture => ({
  id: newId(TransferId),
  name: 'holiday.jpg',
  size: 1,
  author: bob.id,
  authorName: bob.name,
  knownAt: noon,
  order: 0.5,
  own: undefined,
  ...own,
});

describe('The timeline of a conversation', () => {
  it('has every message once, in its order', () => {
    const orders = blocksOf(many(1_000, 77), []).flatMap(({ entries }) =>
      entries.map(({ order }) => order),
    );
    expect(orders).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 77));
  });

  it('keeps a message in its block while older ones are forgotten and newer ones come', () => {
    const blockOfEach = (messages: readonly Message[]) =>
      new Map(
        blocksOf(messages, []).flatMap((block) =>
          block.entries.map(({ order }) => [order, block.number]),
        ),
      );
    const before = blockOfEach(many(100));
    const now = blockOfEach(many(100, 17));
    for (const [order, number] of now)
      if (before.has(order)) expect(before.get(order)).toBe(number);
  });

  it('knows which message comes before a block', () => {
    const [first, second] = blocksOf(many(50), []);
    expect(first?.before).toBeUndefined();
    expect(second?.before).toBe(first?.entries.at(-1));
  });

  const rowsFor = (...own: readonly Partial<Message>[]) =>
    rowsOf(
      {
        entries: own.map((each, order) => message({ order, knownAt: noon, ...each })),
        before: undefined,
      },
      undefined,
    );

  it('writes a name again for somebody else, and after five minutes', () => {
    const rows = rowsFor({}, {}, { author: alice }, {}, { knownAt: noon + 5 * MINUTE });
    expect(rows.map(({ isContinued }) => isContinued)).toEqual([false, true, false, false, false]);
    expect(rows.map(({ isFollowed }) => isFollowed)).toEqual([true, false, false, false, false]);
  });

  it('marks a new day, not the first one, by the clock of this browser', () => {
    const before = noon + 11 * 60 * MINUTE + 59 * MINUTE;
    const rows = rowsFor(
      { knownAt: before, sentAt: 0 },
      { knownAt: before + 2 * MINUTE, sentAt: 0 },
    );
    expect(rows.map(({ beginsDay }) => beginsDay)).toEqual([false, true]);
    expect(rows[1]?.isContinued).toBe(false);
  });

  it('marks the first message that was missed, and begins anew with it', () => {
    const rows = rowsOf({ entries: many(3), before: undefined }, 1);
    expect(rows.map(({ beginsUnread }) => beginsUnread)).toEqual([false, true, false]);
    expect(rows.map(({ isContinued }) => isContinued)).toEqual([false, false, true]);
  });

  describe('with pictures', () => {
    const ordersIn = (messages: readonly Message[], ...orders: readonly number[]) =>
      blocksOf(
        messages,
        orders.map((order) => picture({ order })),
      ).map((block) => rowsOf(block, undefined).map(({ order }) => order));

    it('has each after the message that it came after', () => {
      expect(ordersIn(many(3), -0.5, 0.5, 2.5)).toEqual([[-0.5, 0, 0.5, 1, 2, 2.5]]);
    });

    it('has them before the first message, and leaves them in their block when it comes', () => {
      expect(ordersIn([], -0.5)).toEqual([[-0.5]]);
      expect(blocksOf([], [picture({ order: -0.5 })])[0]?.number).toBe(0);
      expect(ordersIn(many(1), -0.5)).toEqual([[-0.5, 0]]);
    });

    it('keeps one in the block of the message before it', () => {
      const [first, second] = ordersIn(many(41), 39.5, 40.5);
      expect(first?.slice(-2)).toEqual([39, 39.5]);
      expect(second).toEqual([40, 40.5]);
    });

    it('forgets it with the message after it', () => {
      expect(ordersIn(many(1, 80), 20.5, 78.5, 79.5)).toEqual([[79.5], [80]]);
    });

    it('writes no name again for whoever goes on with one, and marks the day that it begins', () => {
      const tomorrow = noon + 24 * 60 * MINUTE;
      const pictures = [picture({ order: 0.5 }), picture({ order: 1.5, knownAt: tomorrow })];
      const rows = blocksOf(many(2), pictures).flatMap((block) => rowsOf(block, undefined));
      expect(rows.map(({ isContinued }) => isContinued)).toEqual([false, true, true, false]);
      expect(rows.map(({ beginsDay }) => beginsDay)).toEqual([false, false, false, true]);
    });
  });
});
