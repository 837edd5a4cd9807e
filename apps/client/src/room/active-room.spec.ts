import { TestBed } from '@angular/core/testing';
import { SeatId, newId } from '@whispernet/protocol';
import { CameraAndMicrophone } from '../browser/camera-and-microphone';
import { parseInvite } from '../lobby/invite-link';
import { ActiveRoom } from './active-room';
import { FakeRoom, bob, insideFakeRoom, message, transfer } from './fake-room';

/** This browser with or without a dialog that asks where to save. */
function withPicker(picker: (() => Promise<FileSystemFileHandle>) | undefined): void {
  if (picker) Object.assign(window, { showSaveFilePicker: picker });
  else delete (window as { showSaveFilePicker?: unknown }).showSaveFilePicker;
}

describe('ActiveRoom', () => {
  let room: FakeRoom;
  let active: ActiveRoom;

  beforeEach(async () => {
    ({ room, active } = await insideFakeRoom());
  });

  afterEach(async () => {
    await active.leave();
  });

  it('shows what the room says', () => {
    room.conversation$.next([message({ text: 'hello' })]);
    expect(active.messages().map(({ text }) => text)).toEqual(['hello']);
  });

  it('makes an invite that opens this room', () => {
    const { hash } = new URL(active.inviteLink());
    expect(parseInvite(hash)).toEqual({ room: '482193067', password: 'a secret' });
  });

  it('keeps whether the password was drawn by chance, and forgets it on leaving', async () => {
    expect(active.passwordKind()).toBe('own');
    await active.leave();
    expect(active.passwordKind()).toBeUndefined();
  });

  it('hands on what a person says of the door and of safety codes', () => {
    active.closeDoor();
    active.openDoor();
    active.confirmSafetyCode(bob.id);
    active.disputeSafetyCode(bob.id);
    expect(room.asked.slice(-4)).toEqual([
      ['closeDoor'],
      ['openDoor'],
      ['confirmSafetyCode', bob.id],
      ['disputeSafetyCode', bob.id],
    ]);
  });

  it('tells the first wrong password at once, and how many there are every ten seconds', () => {
    const wrong = (wrongPasswords: number) => {
      room.door$.next({ state: 'open', wrongPasswords });
      return active.wrongPasswordsTold();
    };
    jasmine.clock().install();
    try {
      expect([wrong(0), wrong(1), wrong(2), wrong(3)]).toEqual([0, 1, 1, 1]);
      jasmine.clock().tick(9_999);
      expect(active.wrongPasswordsTold()).toBe(1);
      jasmine.clock().tick(1);
      expect(active.wrongPasswordsTold()).toBe(3);
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('knows when it heard of the last wrong password, until the door is opened', () => {
    jasmine.clock().install().mockDate(new Date(1_000));
    try {
      const heardAt = [0, 1, 1, 2, 0].map((wrongPasswords) => {
        jasmine.clock().tick(100);
        room.door$.next({ state: 'open', wrongPasswords });
        return active.lastWrongPasswordAt();
      });
      expect(heardAt).toEqual([undefined, 1_200, 1_200, 1_400, undefined]);
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('does not know when those came that were tried before', async () => {
    const before = new FakeRoom();
    before.door$.next({ state: 'open', wrongPasswords: 7 });
    TestBed.resetTestingModule();
    ({ active } = await insideFakeRoom('own', before));
    expect(active.lastWrongPasswordAt()).toBeUndefined();
  });

  it('knows whether it is this person who has closed the door, until somebody opens it', () => {
    const turn = (state: 'open' | 'closed') => {
      room.door$.next({ state, wrongPasswords: 0 });
      return active.hasClosedDoor();
    };
    expect(turn('closed')).toBe(false); // by somebody else
    turn('open');
    active.closeDoor();
    expect([active.hasClosedDoor(), turn('closed')]).toEqual([false, true]);
    expect([turn('open'), turn('closed')]).toEqual([false, false]);
  });

  it('knows whether somebody has been here, and whether somebody else has a place', () => {
    const seen = [
      [],
      [{ ...bob, link: { phase: 'connecting' } } as const],
      [bob],
      [{ ...bob, link: { phase: 'closed', end: 'left' } } as const],
      [],
    ].map((members) => {
      room.members$.next(members);
      return [active.hasHadCompany(), active.isFull()];
    });
    expect(seen).toEqual([
      [false, false],
      [false, true],
      [true, true],
      [true, false],
      [true, false],
    ]);
  });

  it('tells people of one name apart, those who are here and those who have left', () => {
    const carol = { ...bob, id: newId(SeatId), name: 'Bob' };
    room.members$.next([bob, carol]);
    const names = () => [bob, carol].map(({ id, name }) => active.nameOf(id, name));
    expect(names()).toEqual(['bob', 'Bob (another)']);
    room.members$.next([{ ...carol, name: 'bob' }]);
    expect(names()).toEqual(['bob (left)', 'bob']);
    room.members$.next([]);
    expect(names()).toEqual(['bob', 'Bob']);
  });

  it('publishes the devices as they are from the first moment', () => {
    expect(room.asked[0]).toEqual(['publish', false, false]);
  });

  it('receives into this browser and saves from there where no dialog exists', async () => {
    withPicker(undefined);
    const offered = transfer({ size: 5 });
    room.transfers$.next([offered]);
    expect(await active.accept(offered)).toEqual({ outcome: 'taken' });
    const sink = room.sinks.get(offered.id);
    await sink?.write(0, new TextEncoder().encode('hello'), new Uint8Array(32));
    await sink?.close();
    expect(active.savable().size).toBe(0);
    room.transfers$.next([{ ...offered, state: { phase: 'done' } }]);
    expect([...active.savable()]).toEqual([offered.id]);
    expect(active.atStake().unsaved).toBe(1);
    await active.save(offered);
    expect(active.atStake().unsaved).toBe(0);
    expect([...active.savable()]).toEqual([offered.id]); // it may be saved again
  });

  it('loses nothing when the dialog is closed', async () => {
    withPicker(() => Promise.reject(new DOMException('closed', 'AbortError')));
    const offered = transfer({});
    room.transfers$.next([offered]);
    expect(await active.accept(offered)).toEqual({ outcome: 'not-chosen' });
    expect(room.asked.some(([what]) => what === 'accept')).toBe(false);
  });

  it('says that a file will not fit before it takes a byte', async () => {
    withPicker(undefined);
    const offered = transfer({ size: Number.MAX_SAFE_INTEGER });
    room.transfers$.next([offered]);
    const acceptance = await active.accept(offered);
    expect(acceptance).toEqual(
      jasmine.objectContaining({ outcome: 'no-space', needs: Number.MAX_SAFE_INTEGER }),
    );
  });

  it('says that there is no place where the browser refuses one', async () => {
    withPicker(() => Promise.reject(new DOMException('no', 'SecurityError')));
    const offered = transfer({});
    room.transfers$.next([offered]);
    expect(await active.accept(offered)).toEqual({ outcome: 'no-place' });
  });

  it('takes no file whose offer was withdrawn while the dialog was open', async () => {
    const root = await navigator.storage.getDirectory();
    const offered = transfer({});
    room.transfers$.next([offered]);
    withPicker(() => {
      room.transfers$.next([{ ...offered, state: { phase: 'cancelled', side: 'here' } }]);
      return root.getFileHandle('active-room-spec', { create: true });
    });
    expect(await active.accept(offered)).toEqual({ outcome: 'not-chosen' });
    expect(room.sinks.size).toBe(0);
  });

  it('cancels what has not ended before it leaves, so that nobody waits for it', async () => {
    const by = { here: false, there: false, link: true };
    const offered = transfer({});
    const paused = transfer({ state: { phase: 'paused', bytes: 1, by } });
    const sending = transfer({ direction: 'out', state: { phase: 'sending', bytes: 1 } });
    room.transfers$.next([offered, transfer({ state: { phase: 'done' } }), paused, sending]);
    await active.leave();
    expect(room.asked.filter(([what]) => what === 'cancel' || what === 'leave')).toEqual([
      ['cancel', paused.id],
      ['cancel', sending.id],
      ['cancel', offered.id],
      ['leave'],
    ]);
  });

  it('cancels nothing when the page closes: it may come back', async () => {
    room.transfers$.next([transfer({ state: { phase: 'receiving', bytes: 1 } })]);
    await active.closePage();
    expect(room.asked).toContain(['leave']);
    expect(room.asked.some(([what]) => what === 'cancel')).toBe(false);
  });

  it('forgets everything on leaving, and stops the devices', async () => {
    const { camera } = TestBed.inject(CameraAndMicrophone);
    await camera.turnOn();
    const { track } = camera;
    room.conversation$.next([message({})]);
    await active.leave();
    expect(active.isInside()).toBe(false);
    expect(active.messages()).toEqual([]);
    expect(active.inviteLink()).toBe('');
    expect(active.password()).toBe('');
    expect(track?.readyState).toBe('ended');
    expect(active.farewell()).toEqual({ unsavedFiles: 0 });
  });
});
