import { LINKS, bytesPerSecond, describeLink, drawnLinks } from './links.ts';

describe('The links of the lab', () => {
  it('are ten, with names of their own', () => {
    expect(new Set([...LINKS, ...drawnLinks(1)].map(({ name }) => name)).size).toBe(10);
  });

  it('are drawn alike for one seed and otherwise for another', () => {
    expect(drawnLinks(7)).toEqual(drawnLinks(7));
    expect(drawnLinks(7)).not.toEqual(drawnLinks(8));
  });

  it('are drawn within what people have, half of them clean', () => {
    const drawn = Array.from({ length: 400 }, (_, seed) => drawnLinks(seed)).flat();
    for (const { mbit, roundTripMs, lossPercent, queueMs } of drawn) {
      expect(mbit).toBeGreaterThanOrEqual(5);
      expect(mbit).toBeLessThanOrEqual(200);
      expect(roundTripMs).toBeGreaterThanOrEqual(10);
      expect(roundTripMs).toBeLessThanOrEqual(250);
      expect(lossPercent).toBeLessThanOrEqual(3);
      expect(queueMs).toBeGreaterThanOrEqual(30);
      expect(queueMs).toBeLessThanOrEqual(300);
    }
    const clean = drawn.filter(({ lossPercent }) => lossPercent === 0).length / drawn.length;
    expect(clean).toBeGreaterThan(0.4);
    expect(clean).toBeLessThan(0.6);
    // By ratio: as many below the geometric middle of 5 and 200 as above.
    const slow = drawn.filter(({ mbit }) => mbit < 31.6).length / drawn.length;
    expect(slow).toBeGreaterThan(0.4);
    expect(slow).toBeLessThan(0.6);
  });

  it('are described with their loss where they have one', () => {
    expect(LINKS.slice(1, 5).map(describeLink)).toEqual([
      '10 Mbit/s, 30 ms, queue 200 ms',
      '40 Mbit/s, 50 ms, queue 100 ms',
      '100 Mbit/s, 50 ms, queue 100 ms, loss 0.1 %',
      '100 Mbit/s, 100 ms, queue 100 ms, loss 1 %',
    ]);
  });

  it('carry bytes, eight bits each', () => {
    expect(LINKS.map(bytesPerSecond)[1]).toBe(1_250_000);
  });
});
