import type { Addition } from './addition';

/** Nothing, but in a development build (gallery.development.ts). */
export const gallery: Addition = { routes: [], providers: [] };
