import { TestBed } from '@angular/core/testing';
import type { RoomTransfer } from '@whispernet/room';
import { allByRole, byRole, isEnabled, textOf } from '../../by-role';
import { bob } from '../fake-room';
import { FilesOnScreen, buttonsIn } from './fake-files';
import { FileDispatcher } from './file-dispatcher';

describe('Sending from the list of files', () => {
  const files = new FilesOnScreen();
  const { stable, row, press, asked } = files;

  beforeEach(() => files.open());
  afterEach(() => files.leave());

  it('offers the same file once more where it came to nothing', async () => {
    files.active.offerFiles([new File(['a'], 'a.txt')]);
    const ended = (state: RoomTransfer['state']) =>
      files.room.transfers$.value.map((each, index) => (index === 0 ? { ...each, state } : each));
    await stable();
    expect(buttonsIn(row('a.txt'))).toEqual(['Cancel']);
    files.room.transfers$.next(ended({ phase: 'failed', reason: 'source-changed', side: 'here' }));
    await stable();
    expect(buttonsIn(row('a.txt'))).toEqual([]);
    files.room.transfers$.next(ended({ phase: 'declined' }));
    await stable();
    expect(buttonsIn(row('a.txt'))).toEqual(['Send again']);
    await press(row('a.txt'), 'Send again');
    expect(asked('offerFiles')).toEqual(Array(2).fill(['offerFiles', 'a.txt']));
    const states = allByRole(files.page, 'listitem', 'a.txt').map((each) => buttonsIn(each));
    expect(states).toEqual([[], ['Cancel']]); // each can be sent again once: the next one takes over
  });

  it('sends files only when somebody is there', async () => {
    files.room.members$.next([]);
    await stable();
    expect(isEnabled(files.page, 'Send files')).toBe(false);
    expect(isEnabled(files.page, 'Send folder')).toBe(false);
    files.room.members$.next([bob]);
    await stable();
    expect(isEnabled(files.page, 'Send files')).toBe(true);
    const chosen = new DataTransfer();
    chosen.items.add(new File(['a'], 'a.txt'));
    chosen.items.add(new File(['b'], 'b.txt'));
    const input = files.page.querySelector('input');
    if (input) input.files = chosen.files;
    input?.dispatchEvent(new Event('change'));
    expect(files.room.asked).toContain(['offerFiles', 'a.txt', 'b.txt']);
  });

  it('sends more than twenty files as one', async () => {
    const chosen = new DataTransfer();
    for (let index = 0; index < 21; index += 1) chosen.items.add(new File(['a'], `${index}.txt`));
    const input = files.page.querySelector('input');
    if (input) input.files = chosen.files;
    input?.dispatchEvent(new Event('change'));
    expect(asked('offerFolder').map(([, name]) => name)).toEqual(['21 files']);
    expect(asked('offerFiles')).toEqual([]);
    await stable();
  });

  it('sends a folder', async () => {
    const file = new File(['a'], 'a.txt');
    Object.defineProperty(file, 'webkitRelativePath', { value: 'holiday/2026/a.txt' });
    const input = files.page.querySelector<HTMLInputElement>('input[webkitdirectory]');
    Object.defineProperty(input, 'files', { value: [file] }); // a script cannot choose a folder
    input?.dispatchEvent(new Event('change'));
    expect(files.room.asked.at(-1)).toEqual(['offerFolder', 'holiday', '2026/a.txt']);
    await stable();
  });

  it('says what of a folder cannot be sent', async () => {
    TestBed.inject(FileDispatcher).send({
      files: [],
      folders: [],
      leftOut: [{ name: 'holiday', why: 'empty-folder' }],
    });
    await stable();
    const alert = byRole(files.page, 'alert');
    expect(textOf(alert)).toBe('Not sent: holiday is empty.');
  });

  it('says who still waits for what was cut off, and what helps', async () => {
    files.room.cutOff$.next([{ peer: bob.id, peerName: 'bob', count: 2 }]);
    await stable();
    expect(textOf(files.page)).toContain('bob still waits for 2 files that were cut off.');
    expect(textOf(files.page)).toContain('choose them again');
    files.room.cutOff$.next([]);
    await stable();
    expect(textOf(files.page)).not.toContain('cut off');
  });
});
