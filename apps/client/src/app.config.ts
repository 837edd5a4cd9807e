import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter } from '@angular/router';
import { provideSocketIo } from 'ngx-socket-io';
import { routes } from './app.routes';
import { SOCKET_CONFIG } from './browser/room-platform';
import { InviteInbox } from './lobby/invite-inbox';

/** What the whole application is made of; `invites` has read the address bar before it starts. */
export const appConfig = (invites: InviteInbox): ApplicationConfig => ({
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes),
    provideSocketIo(SOCKET_CONFIG),
    { provide: InviteInbox, useValue: invites },
  ],
});
