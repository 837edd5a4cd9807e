import { TestBed } from '@angular/core/testing';
import { allByRole, byRole, textOf } from '../../by-role';
import { type FakeRoom, bob, insideFakeRoom } from '../fake-room';
import { Quality } from './quality';

describe('Quality', () => {
  let room: FakeRoom;
  let page: HTMLElement;
  let stable: () => Promise<unknown>;

  beforeEach(async () => {
    ({ room } = await insideFakeRoom());
    room.members$.next([{ ...bob, quality: 'fair' }]);
    const fixture = TestBed.createComponent(Quality);
    fixture.componentRef.setInput('member', { ...bob, quality: 'fair' });
    page = fixture.nativeElement as HTMLElement;
    stable = () => fixture.whenStable();
    await stable();
  });

  it('says how the call with somebody fares', () => {
    expect(byRole(page, 'button', 'Connection with bob: fair')).toBeTruthy();
  });

  it('tells the details while they are open, and nobody measures after that', async () => {
    byRole(page, 'button', 'Connection with bob: fair').click();
    await stable();
    const dialog = byRole(document.body, 'dialog', 'Connection with bob');
    expect(textOf(dialog)).toContain('Measuring');
    room.callDetails$.next({
      ...{ path: 'direct', protocol: 'udp', roundTripMs: 12, jitterMs: 1 },
      ...{ lostThere: 0, lostHere: 0, sendBps: 800_000, receiveBps: 900_000, pictures: [] },
    });
    await stable();
    expect(textOf(dialog)).toContain('Round trip 12 ms');
    expect(textOf(dialog)).toContain('Now and then something is lost or late');
    expect(room.callDetails$.observed).toBe(true);
    byRole(dialog, 'button', 'Close').click();
    while (allByRole(document.body, 'dialog').length > 0) await new Promise(requestAnimationFrame);
    expect(room.callDetails$.observed).toBe(false);
  });
});
