import type { RoomError, RoomErrorCode } from '@whispernet/room';
import type { AllTexts } from '../texts/translation';

type ErrorTexts = AllTexts['errors'];

/** What happened, and what a person can do next. */
export type Refusal = ErrorTexts['wrongAgain'];

/** The words for a code alone. */
export const refusalOf = (code: RoomErrorCode, texts: ErrorTexts): Refusal => texts.refusals[code];

/** What a person can change on the start page after a refusal. */
export type RefusedField = 'room' | 'password' | 'hideAddress';

/** The field that a refusal concerns; undefined where it concerns none. */
export const fieldOf = (code: RoomErrorCode): RefusedField | undefined => FIELDS[code];

const FIELDS: Readonly<Partial<Record<RoomErrorCode, RefusedField>>> = {
  'number-taken': 'room',
  'no-such-room': 'room',
  'room-full': 'room',
  'wrong-password': 'password',
  'invalid-password': 'password',
  'no-relay': 'hideAddress',
  'no-relayed-path': 'hideAddress',
};

/** The words for an error, with its numbers: how long to wait, how many tries are left. */
export function refusalMessage(error: RoomError, texts: ErrorTexts): Refusal {
  const { sentence, nextStep } = texts.refusals[error.code];
  const { retryAfterS, triesLeft } = error;
  if (triesLeft === 0) return texts.wrongAgain;
  if (triesLeft !== undefined)
    return { sentence, nextStep: `${nextStep} ${texts.triesLeft(triesLeft)}` };
  if (retryAfterS !== undefined && retryAfterS > 0)
    return { sentence, nextStep: texts.tryAgainIn(retryAfterS) };
  return { sentence: error.code === 'too-many-tries' ? texts.notEvenTried : sentence, nextStep };
}
