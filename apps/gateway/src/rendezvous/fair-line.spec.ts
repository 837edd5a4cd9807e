import { FairLine, TURN_REMEMBERED_MS } from './fair-line';

describe('FairLine', () => {
  let now: number;

  beforeEach(() => {
    now = 0;
  });

  /** A line in which each of these waits, their source being their first letter. */
  const lineOf = (maxWaiting: number, ...entries: readonly string[]) => {
    const line = new FairLine<string>(maxWaiting, () => now);
    for (const entry of entries) line.join(entry, entry.charAt(0));
    return line;
  };
  const turns = (line: FairLine<string>) =>
    Array.from({ length: line.size + 1 }, () => line.next()).slice(0, -1);

  it('serves each source in turn, and within a source who came first', () => {
    expect(turns(lineOf(9, 'm1', 'm2', 'm3', 'a1', 'b1', 'a2'))).toEqual([
      ...['m1', 'a1', 'b1'],
      ...['m2', 'a2', 'm3'],
    ]);
  });

  it('serves a newcomer before whoever has had a turn, however long that one waits', () => {
    const line = lineOf(9, 'm1', 'm2', 'm3');
    expect(line.next()).toBe('m1');
    line.join('a1', 'a');
    expect(turns(line)).toEqual(['a1', 'm2', 'm3']);
  });

  it('remembers a turn for three minutes, and then serves by the order of arrival again', () => {
    for (const [passed, order] of [
      [TURN_REMEMBERED_MS - 1, ['a1', 'm2']],
      [TURN_REMEMBERED_MS, ['m2', 'a1']],
    ] as const) {
      const line = lineOf(9, 'm1', 'm2');
      line.next();
      line.join('a1', 'a');
      now += passed;
      line.sweep();
      expect(turns(line)).toEqual([...order]);
    }
  });

  it('remembers no more sources than have had a turn of late, however many have come', () => {
    const line = lineOf(9);
    for (let count = 0; count < 1_000; count += 1) {
      line.join(`knock ${count}`, `source ${count}`);
      line.next();
      now += 10_000;
      line.sweep();
      expect(line.sources).toBeLessThanOrEqual(18);
    }
    now += TURN_REMEMBERED_MS;
    line.sweep();
    expect(line.sources).toBe(0);
  });

  it('remembers the last turn of a source that has had several', () => {
    const line = lineOf(9, 'm1', 'a1', 'm2', 'a2', 'm3');
    for (const name of ['m1', 'a1', 'm2']) {
      expect(line.next()).toBe(name);
      now += TURN_REMEMBERED_MS / 3;
    }
    line.sweep();
    line.join('b1', 'b');
    expect(turns(line)).toEqual(['b1', 'a2', 'm3']);
  });

  it('has nobody to serve when it is empty', () => {
    const line = lineOf(9, 'a1');
    line.leave('a1');
    expect(line.next()).toBeUndefined();
    expect(line.size).toBe(0);
  });

  it('that is full takes the youngest place of the source with the most for one with none', () => {
    const line = lineOf(4, 'b1', 'm1', 'm2', 'm3');
    expect(line.join('a1', 'a')).toEqual({ displaced: 'm3' });
    expect(turns(line)).toEqual(['b1', 'm1', 'a1', 'm2']);
  });

  it('that is full has no place for whoever waits in it already', () => {
    const line = lineOf(3, 'a1', 'm1', 'm2');
    expect(line.join('a2', 'a')).toBe('full');
    expect(line.join('m3', 'm')).toBe('full');
    expect(line.size).toBe(3);
  });

  it('that is full of different sources takes nobody’s only place', () => {
    expect(lineOf(3, 'a1', 'b1', 'c1').join('d1', 'd')).toBe('full');
  });
});
