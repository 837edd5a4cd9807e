import { ownPasswordProblem } from './own-password';

const commonRank = new Map([
  ['letmein', 1],
  ['1q2w3e4r', 2],
]);
const problem = (password: string, room = '482193067') =>
  ownPasswordProblem({ room, password }, commonRank);

describe('a password of one’s own', () => {
  it('has at least six characters, as people count them', () => {
    expect(problem('kqzvw')).toBe('too-short');
    expect(problem('kqzvwx')).toBeUndefined();
    expect(problem('🐎🐎🐎🐎🐎')).toBe('too-short');
    expect(problem('🐎🐎🐎🐎🐎🐎')).toBeUndefined();
    expect(problem('  kqzvw  ')).toBe('too-short');
  });

  it('is not the room’s number, however it is grouped', () => {
    expect(problem('482193067')).toBe('room-number');
    expect(problem('482-193-067')).toBe('room-number');
    expect(problem('482193067', '482 193 067')).toBe('room-number');
    expect(problem('482193068')).toBeUndefined();
  });

  it('is not one of those that are tried first, in capitals or not', () => {
    expect(problem('letmein')).toBe('too-common');
    expect(problem(' LetMeIn')).toBe('too-common');
    expect(problem('1q2w3e4r')).toBe('too-common');
    expect(problem('letmeinn')).toBeUndefined();
  });

  it('is still measured where the list is not there', () => {
    expect(ownPasswordProblem({ room: '4821', password: 'letmein' }, undefined)).toBeUndefined();
    expect(ownPasswordProblem({ room: '4821', password: 'short' }, undefined)).toBe('too-short');
  });
});
