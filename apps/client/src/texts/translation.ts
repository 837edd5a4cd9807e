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

/** A translation that may lag behind the source. */
export type Draft<Source> = {
  readonly [Key in keyof Source]?: Source[Key] extends string | ((...values: never[]) => string)
    ? Source[Key]
    : Draft<Source[Key]>;
};

/** The translation as far as it has come, with the source's own words for the rest. */
export function completed<Source extends object>(source: Source, translation: object): Source {
  const translated = new Map<string, unknown>(Object.entries(translation));
  const texts = Object.entries(source as Record<string, unknown>).map(([key, text]) => {
    const own = translated.get(key);
    return [key, isGroup(text) && isGroup(own) ? completed(text, own) : (own ?? text)];
  });
  // The keys and shapes are the source's; what stands for them was written as their translation.
  return Object.fromEntries(texts) as Source;
}

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
