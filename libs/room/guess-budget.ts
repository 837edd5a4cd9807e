// How many wrong passwords the members of a room stand, whatever the gateway says it limits.
//
//   own password        5 guesses at once, then after f wrong ones a wait of 2^(f−5) s, 300 s at most;
//                       50 wrong ones close the door. A 4-digit PIN falls with 0.5 %, 28 bits with 2·10⁻⁷.
//   generated (5 words) 5 guesses at once, then one a second; 5,000 wrong ones close the door: 2·10⁻¹⁶.
//
// An offer that nobody answers tells nothing and counts for nothing; but each offer that is open
// could be answered with a wrong guess, so it is counted in before the last ones are given out.
import type { PasswordKind } from './room';

/** Guesses that may be made without a wait. */
const BURST = 5;
const MAX_WAIT_MS = 300_000;
/** Wrong passwords that close the door. */
const CLOSING: Record<PasswordKind, number> = { own: 50, generated: 5_000 };
/** Offers open at one time; more than four people at a door are no people. */
const MAX_OPEN = 4;

/** What has become of the guesses since a member last opened the door. */
export interface Guesses {
  readonly kind: PasswordKind;
  readonly wrong: number;
  /** When the last wrong one came; ms of any clock that only moves forward. */
  readonly lastWrongAt: number;
  /** Of a generated password: guesses that may be made at once, as of `filledAt`. */
  readonly allowance: number;
  readonly filledAt: number;
}

/** A door at which `wrong` wrong passwords have been tried already. */
export const guessesFrom = (kind: PasswordKind, wrong: number, now: number): Guesses => ({
  kind,
  wrong,
  lastWrongAt: now,
  allowance: BURST,
  filledAt: now,
});

/** Whether so many wrong passwords have come that nobody is let in until a member opens the door. */
export const isExhausted = ({ kind, wrong }: Guesses): boolean => wrong >= CLOSING[kind];

/** How many offers may be open at one time: each may turn into a wrong guess. */
export const mostOpen = ({ kind, wrong }: Guesses): number =>
  Math.min(MAX_OPEN, Math.max(0, CLOSING[kind] - wrong));

/** The guesses after one more offer; undefined where none may be made now. */
export function afterOffer(guesses: Guesses, now: number): Guesses | undefined {
  if (isExhausted(guesses)) return undefined;
  if (guesses.kind === 'own')
    return now < guesses.lastWrongAt + waitMs(guesses.wrong) ? undefined : guesses;
  const refilled = guesses.allowance + (now - guesses.filledAt) / 1_000;
  const allowance = Math.min(BURST, refilled);
  return allowance < 1 ? undefined : { ...guesses, allowance: allowance - 1, filledAt: now };
}

/** The guesses when `wrong` wrong ones are known, here or from another member; never fewer than before. */
export function afterWrong(guesses: Guesses, wrong: number, now: number): Guesses {
  return wrong <= guesses.wrong ? guesses : { ...guesses, wrong, lastWrongAt: now };
}

const waitMs = (wrong: number): number =>
  wrong < BURST ? 0 : Math.min(MAX_WAIT_MS, 1_000 * 2 ** (wrong - BURST));
