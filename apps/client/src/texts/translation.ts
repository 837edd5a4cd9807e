import type { english } from './en';

/** All texts of the client by area; the English ones are the source. */
export type AllTexts = Translation<typeof english>;

/**
 * The same texts in another language: a missing one, one too many or one of another shape does not
 * compile. (A function that takes fewer values does; a spec compares those.)
 */
export type Translation<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string
    ? string
    : Source[Key] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Translation<Source[Key]>;
};

/** A translation that is not complete yet. */
export type Draft<Source> = {
  readonly [Key in keyof Source]?: Source[Key] extends string | ((...values: never[]) => string)
    ? Source[Key]
    : Draft<Source[Key]>;
};

/** A draft with the source's own words where it has none yet. */
export function completed<Source extends object>(source: Source, draft: Draft<Source>): Source {
  const texts = new Map(Object.entries(source as Record<string, unknown>));
  for (const [key, text] of Object.entries<unknown>(draft)) {
    const original = texts.get(key);
    texts.set(key, isGroup(original) && isGroup(text) ? completed(original, text) : text);
  }
  // The keys and shapes are the source's: the draft can only replace a text by its translation.
  return Object.fromEntries(texts) as Source;
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;
