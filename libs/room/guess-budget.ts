// How many wrong passwords the members of a room stand, whatever the gateway says it limits.
//
//   own password        5 guesses at once, then after f wrong ones a wait of 2^(f−5) s, 32 s at most;
//                       50 wrong ones close the door. A 4-digit PIN falls with 0.5 %, 28 bits with 2·10⁻⁷.
//   generated (5 words) 5 guesses at once, then one a second; 5,000 wrong ones close the door: 2·10⁻¹⁶.
//
// It is the closing that keeps a guesser out. The waits give people in the room time to notice, and
// are shorter than a knock lives (45 s): so whoever is honest stands them out at the door (ADR 6).
//
// An offer that nobody answers tells nothing and counts for nothing; but each offer that is open
// could be answered with a wrong guess, so it is counted in before the last ones are given out.

/** `generated`: five or more words drawn by chance from the list of `Suggest`; `own`: anything else. */
export type PasswordKind = 'generated' | 'own';

/** Guesses that may be made without a wait. */
const BURST = 5;
/** Of a generated password: one more guess each. */
const REFILL_MS = 1_000;
const MAX_WAIT_MS = 32_000;
/** So many wrong passwords close the door, by the kind of the room's password. */
export const MOST_WRONG_PASSWORDS: Readonly<Record<PasswordKind, number>> = {
  own: 50,
  generated: 5_000,
};
/** Offers open at one time; more than four people at a door are no people. */
const MAX_OPEN = 4;

/** What has become of the guesses since a member last opened the door. */
export interface Guesses {
  readonly kind: PasswordKind;
  readonly wrong: number;
  /** When the last wrong one came; ms of any clock that only moves forward. */
  readonly lastWrongAt: number;
  /** Guesses that may be made at once, as of `filledAt`; of a generated password only. */
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
export const isExhausted = ({ kind, wrong }: Guesses): boolean =>
  wrong >= MOST_WRONG_PASSWORDS[kind];

/** One member's part in what is left to guess. */
export interface Share {
  /** Members who can open the door, this one included. */
  readonly members: number;
  /** This one's place among them, from 0, which all see alike. */
  readonly rank: number;
}

/**
 * How many offers may be open at one time: each may turn into a wrong guess. A gateway can knock at
 * all members in the same moment, so near the end each has its share of what is left.
 */
export function mostOpen({ kind, wrong }: Guesses, { members, rank }: Share): number {
  const left = Math.max(0, MOST_WRONG_PASSWORDS[kind] - wrong);
  const share = Math.floor(left / members) + (rank < left % members ? 1 : 0);
  return Math.min(MAX_OPEN, share);
}

/** Milliseconds until an offer may be made; 0 where it may be made now, Infinity where none may be. */
export function msUntilOffer(guesses: Guesses, now: number): number {
  if (isExhausted(guesses)) return Infinity;
  switch (guesses.kind) {
    case 'own':
      return Math.max(0, guesses.lastWrongAt + waitMs(guesses.wrong) - now);
    case 'generated':
      return Math.ceil(Math.max(0, 1 - allowanceAt(guesses, now)) * REFILL_MS);
    default:
      return guesses.kind satisfies never;
  }
}

/** The guesses after an offer that may be made now. */
export const afterOffer = (guesses: Guesses, now: number): Guesses => ({
  ...guesses,
  allowance: allowanceAt(guesses, now) - 1,
  filledAt: now,
});

/** The guesses when `wrong` wrong ones are known, here or from another member; never fewer than before. */
export function afterWrong(guesses: Guesses, wrong: number, now: number): Guesses {
  return wrong <= guesses.wrong ? guesses : { ...guesses, wrong, lastWrongAt: now };
}

const allowanceAt = ({ allowance, filledAt }: Guesses, now: number): number =>
  Math.min(BURST, allowance + (now - filledAt) / REFILL_MS);

const waitMs = (wrong: number): number =>
  wrong < BURST ? 0 : Math.min(MAX_WAIT_MS, 1_000 * 2 ** (wrong - BURST));
