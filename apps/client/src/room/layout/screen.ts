import { DOCUMENT, DestroyRef, Service, type Signal, inject, signal } from '@angular/core';

/** How much room the window gives. In rem: who has larger letters or zooms in gets the narrower layout. */
@Service()
export class Screen {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #lifetime = inject(DestroyRef);

  /** Whether one part of the room is shown at a time, as on a phone. 60rem also stands in room-page.narrow.scss. */
  readonly isNarrow = this.#matches('(width < 60rem)');
  /** Whether buttons of the header show their icons only. 80rem also stands in room-header.scss. */
  readonly hasShortButtons = this.#matches('(width < 80rem)');
  /**
   * The height that the keyboard on the screen leaves, in CSS pixels, where it lies over the page
   * (iOS; elsewhere the viewport of index.html shrinks by itself); undefined without one.
   */
  readonly heightAboveKeyboard = this.#heightAboveKeyboard();

  #matches(query: string): Signal<boolean> {
    const list = this.#window?.matchMedia(query);
    const matches = signal(list?.matches ?? false);
    const follow = ({ matches: now }: MediaQueryListEvent) => {
      matches.set(now);
    };
    list?.addEventListener('change', follow);
    this.#lifetime.onDestroy(() => list?.removeEventListener('change', follow));
    return matches.asReadonly();
  }

  #heightAboveKeyboard(): Signal<number | undefined> {
    const height = signal<number | undefined>(undefined);
    const [window, viewport] = [this.#window, this.#window?.visualViewport];
    if (!window || !viewport) return height;
    const look = () => {
      // Zoomed in by two fingers it is smaller as well: then nothing is to move.
      const isCovered = viewport.scale === 1 && window.innerHeight - viewport.height > KEYBOARD_PX;
      height.set(isCovered ? viewport.height : undefined);
    };
    viewport.addEventListener('resize', look);
    this.#lifetime.onDestroy(() => {
      viewport.removeEventListener('resize', look);
    });
    return height.asReadonly();
  }
}

/** No bar of a browser is as high, and no keyboard as low. */
const KEYBOARD_PX = 120;
