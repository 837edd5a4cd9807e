/** A room that two people can agree on: its number and its password. */
export interface Suggestion {
  readonly room: string;
  readonly password: string;
}

/** Fills an array with random bits, as `crypto.getRandomValues` does. */
export type RandomSource = (
  into: Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>,
) => typeof into;

/** Five of 7 772 words are 64.6 bits: within the guesses that a room allows nobody finds them. */
const WORDS = 5;
/** Nine digits, the first not 0: a number that is free, as good as certainly, and read aloud as three groups. */
const LEAST_NUMBER = 100_000_000;
const NUMBERS = 900_000_000;

/** Draws a number of nine digits and a passphrase of five different `words`. */
export function suggestRoom(words: readonly string[], random: RandomSource): Suggestion {
  const phrase = new Set<string>();
  while (phrase.size < WORDS) {
    const word = words[drawBelow(words.length, random)];
    if (word !== undefined) phrase.add(word);
  }
  return {
    room: String(LEAST_NUMBER + drawBelow(NUMBERS, random)),
    password: [...phrase].join('-'),
  };
}

/**
 * A whole number from 0 up to, not including, `bound` (at most 2³²), each as likely as the others: what
 * lies above the largest multiple of `bound` is drawn again, as a remainder alone would favour the small.
 */
export function drawBelow(bound: number, random: RandomSource): number {
  const drawn = bound <= 2 ** 16 ? new Uint16Array(1) : new Uint32Array(1);
  const values = 2 ** (8 * drawn.BYTES_PER_ELEMENT);
  const fair = values - (values % bound);
  for (;;) {
    random(drawn);
    const [value = values] = drawn;
    if (value < fair) return value % bound;
  }
}
