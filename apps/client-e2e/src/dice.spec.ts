import { Dice } from './dice';

describe('Dice', () => {
  const throwsOf = (seed: number) => {
    const dice = new Dice(seed);
    return Array.from({ length: 1000 }, () => dice.between(1, 6));
  };

  it('falls the same way again from the same seed, and another way from another', () => {
    expect(throwsOf(7)).toEqual(throwsOf(7));
    expect(throwsOf(7)).not.toEqual(throwsOf(8));
  });

  it('shows every side, and no other', () => {
    expect(new Set(throwsOf(7))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  it('shuffles without losing anything', () => {
    const things = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = new Dice(7).shuffled(things);
    expect(shuffled).not.toEqual(things);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(things);
  });
});
