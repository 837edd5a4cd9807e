import { type Reading, growthPerGib } from './memory-figures.ts';

const GIB = 1024 ** 3;
const reading = (gib: number, bytes: number): Reading => ({
  bytes: gib * GIB,
  sender: bytes,
  receiver: 0,
});

describe('What memory does while a file passes', () => {
  it('is how much it grows with each GiB', () => {
    expect(
      growthPerGib(
        [1, 2, 3, 4].map((gib) => reading(gib, 100 + 5 * gib)),
        'sender',
      ),
    ).toBeCloseTo(5);
  });

  it('does not count the first GiB, in which everything is set up', () => {
    const readings = [reading(0, 0), reading(0.9, 500), reading(1, 500), reading(2, 500)];
    expect(growthPerGib(readings, 'sender')).toBe(0);
  });

  it('is hardly moved by one reading just before garbage is collected', () => {
    const readings = Array.from({ length: 71 }, (_, at) =>
      reading(1 + at / 10, at === 30 ? 400 : 100),
    );
    expect(Math.abs(growthPerGib(readings, 'sender'))).toBeLessThan(2);
  });

  it('is told of each side', () => {
    expect(growthPerGib([reading(1, 1), reading(2, 2)], 'receiver')).toBe(0);
  });

  it('cannot be told from less than two readings, or two at one place', () => {
    expect(() => growthPerGib([reading(0.5, 1), reading(2, 1)], 'sender')).toThrowError(
      /less than/,
    );
    expect(() => growthPerGib([reading(2, 1), reading(2, 1)], 'sender')).toThrowError(/one place/);
  });
});
