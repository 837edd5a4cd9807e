import {
  type Guesses,
  afterOffer,
  afterWrong,
  guessesFrom,
  isExhausted,
  mostOpen,
  msUntilOffer,
} from './guess-budget';

const MINUTE = 60_000;

/** How many guesses somebody gets in who answers every offer wrongly, asking each `everyMs`. */
function attack(guesses: Guesses, forMs: number, everyMs: number): { made: number; end: Guesses } {
  let now = guesses.filledAt;
  let made = 0;
  let end = guesses;
  for (const until = now + forMs; now < until; now += everyMs) {
    if (msUntilOffer(end, now) > 0) continue;
    const offered = afterOffer(end, now);
    made += 1;
    end = afterWrong(offered, offered.wrong + 1, now);
  }
  return { made, end };
}

describe('The guesses at a door', () => {
  describe('with an own password', () => {
    const fresh = guessesFrom('own', 0, 0);

    it('are free five times', () => {
      expect(attack(fresh, 5, 1).made).toBe(5);
    });

    for (const [wrong, waitS] of [
      [5, 1],
      [6, 2],
      [10, 32],
      [11, 32],
      [49, 32],
    ] as const)
      it(`wait ${waitS} s after ${wrong} wrong ones`, () => {
        const guesses = afterWrong(fresh, wrong, 1_000);
        expect(msUntilOffer(guesses, 1_000)).toBe(waitS * 1_000);
        expect(msUntilOffer(guesses, 1_000 + waitS * 1_000)).toBe(0);
      });

    it('close the door after 50 wrong ones, however long somebody goes on', () => {
      const { made, end } = attack(fresh, 24 * 60 * MINUTE, 1_000);
      expect(made).toBe(50);
      expect(isExhausted(end)).toBeTrue();
      expect(msUntilOffer(end, Number.MAX_SAFE_INTEGER)).toBe(Infinity);
    });

    it('leave no more offers open than wrong ones are left', () => {
      const alone = { members: 1, rank: 0 };
      const open = [0, 46, 47, 49, 50].map((wrong) => mostOpen(afterWrong(fresh, wrong, 0), alone));
      expect(open).toEqual([4, 4, 3, 1, 0]);
    });

    it('are shared out near the end, so that all members together open no more than are left', () => {
      for (let wrong = 40; wrong <= 50; wrong += 1) {
        const shares = [0, 1, 2].map((rank) =>
          mostOpen(afterWrong(fresh, wrong, 0), { members: 3, rank }),
        );
        const sum = shares.reduce((all, share) => all + share, 0);
        expect(sum)
          .withContext(`${wrong}`)
          .toBe(Math.min(12, 50 - wrong));
      }
    });
  });

  describe('with a generated password', () => {
    const fresh = guessesFrom('generated', 0, 0);

    it('are free five times, then one a second', () => {
      expect(attack(fresh, 5, 1).made).toBe(5);
      expect(attack(fresh, MINUTE, 10).made).toBe(5 + 59);
    });

    it('close the door after 5,000 wrong ones', () => {
      const { made, end } = attack(fresh, 24 * 60 * MINUTE, 500);
      expect(made).toBe(5_000);
      expect(isExhausted(end)).toBeTrue();
    });
  });

  it('are never fewer than another member knows of', () => {
    const known = afterWrong(guessesFrom('own', 0, 0), 7, 100);
    expect(afterWrong(known, 3, 200)).toBe(known);
    expect(afterWrong(known, 9, 200).wrong).toBe(9);
  });
});
