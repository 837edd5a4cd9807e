import { SeatId, newId } from '@whispernet/protocol';
import { english } from '../texts/en';
import { memberNames } from './person';

describe('the names of members', () => {
  const called = (own: string, ...names: readonly string[]) => [
    ...memberNames(
      { name: own },
      names.map((name) => ({ id: newId(SeatId), name })),
      english.people,
    ).values(),
  ];

  for (const [what, own, names, shown] of [
    ['are as people say them', 'alice', ['bob', 'carol'], ['bob', 'carol']],
    [
      'are marked from the second of one name on',
      'alice',
      ['bob', 'bob'],
      ['bob', 'bob (another)'],
    ],
    [
      'are each marked differently',
      'alice',
      ['bob', 'bob', 'bob'],
      ['bob', 'bob (another)', 'bob (another) (another)'],
    ],
    ['are marked where one is one’s own', 'Alice', ['alice'], ['alice (another)']],
    [
      'are one in capitals, in wide letters and with more spaces',
      'Al Ice',
      ['AL  ＩＣＥ'],
      ['AL  ＩＣＥ (another)'],
    ],
    [
      'are marked where one is made to look like a mark',
      'alice',
      ['bob (another)', 'bob', 'bob'],
      ['bob (another)', 'bob', 'bob (another) (another)'],
    ],
    [
      'are marked where one is made to look like oneself',
      'alice',
      ['alice (you)', 'You'],
      ['alice (you) (another)', 'You (another)'],
    ],
    ['are Guest where there are none, oneself aside', '', ['', ''], ['Guest', 'Guest (another)']],
  ] as const)
    it(what, () => {
      expect(called(own, ...names)).toEqual([...shown]);
    });
});
