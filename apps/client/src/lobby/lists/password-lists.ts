import { InjectionToken } from '@angular/core';

/** What is known of words and passwords before anybody types one. */
export interface PasswordLists {
  /** The words that `Suggest` draws from, each of 3 to 10 lower-case letters. */
  readonly words: readonly string[];
  /** Where each of them stands. */
  readonly isWord: ReadonlySet<string>;
  /** The passwords that are tried first wherever passwords are guessed, with their rank from 1. */
  readonly commonRank: ReadonlyMap<string, number>;
  /**
   * Passwords that are praised in print, in lower case: everybody knows them. A guesser has them behind
   * the common ones.
   */
  readonly examples: ReadonlySet<string>;
}

/** Loads the lists, which are no part of what the page starts with. Rejects where they cannot be had. */
export async function loadPasswordLists(): Promise<PasswordLists> {
  const [eff, common] = await Promise.all([
    import('./eff-words.json'),
    import('./common-passwords.json'),
  ]);
  const words = eff.words.split(' ');
  return {
    words,
    isWord: new Set(words),
    commonRank: new Map(common.passwords.split(' ').map((password, at) => [password, at + 1])),
    examples: EXAMPLES,
  };
}

/** Of xkcd 936, in the spellings that keys are made of. */
const EXAMPLES = new Set([
  'correct-horse-battery-staple',
  'correcthorsebatterystaple',
  'tr0ub4dor&3',
]);

export const PASSWORD_LISTS = new InjectionToken<() => Promise<PasswordLists>>(
  'loadPasswordLists',
  { providedIn: 'root', factory: () => loadPasswordLists },
);
