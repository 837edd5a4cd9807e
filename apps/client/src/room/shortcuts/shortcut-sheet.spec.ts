import { ApplicationRef, DestroyRef, EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { allByRole, byRole, textOf } from '../../by-role';
import { ShortcutSheet } from './shortcut-sheet';
import { Shortcuts } from './shortcuts';

describe('ShortcutSheet', () => {
  it('tells which key does what, and lets single keys be switched off', async () => {
    const shortcuts = TestBed.inject(Shortcuts);
    const lifetime = TestBed.inject(EnvironmentInjector).get(DestroyRef);
    shortcuts.add({ keys: 'm', label: () => 'Mute or unmute', run: () => undefined }, lifetime);
    shortcuts.add({ keys: 'Alt+ArrowUp', label: () => 'Edit', run: () => undefined }, lifetime);
    ShortcutSheet.show(TestBed.inject(MatDialog));
    await TestBed.inject(ApplicationRef).whenStable();
    const sheet = byRole(document.body, 'dialog', 'Keyboard shortcuts');
    const rows = allByRole(sheet, 'definition').map((each) => textOf(each));
    expect(rows).toEqual(['M', 'Alt ↑']);
    expect(allByRole(sheet, 'term').map(textOf)).toEqual(['Mute or unmute', 'Edit']);
    byRole(sheet, 'switch', 'Single keys').click();
    expect(shortcuts.hasSingleKeys()).toBe(false);
    byRole(sheet, 'button', 'Close').click();
  });
});
