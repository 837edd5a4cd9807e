import { Service, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { DeviceList } from './device-list';

/** Which loudspeaker people are heard from. */
@Service()
export class Speaker {
  readonly #here = toSignal(inject(DeviceList).changes$, { requireSync: true });
  readonly #chosen = signal('');

  /** Whether this browser lets a page choose. */
  readonly isChoosable = 'setSinkId' in HTMLMediaElement.prototype;
  /** Its id, as `setSinkId` takes it; empty for the one that the machine has chosen, also where one is gone. */
  readonly id = computed(() => {
    const chosen = this.#chosen();
    return this.#here().speakers.some(({ id }) => id === chosen) ? chosen : '';
  });

  choose(id: string): void {
    this.#chosen.set(id);
  }
}
