import page from '../../docs/protocol/admission.md';
import { golden, hex, vectors } from './golden-run';

/** What the page's last block shows, by the page's names. */
const computed: Readonly<Record<string, string | undefined>> = {
  salt: vectors.salt,
  PRS: vectors.PRS,
  resume: vectors.resume,
  idB: vectors.idJ,
  nB: vectors.nJ,
  idA: vectors.idH,
  nA: vectors.nH,
  ya: vectors.ya,
  yb: vectors.yb,
  sid: vectors.sid,
  Ya: hex(golden.holderShare),
  Yb: hex(golden.joinerShare),
  ISK: vectors.ISK,
  TH: vectors.keys.TH,
  Tb: hex(golden.joinerTag),
  Ta: hex(golden.holderTag),
  BIND_A: vectors.bindA,
  BIND_B: vectors.bindB,
};

describe('The page about admission', () => {
  const shown = Array.from(page.matchAll(/^(\w+) +([\da-f]{32,})(…?)$/gm));

  it('shows every value of the golden run once', () => {
    expect(shown.map(([, name]) => name)).toEqual(Object.keys(computed));
  });

  for (const [, name = '', digits = '', ellipsis] of shown) {
    it(`shows the ${name} that the code makes`, () => {
      const value = computed[name] ?? '';
      expect(ellipsis === '' ? value : value.slice(0, digits.length)).toBe(digits);
    });
  }

  it('names the room and the password of the golden run', () => {
    for (const name of ['realm', 'room', 'password'] as const) {
      expect(page).toContain(`\`${vectors[name]}\``);
    }
  });
});
