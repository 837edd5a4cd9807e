import { SeatId, newId } from '@whispernet/protocol';
import type { Message } from '@whispernet/room';
import { message } from '../fake-room';
import { blocksOf, rowsOf } from './timeline';

const alice = newId(SeatId);
const noon = new Date(2026, 10, 23, 12).getTime();
const MINUTE = 60_000;

const many = (count: number, from = 0): readonly Message[] =>
  Array.from({ length: count }, (_, index) => message({ order: from + index, knownAt: noon }));

describe('The timeline of a conversation', () => {
  it('has every message once, in its order', () => {
    const orders = blocksOf(many(1_000, 77)).flatMap(({ messages }) =>
      messages.map(({ order }) => order),
    );
    expect(orders).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 77));
  });

  it('keeps a message in its block while older ones are forgotten and newer ones come', () => {
    const blockOfEach = (messages: readonly Message[]) =>
      new Map(
        blocksOf(messages).flatMap((block) =>
          block.messages.map(({ order }) => [order, block.number]),
        ),
      );
    const before = blockOfEach(many(100));
    const now = blockOfEach(many(100, 17));
    for (const [order, number] of now)
      if (before.has(order)) expect(before.get(order)).toBe(number);
  });

  it('knows which message comes before a block', () => {
    const [first, second] = blocksOf(many(50));
    expect(first?.before).toBeUndefined();
    expect(second?.before).toBe(first?.messages.at(-1));
  });

  const rowsFor = (...own: readonly Partial<Message>[]) =>
    rowsOf(
      {
        messages: own.map((each, order) => message({ order, knownAt: noon, ...each })),
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
    const rows = rowsOf({ messages: many(3), before: undefined }, 1);
    expect(rows.map(({ beginsUnread }) => beginsUnread)).toEqual([false, true, false]);
    expect(rows.map(({ isContinued }) => isContinued)).toEqual([false, false, true]);
  });
});
