import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { ActiveRoom } from '../active-room';
import { type Opened, openPicture } from '../files/preview/open-picture';
import { PreviewDialog } from '../files/preview/preview-dialog';
import { type Picture, Pictures } from './pictures';
import type { PicturePlace } from './timeline';

/** A picture that was sent, as a line of the conversation; to be seen in it when somebody asks for that. */
@Component({
  selector: 'wn-picture',
  imports: [Icon, MatButtonModule],
  templateUrl: './picture-row.html',
  styleUrl: './picture-row.scss',
  host: { '[attr.data-order]': 'row().order' },
})
export class PictureRow {
  readonly row = input.required<PicturePlace>();
  /** Whether the tab key stops here. */
  readonly isCurrent = input.required<boolean>();

  readonly #active = inject(ActiveRoom);
  readonly #texts = inject(Texts);
  readonly #pictures = inject(Pictures);
  readonly #dialog = inject(MatDialog);
  /** Of this row: a picture that is scrolled out of sight is closed, and opened again when it comes back. */
  readonly #opened = signal<Opened | undefined>(undefined);

  protected readonly t = computed(() => this.#texts.chat().picture);
  protected readonly files = this.#texts.files;
  protected readonly picture = computed(() => this.row().picture);
  protected readonly hasFocus = signal(false);
  protected readonly tabStop = computed(() => (this.hasFocus() ? 0 : -1));
  protected readonly isOwn = computed(() => this.picture().own !== undefined);
  /** Who sent it. What lay here from before a reload has lost its sender. */
  protected readonly author = computed(() => {
    const { author, authorName } = this.picture();
    return author === undefined
      ? this.files().fromEarlierVisit
      : this.#active.nameOf(author, authorName);
  });
  protected readonly title = computed(() => {
    const { name, author } = this.picture();
    if (this.isOwn()) return this.t().sentByYou(name);
    return author === undefined ? this.t().sentEarlier(name) : this.t().sent(this.author(), name);
  });
  protected readonly time = computed(() => this.#texts.formats().clock(this.picture().knownAt));
  protected readonly isShown = computed(() => this.#pictures.isShown(this.picture().id));
  protected readonly size = computed(() => this.#pictures.sizeOf(this.picture().id));
  protected readonly url = computed(() => {
    const opened = this.#opened();
    return opened?.kind === 'picture' ? opened.url : undefined;
  });
  protected readonly problem = computed(() => {
    const opened = this.#opened();
    if (opened?.kind !== 'none') return undefined;
    if (this.isOwn()) return this.t().notShown; // there is nothing to save
    const { unknown, tooLarge, gone } = this.files().look;
    return { unknown, 'too-large': tooLarge, gone }[opened.why];
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.isShown()) return;
      const looking = new AbortController();
      onCleanup(() => {
        looking.abort();
        this.#opened.set(undefined);
      });
      const picture = this.picture();
      void untracked(() => this.#open(picture, looking.signal));
    });
  }

  protected toggle(): void {
    const { id } = this.picture();
    if (this.isShown()) this.#pictures.hide(id);
    else this.#pictures.show(id);
  }

  protected enlarge(): void {
    const picture = this.picture();
    const read = () => this.#pictures.read(picture);
    PreviewDialog.show(this.#dialog, { name: picture.name, kind: 'image', read });
  }

  async #open(picture: Picture, signal: AbortSignal): Promise<void> {
    const opened = await openPicture(() => this.#pictures.read(picture), signal);
    if (signal.aborted) return;
    this.#opened.set(opened);
    if (opened.kind === 'picture')
      this.#pictures.show(picture.id, { width: opened.width, height: opened.height });
  }
}
