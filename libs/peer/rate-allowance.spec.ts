import { FakeClock } from '@whispernet/testing';
import { RateAllowance } from './rate-allowance';

describe('RateAllowance', () => {
  it('gives a burst, then so many a second, and saves up no more than the burst', async () => {
    const clock = new FakeClock();
    const allowance = new RateAllowance(10, 20, clock);
    const taken = () => Array.from({ length: 50 }, () => allowance.take()).filter(Boolean).length;

    expect(taken()).toBe(20);
    expect(taken()).toBe(0);
    await clock.advance(500);
    expect(taken()).toBe(5);
    await clock.advance(3_600_000);
    expect(taken()).toBe(20);
  });
});
