import { Directive, booleanAttribute, input, output } from '@angular/core';

/** Takes files that are dropped onto the page or pasted into it. */
@Directive({
  selector: '[wnFileDrop]',
  host: {
    // On the window: a file dropped beside the zone would otherwise replace the page, and end the call.
    '(window:dragover)': 'allow($event)',
    '(window:drop)': 'drop($event)',
    '(window:paste)': 'paste($event)',
  },
})
export class FileDrop {
  /** Nobody could take files now. */
  readonly wnFileDropOff = input(false, { transform: booleanAttribute });
  readonly dropped = output<readonly File[]>();

  protected allow(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = this.wnFileDropOff() ? 'none' : 'copy';
  }

  protected drop(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#take(event.dataTransfer);
  }

  protected paste(event: ClipboardEvent): void {
    if (!event.clipboardData?.types.includes('Files')) return;
    event.preventDefault();
    this.#take(event.clipboardData);
  }

  #take({ items }: DataTransfer): void {
    if (this.wnFileDropOff()) return;
    const files = [...items].flatMap((item) => {
      // A folder comes as something with a name and a size that nobody can read.
      if (item.kind !== 'file' || item.webkitGetAsEntry()?.isDirectory) return [];
      return item.getAsFile() ?? [];
    });
    if (files.length > 0) this.dropped.emit(files);
  }
}
