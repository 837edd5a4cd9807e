import { app } from './app';
import { errors } from './errors';
import { lobby } from './lobby';

/** What the start page says: part of it, while all the rest comes with the pages that say it. */
export const start = { app, errors, lobby };
