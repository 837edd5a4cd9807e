import { signal } from '@angular/core';
import { type Invite, parseInvite } from './invite-link';

/** The part of a window that shows and keeps the address. */
interface AddressBar extends Pick<EventTarget, 'addEventListener'> {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'state' | 'replaceState'>;
}

/** Takes invites out of the address bar: at the start, and when a link is pasted into the open page. */
export class InviteInbox {
  readonly #latest = signal<Invite | undefined>(undefined);

  /** The invite that was opened last. */
  readonly latest = this.#latest.asReadonly();

  /** Must be made before the router, so that its own listeners see a clean address only. */
  constructor(private readonly page: AddressBar) {
    this.#take();
    const take = () => {
      this.#take();
    };
    page.addEventListener('popstate', take);
    page.addEventListener('hashchange', take);
  }

  /** Drops the invite, and with it the password, once it has been used. */
  forget(): void {
    this.#latest.set(undefined);
  }

  #take(): void {
    const { hash, pathname, search } = this.page.location;
    if (hash === '') return;
    // Before anything else, and whatever it says: a mistyped link holds a password too.
    this.page.history.replaceState(this.page.history.state, '', pathname + search);
    const invite = parseInvite(hash);
    if (invite && pathname === '/') this.#latest.set(invite);
  }
}
