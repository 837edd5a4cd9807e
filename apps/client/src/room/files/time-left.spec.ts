import { english } from '../../texts/en';
import { timeLeft, timeLeftText } from './time-left';

describe('timeLeft', () => {
  for (const [seconds, words] of [
    [0, 'a few seconds left'],
    [10, 'about 10 seconds left'],
    [54, 'about 50 seconds left'],
    [55, 'about a minute left'],
    [89, 'about a minute left'],
    [90, 'about 2 minutes left'],
    [3_569, 'about 59 minutes left'],
    [3_570, 'about an hour left'],
    [5_400, 'about 2 hours left'],
    [84_600, 'about a day left'],
    [200_000, 'about 2 days left'],
    [1e12, 'more than a month left'],
    [Infinity, 'more than a month left'],
  ] as const)
    it(`says ${seconds} s as ${words}`, () => {
      expect(timeLeftText(english.files.left, timeLeft(1_000 * seconds))).toBe(words);
    });
});
