import type { RoomError, RoomErrorCode } from '@whispernet/room';
import type { AllTexts } from '../texts/translation';

type ErrorTexts = AllTexts['errors'];

/** What happened, and what a person can do next. */
export type Refusal = ErrorTexts['wrongAgain'];

/** The words for a code alone. */
export const refusalOf = (code: RoomErrorCode, texts: ErrorTexts): Refusal => texts.refusals[code];

/** What stands beside a field of the start page. */
export interface WordsBeside {
  readonly field: 'room' | 'password' | 'hideAddress';
  readonly words: string;
}

/** The few words beside the field that a refusal concerns; undefined where it concerns none. */
export function wordsBeside(code: RoomErrorCode, texts: ErrorTexts): WordsBeside | undefined {
  switch (code) {
    case 'number-taken':
    case 'no-such-room':
    case 'room-full':
      return { field: 'room', words: texts.beside[code] };
    case 'wrong-password':
    case 'invalid-password':
      return { field: 'password', words: texts.beside[code] };
    case 'no-relay':
    case 'no-relayed-path':
      return { field: 'hideAddress', words: texts.beside[code] };
    default:
      return undefined;
  }
}

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
