import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Subject, firstValueFrom } from 'rxjs';
import type { Sendables } from '../../browser/sendables';
import { FileDrop } from './file-drop';

@Component({
  selector: 'wn-drop-zone',
  imports: [FileDrop],
  template: '<p wnFileDrop [wnFileDropOff]="off()" (dropped)="take($event)"></p>',
})
class DropZone {
  readonly off = signal(false);
  readonly taken = new Subject<readonly string[]>();

  protected take({ files }: Sendables): void {
    this.taken.next(files.map(({ name }) => name));
  }
}

describe('FileDrop', () => {
  let fixture: ComponentFixture<DropZone>;

  const transferOf = (...names: string[]) => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(new File(['x'], name));
    return transfer;
  };
  const firstTaken = () => firstValueFrom(fixture.componentInstance.taken);
  const drop = (dataTransfer: DataTransfer) => {
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return event;
  };

  beforeEach(async () => {
    fixture = TestBed.createComponent(DropZone);
    await fixture.whenStable();
  });

  it('takes all files that are dropped anywhere on the page', async () => {
    const taken = firstTaken();
    drop(transferOf('a.txt', 'b.txt'));
    expect(await taken).toEqual(['a.txt', 'b.txt']);
  });

  it('takes files that are pasted', async () => {
    const taken = firstTaken();
    const clipboardData = transferOf('a.png');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    expect(await taken).toEqual(['a.png']);
  });

  it('takes nothing while nobody could have it, and still keeps the page', async () => {
    const taken = firstTaken();
    fixture.componentInstance.off.set(true);
    await fixture.whenStable();
    expect(drop(transferOf('early.txt')).defaultPrevented).toBe(true);
    fixture.componentInstance.off.set(false);
    await fixture.whenStable();
    drop(transferOf('later.txt'));
    expect(await taken).toEqual(['later.txt']);
  });

  it('leaves dropped text to the browser', () => {
    const text = new DataTransfer();
    text.setData('text/plain', 'hello');
    expect(drop(text).defaultPrevented).toBe(false);
  });
});
