import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { allByRole, byRole, textOf } from '../../by-role';
import { transfer } from '../fake-room';
import { FilesOnScreen } from './fake-files';
import { receive, withoutPicker } from './fake-received';

describe('The list of files', () => {
  const files = new FilesOnScreen();
  const { stable, row, show, press, until } = files;

  beforeEach(() => files.open());
  afterEach(() => files.leave());

  it('sums up where several are on their way', async () => {
    const moving = [1, 2].map((index) =>
      transfer({ name: `${index}.jpg`, state: { phase: 'receiving', bytes: 500_000 } }),
    );
    files.room.transfers$.next(moving);
    files.seconds.next(0);
    await stable();
    expect(textOf(files.page)).toContain('Receiving 2: 1.0 of 4.0 MB');
  });

  describe('clears what has ended', () => {
    const done = { phase: 'done' } as const;

    it('and leaves what moves, and what is not saved yet', async () => {
      const received = transfer({ name: 'mine.jpg', size: 1 });
      withoutPicker();
      files.room.transfers$.next([received]);
      await files.active.accept(received);
      files.room.transfers$.next([
        { ...received, state: done },
        transfer({ name: 'sent.jpg', direction: 'out', state: done }),
        transfer({ name: 'moves.jpg', state: { phase: 'receiving', bytes: 1 } }),
        transfer({ name: 'unwanted.jpg', state: { phase: 'declined' } }),
      ]);
      await stable();
      byRole(files.page, 'button', 'Clear finished').focus();
      await press(files.page, 'Clear finished');
      const names = () => allByRole(files.page, 'listitem').map((each) => each.ariaLabel);
      expect(names()).toEqual(['mine.jpg', 'moves.jpg']);
      expect(files.told.at(-1)).toBe('2 finished entries cleared');
      expect(document.activeElement).toBe(byRole(files.page, 'button', 'Send files'));
      expect(textOf(row('mine.jpg'))).toContain('Not saved yet');

      spyOn(URL, 'createObjectURL').and.returnValue('blob:nothing'); // nothing is to be downloaded
      spyOn(HTMLAnchorElement.prototype, 'click');
      await files.room.sinks.get(received.id)?.close();
      await files.active.save({ ...received, state: done });
      await stable();
      expect(textOf(row('mine.jpg'))).toContain('Saved');
      await press(files.page, 'Clear finished');
      expect(names()).toEqual(['moves.jpg']);
    });

    it('where there is something that has', async () => {
      await show({ state: { phase: 'receiving', bytes: 1 } });
      expect(allByRole(files.page, 'button', 'Clear finished')).toEqual([]);
    });
  });

  it('has a word for those who have nothing on its way', async () => {
    expect(textOf(files.page)).toContain('Nothing on its way');
    await show({});
    expect(textOf(files.page)).not.toContain('Nothing on its way');
  });

  describe('with a received file that can be looked at', () => {
    const received = async (name: string, bytes: BlobPart) => {
      await receive(files.room, files.active, name, bytes);
      await stable();
    };
    const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container');

    afterEach(() => {
      TestBed.inject(MatDialog).closeAll();
    });

    it('shows it, as what is in it, only when asked to', async () => {
      await received('note.txt', '<b>not bold</b>');
      expect(dialog()).toBeNull();
      await press(row('note.txt'), 'Preview');
      await until(() => dialog()?.querySelector('pre'));
      expect(dialog()?.querySelector('pre')?.textContent).toBe('<b>not bold</b>');
    });

    it('does not offer to show a program, a page or what is still only offered', async () => {
      await received('page.html', '<b>bold</b>');
      files.room.transfers$.next([
        ...files.room.transfers$.value.map((each) => ({ ...each, isProgram: true })),
        transfer({ name: 'offered.txt' }),
      ]);
      await stable();
      expect(allByRole(files.page, 'button', 'Preview')).toEqual([]);
    });
  });

  it('tells whoever does not see the list of each offer once', async () => {
    const [a, b, c] = ['a.txt', 'b.txt', 'c.txt'].map((name) => transfer({ name }));
    if (!a || !b || !c) throw new Error('three were made');
    files.room.transfers$.next([a]);
    await stable();
    files.room.transfers$.next([a, b, c]);
    await stable();
    expect(files.told).toEqual(['bob offers a.txt.', 'bob offers b.txt and 1 more.']);
  });

  describe('with a thousand transfers', () => {
    const isRendered = (row: Element) => row.checkVisibility({ contentVisibilityAuto: true });

    it('draws those in sight alone, though all are there to be searched', async () => {
      files.page.style.height = '600px';
      files.room.transfers$.next(
        Array.from({ length: 1_000 }, (_, index) => transfer({ name: `${index}.jpg` })),
      );
      await stable();
      const rows = [...files.page.querySelectorAll('wn-transfer-row')];
      await until(() => rows.some(isRendered));
      expect(rows.length).toBe(1_000);
      expect(rows.filter(isRendered).length).toBeLessThan(60);
    });
  });
});
