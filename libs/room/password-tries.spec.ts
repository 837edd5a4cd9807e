import { PasswordTries } from './password-tries';

describe('PasswordTries', () => {
  let now: number;
  let tries: PasswordTries;
  beforeEach(() => {
    now = 0;
    tries = new PasswordTries(() => now);
  });

  it('counts down to a pause of 30 s', () => {
    expect([tries.wrong(), tries.wrong()]).toEqual([2, 1]);
    expect(tries.pauseMs).toBe(0);
    expect(tries.wrong()).toBe(0);
    expect(tries.pauseMs).toBe(30_000);
  });

  it('starts anew after the pause', () => {
    for (let i = 0; i < 3; i += 1) tries.wrong();
    now = 30_000;
    expect(tries.pauseMs).toBe(0);
    expect(tries.wrong()).toBe(2);
  });

  it('forgets the wrong ones when the right one was given', () => {
    tries.wrong();
    tries.wrong();
    tries.right();
    expect(tries.wrong()).toBe(2);
  });
});
