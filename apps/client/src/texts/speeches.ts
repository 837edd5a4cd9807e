import { english } from './english';
import type { Formats } from './formats';
import type { LanguageTag } from './languages';
import type { AllTexts } from './translation';

/** All that is needed to speak a language. */
export interface Speech {
  readonly texts: AllTexts;
  readonly formats: Formats;
}

/** Where the languages come from: English is part of the pages, each other one is a file of its own. */
export const SPEECHES: Record<LanguageTag, () => Promise<Speech>> = {
  en: () => Promise.resolve(english()),
  uk: () => import('./uk').then((file) => file.speech),
  de: () => import('./de').then((file) => file.speech),
  es: () => import('./es').then((file) => file.speech),
  ar: () => import('./ar').then((file) => file.speech),
};
