import type { TransferId } from '@whispernet/protocol';
import type { RoomTransfer } from '@whispernet/room';
import { Subject, firstValueFrom } from 'rxjs';
import { allByRole, byRole, isEnabled, textOf } from '../../by-role';
import { transfer } from '../fake-room';
import { FilesOnScreen, buttonsIn, by } from './fake-files';
import { withoutPicker } from './fake-received';

describe('An answer in the list of files', () => {
  const files = new FilesOnScreen();
  const { stable, show, press, until, asked } = files;

  beforeEach(() => files.open());
  afterEach(() => files.leave());

  it('declines, pauses, resumes or cancels', async () => {
    const asks = async (own: Partial<RoomTransfer>, button: string) => {
      const { shown, row } = await show(own);
      await press(row, button);
      return [shown.id, files.room.asked.at(-1)];
    };
    for (const [own, button, what] of [
      [{}, 'Decline', 'decline'],
      [{ state: { phase: 'receiving', bytes: 1 } }, 'Pause', 'pause'],
      [{ state: { phase: 'paused', bytes: 1, by: { ...by, here: true } } }, 'Resume', 'resume'],
      [{ direction: 'out', state: { phase: 'sending', bytes: 1 } }, 'Cancel', 'cancel'],
    ] as const) {
      const [id, last] = await asks(own, button);
      expect(last).toEqual([what, id]);
    }
  });

  it('takes the rest of a file of which a part is here already', async () => {
    const { shown, row } = await show({ heldBytes: 850_000 });
    expect(textOf(row)).toContain('bob offers a file of which 42 % is here already.');
    await press(row, 'Accept');
    expect(files.room.asked.at(-1)).toEqual(['acceptRest', shown.id]);
  });

  it('takes a file from the beginning where what was here of it has just gone', async () => {
    withoutPicker();
    const { shown, row } = await show({ heldBytes: 1, size: 2 });
    files.room.acceptRest = () => undefined;
    const accepted = new Promise<TransferId>((resolve) => {
      files.room.accept = resolve;
    });
    await press(row, 'Accept');
    expect(await accepted).toBe(shown.id);
  });

  it('answers several offers at once', async () => {
    withoutPicker();
    const offers = ['a.txt', 'b.txt'].map((name) => transfer({ name, size: 1 }));
    const held = transfer({ name: 'c.txt', heldBytes: 1 });
    files.room.transfers$.next(offers.slice(0, 1));
    await stable();
    expect(allByRole(files.page, 'button', 'Accept all')).toEqual([]);
    files.room.transfers$.next([...offers, held]);
    await stable();
    const last$ = new Subject<TransferId>();
    const last = firstValueFrom(last$);
    const takeRest = files.room.acceptRest.bind(files.room);
    files.room.acceptRest = (id) => {
      takeRest(id);
      last$.next(id);
    };
    byRole(files.page, 'button', 'Accept all').click();
    expect(await last).toBe(held.id);
    await stable();
    expect(asked('accept')).toEqual(offers.map(({ id }) => ['accept', id]));
    await press(files.page, 'Decline all');
    expect(asked('decline').map(([, id]) => id)).toEqual(offers.map(({ id }) => id));
  });

  describe('with a folder that is offered', () => {
    const entry = (path: string, isProgram = false) => ({
      path: path.split('/'),
      size: 1_000,
      lastModified: 0,
      isProgram,
    });
    const entries = [entry('2026/a.jpg'), entry('2026/b.jpg'), entry('c.exe', true)];
    const folder = { count: 3, files: entries };

    it('says that it is reading what is in it until that has come', async () => {
      const { row } = await show({ name: 'holiday', folder: { count: 3, files: undefined } });
      expect(textOf(row)).toContain('Folder 3 files, 2.0 MB Offered');
      expect(textOf(row)).toContain('Reading what is in it');
      expect(buttonsIn(row)).toEqual(['Accept', 'Decline']);
      expect(isEnabled(row, 'Accept')).toBe(false);
    });

    it('warns of programs in it', async () => {
      const { row } = await show({ name: 'holiday', folder });
      expect(textOf(row)).toContain('1 of the files is a program.');
      expect(isEnabled(row, 'Accept')).toBe(true);
    });

    it('takes what is chosen of it', async () => {
      withoutPicker();
      const { shown, row } = await show({ name: 'holiday', folder });
      await press(row, 'Show what is in it');
      const tree = byRole(row, 'tree', 'Files in holiday');
      tree.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }));
      await stable();
      const only$ = new Subject<readonly number[] | undefined>();
      const only = firstValueFrom(only$);
      files.room.accept = (_id, _sink, places) => {
        only$.next(places);
      };
      await press(row, 'Accept');
      expect(await only).toEqual([2]); // without the folder 2026, the first row
      expect(shown.state.phase).toBe('offered');
    });

    it('takes nothing where nothing is chosen', async () => {
      const { row } = await show({ name: 'holiday', folder });
      await press(row, 'Show what is in it');
      byRole(row, 'checkbox', 'All files').click();
      await stable();
      expect(isEnabled(row, 'Accept')).toBe(false);
    });
  });

  it('takes all offers into one place where the browser can ask for one', async () => {
    const root = await navigator.storage.getDirectory();
    const place = await root.getDirectoryHandle('files-spec-place', { create: true });
    const asks = jasmine.createSpy('showDirectoryPicker').and.resolveTo(place);
    Object.assign(window, { showDirectoryPicker: asks });
    const offers = ['a.txt', 'a.txt', 'b.txt'].map((name) => transfer({ name, size: 1 }));
    files.room.transfers$.next(offers);
    await stable();
    const taken = new Promise<void>((resolve) => {
      const accept = files.room.accept.bind(files.room);
      files.room.accept = (id, sink, only) => {
        accept(id, sink, only);
        if (id === offers[2]?.id) resolve();
      };
    });
    const acceptAll = byRole(files.page, 'button', 'Accept all');
    acceptAll.focus();
    acceptAll.click();
    await taken;
    files.room.transfers$.next(
      offers.map((offer) => ({ ...offer, state: { phase: 'receiving', bytes: 0 } })),
    );
    const [firstRow] = allByRole(files.page, 'listitem');
    await until(() => firstRow?.contains(document.activeElement));
    expect(asks).toHaveBeenCalledTimes(1);
    const names: string[] = [];
    for await (const name of place.keys()) names.push(name);
    expect(names.filter((name) => !name.endsWith('.crswap')).sort()).toEqual([
      'a (1).txt',
      'a.txt',
      'b.txt',
    ]);
    for (const sink of files.room.sinks.values()) await sink.abort();
    withoutPicker();
    await root.removeEntry('files-spec-place', { recursive: true });
  });

  it('takes nothing where no place is chosen', async () => {
    const closed = () => Promise.reject(new DOMException('closed', 'AbortError'));
    Object.assign(window, { showDirectoryPicker: closed });
    files.room.transfers$.next([transfer({}), transfer({})]);
    await stable();
    await press(files.page, 'Accept all');
    await until(() => isEnabled(files.page, 'Accept all'));
    expect(asked('accept')).toEqual([]);
    withoutPicker();
  });
});
