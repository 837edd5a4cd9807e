import { TestBed } from '@angular/core/testing';
import { SeatId, newId } from '@whispernet/protocol';
import type { SafetyState } from '@whispernet/room';
import { allByRole, byRole, textOf } from '../../by-role';
import { type FakeRoom, bob, code, insideFakeRoom } from '../fake-room';
import { Goings } from './goings';
import { PeopleList } from './people-list';

describe('PeopleList', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let stable: () => Promise<unknown>;

  const show = async (passwordKind: 'generated' | 'own' = 'generated') => {
    TestBed.configureTestingModule({ providers: [Goings] });
    ({ room } = await insideFakeRoom(passwordKind));
    const fixture = TestBed.createComponent(PeopleList);
    page = fixture.nativeElement as HTMLElement;
    stable = () => fixture.whenStable();
    await stable();
  };
  const people = () => allByRole(byRole(page, 'list', 'People'), 'listitem').map(textOf);

  it('names everybody, oneself first, with the way to each and what it means', async () => {
    await show();
    room.members$.next([
      bob,
      { ...bob, id: room.self.id, name: '', link: { phase: 'reconnecting', path: 'relayed' } },
    ]);
    await stable();
    expect(people()).toEqual([
      'alice (you)',
      'bob Direct Connected Not verified Safety code From browser to browser: you see each other’s IP address.',
      'Guest Relayed Reconnecting Not verified Safety code Through a relay, which sees when and how much you send, never what.',
    ]);
  });

  const states: readonly [SafetyState, string][] = [
    [{ phase: 'pending' }, 'Not verified'],
    [{ phase: 'missing' }, 'Not verified'],
    [{ phase: 'unconfirmed', code }, 'Not verified'],
    [{ phase: 'confirmed-here', code }, 'Not verified'],
    [{ phase: 'confirmed-there', code }, 'Not verified'],
    [{ phase: 'verified', code }, 'Verified'],
    [{ phase: 'disputed', code }, 'Not verified: the codes differ'],
  ];
  for (const [safety, words] of states)
    it(`says '${words}' of somebody whose code is ${safety.phase}`, async () => {
      await show();
      room.members$.next([{ ...bob, safety }]);
      await stable();
      expect(people()[1]).toContain(`Connected ${words} Safety code`);
    });

  it('marks a second person of a name, also for the question whom to compare codes with', async () => {
    await show('own');
    room.members$.next([{ ...bob, name: 'Alice', safety: { phase: 'unconfirmed', code } }]);
    await stable();
    expect(people()[1]).toMatch(/^Alice \(another\) Direct/);
    expect(textOf(page)).toContain('does not look drawn by chance');
    expect(textOf(page)).toContain('Compare the safety code with Alice (another) to be sure');
  });

  it('says nothing of safety where the connection is over', async () => {
    await show();
    room.members$.next([{ ...bob, link: { phase: 'closed', end: 'left' } }]);
    await stable();
    expect(people()[1]).toBe('bob Left');
  });

  it('says who was here and until when, and no longer once they are back on another seat', async () => {
    await show();
    room.members$.next([bob]);
    await stable();
    room.members$.next([]);
    await stable();
    expect(textOf(page)).toMatch(/bob was here until \d\d:\d\d/);
    room.members$.next([{ ...bob, id: newId(SeatId) }]);
    await stable();
    expect(people()[1]).toContain('bob Direct Connected');
    expect(textOf(page)).not.toContain('was here');
  });

  it('says who is muted while there is a call', async () => {
    await show();
    room.members$.next([bob]);
    await stable();
    expect(people()[1]).not.toContain('Muted');
    room.members$.next([{ ...bob, cameraOn: true }]);
    await stable();
    expect(people()[1]).toContain('bob Muted');
    room.members$.next([{ ...bob, microphoneOn: true }]);
    await stable();
    expect(people()[1]).not.toContain('Muted');
  });

  it('says how the call with somebody fares, camera or not, and nothing of it where there is none', async () => {
    await show();
    room.members$.next([bob]);
    await stable();
    expect(allByRole(page, 'button', 'Connection with bob: fair')).toEqual([]);
    room.members$.next([{ ...bob, microphoneOn: true, quality: 'fair' }]);
    await stable();
    expect(allByRole(page, 'button', 'Connection with bob: fair').length).toBe(1);
  });

  it('says whose safety code a button shows', async () => {
    await show();
    room.members$.next([bob]);
    await stable();
    const button = byRole(page, 'button', 'Safety code');
    const describedBy = button.getAttribute('aria-describedby') ?? '';
    expect(textOf(page.querySelector<HTMLElement>(`#${describedBy}`) ?? page)).toBe('bob');
  });

  const proposal = () => allByRole(page, 'button', 'Compare now').length;

  it('proposes the comparison where the password may be guessed', async () => {
    await show('own');
    expect(proposal()).toBe(0); // with nobody
    room.members$.next([{ ...bob, safety: { phase: 'unconfirmed', code } }]);
    await stable();
    expect(proposal()).toBe(1);
    byRole(page, 'button', 'Compare now').click();
    await stable();
    const dialog = byRole(document.body, 'dialog', 'Safety code with bob');
    byRole(dialog, 'button', 'Close').click();
  });

  it('proposes the comparison to whoever is waited for, however good the password is', async () => {
    await show('generated');
    room.members$.next([{ ...bob, safety: { phase: 'confirmed-here', code } }]);
    await stable();
    expect(proposal()).toBe(0);
    room.members$.next([{ ...bob, safety: { phase: 'confirmed-there', code } }]);
    await stable();
    expect(proposal()).toBe(1);
    expect(textOf(page)).toContain('bob says that your safety codes match. Compare them, too.');
  });

  it('shows everybody in a colour of their own: oneself in that of the house, the others as on the stage', async () => {
    await show();
    room.members$.next([bob, { ...bob, id: newId(SeatId), name: 'carol' }]);
    await stable();
    const faces = [...page.querySelectorAll<HTMLElement>('.face')];
    const turns = faces.map((face) => face.style.getPropertyValue('--turn'));
    expect(turns).toEqual(['0', '180', '90']);
  });

  for (const phase of ['verified', 'disputed'] as const)
    it(`proposes nothing any more once somebody is ${phase}`, async () => {
      await show('own');
      room.members$.next([{ ...bob, safety: { phase, code } }]);
      await stable();
      expect(proposal()).toBe(0);
    });

  it('proposes nothing where the password was drawn by chance', async () => {
    await show('generated');
    room.members$.next([{ ...bob, safety: { phase: 'unconfirmed', code } }]);
    await stable();
    expect(proposal()).toBe(0);
  });
});
