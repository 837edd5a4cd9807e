import { BLOCK_BYTES, TransferId, newId } from '@whispernet/protocol';
import type { RoomTransfer } from '@whispernet/room';
import type { FileSink, UnfinishedFile } from '@whispernet/transfer';
import { ChosenPlace } from '../browser/chosen-place';
import { copyFolder } from '../browser/received/fake-crash';
import { ReceivedFiles } from '../browser/received/received-files';
import { FakeRoom, transfer } from './fake-room';
import { FileTaker } from './file-taker';

/** This browser with these dialogs. */
function withDialogs(dialogs: {
  readonly showSaveFilePicker?: () => Promise<FileSystemFileHandle>;
  readonly showDirectoryPicker?: () => Promise<FileSystemDirectoryHandle>;
}): void {
  for (const name of ['showSaveFilePicker', 'showDirectoryPicker'] as const)
    if (dialogs[name]) Object.assign(window, { [name]: dialogs[name] });
    else Reflect.deleteProperty(window, name);
}

describe('FileTaker', () => {
  const ROOM = 'file-taker-spec';
  const text = new TextEncoder();
  const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const entry = (path: string, size: number) => ({
    path: path.split('/'),
    size,
    lastModified: 0,
    isProgram: false,
  });
  const folder = (...entries: readonly ReturnType<typeof entry>[]) =>
    transfer({
      name: 'trip',
      size: entries.reduce((sum, { size }) => sum + size, 0),
      folder: { count: entries.length, files: entries },
    });
  const write = async (sink: FileSink | undefined, content: string) => {
    const bytes = text.encode(content);
    await sink?.write(0, bytes, await sha256(bytes));
    await sink?.close();
  };
  /** The names below the root that the specs and the room have made. */
  const lying = async () => {
    const found: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys())
      if (name.includes(ROOM)) found.push(name);
    return found;
  };

  let room: FakeRoom;
  let received: ReceivedFiles;
  let files: FileTaker;
  const stay = (id: string) => {
    room = new FakeRoom();
    received = new ReceivedFiles(id);
    files = new FileTaker(room, received);
  };
  const offered = (offer: RoomTransfer) => {
    room.transfers$.next([...room.transfers$.value, offer]);
    return offer;
  };
  const now = (offer: RoomTransfer, state: RoomTransfer['state']) => {
    room.transfers$.next(
      room.transfers$.value.map((each) => (each.id === offer.id ? { ...each, state } : each)),
    );
  };

  beforeEach(() => {
    withDialogs({});
    stay(ROOM);
  });
  afterEach(async () => {
    await files.wipe();
    const root = await navigator.storage.getDirectory();
    for (const name of await lying()) await root.removeEntry(name, { recursive: true });
  });

  it('takes a file into the browser where there is no dialog', async () => {
    const offer = offered(transfer({ size: 5 }));
    expect(await files.accept(offer, undefined, 'ask')).toEqual({ outcome: 'taken' });
    await write(room.sinks.get(offer.id), 'hello');
    expect([...files.kept()]).toEqual([offer.id]);
    expect(await (await received.export(offer.id)).file.text()).toBe('hello');
  });

  it('takes a folder into the browser, of it what was chosen, in the order of the listing', async () => {
    const offer = offered(folder(entry('a', 1), entry('b', 2), entry('c', 3)));
    expect(await files.accept(offer, [2, 0, 2], 'browser')).toEqual({ outcome: 'taken' });
    expect(room.asked.at(-1)).toEqual(['accept', offer.id, 0, 2]);
    await write(room.sinks.get(offer.id), 'accc');
    const zip = await (await received.export(offer.id)).file.text();
    expect(zip).toContain('trip/a');
    expect(zip).toContain('trip/c');
    expect(zip).not.toContain('trip/b');
  });

  it('lays a folder out as a tree in a folder that the person chooses', async () => {
    const root = await navigator.storage.getDirectory();
    const place = await root.getDirectoryHandle(`${ROOM}-place`, { create: true });
    withDialogs({ showDirectoryPicker: () => Promise.resolve(place) });
    const offer = offered(folder(entry('a', 1), entry('sub/b', 2)));
    expect(await files.accept(offer, [1], 'ask')).toEqual({ outcome: 'taken' });
    await write(room.sinks.get(offer.id), 'bb');
    const trip = await place.getDirectoryHandle('trip');
    const sub = await trip.getDirectoryHandle('sub');
    expect(await (await (await sub.getFileHandle('b')).getFile()).text()).toBe('bb');
    await expectAsync(trip.getFileHandle('a')).toBeRejected();
    expect(files.kept().size).toBe(0);
  });

  it('takes files and folders into a place that was chosen before, without asking', async () => {
    const root = await navigator.storage.getDirectory();
    const place = new ChosenPlace(await root.getDirectoryHandle(`${ROOM}-place`, { create: true }));
    withDialogs({ showSaveFilePicker: () => Promise.reject(new Error('asked')) });
    const offer = offered(transfer({ name: 'a.txt', size: 1 }));
    expect(await files.accept(offer, undefined, place)).toEqual({ outcome: 'taken' });
    expect(await files.accept(offered(folder(entry('b', 1))), undefined, place)).toEqual({
      outcome: 'taken',
    });
    for (const sink of room.sinks.values()) await write(sink, 'x');
    const there = await root.getDirectoryHandle(`${ROOM}-place`);
    await expectAsync(there.getFileHandle('a.txt')).toBeResolved();
    await expectAsync(there.getDirectoryHandle('trip')).toBeResolved();
  });

  it('does not take a folder before it is known what is in it', async () => {
    const offer = offered(transfer({ folder: { count: 3, files: undefined } }));
    expect(await files.accept(offer, undefined, 'browser')).toEqual({ outcome: 'not-chosen' });
    expect(room.sinks.size).toBe(0);
  });

  it('loses nothing when a dialog is closed', async () => {
    const closed = () => Promise.reject(new DOMException('closed', 'AbortError'));
    withDialogs({ showSaveFilePicker: closed, showDirectoryPicker: closed });
    for (const offer of [offered(transfer({})), offered(folder(entry('a', 1)))])
      expect(await files.accept(offer, undefined, 'ask')).toEqual({ outcome: 'not-chosen' });
    expect(room.sinks.size).toBe(0);
  });

  it('says that files lie too far apart, and keeps nothing of them', async () => {
    spyOn(room, 'accept').and.throwError(new RangeError('more than 2000 ranges'));
    const offer = offered(folder(entry('a', 1), entry('b', 2), entry('c', 3)));
    expect(await files.accept(offer, [0, 2], 'browser')).toEqual({ outcome: 'too-scattered' });
    expect(files.kept().size).toBe(0);
    await expectAsync(received.export(offer.id)).toBeRejected();
  });

  it('keeps nothing of a file whose offer was withdrawn meanwhile', async () => {
    const offer = transfer({ size: 5 }); // not among the room's any more
    expect(await files.accept(offer, undefined, 'browser')).toEqual({ outcome: 'not-chosen' });
    expect(files.kept().size).toBe(0);
    await expectAsync(received.export(offer.id).then(({ file }) => file.text())).toBeRejected();
  });

  describe('where the browser offers 1,000 bytes', () => {
    beforeEach(() => {
      spyOn(navigator.storage, 'estimate').and.resolveTo({ quota: 1_500, usage: 500 });
    });

    it('says what a file needs and what there is', async () => {
      const offer = offered(transfer({ size: 1_001 }));
      expect(await files.accept(offer, undefined, 'browser')).toEqual({
        outcome: 'no-space',
        needs: 1_001,
        offers: 1_000,
      });
      expect(room.sinks.size).toBe(0);
    });

    it('takes a folder only where its ZIP fits as well', async () => {
      const outcome = async (size: number) =>
        (await files.accept(offered(folder(entry('a', size))), undefined, 'browser')).outcome;
      expect(await outcome(501)).toBe('no-space');
      expect(await outcome(500)).toBe('taken');
    });

    it('counts what those on their way still need, and not what has ended', async () => {
      const running = offered(transfer({ size: 700 }));
      const next = offered(transfer({ size: 600 }));
      await files.accept(running, undefined, 'browser');
      const fits = async () => (await files.accept(next, undefined, 'browser')).outcome;
      now(running, { phase: 'receiving', bytes: 200 });
      expect(await files.accept(next, undefined, 'browser')).toEqual({
        outcome: 'no-space',
        needs: 600,
        offers: 500,
      });
      now(running, { phase: 'paused', bytes: 299, by: { here: true, there: false, link: false } });
      expect(await fits()).toBe('no-space');
      now(running, { phase: 'receiving', bytes: 300 });
      expect(await fits()).toBe('taken');
    });

    it('needs nothing for a file that goes to a place of the person’s choice', async () => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle(`${ROOM}-file`, { create: true });
      withDialogs({ showSaveFilePicker: () => Promise.resolve(handle) });
      const offer = offered(transfer({ size: 2_000 }));
      expect(await files.accept(offer, undefined, 'ask')).toEqual({ outcome: 'taken' });
      await room.sinks.get(offer.id)?.abort();
    });
  });

  describe('what an earlier visit has left', () => {
    const whole = transfer({ size: 5, name: 'whole' });
    const half = transfer({ size: BLOCK_BYTES + 5, name: 'half' });
    let adopted: readonly UnfinishedFile[];

    beforeEach(async () => {
      for (const offer of [whole, half]) {
        offered(offer);
        await files.accept(offer, undefined, 'browser');
      }
      await write(room.sinks.get(whole.id), 'whole');
      const block = new Uint8Array(BLOCK_BYTES).fill(1);
      await room.sinks.get(half.id)?.write(0, block, await sha256(block));
      await copyFolder(`received-${ROOM}`, `received-${ROOM}-later`);
      await files.wipe();
      stay(`${ROOM}-later`);
      room.adopt = (unfinished) => {
        adopted = unfinished;
      };
      files.adopt();
      await files.adopted;
    });

    it('is told to the room, and can be saved', async () => {
      expect(adopted.map(({ name, isWhole }) => `${name} ${isWhole}`).sort()).toEqual([
        'half false',
        'whole true',
      ]);
      expect(files.kept()).toEqual(new Set([whole.id, half.id]));
      expect(await (await received.export(whole.id)).file.text()).toBe('whole');
    });

    it('goes on as another transfer when it is offered again', async () => {
      const again = offered(transfer({ heldBytes: BLOCK_BYTES, heldAs: half.id }));
      expect(await files.accept(again, undefined, 'browser')).toEqual({ outcome: 'taken' });
      expect(room.asked.at(-1)).toEqual(['acceptRest', again.id]);
      expect(files.kept()).toEqual(new Set([whole.id, again.id]));
      const left = adopted.find(({ id }) => id === half.id);
      const { sink } = (await left?.open()) ?? {};
      const end = text.encode('hello');
      await sink?.write(BLOCK_BYTES, end, await sha256(end));
      await sink?.close();
      const { file } = await received.export(again.id);
      expect(await file.slice(BLOCK_BYTES).text()).toBe('hello');
    });

    it('is taken from the beginning where what was here of it has just gone', async () => {
      room.acceptRest = () => undefined; // as rooms do that hold nothing of it any more
      const again = offered(transfer({ heldBytes: BLOCK_BYTES, heldAs: half.id, size: 5 }));
      expect(await files.accept(again, undefined, 'browser')).toEqual({ outcome: 'taken' });
      expect(room.asked.at(-1)).toEqual(['accept', again.id]);
      expect(files.kept()).toEqual(new Set([whole.id, half.id, again.id]));
      await write(room.sinks.get(again.id), 'hello');
      expect(await (await received.export(again.id)).file.text()).toBe('hello');
    });

    it('leaves it where it was when the offer comes to nothing', async () => {
      const again = offered(transfer({ heldBytes: BLOCK_BYTES, heldAs: half.id }));
      room.acceptRest = () => {
        now(again, { phase: 'failed', reason: 'source-changed', side: 'here' });
      };
      expect(await files.accept(again, undefined, 'browser')).toEqual({ outcome: 'not-chosen' });
      expect(files.kept()).toEqual(new Set([whole.id, half.id]));
    });

    it('goes on, with a word, though the disk does not note as which transfer', async () => {
      const note = spyOn(received, 'continueAs');
      let heldAs = half.id;
      for (const [error, outcome] of [
        [new DOMException('full', 'QuotaExceededError'), 'not-noted'],
        [new Error('the disk worker failed'), 'not-noted'],
        [new DOMException('the folder is closed', 'AbortError'), 'taken'],
      ] as const) {
        note.and.rejectWith(error);
        const again = offered(transfer({ heldBytes: BLOCK_BYTES, heldAs }));
        expect(await files.accept(again, undefined, 'browser')).toEqual({ outcome });
        expect(files.kept()).toEqual(new Set([whole.id, again.id]));
        heldAs = again.id;
      }
    });

    it('is looked through before anything new is written beside it', async () => {
      const steps: string[] = [];
      const look = received.unfinished.bind(received);
      spyOn(received, 'unfinished').and.callFake(async () => {
        const unfinished = await look();
        steps.push('looked through');
        return unfinished;
      });
      const create = received.create.bind(received);
      spyOn(received, 'create').and.callFake((header) => {
        steps.push('created');
        return create(header);
      });
      files.adopt();
      await files.accept(offered(transfer({ size: 1 })), undefined, 'browser');
      expect(steps).toEqual(['looked through', 'created']);
    });
  });

  it('saves a file under its name and a folder as a ZIP, each with a word that it is at work', async () => {
    const saved: string[] = [];
    spyOn(HTMLAnchorElement.prototype, 'click').and.callFake(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const [file, trip] = [
      offered(transfer({ name: 'a.txt', size: 1 })),
      offered(folder(entry('b', 1))),
    ];
    for (const offer of [file, trip]) {
      await files.accept(offer, undefined, 'browser');
      await write(room.sinks.get(offer.id), 'x');
    }
    const saving = [file, trip, trip].map((offer) => files.save(offer)); // pressed twice
    expect(files.saving()).toEqual(new Set([file.id, trip.id]));
    await Promise.all(saving);
    expect(files.saving().size).toBe(0);
    expect(files.saved()).toEqual(new Set([file.id, trip.id]));
    expect(saved.sort()).toEqual(['a.txt', 'trip.zip']);
  });

  it('says why it does not save: the disk is full, it is gone, the room is left', async () => {
    const [file, trip] = [offered(transfer({ size: 5 })), offered(folder(entry('a', 5)))];
    for (const offer of [file, trip]) {
      await files.accept(offer, undefined, 'browser');
      await write(room.sinks.get(offer.id), 'hello');
    }
    const full = spyOn(navigator.storage, 'getDirectory');
    full.and.rejectWith(new DOMException('full', 'QuotaExceededError'));
    expect(await files.save(file)).toBe('no-space');
    full.and.callThrough();
    await room.sinks.get(file.id)?.abort();
    expect(await files.save(file)).toBe('gone');
    const saving = files.save(trip);
    await files.wipe();
    expect(await saving).toBe('left');
    expect(files.saved().size).toBe(0);
  });

  it('reads again what was received, wherever it lies', async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle(`${ROOM}-file`, { create: true });
    const kept = offered(transfer({ size: 5 }));
    const placed = offered(transfer({ size: 5 }));
    await files.accept(kept, undefined, 'ask');
    withDialogs({ showSaveFilePicker: () => Promise.resolve(handle) });
    await files.accept(placed, undefined, 'ask');
    expect(files.readable()).toEqual(new Set([kept.id, placed.id]));
    for (const { id } of [kept, placed]) {
      await write(room.sinks.get(id), 'hello');
      expect(await (await files.read(id))?.text()).toBe('hello');
    }
    await root.removeEntry(`${ROOM}-file`); // by the person, with other software
    expect(await files.read(placed.id)).toBeUndefined();
    await room.sinks.get(kept.id)?.abort();
    expect(await files.read(kept.id)).toBeUndefined();
  });

  it('leaves nothing in the browser when the room is left', async () => {
    const offer = offered(transfer({ size: 5, id: newId(TransferId) }));
    await files.accept(offer, undefined, 'browser');
    await write(room.sinks.get(offer.id), 'hello');
    expect(await lying()).toEqual([`received-${ROOM}`]);
    await files.wipe();
    expect(await lying()).toEqual([]);
  });
});
