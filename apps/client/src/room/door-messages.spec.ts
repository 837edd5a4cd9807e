import type { DoorState, RendezvousState } from '@whispernet/room';
import { MOST_WRONG_PASSWORDS } from '@whispernet/room';
import { door } from '../texts/en/door';
import { doorText, triesText, wrongPasswordsText } from './door-messages';

describe('the words about the door', () => {
  const cases: readonly [DoorState['state'], RendezvousState, string][] = [
    ['open', 'open', 'Door open'],
    ['closed', 'closed', 'Door closed by somebody in the room'],
    ['closed', 'open', 'Door closed by somebody in the room'],
    ['exhausted', 'closed', 'Door closed after too many wrong passwords'],
    ['open', 'closed', 'Door closed'],
    ['open', 'away', 'Gateway away: nobody can enter now'],
    ['closed', 'away', 'Gateway away: nobody can enter now'],
    ['open', 'gone', 'Gateway gone: nobody can enter any more'],
  ];
  for (const [state, rendezvous, words] of cases)
    it(`say '${words}' where the members keep it ${state} and the gateway is or says ${rendezvous}`, () => {
      expect(doorText({ state }, rendezvous, false, door)).toBe(words);
    });

  it('say who has closed it where that is oneself, and only then', () => {
    const said = (['open', 'closed', 'exhausted'] as const).map((state) =>
      doorText({ state }, 'closed', true, door),
    );
    expect(said).toEqual([
      'Door closed',
      'Door closed by you',
      'Door closed after too many wrong passwords',
    ]);
  });

  it('count wrong passwords', () => {
    expect([0, 1, 3, 1200].map((count) => wrongPasswordsText(count, door))).toEqual([
      undefined,
      '1 wrong password at the door',
      '3 wrong passwords at the door',
      '1,200 wrong passwords at the door',
    ]);
  });

  it('count them against those that the members allow, and tell when the last one came', () => {
    expect(MOST_WRONG_PASSWORDS).toEqual({ own: 50, generated: 5000 });
    expect(triesText(3, 'own', undefined, door)).toBe('3 of 50 tries');
    expect(triesText(3, 'generated', undefined, door)).toBe('3 of 5,000 tries');
    const fiveToMidnight = new Date(2030, 0, 1, 23, 55).getTime();
    expect(triesText(3, 'own', fiveToMidnight, door)).toBe('3 of 50 tries, the last at 23:55');
    expect(triesText(3, 'own', fiveToMidnight + 300_000, door)).toContain('at 00:00');
    expect(triesText(0, 'own', fiveToMidnight, door)).toBeUndefined();
  });
});
