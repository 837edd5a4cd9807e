import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type MatDialog, MatDialogConfig, MatDialogModule } from '@angular/material/dialog';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';
import { Texts } from '../../texts/texts';
import { Shortcuts } from './shortcuts';

/** Which keys do what, as those who do it have said. */
@Component({
  selector: 'wn-shortcut-sheet',
  imports: [MatButtonModule, MatDialogModule, MatSlideToggleModule],
  template: `
    <h2 mat-dialog-title>{{ t().title }}</h2>
    <mat-dialog-content>
      <p>{{ t().hint }}</p>
      <dl>
        @for (row of rows(); track $index) {
          <div>
            <dt>{{ row.label }}</dt>
            <dd>
              @for (key of row.keys; track $index) {
                <kbd>{{ key }}</kbd>
              }
            </dd>
          </div>
        }
      </dl>
      <mat-slide-toggle
        aria-describedby="wn-about-single-keys"
        [checked]="shortcuts.hasSingleKeys()"
        (change)="shortcuts.hasSingleKeys.set($event.checked)"
      >
        {{ t().singleKeys }}
      </mat-slide-toggle>
      <p id="wn-about-single-keys">{{ t().aboutSingleKeys }}</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>{{ t().close }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    p {
      margin: 0;
      color: var(--mat-sys-on-surface-variant);
    }

    dl {
      margin: 0.75rem 0 1rem;
    }

    dl > div {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 1rem;
      padding-block: 0.375rem;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }

    dd {
      display: flex;
      flex: none;
      gap: 0.25rem;
      margin: 0;
    }

    kbd {
      min-width: 1.5rem;
      padding: 0.125rem 0.375rem;
      border: 1px solid var(--mat-sys-outline);
      border-radius: var(--mat-sys-corner-extra-small);
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-label-medium);
      text-align: center;
    }
  `,
})
export class ShortcutSheet {
  readonly #texts = inject(Texts);
  protected readonly shortcuts = inject(Shortcuts);

  protected readonly t = computed(() => this.#texts.room().shortcuts);
  protected readonly rows = computed(() => {
    const names = new Map(Object.entries(this.t().names));
    return this.shortcuts.all().map(({ keys, label }) => ({
      label: label(),
      keys: keys.split(/\+(?=.)/).map((key) => names.get(key) ?? key.toUpperCase()),
    }));
  });

  static show(dialog: MatDialog): void {
    dialog.open(ShortcutSheet, Object.assign(new MatDialogConfig(), { autoFocus: 'dialog' }));
  }
}
