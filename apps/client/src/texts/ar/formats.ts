import { writing } from '../formats';

export const formats = writing('ar', ['بايت', 'ك.ب', 'م.ب', 'غ.ب', 'ت.ب']);
export const { bytes, bytesOf, clock, day, duration, list, moment, number, plural, relative } =
  formats;
