import { DOCUMENT, Service, inject, signal } from '@angular/core';

/** Light or dark, or as the system has it. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** How light the page is, as a person has chosen it: in memory only, the next visit begins as the system has it. */
@Service()
export class Theme {
  readonly #document = inject(DOCUMENT);
  readonly #choice = signal<ThemeChoice>('system');

  readonly choice = this.#choice.asReadonly();

  choose(choice: ThemeChoice): void {
    this.#choice.set(choice);
    const root = this.#document.documentElement;
    if (choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice;
    // The browser's own frame around the page: index.html has a colour for light and one for dark.
    for (const meta of this.#document.querySelectorAll<HTMLMetaElement>('meta[data-scheme]')) {
      const scheme = meta.dataset['scheme'];
      if (choice === 'system') meta.media = `(prefers-color-scheme: ${scheme ?? ''})`;
      else meta.media = scheme === choice ? 'all' : 'not all';
    }
  }
}
