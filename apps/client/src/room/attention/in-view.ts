import { DestroyRef, Directive, ElementRef, afterNextRender, inject, signal } from '@angular/core';

/** This much of an element has to be in the window: what is new in it is mostly at its end. */
const ENOUGH = 0.75;
/** Or so much of the window has to be full of it, where it is longer. */
const ENOUGH_OF_WINDOW = 0.5;
/** The browser looks again when so much of the element has come or gone: a twentieth. */
const STEPS = Array.from({ length: 21 }, (_, step) => step / 20);

/** Something that can be out of view, and the way there. */
export interface Viewable {
  isInView(): boolean;
  /** Scrolls there and goes on with the keyboard there. */
  show(): void;
}

/** Knows whether its element can be seen in the window, and brings it there. */
@Directive({ selector: '[wnInView]', exportAs: 'wnInView' })
export class InView implements Viewable {
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #isInView = signal(true);

  /** True until the browser has looked: nothing is to flash up on arrival. */
  readonly isInView = this.#isInView.asReadonly();

  constructor() {
    const observer = new IntersectionObserver(
      (entries) => {
        const latest = entries.at(-1);
        if (latest) this.#isInView.set(isSeen(latest));
      },
      { threshold: STEPS },
    );
    afterNextRender(() => {
      observer.observe(this.#element);
    });
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
    });
  }

  show(): void {
    this.#element.scrollIntoView();
    this.#element
      .querySelector<HTMLElement>('button:enabled, [tabindex="0"]')
      ?.focus({ preventScroll: true });
  }
}

function isSeen(entry: IntersectionObserverEntry): boolean {
  const { intersectionRatio, intersectionRect, rootBounds } = entry;
  const windowHeight = rootBounds?.height ?? innerHeight;
  return intersectionRatio >= ENOUGH || intersectionRect.height >= ENOUGH_OF_WINDOW * windowHeight;
}
