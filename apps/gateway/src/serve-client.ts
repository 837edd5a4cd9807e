import { randomBytes } from 'node:crypto';
import { extname, relative, resolve, sep } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { type ClientBuild, readClientBuild } from './client-build';
import { pagePolicy, serviceWorkerPolicy, workerPolicy } from './security-headers';

/** What the client's build names by its content, so that a name never changes its meaning. */
const HASHED = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;
const RESERVED = /^\/(socket\.io|health)(\/|$)/;

/**
 * Serves the built client from this process: hashed files for ever and packed, index.html for every
 * page, with a nonce of its own each time, and the digests of all files, by which whoever has kept
 * the client sees that there is another one.
 * @throws where the folder holds no client that its policy would let run.
 */
export function serveClient(app: NestExpressApplication, folder: string): void {
  const root = resolve(folder);
  const build = readClientBuild(root);
  const prepare = (response: Response, path: string) => {
    const policy = policyOf(build, path);
    if (policy !== undefined) response.setHeader('content-security-policy', policy);
    response.setHeader('cache-control', lifetime(build, path));
    if (build.packed.has(path)) response.vary('accept-encoding');
  };
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next();
      return;
    }
    if (isPage(request)) {
      const nonce = randomBytes(16).toString('base64url');
      response.setHeader('content-security-policy', pagePolicy(nonce));
      response.setHeader('cache-control', 'no-store');
      response.type('html').send(build.page(nonce));
      return;
    }
    if (request.path === MANIFEST) {
      response.setHeader('cache-control', 'no-cache');
      response.type('text').send(build.manifest);
      return;
    }
    const path = request.path.slice(1);
    const packed = build.packed.of(path, request.acceptsEncodings());
    if (!packed) {
      next();
      return;
    }
    prepare(response, path);
    response.setHeader('content-encoding', packed.encoding);
    response.type(extname(path)).send(packed.bytes);
  });
  app.useStaticAssets(root, {
    index: false,
    setHeaders: (response: Response, file: string) => {
      prepare(response, relative(root, file).replaceAll(sep, '/'));
    },
  });
}

/** Where the digests of all files are, as `node tools/manifest.ts` prints them. */
const MANIFEST = '/build.sha256';

/** Of a file that a browser runs apart from the page. */
function policyOf(build: ClientBuild, path: string): string | undefined {
  if (path === SERVICE_WORKER) return serviceWorkerPolicy();
  return build.isWorker(path) ? workerPolicy({ wasm: build.usesWasm(path) }) : undefined;
}

const SERVICE_WORKER = 'service-worker.js';

function isPage(request: Request): boolean {
  if (request.path === '/index.html') return true;
  const isFile = /\.[^/]+$/.test(request.path);
  return !isFile && !RESERVED.test(request.path) && Boolean(request.accepts('html'));
}

/** A worker is asked for again: its policy comes with it, and may change while its code does not. */
function lifetime(build: ClientBuild, path: string): string {
  const isForEver = HASHED.test(path) && !build.isWorker(path);
  return isForEver ? 'public, max-age=31536000, immutable' : 'no-cache';
}
