/** A picture that two people can name to each other, and its name. */
export interface SafetyEmoji {
  readonly emoji: string;
  readonly name: string;
}

/**
 * What the numbers 0 to 63 of a safety code stand for: the table of Matrix (`sas-emoji.json` of its
 * specification, from MSC 2241), chosen so that no two are mistaken for each other. The order is
 * part of the protocol: a changed one would make equal codes look different.
 */
export const EMOJI_TABLE: readonly SafetyEmoji[] = [
  { emoji: '🐶', name: 'Dog' },
  { emoji: '🐱', name: 'Cat' },
  { emoji: '🦁', name: 'Lion' },
  { emoji: '🐎', name: 'Horse' },
  { emoji: '🦄', name: 'Unicorn' },
  { emoji: '🐷', name: 'Pig' },
  { emoji: '🐘', name: 'Elephant' },
  { emoji: '🐰', name: 'Rabbit' },
  { emoji: '🐼', name: 'Panda' },
  { emoji: '🐓', name: 'Rooster' },
  { emoji: '🐧', name: 'Penguin' },
  { emoji: '🐢', name: 'Turtle' },
  { emoji: '🐟', name: 'Fish' },
  { emoji: '🐙', name: 'Octopus' },
  { emoji: '🦋', name: 'Butterfly' },
  { emoji: '🌷', name: 'Flower' },
  { emoji: '🌳', name: 'Tree' },
  { emoji: '🌵', name: 'Cactus' },
  { emoji: '🍄', name: 'Mushroom' },
  { emoji: '🌏', name: 'Globe' },
  { emoji: '🌙', name: 'Moon' },
  { emoji: '☁️', name: 'Cloud' },
  { emoji: '🔥', name: 'Fire' },
  { emoji: '🍌', name: 'Banana' },
  { emoji: '🍎', name: 'Apple' },
  { emoji: '🍓', name: 'Strawberry' },
  { emoji: '🌽', name: 'Corn' },
  { emoji: '🍕', name: 'Pizza' },
  { emoji: '🎂', name: 'Cake' },
  { emoji: '❤️', name: 'Heart' },
  { emoji: '😀', name: 'Smiley' },
  { emoji: '🤖', name: 'Robot' },
  { emoji: '🎩', name: 'Hat' },
  { emoji: '👓', name: 'Glasses' },
  { emoji: '🔧', name: 'Spanner' },
  { emoji: '🎅', name: 'Santa' },
  { emoji: '👍', name: 'Thumbs Up' },
  { emoji: '☂️', name: 'Umbrella' },
  { emoji: '⌛', name: 'Hourglass' },
  { emoji: '⏰', name: 'Clock' },
  { emoji: '🎁', name: 'Gift' },
  { emoji: '💡', name: 'Light Bulb' },
  { emoji: '📕', name: 'Book' },
  { emoji: '✏️', name: 'Pencil' },
  { emoji: '📎', name: 'Paperclip' },
  { emoji: '✂️', name: 'Scissors' },
  { emoji: '🔒', name: 'Lock' },
  { emoji: '🔑', name: 'Key' },
  { emoji: '🔨', name: 'Hammer' },
  { emoji: '☎️', name: 'Telephone' },
  { emoji: '🏁', name: 'Flag' },
  { emoji: '🚂', name: 'Train' },
  { emoji: '🚲', name: 'Bicycle' },
  { emoji: '✈️', name: 'Aeroplane' },
  { emoji: '🚀', name: 'Rocket' },
  { emoji: '🏆', name: 'Trophy' },
  { emoji: '⚽', name: 'Ball' },
  { emoji: '🎸', name: 'Guitar' },
  { emoji: '🎺', name: 'Trumpet' },
  { emoji: '🔔', name: 'Bell' },
  { emoji: '⚓', name: 'Anchor' },
  { emoji: '🎧', name: 'Headphones' },
  { emoji: '📁', name: 'Folder' },
  { emoji: '📌', name: 'Pin' },
];

/** The pictures of a code's numbers. Throws RangeError where one is not of the table. */
export function emojiOf(indices: readonly number[]): readonly SafetyEmoji[] {
  return indices.map((index) => {
    const emoji = EMOJI_TABLE[index];
    if (!emoji) throw new RangeError(`no emoji has the number ${index}`);
    return emoji;
  });
}
