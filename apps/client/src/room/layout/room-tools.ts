import { Component, DestroyRef, ViewContainerRef, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from '../../icon';
import { LanguageButton } from '../../theme/language-button';
import { ThemeButton } from '../../theme/theme-button';
import { Texts } from '../../texts/texts';
import { AttentionDialog } from '../attention/attention-dialog';
import { ShortcutSheet } from '../shortcuts/shortcut-sheet';
import { Shortcuts } from '../shortcuts/shortcuts';

/** What suits a person on this page, out of the way: how it tells of news, looks and speaks, and its keys. */
@Component({
  selector: 'wn-room-tools',
  imports: [Icon, LanguageButton, MatButtonModule, MatTooltip, ThemeButton],
  template: `
    <wn-language-button />
    <wn-theme-button />
    <button
      matIconButton
      type="button"
      [matTooltip]="t().attention"
      [attr.aria-label]="t().attention"
      (click)="showAttention()"
    >
      <wn-icon name="bell" />
    </button>
    <button
      matIconButton
      type="button"
      [matTooltip]="t().shortcuts.button"
      [attr.aria-label]="t().shortcuts.button"
      (click)="showShortcuts()"
    >
      <wn-icon name="keyboard" />
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
    }

    @media (width < 60rem) {
      :host {
        flex-direction: row;
        justify-content: center;
        gap: 0.5rem;
      }
    }
  `,
})
export class RoomTools {
  protected readonly t = inject(Texts).room;
  readonly #dialog = inject(MatDialog);
  readonly #place = inject(ViewContainerRef);

  constructor() {
    inject(Shortcuts).add(
      {
        keys: '?',
        label: () => this.t().shortcuts.sheet,
        run: () => {
          this.showShortcuts();
        },
      },
      inject(DestroyRef),
    );
  }

  protected showAttention(): void {
    AttentionDialog.show(this.#dialog, this.#place);
  }

  protected showShortcuts(): void {
    ShortcutSheet.show(this.#dialog);
  }
}
