import { LiveAnnouncer } from '@angular/cdk/a11y';
import { TestBed } from '@angular/core/testing';
import { SeatId, newId } from '@whispernet/protocol';
import type { Message } from '@whispernet/room';
import { FakeRoom, bob, insideFakeRoom, message } from '../fake-room';
import { ArrivalsAloud } from './arrivals-aloud';

describe('ArrivalsAloud', () => {
  let room: FakeRoom;
  let told: string[];

  beforeEach(async () => {
    jasmine.clock().install().mockDate();
    TestBed.configureTestingModule({ providers: [ArrivalsAloud] });
    room = new FakeRoom();
    room.conversation$.next([message({ order: 0, text: 'before' })]);
    await insideFakeRoom('own', room);
    room.members$.next([bob]);
    told = [];
    spyOn(TestBed.inject(LiveAnnouncer), 'announce').and.callFake((words) => {
      if (typeof words === 'string') told.push(words);
      return Promise.resolve();
    });
    TestBed.inject(ArrivalsAloud);
    TestBed.tick();
    pass(10_000);
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  const pass = (ms: number) => {
    jasmine.clock().tick(ms);
  };
  const come = (own: Partial<Message> = {}) => {
    const all = room.conversation$.value;
    room.conversation$.next([...all, message({ order: all.length, ...own })]);
    TestBed.tick();
  };

  it('says nothing of what was there before', () => {
    expect(told).toEqual([]);
  });

  it('says a message as it comes, and of whom', () => {
    come({ text: 'hello' });
    expect(told).toEqual(['bob: hello']);
  });

  it('says code without the marks around it', () => {
    come({ text: 'try `npm test`:\n```ts\nconst a = 1;\n```' });
    expect(told).toEqual(['bob: try npm test:\nconst a = 1;']);
  });

  it('says several in a short time as a number, with the last of them in words', () => {
    come({ text: 'one' });
    come({ text: 'two' });
    come({ text: 'three' });
    expect(told).toEqual(['bob: one']);
    pass(10_000);
    expect(told).toEqual(['bob: one', '2 new messages. bob: three']);
  });

  it('says the end of a long one to nobody', () => {
    come({ text: 'x'.repeat(16_000) });
    expect(told[0]?.length).toBeLessThan(300);
  });

  it('says nothing of one’s own, nor of what becomes of messages that were said', () => {
    come({ author: room.self.id, delivery: 'sending' });
    room.conversation$.next(
      room.conversation$.value.map((each) => ({ ...each, delivery: 'delivered', text: 'edited' })),
    );
    TestBed.tick();
    come({ author: newId(SeatId), isDeleted: true, text: '' });
    pass(10_000);
    expect(told).toEqual([]);
  });
});
