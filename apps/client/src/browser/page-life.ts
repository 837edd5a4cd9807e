import {
  DestroyRef,
  InjectionToken,
  Service,
  computed,
  effect,
  inject,
  signal,
} from '@angular/core';

/** The window, as far as the life of a tab shows in it. */
export interface TabWindow extends EventTarget {
  readonly document: EventTarget & Pick<Document, 'visibilityState'>;
  focus(): void;
}

export const TAB_WINDOW = new InjectionToken<TabWindow>('the window of this tab', {
  providedIn: 'root',
  factory: () => window,
});

/** What a tab goes through between its opening and its closing. */
@Service()
export class PageLife {
  readonly #window = inject(TAB_WINDOW);
  readonly #isHidden = signal(this.#window.document.visibilityState === 'hidden');

  /** Whether no part of the page can be seen: another tab is in front, or the window is minimised. */
  readonly isHidden = this.#isHidden.asReadonly();

  constructor() {
    const { document } = this.#window;
    const look = () => {
      this.#isHidden.set(document.visibilityState === 'hidden');
    };
    document.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', look);
    });
  }

  /**
   * From now on the browser asks, in its own words, before it closes or reloads the tab while
   * `isCostly`. It listens only then: some browsers keep no page that does for a quick way back.
   * Call it where `inject` works; it ends with the caller.
   */
  askBeforeClosing(isCostly: () => boolean): void {
    const isOn = computed(isCostly);
    effect((onCleanup) => {
      if (!isOn()) return;
      const ask = (event: Event) => {
        event.preventDefault();
      };
      this.#window.addEventListener('beforeunload', ask);
      onCleanup(() => {
        this.#window.removeEventListener('beforeunload', ask);
      });
    });
  }

  /** Brings the tab to the front, where the browser lets it: in a click on a notification. */
  bringToFront(): void {
    this.#window.focus();
  }
}
