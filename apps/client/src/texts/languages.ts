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

/** The first of a browser's languages that we speak, whatever its region; English where we speak none. */
export function preferredLanguage(wanted: readonly string[]): LanguageTag {
  for (const each of wanted) {
    const spoken = LANGUAGES.find(({ tag }) => tag === each.toLowerCase().split('-')[0]);
    if (spoken) return spoken.tag;
  }
  return 'en';
}

/** Tells the document which language it is in, and thereby where its lines begin. */
export function speakIn(root: HTMLElement, language: LanguageTag): Language['direction'] {
  const direction = LANGUAGES.find(({ tag }) => tag === language)?.direction ?? 'ltr';
  root.lang = language;
  root.dir = direction;
  return direction;
}
