import { DOCUMENT, Service, inject } from '@angular/core';

/** As public/favicon.svg, with a red dot where there is news. */
const drawing = (dot: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="8" fill="#005cbb"/>
  <path d="M7 8h18a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H14l-6 5v-5H7a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z" fill="#fff"/>
  <g fill="#005cbb"><circle cx="11" cy="14.5" r="1.6"/><circle cx="16" cy="14.5" r="1.6"/><circle cx="21" cy="14.5" r="1.6"/></g>
  ${dot}</svg>`;
const DOT = '<circle cx="25" cy="7" r="6.5" fill="#ba1a1a" stroke="#fff"/>';

/**
 * The icon of a tab, with or without a dot. Drawn here, not loaded: each request for an icon would
 * tell the gateway the moment at which somebody was written to.
 */
@Service()
export class TabIcon {
  readonly #document = inject(DOCUMENT);
  readonly #urls: Partial<Record<'plain' | 'dotted', string>> = {};

  show(kind: 'plain' | 'dotted'): void {
    const link = this.#document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    // The one that came with the page is plain.
    if (!link || (kind === 'plain' && this.#urls.dotted === undefined)) return;
    link.href = this.#urls[kind] ??= urlOf(drawing(kind === 'dotted' ? DOT : ''));
  }
}

const urlOf = (svg: string): string =>
  URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
