import { InjectionToken, Service, computed, effect, inject } from '@angular/core';
import { PageLife } from './page-life';

/** Keeps screens on; undefined where this browser cannot. */
export const WAKE_LOCK = new InjectionToken<Pick<WakeLock, 'request'> | undefined>('wakeLock', {
  providedIn: 'root',
  factory: () => ('wakeLock' in navigator ? navigator.wakeLock : undefined),
});

/** Keeps the screen, and with it the device, from falling asleep. */
@Service()
export class ScreenAwake {
  readonly #wakeLock = inject(WAKE_LOCK);
  readonly #life = inject(PageLife);

  /**
   * From now on the screen stays on while `isWanted`, where the browser agrees. It lets go when the
   * page is hidden, so it is asked again on every return. Call it where `inject` works; it ends with
   * the caller.
   */
  keepWhile(isWanted: () => boolean): void {
    const isOn = computed(() => isWanted() && !this.#life.isHidden());
    effect((onCleanup) => {
      if (!this.#wakeLock || !isOn()) return;
      const held = hold(this.#wakeLock);
      onCleanup(() => {
        void held.then((lock) => lock?.release());
      });
    });
  }
}

/** The lock; undefined where the browser refuses it, with a battery that runs low for instance. */
async function hold(wakeLock: Pick<WakeLock, 'request'>): Promise<WakeLockSentinel | undefined> {
  try {
    return await wakeLock.request('screen');
  } catch (error) {
    // NotAllowedError (Screen Wake Lock API, 6.3): the screen then sleeps when it does, as it always has.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
