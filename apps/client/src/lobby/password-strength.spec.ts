import { type PasswordLists, loadPasswordLists } from './lists/password-lists';
import { passwordStrength } from './password-strength';

describe('the strength of a password', () => {
  let lists: PasswordLists;
  beforeAll(async () => {
    lists = await loadPasswordLists();
  });
  const level = (password: string) => passwordStrength(password, lists).level;
  const bits = (password: string) => passwordStrength(password, lists).bits;

  for (const password of [
    'password',
    'P4ssw0rd!',
    'dragon99',
    'Michael1',
    'aaaaaaaaaaaa',
    'abcdefgh',
    'lkjhgfdsa',
    '9876543210',
    '1234567891011',
    '19840312',
    '31122001',
    'summer2024',
    'claire',
    'sunset-sunset-sunset',
    '4821',
    'Correct horse battery staple',
    'correcthorsebatterystaple',
    'Tr0ub4dor&3',
  ])
    it(`is weak for ${password}`, () => {
      expect(level(password))
        .withContext(`${bits(password)} bits`)
        .toBe('weak');
    });

  for (const password of ['anvilish-dough', 'kqzbwfplm', 'blue7harbour', '73920418'])
    it(`is fair for ${password}`, () => {
      expect(level(password))
        .withContext(`${bits(password)} bits`)
        .toBe('fair');
    });

  for (const password of ['x7$kQ2!pLmZ', 'my grandmother had 3 green parrots', '83#hvkq!29rtw'])
    it(`is strong for ${password}`, () => {
      expect(level(password))
        .withContext(`${bits(password)} bits`)
        .toBe('strong');
    });

  it('is that of drawn words for five words of the list', () => {
    const phrase = ['abacus', 'banjo', 'cable', 'daffodil', 'earache'].join('-');
    expect(level(phrase)).toBe('generated');
    expect(bits(phrase)).toBeGreaterThan(60);
  });

  it('grows with each word, and hardly with a word that was there', () => {
    const [one, two, again] = ['harbour', 'harbour dough', 'harbour dough dough'].map(bits);
    expect(two).toBeGreaterThan((one ?? 0) + 10);
    expect(again).toBeLessThan((two ?? 0) + 5);
  });

  for (const longest of ['kqxzvw'.repeat(42), 'q'.repeat(256)])
    it(`looks up at most 26 pieces a character of the longest password: ${longest.slice(0, 8)}…`, () => {
      let lookups = 0;
      class Counting extends Set<string> {
        override has(piece: string): boolean {
          lookups += 1;
          return super.has(piece);
        }
      }
      const { level } = passwordStrength(longest, { ...lists, isWord: new Counting(lists.words) });
      expect(level).toBe('strong');
      expect(lookups).toBeGreaterThan(0);
      expect(lookups).toBeLessThanOrEqual(26 * longest.length + 1);
    });
});
