import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import type { RendezvousState, RoomConnection } from '@whispernet/room';
import { allByRole, byRole, textOf } from '../by-role';
import { type FakeRoom, bob, insideFakeRoom, transfer } from './fake-room';
import { RoomPage } from './room-page';

describe('RoomPage', () => {
  let fixture: ComponentFixture<RoomPage>;
  let page: HTMLElement;
  let room: FakeRoom;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    ({ room } = await insideFakeRoom());
    fixture = TestBed.createComponent(RoomPage);
    page = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
  });

  const connections: Record<RoomConnection, string> = {
    waiting: 'Waiting for others',
    connecting: 'Connecting',
    connected: 'Connected',
    reconnecting: 'Reconnecting',
    disconnected: 'Disconnected',
  };
  for (const [connection, words] of Object.entries(connections) as [RoomConnection, string][])
    it(`says that the room is ${connection}`, async () => {
      room.connection$.next(connection);
      await fixture.whenStable();
      expect(textOf(byRole(page, 'status'))).toBe(words);
    });

  const doors: Record<RendezvousState, string> = {
    open: 'Door open',
    closed: 'Door closed',
    away: 'Gateway away',
    gone: 'Gateway gone',
  };
  for (const [door, words] of Object.entries(doors) as [RendezvousState, string][])
    it(`says beside it that the door is ${door}`, async () => {
      room.rendezvous$.next(door);
      await fixture.whenStable();
      expect(textOf(byRole(page, 'banner'))).toContain(words);
    });

  it('shows the number to read aloud, and never puts it into the title', () => {
    expect(textOf(byRole(page, 'heading'))).toBe('Room 482-193-067');
    expect(document.title).not.toContain('482');
  });

  it('lists the people with their paths, oneself first', async () => {
    room.members$.next([
      bob,
      { ...bob, id: room.self.id, name: '', link: { phase: 'reconnecting', path: 'relayed' } },
    ]);
    await fixture.whenStable();
    const people = allByRole(byRole(page, 'list', 'People'), 'listitem').map(textOf);
    expect(people).toEqual(['alice (you)', 'bob Direct Connected', 'Guest Relayed Reconnecting']);
  });

  it('says goodbye when the page is closed', () => {
    window.dispatchEvent(new Event('pagehide'));
    expect(room.asked).toContain(['leave']);
  });

  it('may be left at once where nothing is lost', async () => {
    expect(await fixture.componentInstance.mayLeave()).toBe(true);
    expect(room.asked).toContain(['leave']);
  });

  for (const [button, leaves] of [
    ['Stay', false],
    ['Leave anyway', true],
  ] as const)
    it(`asks before it breaks off a transfer: ${button}`, async () => {
      room.transfers$.next([transfer({ state: { phase: 'receiving', bytes: 1 } })]);
      const answer = fixture.componentInstance.mayLeave();
      await fixture.whenStable();
      const dialog = byRole(document.body, 'dialog', 'Leave the room?');
      byRole(dialog, 'button', button).click();
      expect(await answer).toBe(leaves);
      expect(room.asked.some(([what]) => what === 'leave')).toBe(leaves);
    });

  it('returns to the start page on Leave room', async () => {
    byRole(page, 'button', 'Leave room').click();
    await fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/');
  });
});
