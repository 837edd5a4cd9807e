import { english } from './en';
import { LANGUAGES, SPEECHES } from './languages';

/** Areas that are still being written in English. Shrinks to nothing. */
const IN_WORK = new Set(['chat', 'call', 'files', 'lobby', 'app', 'people', 'room', 'invite']);

/** Names, signs and words that are the same in two languages. */
const SAME =
  /^(whisperNet|Chat|Robot|Smiley|Panda|Pizza|Cactus|Hammer|Ball|Version 3, .*|Link:|Esc|Alt|Ctrl|Enter|↑|↓|Emojis?)$/;

type Leaf = string | ((...values: number[]) => string);

/** Every text by its name, 'errors.refusals.busy.sentence'. */
function leaves(texts: object, name = ''): readonly (readonly [name: string, text: Leaf])[] {
  return Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
    typeof text === 'object' && text !== null
      ? leaves(text, `${name}${key}.`)
      : // Texts are strings and functions that return strings; none minds a number for a name.
        [[`${name}${key}`, text as Leaf] as const],
  );
}

const said = (text: Leaf, count = 3): string =>
  typeof text === 'string' ? text : text(...Array.from({ length: text.length }, () => count));

const arity = (text: Leaf): number => (typeof text === 'string' ? 0 : text.length);

describe('the texts in', () => {
  const source = new Map(leaves(english));
  const isDone = (name: string) => !IN_WORK.has(name.split('.')[0] ?? '');

  for (const { tag, ownName } of LANGUAGES) {
    describe(ownName, () => {
      let texts: ReadonlyMap<string, Leaf>;

      beforeAll(async () => {
        texts = new Map(leaves((await SPEECHES[tag]()).texts));
      });

      it('are those of the English source: none missing, none too many', () => {
        expect([...texts.keys()]).toEqual([...source.keys()]);
      });

      it('put as many values into each sentence', () => {
        const others = [...source].filter(
          ([name, text]) => arity(texts.get(name) ?? '') !== arity(text),
        );
        expect(others.map(([name]) => name)).toEqual([]);
      });

      it('say something for every count, without a gap', () => {
        const counts = [0, 1, 2, 3, 5, 11, 21, 100, 1_000_000];
        const broken = [...texts].filter(([, text]) =>
          counts.some((count) => !/^\S(?!.*(undefined|NaN))/.test(said(text, count))),
        );
        expect(broken.map(([name]) => name)).toEqual([]);
      });

      if (tag !== 'en')
        it('are translated, where the words are not the same in both languages', () => {
          const left = [...source].filter(
            ([name, text]) =>
              isDone(name) && said(texts.get(name) ?? '') === said(text) && !SAME.test(said(text)),
          );
          expect(left.map(([name]) => name)).toEqual([]);
        });
    });
  }
});
