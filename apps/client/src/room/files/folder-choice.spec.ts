import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { FolderEntry } from '@whispernet/transfer';
import { byRole, textOf } from '../../by-role';
import { FolderChoice } from './folder-choice';

const entry = (path: string): FolderEntry => ({
  path: path.split('/'),
  size: 1_000,
  lastModified: 0,
  isProgram: path.endsWith('.exe'),
});

describe('FolderChoice', () => {
  let fixture: ComponentFixture<FolderChoice>;
  let page: HTMLElement;
  let tree: HTMLElement;

  const show = async (files: readonly FolderEntry[]) => {
    fixture = TestBed.createComponent(FolderChoice);
    fixture.componentRef.setInput('files', files);
    fixture.componentRef.setInput('name', 'holiday');
    page = fixture.nativeElement as HTMLElement;
    await drawn();
    tree = byRole(page, 'tree', 'Files in holiday');
  };
  /** The viewport measures itself before it makes rows. */
  const drawn = async () => {
    await fixture.whenStable();
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    await fixture.whenStable();
  };
  /** By the attribute: to ask the browser for the role of every element takes seconds here. */
  const made = () => [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')];
  const rows = () =>
    made().map((row) => {
      const state = { true: '+', false: '-', mixed: '~' }[row.ariaChecked ?? ''] ?? '?';
      return `${'  '.repeat(Number(row.ariaLevel) - 1)}${state} ${textOf(row)}`;
    });
  const active = () => {
    const id = tree.getAttribute('aria-activedescendant') ?? '';
    const row = document.getElementById(id);
    return row && textOf(row);
  };
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) tree.dispatchEvent(new KeyboardEvent('keydown', { key }));
    await drawn();
  };
  const files = ['2026/may/a.jpg', '2026/b.jpg', 'c.exe'].map(entry);

  it('shows the first level, and folders closed', async () => {
    await show(files);
    expect(rows()).toEqual(['+ 2026 2.0 KB', '+ c.exe program 1.0 KB']);
    expect(textOf(page)).toContain('3 files of 3 chosen, 3.0 KB');
    const [folder, file] = made();
    expect(folder?.ariaExpanded).toBe('false');
    expect(file?.ariaExpanded).toBeNull();
    expect([file?.ariaPosInSet, file?.ariaSetSize]).toEqual(['2', '2']);
  });

  it('opens and closes folders by the arrows, and goes in and out of them', async () => {
    await show(files);
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(rows()).toEqual([
      '+ 2026 2.0 KB',
      '  + may 1.0 KB',
      '    + a.jpg 1.0 KB',
      '  + b.jpg 1.0 KB',
      '+ c.exe program 1.0 KB',
    ]);
    expect(active()).toContain('may');
    await press('End');
    expect(active()).toContain('c.exe');
    await press('ArrowUp', 'ArrowLeft');
    expect(active()).toContain('2026');
    await press('ArrowLeft');
    expect(rows().length).toBe(2);
  });

  it('chooses single files and whole folders', async () => {
    await show(files);
    await press('ArrowRight', 'ArrowDown', ' ');
    expect(rows()).toEqual([
      '~ 2026 2.0 KB',
      '  - may 1.0 KB',
      '  + b.jpg 1.0 KB',
      '+ c.exe program 1.0 KB',
    ]);
    expect(fixture.componentInstance.chosen()).toEqual([1, 2]);
    expect(textOf(page)).toContain('2 files of 3 chosen, 2.0 KB');
    await press('Home', 'Enter'); // the rest of a folder first, then none of it
    expect(fixture.componentInstance.chosen()).toBeUndefined();
    await press('Enter');
    expect(fixture.componentInstance.chosen()).toEqual([2]);
  });

  it('chooses by a click, and opens by one on the arrow', async () => {
    await show(files);
    const [folder] = made();
    folder?.querySelector<HTMLElement>('.twisty')?.click();
    await drawn();
    expect(rows().length).toBe(4);
    made()[2]?.click();
    await drawn();
    expect(fixture.componentInstance.chosen()).toEqual([0, 2]);
  });

  it('chooses all or nothing', async () => {
    await show(files);
    byRole(page, 'checkbox', 'All files').click();
    await drawn();
    expect(fixture.componentInstance.chosen()).toEqual([]);
    byRole(page, 'checkbox', 'All files').click();
    await drawn();
    expect(fixture.componentInstance.chosen()).toBeUndefined();
  });

  it('leaves other keys to the page', async () => {
    await show(files);
    const event = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true });
    tree.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });

  it('makes only the rows in sight of 100,000, and comes to the last', async () => {
    await show(Array.from({ length: 100_000 }, (_, index) => entry(`${index}.jpg`)));
    expect(made().length).toBeGreaterThan(0);
    expect(made().length).toBeLessThan(30);
    await press('End');
    expect(active()).toContain('99999.jpg');
    expect(made().length).toBeLessThan(30);
  });

  it('shows names as text', async () => {
    await show([entry('<b>x<b>')]);
    expect(page.querySelectorAll('b').length).toBe(0);
  });
});
