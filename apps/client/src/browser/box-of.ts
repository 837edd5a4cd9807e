import { DestroyRef, type Signal, inject, signal } from '@angular/core';

/** How large an element's content box is, in px, now and whenever it changes; ends with the caller. */
export function boxOf(
  element: Element,
): Signal<{ readonly width: number; readonly height: number }> {
  const box = signal({ width: 0, height: 0 });
  const observer = new ResizeObserver((entries) => {
    const rect = entries.at(-1)?.contentRect;
    if (rect) box.set({ width: rect.width, height: rect.height });
  });
  observer.observe(element);
  inject(DestroyRef).onDestroy(() => {
    observer.disconnect();
  });
  return box.asReadonly();
}
