import { FakeClock } from '@whispernet/testing';
import { HeardTyping, OwnTyping } from './typing';

describe('OwnTyping', () => {
  const start = () => {
    const clock = new FakeClock();
    const told: boolean[] = [];
    return { clock, told, typing: new OwnTyping((on) => told.push(on), clock) };
  };

  it('says at the first key that somebody writes, and again only after three seconds', () => {
    const { clock, told, typing } = start();
    typing.note(true);
    clock.leap(2_900);
    typing.note(true);
    expect(told).toEqual([true]);
    clock.leap(100);
    typing.note(true);
    expect(told).toEqual([true, true]);
  });

  it('says that nobody writes any more once, and only where it had said the opposite', () => {
    const { told, typing } = start();
    typing.note(false);
    typing.note(true);
    typing.note(false);
    typing.note(false);
    expect(told).toEqual([true, false]);
  });

  it('leaves it to a message to say so', () => {
    const { told, typing } = start();
    typing.note(true);
    typing.endsWithMessage();
    typing.note(false);
    expect(told).toEqual([true]);
    typing.note(true);
    expect(told).toEqual([true, true]);
  });
});

describe('HeardTyping', () => {
  const start = () => {
    const clock = new FakeClock();
    const typing = new HeardTyping(clock);
    const states: boolean[] = [];
    typing.state$.subscribe((state) => states.push(state));
    return { clock, typing, states };
  };

  it('runs out six seconds after the last word of it', () => {
    const { clock, typing } = start();
    typing.hear(true);
    clock.leap(4_000);
    typing.hear(true);
    clock.leap(5_900);
    expect(typing.state$.value).toBe(true);
    clock.leap(100);
    expect(typing.state$.value).toBe(false);
  });

  it('ends when they say so, and when they are gone', () => {
    const { typing, states } = start();
    typing.hear(true);
    typing.hear(false);
    typing.hear(true);
    typing.stop();
    expect(states).toEqual([false, true, false, true, false]);
  });

  it('does not flicker for a peer who says it a thousand times', () => {
    const { typing, states } = start();
    for (let times = 0; times < 500; times += 1) {
      typing.hear(true);
      typing.hear(false);
    }
    expect(states.length).toBeLessThan(15);
  });
});
