import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { SeatId, newId } from '@whispernet/protocol';
import { firstValueFrom } from 'rxjs';
import { allByRole, byRole, textOf } from '../../by-role';
import type { ActiveRoom } from '../active-room';
import { type FakeRoom, bob, insideFakeRoom, message, transfer } from '../fake-room';
import { receive } from '../files/fake-received';
import { Conversation } from './conversation';

/** Twenty wide and ten high. */
async function aPicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(20, 10);
  canvas.getContext('2d')?.fillRect(0, 0, 20, 10);
  return canvas.convertToBlob();
}

describe('A picture in the conversation', () => {
  let page: HTMLElement;
  let room: FakeRoom;
  let active: ActiveRoom;
  let stable: () => Promise<unknown>;

  beforeEach(async () => {
    ({ room, active } = await insideFakeRoom());
    room.members$.next([bob]);
    const fixture = TestBed.createComponent(Conversation);
    page = fixture.nativeElement as HTMLElement;
    stable = () => fixture.whenStable();
    await stable();
  });

  afterEach(async () => {
    TestBed.inject(MatDialog).closeAll();
    await active.leave(); // what was received is in this browser's storage
  });

  /** Frames pass: pictures are unpacked in tasks of their own. */
  const until = async <T>(found: () => T | null | undefined): Promise<T> => {
    for (;;) {
      await stable();
      const thing = found();
      if (thing) return thing;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  const press = async (name: string) => {
    byRole(page, 'button', name).click();
    await stable();
  };
  const picture = () => page.querySelector<HTMLImageElement>('wn-picture img');
  const frame = () => page.querySelector<HTMLElement>('wn-picture .frame');
  const line = (name: string) => byRole(page, 'group', name);
  const isToBeHad = (url: string) =>
    fetch(url).then(
      () => true,
      () => false,
    );
  const say = async (...texts: readonly string[]) => {
    const before = room.conversation$.value;
    const said = texts.map((text, index) => message({ text, order: before.length + index }));
    room.conversation$.next([...before, ...said]);
    await stable();
  };
  const receivePicture = async (name = 'holiday.png') => {
    const received = await receive(room, active, name, await aPicture());
    await stable();
    return received;
  };

  it('is a line after what was said before it, and is not shown unasked', async () => {
    await say('look');
    await receivePicture();
    await say('nice, is it?');
    const said = allByRole(page, 'log')[0]?.querySelectorAll('article, .event') ?? [];
    expect([...said].map((each) => each.tagName)).toEqual(['ARTICLE', 'DIV', 'ARTICLE']);
    expect(textOf(line('bob sent holiday.png'))).toMatch(/^holiday\.png bob \d+ B \d\d:\d\d Show$/);
    expect(picture()).toBeNull();
  });

  it('may be all there is in a conversation', async () => {
    await receivePicture();
    expect(textOf(line('bob sent holiday.png'))).toContain('holiday.png');
    expect(textOf(page)).not.toContain('No messages yet');
    expect(line('bob sent holiday.png').tabIndex).toBe(0);
  });

  it('goes with what is cleared; the next one stands after it', async () => {
    await say('look');
    await receivePicture('one.png');
    await press('Clear messages');
    byRole(document.body, 'button', 'Clear them').click();
    await firstValueFrom(TestBed.inject(MatDialog).afterAllClosed);
    await stable();
    room.conversation$.next([]);
    await stable();
    expect(textOf(page)).toContain('No messages yet');
    await receivePicture('two.png');
    room.conversation$.next([message({ text: 'nice', order: 1 })]);
    await stable();
    const said = page.querySelectorAll('article, .event');
    expect([...said].map((each) => each.tagName)).toEqual(['DIV', 'ARTICLE']);
    expect(textOf(line('bob sent two.png'))).toContain('two.png');
  });

  it('is shown on request, in a place of its size, and let go of when it is hidden', async () => {
    await receivePicture();
    await press('Show holiday.png');
    const shown = await until(picture);
    await shown.decode();
    expect(shown.alt).toBe('holiday.png');
    const { width, height } = shown.getBoundingClientRect();
    expect(width / height).toBeCloseTo(2, 1);
    const { src } = shown;
    expect(src).toMatch(/^blob:/);
    await press('Hide holiday.png');
    expect(picture()).toBeNull();
    expect(await isToBeHad(src)).toBe(false);
  });

  it('opens the preview', async () => {
    await receivePicture();
    await press('Show holiday.png');
    await until(frame);
    await press('Preview holiday.png');
    const large = () =>
      document.querySelector<HTMLImageElement>('mat-dialog-container img[src^="blob:"]');
    expect((await until(large)).alt).toBe('holiday.png');
  });

  it('comes from an earlier visit where its sender is no longer known', async () => {
    const nobody = { peer: undefined, peerName: '' };
    await receive(room, active, 'holiday.png', await aPicture(), nobody);
    await stable();
    expect(textOf(line('holiday.png, from an earlier visit'))).toContain(
      'holiday.png from an earlier visit',
    );
  });

  it('is one of one’s own, however many it was sent to', async () => {
    room.members$.next([bob, { ...bob, id: newId(SeatId), name: 'carol' }]);
    active.offerFiles([new File([await aPicture()], 'mine.png')]);
    await stable();
    expect(allByRole(page, 'button', 'Show mine.png')).toEqual([]);
    for (const done of room.transfers$.value) {
      room.transfers$.next(
        room.transfers$.value.map((each) =>
          each.id === done.id ? { ...each, state: { phase: 'done' } } : each,
        ),
      );
      await stable();
    }
    expect(line('You sent mine.png').classList).toContain('own');
    await press('Show mine.png');
    await until(picture);
  });

  it('stays where it is while messages come', async () => {
    await say('before');
    await receivePicture('one.png');
    await receivePicture('two.png');
    await say('after');
    const lines = [...page.querySelectorAll<HTMLElement>('[data-order]')].map(textOf);
    expect(lines.map((text) => /before|one|two|after/.exec(text)?.[0])).toEqual([
      'before',
      'one',
      'two',
      'after',
    ]);
  });

  it('is no line before it is all there, and no other file is one', async () => {
    await receive(room, active, 'note.txt', 'a');
    const coming = transfer({ name: 'coming.png', size: 1 });
    const program = transfer({ name: 'trick.png', size: 1, isProgram: true });
    room.transfers$.next([...room.transfers$.value, coming, program]);
    for (const each of [coming, program]) await active.accept(each);
    room.transfers$.next([
      ...room.transfers$.value.slice(0, 1),
      { ...coming, state: { phase: 'receiving', bytes: 0 } },
      { ...program, state: { phase: 'done' } },
    ]);
    await stable();
    expect(page.querySelectorAll('wn-picture').length).toBe(0);
    room.transfers$.next([{ ...coming, state: { phase: 'done' } }]);
    await stable();
    expect(page.querySelectorAll('wn-picture').length).toBe(1);
  });

  it('is told in words where it is none, and nothing of it is put into the page', async () => {
    await receive(room, active, 'lie.png', '<svg onload="alert(1)"/>');
    await stable();
    await press('Show lie.png');
    await until(() => textOf(line('bob sent lie.png')).includes('not what its name says'));
    expect(picture()).toBeNull();
    expect(frame()).toBeNull();
  });

  it('is told in words where one’s own cannot be shown: there is nothing to save', async () => {
    active.offerFiles([new File(['a'], 'mine.png')]);
    room.transfers$.next(
      room.transfers$.value.map((each) => ({ ...each, state: { phase: 'done' } })),
    );
    await stable();
    await press('Show mine.png');
    await until(() => textOf(line('You sent mine.png')).includes('It was sent as it is.'));
    expect(picture()).toBeNull();
  });

  it('is reached by the arrows, and its buttons by the tab key only from there', async () => {
    await say('before');
    await receivePicture();
    await say('after');
    const show = () => byRole(page, 'button', 'Show holiday.png');
    expect(show().tabIndex).toBe(-1);
    allByRole(page, 'article')[1]?.focus();
    const up = () =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }),
      );
    up();
    await stable();
    expect(document.activeElement).toBe(line('bob sent holiday.png'));
    expect(show().tabIndex).toBe(0);
    up();
    await stable();
    expect(document.activeElement).toBe(allByRole(page, 'article')[0] ?? null);
    expect(show().tabIndex).toBe(-1);
  });

  it('is let go of out of sight, and has its place before it comes back', async () => {
    page.style.height = '400px';
    await receivePicture();
    await press('Show holiday.png');
    const { src } = await until(picture);
    const { width } = (await until(frame)).getBoundingClientRect();
    await say(...Array.from({ length: 400 }, (_, index) => `number ${index}`));
    await until(() => !frame());
    expect(await isToBeHad(src)).toBe(false);

    const { taken } = active.fileDesk() ?? {};
    if (!taken) throw new Error('alice is in a room');
    const read = taken.read.bind(taken);
    let give: () => void = () => undefined;
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    taken.read = async (id) => {
      await given;
      return read(id);
    };
    const log = page.querySelector('[role=log]');
    if (log) log.scrollTop = 0;
    const back = await until(frame);
    expect(picture()).toBeNull();
    expect(back.getBoundingClientRect().width).toBe(width);
    give();
    const again = await until(picture);
    expect(await isToBeHad(again.src)).toBe(true);
  });
});
