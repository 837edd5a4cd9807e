import { passwordKind } from './password-kind';

const isWord = new Set(['anvil', 'birch', 'cedar', 'delta', 'ember', 'flint']);

describe('the kind of a password', () => {
  for (const typed of [
    'anvil-birch-cedar-delta-ember',
    'Anvil birch Cedar  delta ember',
    '  anvil - birch - cedar - delta - ember ',
    'anvil-birch-cedar-delta-ember-flint',
  ])
    it(`is generated for "${typed}", whoever types it`, () => {
      expect(passwordKind(typed, isWord)).toBe('generated');
    });

  for (const [typed, why] of [
    ['anvil-birch-cedar-delta', 'four words only'],
    ['anvil-birch-cedar-delta-horse', 'one word that is not of the list'],
    ['anvil-anvil-anvil-anvil-anvil', 'one word five times'],
    ['anvil-birch-cedar-delta-ember-ember', 'a word that repeats'],
    ['anvil-birch-cedar-delta-ember1', 'a digit'],
    ['anvilbirchcedardeltaember', 'no word apart'],
    ['', 'nothing'],
    ['anvil-birch-cedar-delta-\u0007', 'no password at all'],
  ] as const)
    it(`is own for ${why}`, () => {
      expect(passwordKind(typed, isWord)).toBe('own');
    });
});
