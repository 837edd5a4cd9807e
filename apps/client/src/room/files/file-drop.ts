import { DestroyRef, Directive, booleanAttribute, inject, input, output } from '@angular/core';
import { type Sendables, droppedItems } from '../../browser/sendables';

/** Takes files and folders that are dropped onto the page or pasted into it. */
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
  readonly dropped = output<Sendables>();

  readonly #lifetime = inject(DestroyRef);

  protected allow(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = this.wnFileDropOff() ? 'none' : 'copy';
  }

  protected async drop(event: DragEvent): Promise<void> {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    await this.#take(event.dataTransfer);
  }

  protected async paste(event: ClipboardEvent): Promise<void> {
    if (!event.clipboardData?.types.includes('Files')) return;
    event.preventDefault();
    await this.#take(event.clipboardData);
  }

  async #take({ items }: DataTransfer): Promise<void> {
    if (this.wnFileDropOff()) return;
    const found = await droppedItems(items); // a large folder takes seconds
    if (!this.#lifetime.destroyed) this.dropped.emit(found);
  }
}
