import { Service, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { Texts } from './texts/texts';
import type { AllTexts } from './texts/translation';

/** The pages whose title is the same all the time; a route's `title` is one of these. */
export type PageName = keyof AllTexts['app']['titles'];

/** Titles the tab by the page that it shows, in the language that is read: also when that changes. */
@Service({ autoProvided: false })
export class PageTitle extends TitleStrategy {
  readonly #page = signal<PageName | undefined>(undefined);

  constructor() {
    super();
    const title = inject(Title);
    const { app } = inject(Texts);
    effect(() => {
      const page = this.#page();
      if (page) title.setTitle(app().titles[page]);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    // What app.routes.ts gives as titles are these names; a page without one has a title of its own.
    this.#page.set(this.buildTitle(snapshot) as PageName | undefined);
  }
}
