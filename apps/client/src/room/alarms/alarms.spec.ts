import { TestBed } from '@angular/core/testing';
import { SeatId, newId } from '@whispernet/protocol';
import type { Member } from '@whispernet/room';
import { allByRole, byRole, textOf } from '../../by-role';
import { type FakeRoom, bob, code, insideFakeRoom } from '../fake-room';
import { Alarms } from './alarms';

describe('Alarms', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let alarms: Alarms;
  let stable: () => Promise<unknown>;

  beforeEach(async () => {
    ({ room } = await insideFakeRoom());
    const fixture = TestBed.createComponent(Alarms);
    page = fixture.nativeElement as HTMLElement;
    alarms = fixture.componentInstance;
    stable = () => fixture.whenStable();
    await stable();
  });

  const alerts = () => allByRole(page, 'alert').map(textOf);

  it('say nothing while nothing happens', async () => {
    room.door$.next({ state: 'closed', wrongPasswords: 3 });
    await stable();
    expect(alerts()).toEqual([]);
  });

  describe('about safety codes that differ', () => {
    const becomes = async (...members: readonly Member[]) => {
      room.members$.next(members);
      await stable();
    };
    const disputed: Member = { ...bob, safety: { phase: 'disputed', code } };

    it('are told for as long as one of both says so, in words that are true on both sides', async () => {
      await becomes(disputed);
      expect(alerts().join()).toMatch(
        /^You or bob said that your safety codes differ\. Somebody may be sitting between you/,
      );
      await becomes({ ...bob, safety: { phase: 'verified', code } });
      expect(alerts()).toEqual([]);
    });

    it('lead to the code again, and out of the room', async () => {
      await becomes(disputed);
      byRole(page, 'button', 'Compare again').click();
      await stable();
      const dialog = byRole(document.body, 'dialog', 'Safety code with bob');
      byRole(dialog, 'button', 'Close').click();
      await stable();
      let leaves = 0;
      alarms.leave.subscribe(() => (leaves += 1));
      byRole(page, 'button', 'Leave this room').click();
      expect(leaves).toBe(1);
    });

    it('outlast whoever hangs up, until they are dismissed', async () => {
      await becomes(disputed);
      expect(allByRole(page, 'button', 'Dismiss')).toEqual([]);
      await becomes();
      expect(alerts().join()).toMatch(
        /^You or bob, who is gone, said that your safety codes differ\./,
      );
      await becomes({ ...bob, id: newId(SeatId), safety: { phase: 'unconfirmed', code } });
      expect(alerts().length).toBe(1);
      byRole(page, 'button', 'Dismiss').click();
      await stable();
      expect(alerts()).toEqual([]);
    });
  });

  it('say whose certificate is not the one that the password vouches for, and what to do', async () => {
    room.incidents$.next([{ kind: 'not-bound', peer: bob.id, name: 'bob' }]);
    await stable();
    expect(alerts().join()).toMatch(/connection to bob was ended: its certificate is not the one/);
    expect(alerts().join()).toMatch(/in the middle\. Leave the room, agree on a new number/);
  });

  it('say who broke the rules of the protocol, and what to do', async () => {
    room.incidents$.next([{ kind: 'protocol-violation', peer: bob.id, name: '' }]);
    await stable();
    expect(alerts().join()).toMatch(
      /to Guest was ended: it broke the rules.*Ask for it to be reloaded/,
    );
  });

  it('are dismissed one by one, and do not come back with the next', async () => {
    room.incidents$.next([
      { kind: 'not-bound', peer: bob.id, name: 'bob' },
      { kind: 'not-bound', peer: bob.id, name: 'mallory' },
    ]);
    await stable();
    const [first] = allByRole(page, 'button', 'Dismiss');
    first?.click();
    await stable();
    expect(alerts().length).toBe(1);
    expect(alerts().join()).toContain('mallory');
    room.incidents$.next([
      ...room.incidents$.value.slice(1), // only so many are kept
      { kind: 'protocol-violation', peer: bob.id, name: 'eve' },
    ]);
    await stable();
    expect(alerts().length).toBe(2);
    expect(alerts().join()).not.toContain('bob');
  });

  it('say that too many wrong passwords have closed the door, and what opening it means', async () => {
    room.door$.next({ state: 'exhausted', wrongPasswords: 50 });
    await stable();
    const siege = textOf(byRole(page, 'alert'));
    expect(siege).toContain('50 wrong passwords at the door: the door has closed itself');
    expect(siege).toContain('lets whoever is guessing go on');
    room.door$.next({ state: 'open', wrongPasswords: 50 });
    await stable();
    expect(alerts()).toEqual([]);
  });
});
