import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { allByRole, byRole, textOf } from '../../by-role';
import { type FakeRoom, insideFakeRoom, message, transfer } from '../fake-room';
import { Files } from '../files/files';
import { InView } from './in-view';
import { OutOfSight } from './out-of-sight';

/** A page as on a phone: what is below has to be scrolled to. */
@Component({
  imports: [Files, InView, OutOfSight],
  template: `
    <button type="button">Top</button>
    <div style="height: 200vh"></div>
    <section style="height: 80vh" wnInView #conversation="wnInView">
      <div role="log" aria-label="Messages" tabindex="0"></div>
    </section>
    <div style="height: 200vh"></div>
    <wn-files #files />
    <div style="height: 200vh"></div>
    <wn-out-of-sight [conversation]="conversation" [offers]="files" />
  `,
})
class LongPage {}

describe('What is scrolled away', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let settled: () => Promise<unknown>;

  beforeEach(async () => {
    ({ room } = await insideFakeRoom());
    const fixture = TestBed.createComponent(LongPage);
    page = fixture.nativeElement as HTMLElement;
    settled = () => fixture.whenStable();
    scrollTo(0, 0);
    await settled();
  });

  const buttons = () =>
    allByRole(page.querySelector('wn-out-of-sight') ?? page, 'button').map(textOf);
  /** Until the browser has looked where things are, and the page shows it. */
  const shows = async (...names: string[]) => {
    while (buttons().join() !== names.join()) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await settled();
    }
    expect(buttons()).toEqual(names);
  };
  const say = (...messages: Parameters<typeof message>[0][]) => {
    room.conversation$.next([...room.conversation$.value, ...messages.map(message)]);
  };

  it('tells of messages of others that came since the conversation was seen, and leads there', async () => {
    room.transfers$.next([transfer({})]);
    await shows('1 file offered'); // the browser has looked: the conversation is out of view, too
    say({}, { author: room.self.id });
    await shows('1 new message', '1 file offered');
    say({});
    await shows('2 new messages', '1 file offered');
    byRole(page, 'button', '2 new messages').click();
    expect(document.activeElement).toBe(byRole(page, 'log'));
    await shows('1 file offered');
  });

  it('tells of files that wait for an answer, and leads to the first of them', async () => {
    const done = Array.from({ length: 5 }, () => transfer({ state: { phase: 'done' } }));
    const [one, two] = [transfer({ name: 'a.txt' }), transfer({ name: 'b.txt' })];
    const waiting = transfer({ direction: 'out', state: { phase: 'waiting' } });
    room.transfers$.next([...done, one, two, waiting]);
    await shows('2 files offered');
    room.transfers$.next([...done, one, { ...two, state: { phase: 'declined' } }]);
    await shows('1 file offered');
    byRole(page, 'button', '1 file offered').click();
    expect(document.activeElement).toBe(byRole(page, 'button', 'Accept'));
    await shows();
  });

  it('tells of a file that is offered below others that are in sight', async () => {
    const rows = Array.from({ length: 20 }, () => transfer({ state: { phase: 'done' } }));
    room.transfers$.next([...rows, transfer({})]);
    await settled();
    page.querySelector('wn-files')?.scrollIntoView(); // its first rows fill the window
    await shows('1 file offered');
    room.transfers$.next([transfer({}), ...rows]);
    await settled();
    page.querySelector('wn-files')?.scrollIntoView();
    await shows();
  });
});
