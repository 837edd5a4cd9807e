import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { FileDrop } from './file-drop';

@Component({
  selector: 'wn-drop-zone',
  imports: [FileDrop],
  template: '<p wnFileDrop [wnFileDropOff]="off()" (dropped)="take($event)"></p>',
})
class DropZone {
  readonly off = signal(false);
  readonly taken: string[] = [];

  protected take(files: readonly File[]): void {
    this.taken.push(...files.map(({ name }) => name));
  }
}

describe('FileDrop', () => {
  let fixture: ComponentFixture<DropZone>;

  const transferOf = (...names: string[]) => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(new File(['x'], name));
    return transfer;
  };
  const drop = (dataTransfer: DataTransfer) => {
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return event;
  };

  beforeEach(async () => {
    fixture = TestBed.createComponent(DropZone);
    await fixture.whenStable();
  });

  it('takes all files that are dropped anywhere on the page', () => {
    drop(transferOf('a.txt', 'b.txt'));
    expect(fixture.componentInstance.taken).toEqual(['a.txt', 'b.txt']);
  });

  it('takes files that are pasted', () => {
    const clipboardData = transferOf('a.png');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    expect(fixture.componentInstance.taken).toEqual(['a.png']);
  });

  it('takes nothing while nobody could have it, and still keeps the page', async () => {
    fixture.componentInstance.off.set(true);
    await fixture.whenStable();
    expect(drop(transferOf('a.txt')).defaultPrevented).toBe(true);
    expect(fixture.componentInstance.taken).toEqual([]);
  });

  it('leaves dropped text to the browser', () => {
    const text = new DataTransfer();
    text.setData('text/plain', 'hello');
    expect(drop(text).defaultPrevented).toBe(false);
  });
});
