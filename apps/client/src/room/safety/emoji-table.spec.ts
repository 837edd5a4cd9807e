import { safety } from '../../texts/en/safety';
import { EMOJI_TABLE, emojiOf } from './emoji-table';

describe('the emoji of safety codes', () => {
  it('are 64: six bits choose one', () => {
    expect(EMOJI_TABLE.length).toBe(64);
  });

  it('are told apart by picture and by name', () => {
    expect(new Set(EMOJI_TABLE).size).toBe(64);
    expect(new Set(safety.emoji).size).toBe(64);
    expect(safety.emoji.every((name) => /^[A-Z][a-z]+( [A-Z][a-z]+)?$/.test(name))).toBe(true);
  });

  it('are shown as pictures, not as signs of the text font', () => {
    // A sign that is a letter to some fonts needs the variation selector that asks for the picture.
    const ambiguous = EMOJI_TABLE.filter((emoji) => !/\p{Emoji_Presentation}/u.test(emoji));
    expect(ambiguous.every((emoji) => emoji.endsWith('\u{FE0F}'))).toBe(true);
  });

  it('are those of Matrix, in its order', () => {
    const every8th = safety.emoji.filter((_, index) => index % 8 === 7);
    expect(every8th).toEqual([
      'Rabbit',
      'Flower',
      'Banana',
      'Robot',
      'Clock',
      'Key',
      'Trophy',
      'Pin',
    ]);
  });

  it('spell the golden vector', () => {
    const spelled = emojiOf([49, 4, 16, 32, 40], safety.emoji);
    expect(spelled.map(({ emoji, name }) => `${emoji} ${name}`)).toEqual([
      '☎️ Telephone',
      '🦄 Unicorn',
      '🌳 Tree',
      '🎩 Hat',
      '🎁 Gift',
    ]);
  });

  it('refuse a number that is none of theirs', () => {
    expect(() => emojiOf([64], safety.emoji)).toThrowError(RangeError);
  });
});
