import { Component, DestroyRef, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogConfig,
  MatDialogModule,
} from '@angular/material/dialog';
import { Texts } from '../../../texts/texts';
import { type Look, type Lookable, lookInside } from './look-inside';

/** A file to look at. */
export interface Looked {
  readonly name: string;
  readonly kind: Lookable;
  /** Undefined where it is not there any more. */
  read(): Promise<Blob | undefined>;
}

/** Shows what is in a received file, without leaving the page and without running anything of it. */
@Component({
  selector: 'wn-preview-dialog',
  imports: [MatButtonModule, MatDialogModule],
  templateUrl: './preview-dialog.html',
  styleUrl: './preview-dialog.scss',
})
export class PreviewDialog {
  protected readonly file = inject<Looked>(MAT_DIALOG_DATA);
  protected readonly t = inject(Texts).files;
  protected readonly look = signal<Look | undefined>(undefined);
  /** Of what is shown; ends with the dialog. */
  protected readonly url = signal<string | undefined>(undefined);
  protected readonly size = signal(0);
  protected readonly isGone = signal(false);
  /** The browser could not show or play it after all. */
  protected readonly isBroken = signal(false);

  constructor() {
    const lifetime = inject(DestroyRef);
    lifetime.onDestroy(() => {
      const url = this.url();
      if (url !== undefined) URL.revokeObjectURL(url);
    });
    void this.#open(lifetime);
  }

  async #open(lifetime: DestroyRef): Promise<void> {
    try {
      const blob = await this.file.read();
      const look = blob && (await lookInside(blob, this.file.kind));
      if (lifetime.destroyed) return; // nobody would let go of a URL any more
      this.isGone.set(!blob);
      this.size.set(blob?.size ?? 0);
      if (look && 'content' in look) this.url.set(URL.createObjectURL(look.content));
      this.look.set(look);
    } catch (error) {
      // NotReadableError, NotFoundError: the file was changed or deleted where the person saved it.
      if (!(error instanceof DOMException)) throw error;
      this.isGone.set(true);
    }
  }

  static show(dialog: MatDialog, file: Looked): void {
    const config = new MatDialogConfig<Looked>();
    config.data = file;
    config.maxWidth = 'min(94vw, 80rem)';
    config.autoFocus = 'dialog';
    dialog.open(PreviewDialog, config);
  }
}
