import { randomBytes } from 'node:crypto';
import { relative, resolve, sep } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { readClientBuild } from './client-build';
import { pagePolicy, workerPolicy } from './security-headers';

/** What the client's build names by its content, so that a name never changes its meaning. */
const HASHED = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;
const RESERVED = /^\/(socket\.io|health)(\/|$)/;

/**
 * Serves the built client from this process: hashed files for ever, index.html for every page, with
 * a nonce of its own each time.
 * @throws where the folder holds no client that its policy would let run.
 */
export function serveClient(app: NestExpressApplication, folder: string): void {
  const root = resolve(folder);
  const build = readClientBuild(root);
  app.use((request: Request, response: Response, next: NextFunction) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads || !isPage(request)) {
      next();
      return;
    }
    const nonce = randomBytes(16).toString('base64url');
    response.setHeader('content-security-policy', pagePolicy(nonce));
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(build.page(nonce));
  });
  app.useStaticAssets(root, {
    index: false,
    setHeaders: (response: Response, file: string) => {
      const path = relative(root, file).replaceAll(sep, '/');
      if (build.isWorker(path)) {
        const policy = workerPolicy({ wasm: build.usesWasm(path) });
        response.setHeader('content-security-policy', policy);
        // Asked for again: its policy comes with it, and may change while its code does not.
        response.setHeader('cache-control', 'no-cache');
      } else response.setHeader('cache-control', lifetime(path));
    },
  });
}

function isPage(request: Request): boolean {
  if (request.path === '/index.html') return true;
  const isFile = /\.[^/]+$/.test(request.path);
  return !isFile && !RESERVED.test(request.path) && Boolean(request.accepts('html'));
}

function lifetime(path: string): string {
  return HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
