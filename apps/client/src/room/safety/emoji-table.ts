/** A picture that two people can name to each other, and its name. */
export interface SafetyEmoji {
  readonly emoji: string;
  readonly name: string;
}

/**
 * What the numbers 0 to 63 of a safety code stand for: the table of Matrix (`sas-emoji.json` of its
 * specification, from MSC 2241), chosen so that no two are mistaken for each other. The order is
 * part of the protocol: a changed one would make equal codes look different. Their names are in
 * texts/<language>/safety.ts, in the same order.
 */
export const EMOJI_TABLE: readonly string[] = [
  '🐶', // Dog
  '🐱', // Cat
  '🦁', // Lion
  '🐎', // Horse
  '🦄', // Unicorn
  '🐷', // Pig
  '🐘', // Elephant
  '🐰', // Rabbit
  '🐼', // Panda
  '🐓', // Rooster
  '🐧', // Penguin
  '🐢', // Turtle
  '🐟', // Fish
  '🐙', // Octopus
  '🦋', // Butterfly
  '🌷', // Flower
  '🌳', // Tree
  '🌵', // Cactus
  '🍄', // Mushroom
  '🌏', // Globe
  '🌙', // Moon
  '☁️', // Cloud
  '🔥', // Fire
  '🍌', // Banana
  '🍎', // Apple
  '🍓', // Strawberry
  '🌽', // Corn
  '🍕', // Pizza
  '🎂', // Cake
  '❤️', // Heart
  '😀', // Smiley
  '🤖', // Robot
  '🎩', // Hat
  '👓', // Glasses
  '🔧', // Spanner
  '🎅', // Santa
  '👍', // Thumbs Up
  '☂️', // Umbrella
  '⌛', // Hourglass
  '⏰', // Clock
  '🎁', // Gift
  '💡', // Light Bulb
  '📕', // Book
  '✏️', // Pencil
  '📎', // Paperclip
  '✂️', // Scissors
  '🔒', // Lock
  '🔑', // Key
  '🔨', // Hammer
  '☎️', // Telephone
  '🏁', // Flag
  '🚂', // Train
  '🚲', // Bicycle
  '✈️', // Aeroplane
  '🚀', // Rocket
  '🏆', // Trophy
  '⚽', // Ball
  '🎸', // Guitar
  '🎺', // Trumpet
  '🔔', // Bell
  '⚓', // Anchor
  '🎧', // Headphones
  '📁', // Folder
  '📌', // Pin
];

/** The pictures of a code's numbers, by their `names`. Throws RangeError where one is not of the table. */
export function emojiOf(
  indices: readonly number[],
  names: readonly string[],
): readonly SafetyEmoji[] {
  return indices.map((index) => {
    const [emoji, name] = [EMOJI_TABLE[index], names[index]];
    if (emoji === undefined || name === undefined)
      throw new RangeError(`no emoji has the number ${index}`);
    return { emoji, name };
  });
}
