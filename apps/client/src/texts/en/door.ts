import { clock, number, plural } from './formats';

export const door = {
  open: 'Door open',
  closed: 'Door closed',
  closedByYou: 'Door closed by you',
  closedBySomebody: 'Door closed by somebody in the room',
  closedByTries: 'Door closed after too many wrong passwords',
  away: 'Gateway away: nobody can enter now',
  gone: 'Gateway gone: nobody can enter any more',
  wrongPasswords: (count: number) =>
    plural(count, {
      one: '# wrong password at the door',
      other: '# wrong passwords at the door',
    }),
  tries: (count: number, most: number) => `${number(count)} of ${number(most)} tries`,
  /** `lastAt`: when the last one came, in ms since the epoch. */
  triesUntil: (count: number, most: number, lastAt: number) =>
    `${number(count)} of ${number(most)} tries, the last at ${clock(lastAt)}`,
  howToEndTries: 'If that is nobody whom you await, "Close door" ends it.',
};
