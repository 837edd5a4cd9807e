import { DestroyRef, InjectionToken, Service, inject } from '@angular/core';
import type { Behavior } from '@whispernet/transfer';
import { BehaviorSubject, fromEvent } from 'rxjs';

/** What lists devices; undefined where the page is in no secure context. */
export const MEDIA_DEVICES = new InjectionToken<MediaDevices | undefined>('mediaDevices', {
  providedIn: 'root',
  factory: () => ('mediaDevices' in navigator ? navigator.mediaDevices : undefined),
});

/** A device as a person may choose it. Without a permission a browser tells neither name nor id. */
export interface NamedDevice {
  readonly id: string;
  readonly label: string;
}

export interface DevicesHere {
  readonly cameras: readonly NamedDevice[];
  readonly microphones: readonly NamedDevice[];
  readonly speakers: readonly NamedDevice[];
}

/** Unknown as yet, or Chromium's names for what the system uses. */
const NOT_CHOSEN = ['', 'default', 'communications'];

const NONE: DevicesHere = { cameras: [], microphones: [], speakers: [] };

/** Which devices this machine has, as far as the browser tells. */
@Service()
export class DeviceList {
  readonly #mediaDevices = inject(MEDIA_DEVICES);
  readonly #changes$ = new BehaviorSubject(NONE);
  #asked = 0;

  /** What is there now; devices come and go. */
  readonly changes$: Behavior<DevicesHere> = this.#changes$;

  constructor() {
    if (!this.#mediaDevices) return;
    const plugging = fromEvent(this.#mediaDevices, 'devicechange').subscribe(() => {
      void this.refresh();
    });
    inject(DestroyRef).onDestroy(() => {
      plugging.unsubscribe();
    });
  }

  /** Looks again. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    const devices = (await this.#mediaDevices?.enumerateDevices()) ?? [];
    if (asked !== this.#asked) return;
    const of = (wanted: MediaDeviceKind): NamedDevice[] =>
      devices
        .filter(({ kind, deviceId }) => kind === wanted && !NOT_CHOSEN.includes(deviceId))
        .map(({ deviceId: id, label }) => ({ id, label }));
    this.#changes$.next({
      cameras: of('videoinput'),
      microphones: of('audioinput'),
      speakers: of('audiooutput'),
    });
  }
}
