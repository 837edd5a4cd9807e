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
  return concernsField(code) ? { field: FIELDS[code], words: texts.beside[code] } : undefined;
}

const FIELDS = {
  'number-taken': 'room',
  'no-such-room': 'room',
  'room-full': 'room',
  'wrong-password': 'password',
  'invalid-password': 'password',
  'no-relay': 'hideAddress',
  'no-relayed-path': 'hideAddress',
} as const satisfies Record<keyof ErrorTexts['beside'], WordsBeside['field']>;

const concernsField = (code: RoomErrorCode): code is keyof typeof FIELDS => code in FIELDS;

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
