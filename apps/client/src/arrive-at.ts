import { type ElementRef, afterNextRender } from '@angular/core';

/**
 * Begins a page at its top: whoever came by the keyboard or a screen reader goes on reading at the
 * heading, which takes the focus by `tabindex="-1"`. Call it in the constructor of a page.
 */
export function arriveAt(heading: () => ElementRef<HTMLElement>): void {
  afterNextRender(() => {
    scrollTo(0, 0);
    heading().nativeElement.focus({ preventScroll: true });
  });
}
