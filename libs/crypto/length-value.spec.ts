import { utf8 } from './bytes';
import { hex } from './golden-run';
import { lengthValue, prependLength } from './length-value';

/** 0, 1, 2, … as the draft's `bytes(range(n))`. */
const range = (length: number) => Uint8Array.from({ length }, (_, at) => at);

describe('Length-value encoding (draft-irtf-cfrg-cpace-21, appendix A)', () => {
  const prepended: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing', utf8(''), '00'],
    ['"1234"', utf8('1234'), '0431323334'],
    ['127 bytes, the longest with one digit', range(127), `7f${hex(range(127)) ?? ''}`],
    ['128 bytes, the shortest with two digits', range(128), `8001${hex(range(128)) ?? ''}`],
  ];
  for (const [what, bytes, expected] of prepended) {
    it(`writes the length before ${what}`, () => {
      expect(hex(prependLength(bytes))).toBe(expected);
    });
  }

  it('writes the digits of a length above two digits', () => {
    expect(hex(prependLength(new Uint8Array(16_384)).subarray(0, 3))).toBe('808001');
  });

  it('keeps empty parts', () => {
    const parts = ['1234', '5', '', '678'].map(utf8);
    expect(hex(lengthValue(...parts))).toBe('043132333401350003363738');
  });

  it('tells where one part ends and the next begins', () => {
    expect(lengthValue(utf8('ab'), utf8('c'))).not.toEqual(lengthValue(utf8('a'), utf8('bc')));
  });
});
