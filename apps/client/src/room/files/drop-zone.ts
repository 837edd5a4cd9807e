import { Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { droppedItems } from '../../browser/sendables';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { FileDispatcher } from './file-dispatcher';

/**
 * Takes files and folders that are dropped anywhere onto the page or pasted into it, and says what
 * letting go will do while they are dragged over it. To be placed once on the page.
 */
@Component({
  selector: 'wn-drop-zone',
  imports: [Icon],
  templateUrl: './drop-zone.html',
  styleUrl: './drop-zone.scss',
  host: {
    // On the window: a file dropped beside a zone would replace the page, and end the call.
    '(window:dragenter)': 'hover($event)',
    '(window:dragover)': 'hover($event)',
    '(window:dragleave)': 'leave($event)',
    '(window:drop)': 'drop($event)',
    '(window:paste)': 'paste($event)',
    'aria-hidden': 'true', // whoever drags sees it; nothing here can be reached otherwise
  },
})
export class DropZone {
  readonly #active = inject(ActiveRoom);
  readonly #dispatcher = inject(FileDispatcher);
  readonly #lifetime = inject(DestroyRef);
  protected readonly t = inject(Texts).files;

  /** How many things are over the page; 0 where the browser does not say. Undefined while none are. */
  protected readonly dragged = signal<number | undefined>(undefined);
  protected readonly canTake = this.#active.hasCompany;
  protected readonly title = computed(() => {
    if (!this.canTake()) return this.t().drop.nobody;
    const names = this.#active
      .members()
      .filter(({ link }) => link.phase === 'connected' || link.phase === 'reconnecting')
      .map(({ id, name }) => this.#active.nameOf(id, name));
    return this.t().drop.toOffer(this.dragged() ?? 0, names);
  });

  protected hover(event: DragEvent): void {
    const { dataTransfer } = event;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dataTransfer.dropEffect = this.canTake() ? 'copy' : 'none';
    this.dragged.set([...dataTransfer.items].filter(({ kind }) => kind === 'file').length);
  }

  /** Out of the window, or given up: between two elements of the page there is always a next one. */
  protected leave({ relatedTarget }: DragEvent): void {
    if (relatedTarget === null) this.dragged.set(undefined);
  }

  protected async drop(event: DragEvent): Promise<void> {
    this.dragged.set(undefined);
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    await this.#take(event.dataTransfer);
  }

  protected async paste(event: ClipboardEvent): Promise<void> {
    const { clipboardData, defaultPrevented } = event;
    if (defaultPrevented || !clipboardData?.types.includes('Files')) return;
    // What is copied from a table or a document comes as text, and as a picture of itself, too.
    if (isField(event.target) && clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    await this.#take(clipboardData);
  }

  async #take({ items }: DataTransfer): Promise<void> {
    const found = await droppedItems(items); // a large folder takes seconds
    if (!this.#lifetime.destroyed) this.#dispatcher.send(found);
  }
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
