import type { FailureReason } from '@whispernet/transfer';
import { english } from '../../texts/en';
import { failureText, heldText, leftBehindText, pausedText } from './transfer-messages';

const t = english.files;
const bob = { name: 'bob', hasLeft: false, isBack: false, canReturn: true };
const REASONS: readonly FailureReason[] = [
  'connection-lost',
  'source-unreadable',
  'source-changed',
  'sink-failed',
  'disk-full',
  'corrupted',
  'protocol-violation',
];

describe('failureText', () => {
  for (const reason of REASONS)
    for (const side of ['here', 'there'] as const) {
      it(`never tells who receives what only the sender can do: ${reason} ${side}`, () => {
        const text = failureText(t, { reason, side }, 'in', bob);
        expect(text).not.toMatch(/(^|\. )(Send it|Choose it)/);
        expect(text).toMatch(/Ask (bob|for it)|ask bob|Reload/);
      });

      it(`never tells who sends what only the receiver can do: ${reason} ${side}`, () => {
        const text = failureText(t, { reason, side }, 'out', bob);
        expect(text).not.toMatch(/Make room|[aA]sk bob to (send|choose)/);
        expect(text).toMatch(/Send it again|Choose it again|Reload/);
      });
    }

  it('says whose disk is full', () => {
    const full = { reason: 'disk-full', side: 'here' } as const;
    expect(failureText(t, full, 'in', bob)).toContain('The disk is full.');
    expect(failureText(t, full, 'out', bob)).toContain('bob’s disk is full.');
  });

  it('says who broke the rules', () => {
    const broken = (side: 'here' | 'there') =>
      failureText(t, { reason: 'protocol-violation', side }, 'in', bob);
    expect(broken('here')).toContain('bob’s browser broke the rules');
    expect(broken('there')).toContain('refused what this one sent');
  });

  it('says that the other side has left, and asks nobody who is gone', () => {
    const lost = { reason: 'connection-lost', side: 'here' } as const;
    const gone = { ...bob, hasLeft: true };
    expect(failureText(t, lost, 'in', gone)).toBe('bob left before it was all here.');
    expect(failureText(t, lost, 'out', gone)).toBe('bob left before it was all there.');
    expect(failureText(t, lost, 'in', bob)).toContain('The connection to bob was lost.');
  });
});

describe('pausedText', () => {
  for (const [direction, words] of [
    ['in', 'somebody of that name is here now. What is here is kept; it goes on when they send it'],
    ['out', 'somebody of that name is here now who has not asked for the rest.'],
  ] as const)
    it(`calls nobody gone for ever who may be back on another seat, going ${direction}`, () => {
      const paused = { here: false, there: false, link: true };
      const text = pausedText(t, paused, direction, { ...bob, hasLeft: true, isBack: true });
      expect(text).toContain(words);
    });

  for (const [by, words] of [
    ['here', 'Paused by you'],
    ['there', 'Paused by bob'],
    ['here there', 'Paused by you and by bob'],
    ['link', 'The connection was lost. It goes on by itself when bob is back.'],
    ['link here', 'The connection was lost. When bob is back, resume it.'],
    ['link there', 'The connection was lost. It goes on when bob is back and resumes it.'],
    ['link here there', 'The connection was lost. When bob is back, resume it.'],
  ] as const)
    it(`says of one paused by ${by}: ${words}`, () => {
      const is = (who: string) => by.split(' ').includes(who);
      const paused = { here: is('here'), there: is('there'), link: is('link') };
      expect(pausedText(t, paused, 'in', bob)).toBe(words);
      expect(pausedText(t, paused, 'out', bob)).toBe(words);
    });

  for (const [direction, by, words] of [
    ['in', {}, 'bob is gone. What is here is kept; it goes on when bob sends it again.'],
    [
      'in',
      { here: true },
      'bob is gone. What is here is kept; it goes on when bob sends it again.',
    ],
    [
      'out',
      {},
      'bob is gone. It goes on by itself if bob comes back and still has the first part.',
    ],
    [
      'out',
      { here: true },
      'bob is gone. If bob comes back and still has the first part, resume it.',
    ],
    [
      'out',
      { there: true },
      'bob is gone. It goes on if bob comes back and still has the first part, and resumes it.',
    ],
  ] as const)
    it(`says of one going ${direction}, paused ${Object.keys(by).join()}, when bob is gone: ${words}`, () => {
      const paused = { here: false, there: false, link: true, ...by };
      expect(pausedText(t, paused, direction, { ...bob, hasLeft: true })).toBe(words);
    });

  for (const direction of ['in', 'out'] as const)
    for (const hasLeft of [true, false])
      for (const here of [true, false])
        it(`promises nothing of one going ${direction} without a link and the gateway, bob ${hasLeft ? 'gone' : 'lost'}${here ? ', paused' : ''}`, () => {
          const paused = { here, there: false, link: true };
          const text = pausedText(t, paused, direction, { ...bob, hasLeft, canReturn: false });
          expect(text).toMatch(/^The connection was lost, and without the gateway/);
          expect(text).not.toMatch(/goes on|resume/);
        });
});

describe('leftBehindText', () => {
  it('names who has to send it again, where that is known', () => {
    expect(leftBehindText(t, 'bob')).toBe('bob has to send it again; what is here is kept.');
    expect(leftBehindText(t, '')).toMatch(/^Whoever sent it has to/);
  });
});

describe('heldText', () => {
  it('never says that more is here than there is', () => {
    expect(heldText(t, 999, 1_000, 'bob')).toBe('bob offers a file of which 99 % is here already.');
    expect(heldText(t, 1_000, 1_000, 'bob')).toContain('a file that is here already');
  });
});
