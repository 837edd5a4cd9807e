import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  TitleStrategy,
  provideRouter,
  withEnabledBlockingInitialNavigation,
  withRouterConfig,
} from '@angular/router';
import { routes } from './app.routes';
import { gallery } from './gallery/gallery';
import { InviteInbox } from './lobby/invite-inbox';
import { PageTitle } from './page-title';
import { preferredLanguage } from './texts/languages';
import { Texts } from './texts/texts';

/** What the whole application is made of; `invites` has read the address bar before it starts. */
export const appConfig = (invites: InviteInbox): ApplicationConfig => ({
  providers: [
    provideBrowserGlobalErrorListeners(),
    // Whoever goes back and then stays in the room finds the history as it was, not overwritten.
    // What index.html shows stays until there is a page to take its place.
    provideRouter(
      routes,
      withRouterConfig({ canceledNavigationResolution: 'computed' }),
      withEnabledBlockingInitialNavigation(),
    ),
    { provide: TitleStrategy, useClass: PageTitle },
    { provide: InviteInbox, useValue: invites },
    ...gallery.providers,
    // Before anything is shown, so that nobody sees the page change its language.
    provideAppInitializer(() => inject(Texts).choose(preferredLanguage(navigator.languages))),
  ],
});
