import { english } from './english';
import type { Formats } from './formats';
import type { AllTexts } from './translation';

export type LanguageTag = 'en' | 'uk' | 'de' | 'es' | 'ar';

/** A language as a person chooses it: named by its own word for itself. */
export interface Language {
  readonly tag: LanguageTag;
  readonly ownName: string;
  readonly direction: 'ltr' | 'rtl';
}

/** In the order of the list that people choose from. */
export const LANGUAGES: readonly Language[] = [
  { tag: 'en', ownName: 'English', direction: 'ltr' },
  { tag: 'de', ownName: 'Deutsch', direction: 'ltr' },
  { tag: 'es', ownName: 'Español', direction: 'ltr' },
  { tag: 'uk', ownName: 'Українська', direction: 'ltr' },
  { tag: 'ar', ownName: 'العربية', direction: 'rtl' },
];

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

/** The first of a browser's languages that we speak, whatever its region; English where we speak none. */
export function preferredLanguage(wanted: readonly string[]): LanguageTag {
  for (const each of wanted) {
    const spoken = LANGUAGES.find(({ tag }) => tag === each.toLowerCase().split('-')[0]);
    if (spoken) return spoken.tag;
  }
  return 'en';
}
