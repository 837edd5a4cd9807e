import { cpuSecondsOf, residentBytesOf } from './processes.ts';

describe('What a process uses', () => {
  it('is read behind a name that holds brackets and spaces', () => {
    const stat =
      '42 (Web (Co) nt) S 1 42 42 0 -1 4194560 900 0 3 0 250 150 7 9 20 0 12 0 5 100 200';
    expect(cpuSecondsOf(stat)).toBe(4);
  });

  it('is refused where the line is another', () => {
    expect(() => cpuSecondsOf('42 (short) S 1')).toThrowError(/no line of/);
  });

  it('counts its part of the memory that it shares', () => {
    const rollup = 'Rss:          900 kB\nPss:          300 kB\nPss_Anon:       100 kB\n';
    expect(residentBytesOf(rollup)).toBe(300 * 1024);
  });

  it('is refused without that line', () => {
    expect(() => residentBytesOf('Rss:  900 kB\n')).toThrowError(/no Pss/);
  });
});
