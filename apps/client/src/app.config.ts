import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter } from '@angular/router';
import { routes } from './app.routes';
import { InviteInbox } from './lobby/invite-inbox';

/** What the whole application is made of; `invites` has read the address bar before it starts. */
export const appConfig = (invites: InviteInbox): ApplicationConfig => ({
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes),
    { provide: InviteInbox, useValue: invites },
  ],
});
