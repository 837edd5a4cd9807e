import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import type { SafetyState } from '@whispernet/room';
import { allByRole, byRole, textOf } from '../../by-role';
import { type FakeRoom, bob, code, insideFakeRoom } from '../fake-room';
import { HAS_EMOJI, hasColours } from './emoji-font';
import { SafetyCodeDialog } from './safety-code-dialog';

describe('SafetyCodeDialog', () => {
  let room: FakeRoom;
  let wantsToLeave: Promise<boolean>;
  const frame = () => new Promise(requestAnimationFrame);
  const stable = () => TestBed.inject(ApplicationRef).whenStable();
  const dialog = () => byRole(document.body, 'dialog', 'Safety code with bob');
  const press = async (button: string) => {
    byRole(dialog(), 'button', button).click();
    await stable();
  };
  const becomes = async (safety: SafetyState) => {
    room.members$.next([{ ...bob, safety }]);
    await stable();
  };
  const buttons = () => allByRole(dialog(), 'button').map(textOf);

  beforeEach(async () => {
    TestBed.overrideProvider(HAS_EMOJI, { useValue: true });
    ({ room } = await insideFakeRoom());
    room.members$.next([{ ...bob, safety: { phase: 'unconfirmed', code } }]);
    wantsToLeave = SafetyCodeDialog.show(TestBed.inject(MatDialog), bob);
    await stable();
  });

  afterEach(async () => {
    TestBed.inject(MatDialog).closeAll();
    await wantsToLeave;
  });

  it('shows five pictures with their names, in order', () => {
    const emoji = allByRole(byRole(dialog(), 'list', 'Emoji'), 'listitem').map(textOf);
    expect(emoji).toEqual(['☎️ Telephone', '🦄 Unicorn', '🌳 Tree', '🎩 Hat', '🎁 Gift']);
  });

  it('shows the names alone where there are no pictures', async () => {
    TestBed.inject(MatDialog).closeAll();
    await stable();
    TestBed.resetTestingModule();
    TestBed.overrideProvider(HAS_EMOJI, { useValue: false });
    ({ room } = await insideFakeRoom());
    room.members$.next([{ ...bob, safety: { phase: 'unconfirmed', code } }]);
    wantsToLeave = SafetyCodeDialog.show(TestBed.inject(MatDialog), bob);
    await stable();
    const emoji = allByRole(byRole(dialog(), 'list', 'Emoji'), 'listitem').map(textOf);
    expect(emoji).toEqual(['Telephone', 'Unicorn', 'Tree', 'Hat', 'Gift']);
  });

  it('shows the number in groups, and reads it aloud digit by digit', () => {
    const [shown, aloud] = dialog().querySelectorAll<HTMLElement>('.number > *');
    expect(shown?.textContent).toBe('540 039 569');
    expect(shown?.ariaHidden).toBe('true');
    expect(aloud?.textContent).toBe('Number: 5 4 0, 0 3 9, 5 6 9');
  });

  it('says how to compare, and why not by chat', () => {
    expect(textOf(dialog())).toMatch(
      /by voice or video.*the same words.*Not by chat: whoever sat between you/,
    );
  });

  it('confirms and disputes only at the press of a button', async () => {
    expect(room.asked.map(([what]) => what)).toEqual(['publish']);
    await press('They differ');
    expect(room.asked.slice(1)).toEqual([['disputeSafetyCode', bob.id]]);
    await press('They match');
    expect(room.asked.slice(2)).toEqual([['confirmSafetyCode', bob.id]]);
  });

  for (const phase of ['confirmed-here', 'verified'] as const)
    it(`can still be disputed once it is ${phase}`, async () => {
      await becomes({ phase, code });
      await press('They differ');
      expect(room.asked.at(-1)).toEqual(['disputeSafetyCode', bob.id]);
    });

  it('puts the focus where Enter confirms nothing', async () => {
    while (!dialog().contains(document.activeElement)) await frame(); // once it has moved in
    expect(document.activeElement?.tagName).toBe('H2');
  });

  it('keeps the focus inside when the pressed button goes away', async () => {
    await press('They match');
    expect(document.activeElement).toBe(byRole(dialog(), 'button', 'Close'));
  });

  const states: readonly [SafetyState, RegExp, readonly string[]][] = [
    [{ phase: 'pending' }, /is being made/, ['Close']],
    [{ phase: 'missing' }, /took no part in making one.*meet again/, ['Close', 'Leave room']],
    [
      { phase: 'unconfirmed', code },
      /Compare this with bob/,
      ['Close', 'They differ', 'They match'],
    ],
    [
      { phase: 'confirmed-here', code },
      /You say that they match\. Waiting for bob to confirm/,
      ['They differ', 'Close'],
    ],
    [
      { phase: 'confirmed-there', code },
      /bob says that they match\. Compare them yourself/,
      ['Close', 'They differ', 'They match'],
    ],
    [
      { phase: 'verified', code },
      /Verified: you both say that the codes match\. If you compared them by voice or picture, nobody sits between you/,
      ['They differ', 'Close'],
    ],
    [
      { phase: 'disputed', code },
      /One of you says that the codes differ.*Leave the room, agree on a new number and a new password another way/,
      ['Close', 'They match', 'Leave room'],
    ],
  ];
  for (const [safety, words, offers] of states)
    it(`says what it means that a code is ${safety.phase}, and offers what can be done`, async () => {
      await becomes(safety);
      expect(textOf(dialog())).toMatch(words);
      expect(buttons()).toEqual([...offers]);
      expect(allByRole(dialog(), 'listitem').length).toBe('code' in safety ? 5 : 0);
      expect(allByRole(dialog(), 'alert').length).toBe(safety.phase === 'disputed' ? 1 : 0);
      expect(textOf(dialog()).includes('Verified')).toBe(safety.phase === 'verified');
    });

  it('offers nothing any more once the other is gone', async () => {
    room.members$.next([]);
    await stable();
    expect(textOf(dialog())).toContain('bob is not connected any more');
    expect(buttons()).toEqual(['Close']);
  });

  for (const [button, leaves] of [
    ['Close', false],
    ['Leave room', true],
  ] as const)
    it(`${leaves ? 'leaves' : 'stays in'} the room after an alarm: ${button}`, async () => {
      await becomes({ phase: 'disputed', code });
      await press(button);
      expect(await wantsToLeave).toBe(leaves);
    });
});

describe('whether there are pictures for emoji', () => {
  it('is seen by the colours that no letter and no empty box has', () => {
    expect(hasColours('W')).toBe(false);
    expect(hasColours('\u{10FFFE}')).toBe(false); // stands for nothing in any font
  });
});
