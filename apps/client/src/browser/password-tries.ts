import { InjectionToken } from '@angular/core';
import { PasswordTries } from '@whispernet/room/outside';

/** The wrong passwords of this page: one count, whichever room they were for. */
export const PASSWORD_TRIES = new InjectionToken<PasswordTries>('PasswordTries', {
  providedIn: 'root',
  factory: () => new PasswordTries(),
});
