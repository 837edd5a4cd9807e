import { resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** What the client's build names by its content, so that a name never changes its meaning. */
const HASHED = /-[A-Z0-9]{8}\.[a-z0-9]+$/;
const RESERVED = /^\/(socket\.io|health)(\/|$)/;

/** Serves the built client from this process: hashed files for ever, index.html for every page. */
export function serveClient(app: NestExpressApplication, folder: string): void {
  const root = resolve(folder);
  app.useStaticAssets(root, {
    index: false,
    setHeaders: (response: Response, path: string) => {
      response.setHeader('cache-control', lifetime(path));
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const isPage = reads && request.accepts('html') && !/\.[^/]+$/.test(request.path);
    if (!isPage || RESERVED.test(request.path)) {
      next();
      return;
    }
    response.setHeader('cache-control', 'no-store');
    response.sendFile('index.html', { root, cacheControl: false });
  });
}

function lifetime(path: string): string {
  if (path.endsWith('index.html')) return 'no-store';
  return HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
