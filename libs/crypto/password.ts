export type PasswordProblem = 'empty' | 'too-long' | 'control-character';

/** Why a password cannot be one. */
export class PasswordError extends Error {
  override readonly name = 'PasswordError';

  constructor(readonly code: PasswordProblem) {
    super(code);
  }
}

/** The most characters (code points) of a password: room for any sentence, a bound for the form and the hash. */
const MAX_CHARACTERS = 256;
/** Four words or more of 3 to 10 letters, as we generate them: to be typed with any case, spaces or dashes. */
const GENERATED_PHRASE = /^[A-Za-z]{3,10}(?:[ -]+[A-Za-z]{3,10}){3,}$/;

/**
 * The one spelling of `password` that keys are made of, so that what two people mean alike counts as equal:
 * NFC, every Unicode space an ordinary one, none at the ends; a phrase of words in lower case with single dashes.
 * @throws {PasswordError} where nothing remains, where it is longer than 256 characters, or where a control
 * character or half a surrogate pair is inside.
 */
export function canonicalPassword(password: string): string {
  const canonical = password
    .normalize('NFC')
    .replace(/\p{Zs}/gu, ' ')
    .trim();
  if (canonical === '') throw new PasswordError('empty');
  if (Array.from(canonical).length > MAX_CHARACTERS) throw new PasswordError('too-long');
  if (/[\p{Cc}\p{Cs}]/u.test(canonical)) throw new PasswordError('control-character');
  return GENERATED_PHRASE.test(canonical)
    ? canonical.toLowerCase().replace(/[ -]+/g, '-')
    : canonical;
}
