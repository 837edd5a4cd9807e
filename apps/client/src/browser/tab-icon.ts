import { DOCUMENT, Service, inject } from '@angular/core';

/** As public/favicon.svg, with a red dot where there is news. */
const drawing = (dot: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="9" fill="#0e5a4d"/>
  <g fill="none" stroke-width="3.2" stroke-linecap="round">
  <path stroke="#fbf9f4" d="M5.8 11.5a5.1 9 0 0 0 10.2 0"/><path stroke="#90d3c4" d="M16 11.5a5.1 9 0 0 0 10.2 0"/></g>
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
