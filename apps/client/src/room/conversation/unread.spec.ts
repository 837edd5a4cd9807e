import { signal } from '@angular/core';
import { SeatId, newId } from '@whispernet/protocol';
import type { Message } from '@whispernet/room';
import { message } from '../fake-room';
import { unreadOf } from './unread';

const self = { id: newId(SeatId) };

describe('What is unread', () => {
  const begin = () => {
    const messages = signal<readonly Message[]>([]);
    const isWatched = signal(true);
    const unread = unreadOf(
      () => ({ messages: messages(), isWatched: isWatched() }),
      () => self,
    );
    const look = () => [unread.count(), unread.from()];
    const come = (own: Partial<Message> = {}) => {
      messages.update((all) => [...all, message({ order: all.length, ...own })]);
      return look();
    };
    return { come, isWatched, look, messages };
  };

  it('is nothing while somebody watches', () => {
    const { come } = begin();
    expect(come()).toEqual([0, undefined]);
  });

  it('is what others say while nobody watches, from the first of it on', () => {
    const { come, isWatched } = begin();
    come();
    isWatched.set(false);
    expect(come()).toEqual([1, 1]);
    expect(come({ author: self.id })).toEqual([1, 1]);
    expect(come()).toEqual([2, 1]);
  });

  it('keeps its mark while it is read, and counts no more', () => {
    const { come, isWatched, look } = begin();
    isWatched.set(false);
    come();
    isWatched.set(true);
    expect(look()).toEqual([0, 0]);
    expect(come()).toEqual([0, 0]);
  });

  it('loses its mark with an answer, and gets another one with what is missed next', () => {
    const { come, isWatched, look } = begin();
    isWatched.set(false);
    come();
    isWatched.set(true);
    look();
    expect(come({ author: self.id })).toEqual([0, undefined]);
    isWatched.set(false);
    expect(come()).toEqual([1, 2]);
  });

  it('counts none twice where the oldest are forgotten', () => {
    const { come, isWatched, messages, look } = begin();
    come();
    come();
    isWatched.set(false);
    come();
    messages.update((all) => all.slice(1));
    expect(look()).toEqual([1, 2]);
  });
});
