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

  it('is found in a moment for the longest password', () => {
    const before = performance.now();
    expect(level('kq3x!z7w'.repeat(32))).toBe('strong');
    expect(level('q'.repeat(256))).toBe('strong');
    expect(performance.now() - before).toBeLessThan(500);
  });
});
