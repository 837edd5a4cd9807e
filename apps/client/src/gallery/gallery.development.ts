import { inject } from '@angular/core';
import { ROOM_ENTRANCE } from '../room/way-in';
import type { Addition } from './addition';
import type { GalleryPage } from './gallery-page';
import { SCENE_ROOM } from './scene-room';

/** In the place of gallery.ts, in a development build. */
export const gallery: Addition = {
  routes: [
    {
      path: 'gallery',
      loadComponent: () => import('./gallery-list').then((file) => file.GalleryList),
    },
    {
      path: 'gallery/:scene',
      loadComponent: () => import('./gallery-page').then((file) => file.GalleryPage),
      canDeactivate: [(page: GalleryPage) => page.mayLeave()],
    },
  ],
  providers: location.pathname.startsWith('/gallery')
    ? [
        {
          provide: ROOM_ENTRANCE,
          useFactory: () => {
            const room = inject(SCENE_ROOM);
            const open = () => Promise.resolve(room);
            return { createRoom: open, joinRoom: open };
          },
        },
      ]
    : [],
};
