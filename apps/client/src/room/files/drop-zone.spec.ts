import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { textOf } from '../../by-role';
import type { ActiveRoom } from '../active-room';
import { type FakeRoom, bob, insideFakeRoom } from '../fake-room';
import { DropZone } from './drop-zone';
import { FileDispatcher } from './file-dispatcher';

describe('DropZone', () => {
  let fixture: ComponentFixture<DropZone>;
  let room: FakeRoom;
  let active: ActiveRoom;

  const transferOf = (...names: string[]) => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(new File(['x'], name));
    return transfer;
  };
  const drag = async (type: string, dataTransfer: DataTransfer, own: DragEventInit = {}) => {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, ...own });
    document.body.dispatchEvent(event);
    await fixture.whenStable();
    return event;
  };
  const paste = (clipboardData: DataTransfer, target: HTMLElement = document.body) => {
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    target.dispatchEvent(event);
    return event;
  };
  const words = () => textOf(fixture.nativeElement as HTMLElement);
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const offers = () => room.asked.filter(([what]) => what === 'offerFiles');
  /** What is dropped is taken a turn later: folders are walked through first. */
  const offered = async (count: number) => {
    while (offers().length < count) await nextFrame();
    return offers().at(-1);
  };

  beforeEach(async () => {
    ({ room, active } = await insideFakeRoom());
    room.members$.next([bob]);
    fixture = TestBed.createComponent(DropZone);
    await fixture.whenStable();
  });
  afterEach(() => active.leave());

  it('takes all files that are dropped anywhere on the page', async () => {
    await drag('drop', transferOf('a.txt', 'b.txt'));
    expect(await offered(1)).toEqual(['offerFiles', 'a.txt', 'b.txt']);
  });

  it('says what letting go will do, and to whom, as long as something is over the page', async () => {
    expect(words()).toBe('');
    await drag('dragenter', transferOf('a.txt', 'b.txt'));
    expect(words()).toBe('Drop to offer 2 items to bob Nothing is sent before they accept it.');
    await drag('dragleave', transferOf('a.txt'), { relatedTarget: document.body });
    expect(words()).not.toBe('');
    await drag('dragleave', transferOf('a.txt'));
    expect(words()).toBe('');
    await drag('dragenter', transferOf('a.txt'));
    await drag('drop', transferOf('a.txt'));
    expect(words()).toBe('');
  });

  it('says that nobody could have it, takes nothing, and still keeps the page', async () => {
    room.members$.next([]);
    await fixture.whenStable();
    const { dataTransfer } = await drag('dragover', transferOf('early.txt'));
    expect(words()).toContain('Nobody is here to take it');
    expect(dataTransfer?.dropEffect).toBe('none');
    expect((await drag('drop', transferOf('early.txt'))).defaultPrevented).toBe(true);
    const dispatcher = TestBed.inject(FileDispatcher);
    while (!dispatcher.problem()) await nextFrame();
    expect(dispatcher.problem()).toContain('Not sent: nobody is here to take it.');
    expect(offers()).toEqual([]);
  });

  it('leaves dropped text to the browser, and says nothing of it', async () => {
    const text = new DataTransfer();
    text.setData('text/plain', 'hello');
    await drag('dragenter', text);
    expect(words()).toBe('');
    expect((await drag('drop', text)).defaultPrevented).toBe(false);
  });

  it('takes files that are pasted', async () => {
    expect(paste(transferOf('a.png')).defaultPrevented).toBe(true);
    expect(await offered(1)).toEqual(['offerFiles', 'a.png']);
  });

  it('leaves it to the field what is pasted into it as text, too', async () => {
    const field = document.createElement('textarea');
    document.body.append(field);
    const table = transferOf('table.png');
    table.setData('text/plain', '1\t2');
    expect(paste(table, field).defaultPrevented).toBe(false);
    expect(paste(transferOf('a.png'), field).defaultPrevented).toBe(true);
    expect(await offered(1)).toEqual(['offerFiles', 'a.png']);
    field.remove();
  });

  it('takes nothing twice that somebody else has taken', async () => {
    const own = (event: Event) => {
      event.preventDefault();
    };
    document.body.addEventListener('paste', own);
    paste(transferOf('taken.png'));
    document.body.removeEventListener('paste', own);
    paste(transferOf('a.png'));
    await offered(1);
    await nextFrame();
    expect(offers()).toEqual([['offerFiles', 'a.png']]);
  });
});
