import { FairLine } from './fair-line';

describe('FairLine', () => {
  /** A line in which each of these waits, their source being their first letter. */
  const lineOf = (maxWaiting: number, ...entries: readonly string[]) => {
    const line = new FairLine<string>(maxWaiting);
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

  it('serves by the order of arrival where turns are forgotten', () => {
    const line = lineOf(9, 'm1', 'm2');
    line.next();
    line.join('a1', 'a');
    line.forgetTurns();
    expect(turns(line)).toEqual(['m2', 'a1']);
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
