import './en/whole';
import { english } from './en';
import { LANGUAGES } from './languages';
import { SPEECHES } from './speeches';

/** Names, units and words that are the same in two of our languages. */
const SAME =
  /^(whisperNet|Build|Emoji|Video|Audio|Text|Link:|Chat|Esc|Alt|Ctrl|Enter|Panda|Pizza|Smiley|Hammer|Ball|Cactus|Robot|\d+ ms|\d+ kbit\/s)$/;

type Leaf = string | ((...values: unknown[]) => string);

/** Every text by its name, 'errors.refusals.busy.sentence'. */
function leaves(texts: object, name = ''): readonly (readonly [name: string, text: Leaf])[] {
  return Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
    typeof text === 'object' && text !== null
      ? leaves(text, `${name}${key}.`)
      : // Texts are strings, and functions that return strings.
        [[`${name}${key}`, text as Leaf] as const],
  );
}

/** The texts that take lists; all others are content with a number, also for a name. */
const LISTS: Readonly<Record<string, (count: number) => readonly unknown[]>> = {
  'files.drop.toOffer': (count) => [count, ['carol']],
  'files.leftOut.sentence': () => [['carol']],
};

function said([name, text]: readonly [string, Leaf], count = 3): string {
  if (typeof text === 'string') return text;
  return text(...(LISTS[name]?.(count) ?? Array.from({ length: text.length }, () => count)));
}

const arity = (text: Leaf | undefined): number => (typeof text === 'function' ? text.length : 0);

const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text.replace('whisperNet', ''));

describe('the texts in', () => {
  const source = new Map(leaves(english));

  for (const { tag, ownName } of LANGUAGES) {
    describe(ownName, () => {
      let texts: ReadonlyMap<string, Leaf>;

      beforeAll(async () => {
        texts = new Map(leaves((await SPEECHES[tag]()).texts));
      });

      it('are those of the English source: none missing, none too many', () => {
        expect([...texts.keys()].sort()).toEqual([...source.keys()].sort());
      });

      it('put as many values into each sentence', () => {
        const others = [...source].filter(([name, text]) => arity(texts.get(name)) !== arity(text));
        expect(others.map(([name]) => name)).toEqual([]);
      });

      it('say something for every count, without a gap', () => {
        const counts = [0, 1, 2, 3, 5, 11, 21, 100, 1_000_000];
        const broken = [...texts].filter((entry) =>
          counts.some((count) => !/^\S(?!.*(undefined|NaN))/.test(said(entry, count))),
        );
        expect(broken.map(([name]) => name)).toEqual([]);
      });

      if (tag !== 'en')
        it('are translated, where the words are not the same in both languages', () => {
          const left = [...texts].filter(([name, text]) => {
            const original = said([name, source.get(name) ?? '']);
            return said([name, text]) === original && hasWords(original) && !SAME.test(original);
          });
          expect(left.map(([name]) => name)).toEqual([]);
        });
    });
  }
});
