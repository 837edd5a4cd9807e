import { MinuteCounts } from './minute-counts';

describe('MinuteCounts', () => {
  it('says round numbers, from which nobody’s coming and going can be read', () => {
    const counts = new MinuteCounts();
    expect(counts.line(14, 26)).toBe('about 10 rooms, 30 connections, 0 refusals');
    expect(counts.line(13, 27)).toBeUndefined();
  });

  it('counts the refusals of each minute anew', () => {
    const counts = new MinuteCounts();
    Array.from({ length: 12 }).forEach(() => {
      counts.countRefusal();
    });
    expect(counts.line(0, 0)).toBe('about 0 rooms, 0 connections, 10 refusals');
    expect(counts.line(0, 0)).toBe('about 0 rooms, 0 connections, 0 refusals');
  });
});
