import type { DoorState, RendezvousState } from '@whispernet/room';
import { doorText, wrongPasswordsText } from './door-messages';

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
      expect(doorText({ state, wrongPasswords: 0 }, rendezvous)).toBe(words);
    });

  it('count wrong passwords', () => {
    expect([0, 1, 3].map(wrongPasswordsText)).toEqual([
      undefined,
      '1 wrong password at the door',
      '3 wrong passwords at the door',
    ]);
  });
});
