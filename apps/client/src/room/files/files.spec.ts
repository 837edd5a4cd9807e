import { LiveAnnouncer } from '@angular/cdk/a11y';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { SeatId, type TransferId, newId } from '@whispernet/protocol';
import type { RoomTransfer } from '@whispernet/room';
import { Subject, firstValueFrom } from 'rxjs';
import { allByRole, byRole, isEnabled, textOf } from '../../by-role';
import type { ActiveRoom } from '../active-room';
import { type FakeRoom, bob, insideFakeRoom, transfer } from '../fake-room';
import { FileDispatcher } from './file-dispatcher';
import { Files } from './files';
import { SECONDS } from './seconds';

describe('Files', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let active: ActiveRoom;
  let stable: () => Promise<unknown>;
  let told: string[];
  const seconds = new Subject<number>();

  beforeEach(async () => {
    told = [];
    const announce = (text: string) => Promise.resolve(told.push(text));
    TestBed.overrideProvider(LiveAnnouncer, { useValue: { announce } });
    TestBed.overrideProvider(SECONDS, { useValue: seconds });
    ({ room, active } = await insideFakeRoom());
    room.members$.next([bob]);
    const fixture = TestBed.createComponent(Files);
    page = fixture.nativeElement as HTMLElement;
    stable = () => fixture.whenStable();
    await stable();
  });

  afterEach(() => active.leave()); // what was accepted is in this browser's storage

  const row = (name: string) => byRole(byRole(page, 'list', 'Files'), 'listitem', name);
  const show = async (own: Partial<RoomTransfer>) => {
    const shown = transfer(own);
    room.transfers$.next([shown]);
    await stable();
    return { shown, row: row(shown.name) };
  };
  const press = async (within: HTMLElement, button: string) => {
    byRole(within, 'button', button).click();
    await stable();
  };
  /** Frames pass: files are read in tasks of their own. */
  const until = async (isSo: () => unknown) => {
    while (!isSo()) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await stable();
    }
  };
  const buttons = (row: HTMLElement) => allByRole(row, 'button').map(textOf);
  const by = { here: false, there: false, link: false };
  const asked = (what: string) => room.asked.filter(([each]) => each === what);

  for (const [state, direction, words, controls] of [
    [
      { phase: 'waiting' },
      'out',
      'to bob Image (JPG) 2.0 MB Waiting bob has not answered yet.',
      ['Cancel'],
    ],
    [{ phase: 'offered' }, 'in', 'from bob Image (JPG) 2.0 MB Offered', ['Accept', 'Decline']],
    [
      { phase: 'sending', bytes: 500_000 },
      'out',
      'to bob Image (JPG) Sending 500 KB of 2.0 MB',
      ['Pause', 'Cancel'],
    ],
    [
      { phase: 'receiving', bytes: 1_500_000 },
      'in',
      'from bob Image (JPG) Receiving 1.5 of 2.0 MB',
      ['Pause', 'Cancel'],
    ],
    [
      { phase: 'paused', bytes: 0, by: { ...by, here: true } },
      'in',
      'Paused 0 B of 2.0 MB Paused by you',
      ['Resume', 'Cancel'],
    ],
    [
      { phase: 'paused', bytes: 0, by: { ...by, there: true } },
      'out',
      'Paused 0 B of 2.0 MB Paused by bob',
      ['Cancel'],
    ],
    [
      { phase: 'paused', bytes: 0, by: { ...by, link: true } },
      'in',
      'The connection was lost. It goes on by itself when bob is back.',
      ['Cancel'],
    ],
    [{ phase: 'verifying' }, 'in', 'from bob Image (JPG) 2.0 MB Verifying', ['Cancel']],
    [{ phase: 'done' }, 'out', 'to bob Image (JPG) 2.0 MB Done', []],
    [{ phase: 'done' }, 'in', 'Done Saved where you chose', []],
    [{ phase: 'declined' }, 'out', 'Declined bob did not want it.', []],
    [{ phase: 'declined' }, 'in', 'Declined You declined it.', []],
    [{ phase: 'cancelled', side: 'here' }, 'in', 'Cancelled You cancelled it.', []],
    [{ phase: 'cancelled', side: 'there' }, 'out', 'Cancelled bob cancelled it.', []],
    [
      { phase: 'failed', reason: 'disk-full', side: 'here' },
      'in',
      'Failed The disk is full. Make room, and ask bob to send it again.',
      [],
    ],
  ] as const)
    it(`says of a file going ${direction} that it is ${state.phase}: ${words}`, async () => {
      const { row } = await show({ state, direction });
      expect(textOf(row)).toContain(words);
      expect(buttons(row)).toEqual([...controls]);
    });

  describe('when the link is lost', () => {
    const paused = { phase: 'paused', bytes: 1, by: { ...by, link: true } } as const;
    const closed = { phase: 'closed', end: 'connection-lost' } as const;

    it('says that somebody is gone whose seat is, until somebody of the name is back on another', async () => {
      room.members$.next([]);
      const { row } = await show({ state: paused });
      expect(textOf(row)).toContain('bob is gone. What is here is kept;');
      expect(textOf(row)).toContain('when bob sends it again.');
      room.members$.next([{ ...bob, id: newId(SeatId) }]); // the page was loaded again
      await stable();
      expect(textOf(row)).toContain('bob was gone, and somebody of that name is here now.');
    });

    for (const [rendezvous, link, words] of [
      ['open', closed, 'It goes on by itself'],
      ['closed', closed, 'It goes on by itself'],
      ['away', closed, 'without the gateway there is no new one to bob.'],
      ['gone', closed, 'without the gateway there is no new one to bob.'],
      ['gone', bob.link, 'It goes on by itself'],
    ] as const)
      it(`promises what it can when the gateway is ${rendezvous}, the link ${link.phase}: ${words}`, async () => {
        room.rendezvous$.next(rendezvous);
        room.members$.next([{ ...bob, link }]);
        const { row } = await show({ direction: 'out', state: paused });
        expect(textOf(row)).toContain(words);
      });
  });

  it('says of what an earlier visit has left that it has to be sent again', async () => {
    const { row } = await show({
      peer: undefined,
      state: { phase: 'paused', bytes: 500_000, by: { ...by, link: true } },
    });
    expect(textOf(row)).toContain('from an earlier visit Image (JPG) Paused 500 KB of 2.0 MB');
    expect(textOf(row)).toContain('bob has to send it again; what is here is kept.');
    expect(buttons(row)).toEqual(['Cancel']);
  });

  describe('with the keyboard', () => {
    const here = { ...by, here: true };
    const moves = { phase: 'receiving', bytes: 1 } as const;
    const pressed = async (own: Partial<RoomTransfer>, button: string, becomes: object) => {
      const { shown, row: before } = await show(own);
      byRole(before, 'button', button).focus();
      await press(before, button);
      room.transfers$.next([{ ...shown, ...becomes }]);
      await stable();
      return document.activeElement;
    };

    for (const [button, state, then, next] of [
      ['Pause', moves, { phase: 'paused', bytes: 1, by: here }, 'Resume'],
      ['Resume', { phase: 'paused', bytes: 1, by: here }, moves, 'Pause'],
      ['Resume', { phase: 'paused', bytes: 1, by: here }, { phase: 'verifying' }, 'Cancel'],
    ] as const)
      it(`goes on from ${button} to ${next} when it is ${then.phase}`, async () => {
        const focused = await pressed({ state }, button, { state: then });
        expect(focused).toBe(byRole(row('holiday.jpg'), 'button', next));
      });

    it('goes on from Accept to Pause, though Accept cannot be pressed in between', async () => {
      withoutPicker();
      const shown = transfer({ size: 1 });
      const taken = new Promise<void>((resolve) => {
        room.accept = () => {
          resolve();
        };
      });
      room.transfers$.next([shown]);
      await stable();
      const accept = byRole(row(shown.name), 'button', 'Accept');
      accept.focus();
      accept.click();
      await taken;
      room.transfers$.next([{ ...shown, state: moves }]);
      await stable();
      expect(document.activeElement).toBe(byRole(row(shown.name), 'button', 'Pause'));
    });

    it('stays in the row where no button is left', async () => {
      const focused = await pressed({ state: moves }, 'Cancel', {
        state: { phase: 'cancelled', side: 'here' },
      });
      expect(focused).toBe(row('holiday.jpg'));
    });

    it('is not torn from elsewhere', async () => {
      const { shown, row: before } = await show({ state: moves });
      byRole(before, 'button', 'Pause').focus();
      byRole(page, 'button', 'Send files').focus();
      room.transfers$.next([{ ...shown, state: { phase: 'cancelled', side: 'here' } }]);
      await stable();
      expect(document.activeElement).toBe(byRole(page, 'button', 'Send files'));
    });

    it('is not taken into a row that it has left for nowhere', async () => {
      const { shown, row: before } = await show({ state: moves });
      const pause = byRole(before, 'button', 'Pause');
      pause.focus();
      pause.blur();
      await stable();
      room.transfers$.next([{ ...shown, state: { phase: 'cancelled', side: 'here' } }]);
      await stable();
      expect(document.activeElement).toBe(document.body);
    });
  });

  it('shows the progress under the name of the file', async () => {
    const { row } = await show({ state: { phase: 'receiving', bytes: 500_000 } });
    const bar = byRole(row, 'progressbar', 'Progress of holiday.jpg');
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
  });

  it('says how fast a file is and how long it will take, as time passes', async () => {
    const file = transfer({ direction: 'out', size: 100_000_000 });
    for (let second = 0; second < 4; second += 1) {
      room.transfers$.next([{ ...file, state: { phase: 'sending', bytes: second * 1_000_000 } }]);
      seconds.next(1_000 * second);
    }
    await stable();
    expect(textOf(row('holiday.jpg'))).toContain('3.0 of 100 MB 1.0 MB/s about 2 minutes left');
  });

  it('says neither as soon as it is paused', async () => {
    const file = transfer({ size: 100_000_000 });
    for (let second = 0; second < 4; second += 1) {
      room.transfers$.next([{ ...file, state: { phase: 'receiving', bytes: second * 1_000_000 } }]);
      seconds.next(1_000 * second);
    }
    await stable();
    expect(textOf(row('holiday.jpg'))).toContain('MB/s');
    const paused = { phase: 'paused', bytes: 3_000_000, by: { ...by, here: true } } as const;
    room.transfers$.next([{ ...file, state: paused }]);
    await stable();
    expect(textOf(row('holiday.jpg'))).toContain('Paused 3.0 of 100 MB Paused by you');
  });

  it('sums up where several are on their way', async () => {
    const moving = [1, 2].map((index) =>
      transfer({ name: `${index}.jpg`, state: { phase: 'receiving', bytes: 500_000 } }),
    );
    room.transfers$.next(moving);
    seconds.next(0);
    await stable();
    expect(textOf(page)).toContain('Receiving 2: 1.0 of 4.0 MB');
  });

  it('marks a program', async () => {
    const { row } = await show({ name: 'eviltxt.exe', isProgram: true });
    expect(textOf(row)).toContain('This is a program.');
  });

  it('shows a name as text', async () => {
    const { row } = await show({ name: '<b>x</b>.txt' });
    expect(row.querySelectorAll('b').length).toBe(0);
  });

  it('declines, pauses, resumes and cancels', async () => {
    const asks = async (own: Partial<RoomTransfer>, button: string) => {
      const { shown, row } = await show(own);
      await press(row, button);
      return [shown.id, room.asked.at(-1)];
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
    expect(room.asked.at(-1)).toEqual(['acceptRest', shown.id]);
  });

  it('takes a file from the beginning where what was here of it has just gone', async () => {
    withoutPicker();
    const { shown, row } = await show({ heldBytes: 1, size: 2 });
    room.acceptRest = () => undefined;
    const accepted = new Promise<TransferId>((resolve) => {
      room.accept = resolve;
    });
    await press(row, 'Accept');
    expect(await accepted).toBe(shown.id);
  });

  it('answers several offers at once', async () => {
    withoutPicker();
    const offers = ['a.txt', 'b.txt'].map((name) => transfer({ name, size: 1 }));
    const held = transfer({ name: 'c.txt', heldBytes: 1 });
    room.transfers$.next(offers.slice(0, 1));
    await stable();
    expect(allByRole(page, 'button', 'Accept all')).toEqual([]);
    room.transfers$.next([...offers, held]);
    await stable();
    const last$ = new Subject<TransferId>();
    const last = firstValueFrom(last$);
    const takeRest = room.acceptRest.bind(room);
    room.acceptRest = (id) => {
      takeRest(id);
      last$.next(id);
    };
    byRole(page, 'button', 'Accept all').click();
    expect(await last).toBe(held.id);
    await stable();
    expect(asked('accept')).toEqual(offers.map(({ id }) => ['accept', id]));
    await press(page, 'Decline all');
    expect(asked('decline').map(([, id]) => id)).toEqual(offers.map(({ id }) => id));
  });

  it('offers the same file once more where it came to nothing', async () => {
    active.offerFiles([new File(['a'], 'a.txt')]);
    const ended = (state: RoomTransfer['state']) =>
      room.transfers$.value.map((each, index) => (index === 0 ? { ...each, state } : each));
    await stable();
    expect(buttons(row('a.txt'))).toEqual(['Cancel']);
    room.transfers$.next(ended({ phase: 'failed', reason: 'source-changed', side: 'here' }));
    await stable();
    expect(buttons(row('a.txt'))).toEqual([]);
    room.transfers$.next(ended({ phase: 'declined' }));
    await stable();
    expect(buttons(row('a.txt'))).toEqual(['Send again']);
    await press(row('a.txt'), 'Send again');
    expect(asked('offerFiles')).toEqual(Array(2).fill(['offerFiles', 'a.txt']));
    const states = allByRole(page, 'listitem', 'a.txt').map((each) => buttons(each));
    expect(states).toEqual([[], ['Cancel']]); // each can be sent again once: the next one takes over
  });

  it('sends files only when somebody is there', async () => {
    room.members$.next([]);
    await stable();
    expect(isEnabled(page, 'Send files')).toBe(false);
    expect(isEnabled(page, 'Send folder')).toBe(false);
    room.members$.next([bob]);
    await stable();
    expect(isEnabled(page, 'Send files')).toBe(true);
    const chosen = new DataTransfer();
    chosen.items.add(new File(['a'], 'a.txt'));
    chosen.items.add(new File(['b'], 'b.txt'));
    const input = page.querySelector('input');
    if (input) input.files = chosen.files;
    input?.dispatchEvent(new Event('change'));
    expect(room.asked).toContain(['offerFiles', 'a.txt', 'b.txt']);
  });

  it('sends more than twenty files as one', async () => {
    const chosen = new DataTransfer();
    for (let index = 0; index < 21; index += 1) chosen.items.add(new File(['a'], `${index}.txt`));
    const input = page.querySelector('input');
    if (input) input.files = chosen.files;
    input?.dispatchEvent(new Event('change'));
    expect(asked('offerFolder').map(([, name]) => name)).toEqual(['21 files']);
    expect(asked('offerFiles')).toEqual([]);
    await stable();
  });

  it('sends a folder', async () => {
    const file = new File(['a'], 'a.txt');
    Object.defineProperty(file, 'webkitRelativePath', { value: 'holiday/2026/a.txt' });
    const input = page.querySelector<HTMLInputElement>('input[webkitdirectory]');
    Object.defineProperty(input, 'files', { value: [file] }); // a script cannot choose a folder
    input?.dispatchEvent(new Event('change'));
    expect(room.asked.at(-1)).toEqual(['offerFolder', 'holiday', '2026/a.txt']);
    await stable();
  });

  it('says what of a folder cannot be sent', async () => {
    TestBed.inject(FileDispatcher).send({
      files: [],
      folders: [],
      leftOut: [{ name: 'holiday', why: 'empty-folder' }],
    });
    await stable();
    const alert = byRole(page, 'alert');
    expect(textOf(alert)).toBe('Not sent: holiday is empty.');
  });

  describe('with a folder that is offered', () => {
    const entry = (path: string, isProgram = false) => ({
      path: path.split('/'),
      size: 1_000,
      lastModified: 0,
      isProgram,
    });
    const files = [entry('2026/a.jpg'), entry('2026/b.jpg'), entry('c.exe', true)];
    const folder = { count: 3, files };

    it('says that it is reading what is in it until that has come', async () => {
      const { row } = await show({ name: 'holiday', folder: { count: 3, files: undefined } });
      expect(textOf(row)).toContain('Folder 3 files, 2.0 MB Offered');
      expect(textOf(row)).toContain('Reading what is in it');
      expect(buttons(row)).toEqual(['Accept', 'Decline']);
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
      room.accept = (_id, _sink, places) => {
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

  describe('clears what has ended', () => {
    const done = { phase: 'done' } as const;

    it('and leaves what moves, and what is not saved yet', async () => {
      const received = transfer({ name: 'mine.jpg', size: 1 });
      withoutPicker();
      room.transfers$.next([received]);
      await active.accept(received);
      room.transfers$.next([
        { ...received, state: done },
        transfer({ name: 'sent.jpg', direction: 'out', state: done }),
        transfer({ name: 'moves.jpg', state: { phase: 'receiving', bytes: 1 } }),
        transfer({ name: 'unwanted.jpg', state: { phase: 'declined' } }),
      ]);
      await stable();
      byRole(page, 'button', 'Clear finished').focus();
      await press(page, 'Clear finished');
      const names = () => allByRole(page, 'listitem').map((each) => each.ariaLabel);
      expect(names()).toEqual(['mine.jpg', 'moves.jpg']);
      expect(told.at(-1)).toBe('2 finished entries cleared');
      expect(document.activeElement).toBe(byRole(page, 'button', 'Send files'));
      expect(textOf(row('mine.jpg'))).toContain('Not saved yet');

      spyOn(URL, 'createObjectURL').and.returnValue('blob:nothing'); // nothing is to be downloaded
      spyOn(HTMLAnchorElement.prototype, 'click');
      await room.sinks.get(received.id)?.close();
      await active.save({ ...received, state: done });
      await stable();
      expect(textOf(row('mine.jpg'))).toContain('Saved');
      await press(page, 'Clear finished');
      expect(names()).toEqual(['moves.jpg']);
    });

    it('where there is something that has', async () => {
      await show({ state: { phase: 'receiving', bytes: 1 } });
      expect(allByRole(page, 'button', 'Clear finished')).toEqual([]);
    });
  });

  it('takes all offers into one place where the browser can ask for one', async () => {
    const root = await navigator.storage.getDirectory();
    const place = await root.getDirectoryHandle('files-spec-place', { create: true });
    const asks = jasmine.createSpy('showDirectoryPicker').and.resolveTo(place);
    Object.assign(window, { showDirectoryPicker: asks });
    const offers = ['a.txt', 'a.txt', 'b.txt'].map((name) => transfer({ name, size: 1 }));
    room.transfers$.next(offers);
    await stable();
    const taken = new Promise<void>((resolve) => {
      const accept = room.accept.bind(room);
      room.accept = (id, sink, only) => {
        accept(id, sink, only);
        if (id === offers[2]?.id) resolve();
      };
    });
    const acceptAll = byRole(page, 'button', 'Accept all');
    acceptAll.focus();
    acceptAll.click();
    await taken;
    room.transfers$.next(
      offers.map((offer) => ({ ...offer, state: { phase: 'receiving', bytes: 0 } })),
    );
    const [firstRow] = allByRole(page, 'listitem');
    await until(() => firstRow?.contains(document.activeElement));
    expect(asks).toHaveBeenCalledTimes(1);
    const names: string[] = [];
    for await (const name of place.keys()) names.push(name);
    expect(names.filter((name) => !name.endsWith('.crswap')).sort()).toEqual([
      'a (1).txt',
      'a.txt',
      'b.txt',
    ]);
    for (const sink of room.sinks.values()) await sink.abort();
    withoutPicker();
    await root.removeEntry('files-spec-place', { recursive: true });
  });

  it('takes nothing where no place is chosen', async () => {
    const closed = () => Promise.reject(new DOMException('closed', 'AbortError'));
    Object.assign(window, { showDirectoryPicker: closed });
    room.transfers$.next([transfer({}), transfer({})]);
    await stable();
    await press(page, 'Accept all');
    await until(() => isEnabled(page, 'Accept all'));
    expect(asked('accept')).toEqual([]);
    withoutPicker();
  });

  it('says who still waits for what was cut off, and what helps', async () => {
    room.cutOff$.next([{ peer: bob.id, peerName: 'bob', count: 2 }]);
    await stable();
    expect(textOf(page)).toContain('bob still waits for 2 files that were cut off.');
    expect(textOf(page)).toContain('choose them again');
    room.cutOff$.next([]);
    await stable();
    expect(textOf(page)).not.toContain('cut off');
  });

  it('has a word for those who have nothing on its way', async () => {
    expect(textOf(page)).toContain('Nothing on its way');
    await show({});
    expect(textOf(page)).not.toContain('Nothing on its way');
  });

  it('cuts no end off a name that is too long for a line, and unfolds it', async () => {
    const name = `${'holiday in the mountains '.repeat(3)}invoice.pdf`;
    const { row } = await show({ name });
    const button = byRole(row, 'button', name);
    expect(button.getAttribute('aria-expanded')).toBe('false');
    expect(textOf(button)).toContain('invoice.pdf');
    button.click();
    await stable();
    expect(button.getAttribute('aria-expanded')).toBe('true');
  });

  describe('with a received file that can be looked at', () => {
    const received = async (name: string, bytes: BlobPart) => {
      withoutPicker();
      const offer = transfer({ name, size: new Blob([bytes]).size });
      room.transfers$.next([offer]);
      await active.accept(offer);
      const sink = room.sinks.get(offer.id);
      const content = new Uint8Array(await new Blob([bytes]).arrayBuffer());
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
      await sink?.write(0, content, digest);
      await sink?.close();
      room.transfers$.next([{ ...offer, state: { phase: 'done' } }]);
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
      room.transfers$.next([
        ...room.transfers$.value.map((each) => ({ ...each, isProgram: true })),
        transfer({ name: 'offered.txt' }),
      ]);
      await stable();
      expect(allByRole(page, 'button', 'Preview')).toEqual([]);
    });
  });

  it('tells whoever does not see the list of each offer once', async () => {
    const [a, b, c] = ['a.txt', 'b.txt', 'c.txt'].map((name) => transfer({ name }));
    if (!a || !b || !c) throw new Error('three were made');
    room.transfers$.next([a]);
    await stable();
    room.transfers$.next([a, b, c]);
    await stable();
    expect(told).toEqual(['bob offers a.txt.', 'bob offers b.txt and 1 more.']);
  });
});

/** As in browsers without a dialog that asks where to save. */
function withoutPicker(): void {
  for (const name of ['showSaveFilePicker', 'showDirectoryPicker'])
    Reflect.deleteProperty(window, name);
}
