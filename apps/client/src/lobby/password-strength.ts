// How long a password stands against somebody who guesses at the door. An estimate on the low side, as
// people choose passwords and not as chance does:
//
//   1. a common password counts by its rank, whatever stands for its letters or behind them
//   2. else the password falls into runs of letters, digits and the rest, and these into pieces; each
//      costs the least of what explains it: a word, a year, a date, a row of keys, a character that is
//      repeated, or nothing at all
//   3. each change from one kind of run to another costs a little more
//
// Bits are log2 of the guesses: after 50 guesses, 20 bits are found once in twenty thousand times.
import type { PasswordLists } from './lists/password-lists';
import { canonicalOrEmpty, passwordKind } from './password-kind';

export interface Strength {
  readonly level: 'weak' | 'fair' | 'strong' | 'generated';
  /** An estimate of log2 of the guesses that it takes. */
  readonly bits: number;
}

/** Fifty guesses find one of these in twenty thousand: less than a person who knows one's habits needs. */
const FAIR_BITS = 20;
/** Even the five thousand guesses that a drawn phrase is allowed find one in ten million. */
const STRONG_BITS = 36;

/** How a password would do at the door of a room. */
export function passwordStrength(password: string, lists: PasswordLists): Strength {
  const canonical = canonicalOrEmpty(password);
  const bits = Math.min(commonBits(canonical, lists), bitsOfRuns(runsOf(canonical), lists));
  if (passwordKind(canonical, lists.isWord) === 'generated') return { level: 'generated', bits };
  return { level: bits < FAIR_BITS ? 'weak' : bits < STRONG_BITS ? 'fair' : 'strong', bits };
}

/** What a character is worth that follows no pattern: letters less than by their number, as they come from words that people coin. */
const BITS_A_CHARACTER = { letters: 2.5, digits: Math.log2(10), others: 5 } as const;
/** A capital, a 3 for an e, a mark behind: the first things that a guesser varies. */
const BITS_A_VARIATION = 2;
/** Where one kind of character gives way to another. */
const BITS_A_CHANGE = 1;
/** What stands between words, and what was there before. */
const BITS_OF_THE_EXPECTED = 1;

type Kind = keyof typeof BITS_A_CHARACTER;

interface Run {
  readonly kind: Kind;
  readonly text: string;
}

function runsOf(password: string): readonly Run[] {
  return Array.from(password.matchAll(/[\p{L}\p{M}]+|\d+|[^\p{L}\p{M}\d]+/gu), ([text]) => ({
    kind: /^\d/.test(text) ? 'digits' : /^\p{L}/u.test(text) ? 'letters' : 'others',
    text,
  }));
}

function bitsOfRuns(runs: readonly Run[], lists: PasswordLists): number {
  const before = new Set([' ', '-', '_', '.', ',']);
  return runs.reduce((bits, run, at) => {
    const own = before.has(run.text) ? BITS_OF_THE_EXPECTED : bitsOfRun(run, lists);
    before.add(run.text);
    return bits + own + (at > 0 ? BITS_A_CHANGE : 0);
  }, 0);
}

/** The cheapest way to put the run together from pieces that explain themselves. */
function bitsOfRun({ kind, text }: Run, lists: PasswordLists): number {
  const lower = text.toLowerCase();
  const characters = Array.from(lower);
  /** The bits of the first characters, by how many they are. */
  const cheapest = [0];
  characters.forEach((_, end) => {
    const first = Math.max(0, cheapest.length - LONGEST_PIECE);
    const costs = cheapest
      .slice(first)
      .map((bits, at) => bits + bitsOfPiece(kind, characters.slice(first + at, end + 1), lists));
    cheapest.push(Math.min(...costs));
  });
  const capitals = text !== lower && kind === 'letters' ? BITS_A_VARIATION : 0;
  return (cheapest.at(-1) ?? 0) + capitals;
}

/** The alphabet; longer repetitions are taken piece by piece, and long passwords need no long work. */
const LONGEST_PIECE = 26;

function bitsOfPiece(kind: Kind, characters: readonly string[], lists: PasswordLists): number {
  const piece = characters.join('');
  const one = BITS_A_CHARACTER[kind];
  const explanations = [characters.length * one];
  if (new Set(characters).size === 1 || isRow(piece))
    explanations.push(one + Math.log2(characters.length));
  if (lists.isWord.has(piece)) explanations.push(Math.log2(lists.words.length));
  const rank = lists.commonRank.get(piece);
  if (rank !== undefined) explanations.push(Math.log2(rank + 1));
  if (/^(19|20)\d\d$/.test(piece)) explanations.push(Math.log2(200));
  if (isDate(piece)) explanations.push(Math.log2(366 * 100));
  return Math.min(...explanations);
}

/** The common password that this is a variation of, by its rank and by what is varied. */
function commonBits(password: string, { commonRank, examples }: PasswordLists): number {
  const lower = password.toLowerCase();
  const ending = /[^\p{L}]*$/u.exec(lower)?.[0] ?? '';
  const endingBits = ending.length * BITS_A_CHARACTER.digits;
  const stem = lower.slice(0, lower.length - ending.length);
  const candidates = [
    { word: lower, bits: 0 },
    { word: plain(lower), bits: BITS_A_VARIATION },
    { word: stem, bits: endingBits },
    { word: plain(stem), bits: endingBits + BITS_A_VARIATION },
  ];
  const capitals = password === lower ? 0 : BITS_A_VARIATION;
  return Math.min(
    ...candidates.map(({ word, bits }) => {
      const rank = commonRank.get(word) ?? (examples.has(word) ? commonRank.size : undefined);
      return rank === undefined ? Infinity : Math.log2(rank + 1) + bits + capitals;
    }),
  );
}

const STANDS_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** With letters again where digits and signs stand for them. */
const plain = (text: string): string =>
  text.replace(/[013457@$!]/g, (sign) => STANDS_FOR[sign] ?? sign);

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
];

/** Whether the characters follow each other on a keyboard or in the alphabet, either way round. */
function isRow(lower: string): boolean {
  const backwards = Array.from(lower).reverse().join('');
  return lower.length > 2 && ROWS.some((row) => row.includes(lower) || row.includes(backwards));
}

/** Whether six or eight digits are a day of some year, in any of the usual orders. */
const isDate = (digits: string): boolean => DATES.some((order) => order.test(digits));

const DAY = '(0[1-9]|[12]\\d|3[01])';
const MONTH = '(0[1-9]|1[0-2])';
const YEAR = '((19|20)\\d\\d|\\d\\d)';
const DATES = [DAY + MONTH + YEAR, MONTH + DAY + YEAR, YEAR + MONTH + DAY].map(
  (order) => new RegExp(`^${order}$`),
);
