import { InjectionToken, Service, computed, inject, signal } from '@angular/core';
import { PageLife } from './page-life';

/** The browser's notifications, as far as they are used. */
export interface NotificationApi {
  readonly permission: NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
  new (title: string, options: NotificationOptions): EventTarget & { close(): void };
}

export const NOTIFICATION_API = new InjectionToken<NotificationApi | undefined>('Notification', {
  providedIn: 'root',
  factory: () => ('Notification' in window ? Notification : undefined),
});

/** `missing`: this browser shows none for pages, or only for installed ones. */
export type NotePermission = NotificationPermission | 'missing';

/** Notes that the system shows outside of the page; there is one at most. */
@Service()
export class SystemNotes {
  readonly #api = inject(NOTIFICATION_API);
  readonly #life = inject(PageLife);
  readonly #isRefusing = signal(false);
  readonly #asked = signal(0);
  #shown: { close(): void } | undefined;

  /** Whether notes may be shown. A person can change it outside of the page, so it is read again on every return. */
  readonly permission = computed<NotePermission>(() => {
    this.#asked();
    this.#life.isHidden();
    return this.#isRefusing() ? 'missing' : (this.#api?.permission ?? 'missing');
  });

  /** Asks the person, by the browser. Call it inside a click: some browsers ask at no other time. */
  async askPermission(): Promise<void> {
    await this.#api?.requestPermission();
    this.#asked.update((times) => times + 1);
  }

  /** Shows it in place of the last one, where that is permitted. Pressing it brings the tab to the front. */
  show(title: string, body: string): void {
    this.clear();
    if (!this.#api || this.#api.permission !== 'granted') return;
    try {
      // Silent: the page has sounds of its own, with a switch of their own.
      const note = new this.#api(title, { body, silent: true });
      note.addEventListener('click', () => {
        this.#life.bringToFront();
        note.close();
      });
      this.#shown = note;
    } catch (error) {
      // Chrome on Android has the name but shows notes of service workers only.
      if (!(error instanceof TypeError)) throw error;
      this.#isRefusing.set(true);
    }
  }

  clear(): void {
    this.#shown?.close();
    this.#shown = undefined;
  }
}
