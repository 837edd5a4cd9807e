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
