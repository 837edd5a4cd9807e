import { PasswordError, canonicalPassword } from '@whispernet/crypto/password';
import type { PasswordKind } from '@whispernet/room';

/** As many as `Suggest` draws. */
const WORDS = 5;

/**
 * Whether a password is one that `Suggest` may have drawn: five or more words of its list, all
 * different, in any of the ways in which people type them. Whoever types it comes to the same answer,
 * so that both sides of a door allow the same number of guesses. Words that repeat are 'own': the few
 * thousand phrases of one word said five times would be found within what a drawn phrase is allowed.
 */
export function passwordKind(password: string, isWord: ReadonlySet<string>): PasswordKind {
  const words = canonicalOrEmpty(password).split('-');
  const isDrawn =
    words.length >= WORDS &&
    new Set(words).size === words.length &&
    words.every((word) => isWord.has(word));
  return isDrawn ? 'generated' : 'own';
}

/** The password as keys are made of it; empty where it is none. */
export function canonicalOrEmpty(password: string): string {
  try {
    return canonicalPassword(password);
  } catch (error) {
    if (error instanceof PasswordError) return '';
    throw error;
  }
}
