import { PendingTasks, Service, inject, signal } from '@angular/core';
import { PASSWORD_LISTS, type PasswordLists } from './password-lists';

/** The lists as far as they are there: the page can be used without them. */
@Service()
export class LoadedLists {
  readonly #ask = inject(PASSWORD_LISTS);
  readonly #tasks = inject(PendingTasks);
  readonly #latest = signal<PasswordLists | undefined>(undefined);
  #loading: Promise<PasswordLists | undefined> | undefined;

  /** Undefined until they have been loaded. */
  readonly latest = this.#latest.asReadonly();

  /** Loads them once. Resolves with undefined where they cannot be had now; the next call asks again. */
  load(): Promise<PasswordLists | undefined> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<PasswordLists | undefined> {
    const loaded = this.#tasks.add(); // the page is not settled before
    try {
      const lists = await this.#ask();
      this.#latest.set(lists);
      return lists;
    } catch (error) {
      // What import() rejects with where the network or the gateway is away.
      if (!(error instanceof TypeError)) throw error;
      return undefined;
    } finally {
      if (!this.#latest()) this.#loading = undefined;
      loaded();
    }
  }
}
