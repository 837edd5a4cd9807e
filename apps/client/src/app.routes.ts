import { inject } from '@angular/core';
import { type CanActivateFn, Router, type Routes } from '@angular/router';
import { gallery } from './gallery/gallery';
import { Lobby } from './lobby/lobby';
import { ActiveRoom } from './room/active-room';
import type { PageName } from './page-title';
import type { RoomPage } from './room/room-page';

/** Whether there is a room to show; a reloaded page has none and shows the start page. */
export const inRoom: CanActivateFn = () =>
  inject(ActiveRoom).isInside() || inject(Router).parseUrl('/');

/** Each `title` is the name of a page, which page-title.ts puts into words. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', title: 'start' satisfies PageName, component: Lobby },
  {
    path: 'room',
    // No title: the page has one of its own, which tells how the connection stands.
    loadComponent: () => import('./room/room-page').then((file) => file.RoomPage),
    canActivate: [inRoom],
    // The browser's own 'back' leaves the room too, after a question.
    canDeactivate: [(page: RoomPage) => page.mayLeave()],
  },
  {
    path: 'privacy',
    title: 'privacy' satisfies PageName,
    loadComponent: () => import('./privacy/privacy-page').then((file) => file.PrivacyPage),
  },
  ...gallery.routes,
  { path: '**', redirectTo: '' },
];
