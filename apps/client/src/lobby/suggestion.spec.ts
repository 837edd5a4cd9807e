import { RoomNumber } from '@whispernet/protocol';
import { parse } from 'valibot';
import { canonicalPassword } from '@whispernet/crypto';
import { type PasswordLists, loadPasswordLists } from './lists/password-lists';
import { passwordKind } from './password-kind';
import { type RandomSource, drawBelow, suggestRoom } from './suggestion';

/** Hands out the values one after the other. */
const handingOut = (...values: readonly number[]): RandomSource => {
  const rest = [...values];
  return (into) => {
    const next = rest.shift();
    if (next === undefined) throw new Error('more was drawn than was handed out');
    into[0] = next;
    return into;
  };
};

/** xorshift32: the same course every time, without a pattern that a test of frequencies could see. */
const seeded = (seed: number): RandomSource => {
  let state = seed;
  return (into) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    into[0] = into instanceof Uint16Array ? state >>> 16 : state >>> 0;
    return into;
  };
};

describe('the list of words', () => {
  let lists: PasswordLists;
  beforeAll(async () => {
    lists = await loadPasswordLists();
  });

  it('has 7772 different words', () => {
    expect(lists.words.length).toBe(7772);
    expect(lists.isWord.size).toBe(7772);
  });

  it('has no word that would not survive the spelling that keys are made of', () => {
    expect(lists.words.filter((word) => !/^[a-z]{3,10}$/.test(word))).toEqual([]);
    // All of them, as phrases: written with spaces and capitals they come out as they were drawn.
    for (let at = 0; at + 5 <= lists.words.length; at += 5) {
      const phrase = lists.words.slice(at, at + 5);
      expect(canonicalPassword(phrase.join(' ').toUpperCase())).toBe(phrase.join('-'));
    }
  });

  it('is joined by the 1000 passwords that are tried first, in order', () => {
    expect(lists.commonRank.size).toBe(1000);
    expect([lists.commonRank.get('123456'), lists.commonRank.get('password')]).toEqual([1, 2]);
  });
});

describe('a suggestion', () => {
  it('is a number of nine digits, the first not 0, and five words of the list', async () => {
    const { words, isWord } = await loadPasswordLists();
    for (let n = 0; n < 500; n += 1) {
      const { room, password } = suggestRoom(words, (into) => crypto.getRandomValues(into));
      expect(room).toMatch(/^[1-9]\d{8}$/);
      expect(parse(RoomNumber, room) as string).toBe(room);
      expect(password.split('-').length).toBe(5);
      expect(canonicalPassword(password)).toBe(password);
      expect(passwordKind(password, isWord)).toBe('generated');
    }
  });

  it('reaches the first and the last number, and the first and the last word', () => {
    const words = ['anvil', 'birch', 'cedar', 'delta', 'ember'];
    const first = handingOut(0, 1, 2, 3, 4, 0);
    expect(suggestRoom(words, first)).toEqual({
      room: '100000000',
      password: 'anvil-birch-cedar-delta-ember',
    });
    const last = handingOut(4, 3, 2, 1, 0, 899_999_999);
    expect(suggestRoom(words, last)).toEqual({
      room: '999999999',
      password: 'ember-delta-cedar-birch-anvil',
    });
  });

  it('draws a word again that it has already', () => {
    const words = ['anvil', 'birch', 'cedar', 'delta', 'ember'];
    const { password } = suggestRoom(words, handingOut(0, 0, 1, 1, 2, 3, 4, 0));
    expect(password).toBe('anvil-birch-cedar-delta-ember');
  });
});

describe('drawBelow', () => {
  for (const [bound, ceiling, last] of [
    [7772, 62_176, 65_535],
    [900_000_000, 3_600_000_000, 4_294_967_295],
  ] as const) {
    it(`draws again from ${ceiling} on, where the values do not divide by ${bound}`, () => {
      expect(drawBelow(bound, handingOut(ceiling, last, 5))).toBe(5);
      expect(drawBelow(bound, handingOut(ceiling - 1))).toBe(bound - 1);
    });
  }

  it('draws nothing again where the values divide', () => {
    expect(drawBelow(2 ** 16, handingOut(2 ** 16 - 1))).toBe(2 ** 16 - 1);
  });

  it('makes every value as frequent as the others', () => {
    // 1 000 does not divide 2^16 either; a remainder alone would favour the values below 536.
    const bound = 1000;
    const draws = 2_000_000;
    const counts = new Array<number>(bound).fill(0);
    const random = seeded(0x9e3779b9);
    for (let n = 0; n < draws; n += 1) {
      const value = drawBelow(bound, random);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    const expected = draws / bound;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 999 degrees of freedom: the mean is 999, and 1 in 1000 fair courses lies above 1143.
    expect(chiSquare).toBeLessThan(1143);
    expect(chiSquare).toBeGreaterThan(866);
  });
});
