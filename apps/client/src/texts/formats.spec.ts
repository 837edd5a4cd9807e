import { writing } from './formats';

describe('the writing of', () => {
  const english = writing('en', ['B', 'KB', 'MB', 'GB', 'TB']);

  describe('English', () => {
    it('groups digits', () => {
      expect(english.number(12_345)).toBe('12,345');
      expect(english.percent(0.5)).toBe('50%');
    });

    it('tells sizes as people say them', () => {
      expect(
        [0, 999, 1_000, 1_500_000, 99_960_000, 999_400_000_000, 5e15].map(english.bytes),
      ).toEqual(['0 B', '999 B', '1.0 KB', '1.5 MB', '100 MB', '999 GB', '5,000 TB']);
    });

    it('tells the unit of a part only where it is another one', () => {
      expect(english.bytesOf(1.2e9, 4e9)).toEqual(['1.2', '4.0 GB']);
      expect(english.bytesOf(5e5, 2e6)).toEqual(['500 KB', '2.0 MB']);
    });

    it('tells a time in the largest unit that divides it', () => {
      expect([0, 1, 61, 90, 120, 5_400, 7_200, 86_400].map(english.duration)).toEqual([
        '0 seconds',
        '1 second',
        '61 seconds',
        '90 seconds',
        '2 minutes',
        '90 minutes',
        '2 hours',
        '1 day',
      ]);
    });

    it('tells the time of day with two digits each', () => {
      expect(english.clock(new Date(2026, 10, 23, 9, 5).getTime())).toBe('09:05');
      expect(english.clock(new Date(2026, 10, 23, 0, 0).getTime())).toBe('00:00');
    });

    it('tells days, and how long ago', () => {
      const day = new Date(2026, 10, 23, 9, 5).getTime();
      expect(english.day(day)).toBe('Monday, November 23');
      expect(english.moment(day)).toContain('09:05');
      expect(english.relative(-1, 'day')).toBe('yesterday');
    });

    it('joins what is counted up', () => {
      expect(english.list(['alice', 'bob', 'carol'])).toBe('alice, bob, and carol');
    });

    it('puts the count into its form', () => {
      const files = (count: number) => english.plural(count, { one: '# file', other: '# files' });
      expect([0, 1, 2, 10_000].map(files)).toEqual([
        '0 files',
        '1 file',
        '2 files',
        '10,000 files',
      ]);
    });
  });

  it('English leaves a name that looks like the place of a count as it is', () => {
    const waits = (name: string, count: number) =>
      english.formFor(count, { one: `${name} waits`, other: `${name} wait for ${count}` });
    expect([waits('#1', 1), waits('#1', 2)]).toEqual(['#1 waits', '#1 wait for 2']);
  });

  it('Ukrainian has a form for one, for a few, and for many', () => {
    const { plural } = writing('uk', ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ']);
    const files = (count: number) =>
      plural(count, { one: '# файл', few: '# файли', many: '# файлів', other: '# файлу' });
    expect([1, 3, 5, 11, 21, 112].map(files)).toEqual([
      '1 файл',
      '3 файли',
      '5 файлів',
      '11 файлів',
      '21 файл',
      '112 файлів',
    ]);
  });

  it('Arabic keeps the digits that people type and compare', () => {
    const arabic = writing('ar', ['بايت', 'ك.ب', 'م.ب', 'غ.ب', 'ت.ب']);
    expect(arabic.number(1_234)).toBe('1,234');
    expect(arabic.clock(new Date(2026, 10, 23, 9, 5).getTime())).toBe('09:05');
    expect(arabic.bytes(1.5e6)).toBe('1.5 م.ب');
  });

  it('Spanish says round millions in its general form', () => {
    const { plural } = writing('es', ['B', 'KB', 'MB', 'GB', 'TB']);
    expect(plural(1_000_000, { one: '# mensaje', other: '# mensajes' })).toBe('1.000.000 mensajes');
  });
});
