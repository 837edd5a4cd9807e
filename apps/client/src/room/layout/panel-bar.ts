import { Component, DestroyRef, computed, inject } from '@angular/core';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { Shortcuts } from '../shortcuts/shortcuts';
import { News } from './news';
import { PANELS, type Panel, Panels } from './panels';

const ICONS = { call: 'call', chat: 'chat', files: 'files', people: 'people' } as const;
/** A count that is longer says no more. */
const MOST = 99;

/** Leads to the parts of the room in a narrow window, folds and unfolds them in a wide one. */
@Component({
  selector: 'wn-panel-bar',
  imports: [Icon],
  template: `
    <nav [attr.aria-label]="t().parts">
      @for (part of parts(); track part.panel) {
        <button
          type="button"
          [class.shown]="part.isShown"
          [attr.aria-current]="panels.isNarrow() && part.isShown ? 'true' : null"
          [attr.aria-expanded]="panels.isNarrow() ? null : part.isShown"
          [attr.aria-controls]="'wn-part-' + part.panel"
          [attr.aria-describedby]="part.words ? 'wn-news-' + part.panel : null"
          (click)="panels.press(part.panel)"
        >
          <span class="pill">
            <wn-icon [name]="part.icon" />
            @if (part.count) {
              <span class="count" aria-hidden="true">{{ part.count }}</span>
            }
          </span>
          <span class="name">{{ part.name }}</span>
        </button>
        @if (part.words) {
          <span class="cdk-visually-hidden" [id]="'wn-news-' + part.panel">{{ part.words }}</span>
        }
      }
    </nav>
    <ng-content />
  `,
  styleUrl: './panel-bar.scss',
})
export class PanelBar {
  protected readonly panels = inject(Panels);
  readonly #news = inject(News);
  readonly #texts = inject(Texts);

  protected readonly t = this.#texts.room;
  readonly #names = computed((): Record<Panel, string> => {
    const { call, chat, files, people } = this.t();
    return { call, chat, files, people };
  });
  protected readonly parts = computed(() =>
    PANELS.map((panel) => {
      const count = this.#news.in(panel);
      return {
        panel,
        name: this.#names()[panel],
        icon: ICONS[panel],
        isShown: this.panels.isShown(panel),
        count: count > MOST ? `${this.#texts.formats().number(MOST)}+` : count || undefined,
        words: count > 0 ? this.#wordsFor(panel, count) : undefined,
      };
    }),
  );

  constructor() {
    const [shortcuts, lifetime] = [inject(Shortcuts), inject(DestroyRef)];
    for (const [at, panel] of PANELS.entries())
      shortcuts.add(
        {
          keys: `${at + 1}`,
          label: () => this.t().shortcuts.goTo(this.#names()[panel]),
          run: () => {
            this.panels.press(panel);
          },
        },
        lifetime,
      );
  }

  #wordsFor(panel: Panel, count: number): string | undefined {
    const t = this.t();
    switch (panel) {
      case 'call':
        return undefined;
      case 'chat':
        return t.newMessages(count);
      case 'files':
        return t.filesOffered(count);
      case 'people':
        return t.newcomers(count);
    }
  }
}
