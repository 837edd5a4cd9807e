import { writing } from '../formats';

export const formats = writing('ar', ['بايت', 'ك.ب', 'م.ب', 'غ.ب', 'ت.ب']);
export const {
  bytes,
  bytesOf,
  clock,
  day,
  duration,
  formFor,
  list,
  moment,
  number,
  percent,
  plural,
  relative,
} = formats;

/** A name, a link or a number in groups, kept in its own order within a sentence from right to left. */
export const apart = (value: string): string => `\u2068${value}\u2069`;
