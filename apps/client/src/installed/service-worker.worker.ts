// Stands between the pages of this origin and the network, on a device that the client was installed
// on: gives out the build that is kept, and everything else to the server.
import { MANIFEST_PATH } from './build-manifest';
import { KeptBuilds } from './kept-builds';
import { KEEP_LATEST, type Outcome } from './orders';

// The worker's library declares every kind of worker's own scope; which one this is, it cannot know.
const worker = self as unknown as ServiceWorkerGlobalScope;
const builds = new KeptBuilds(worker.caches, worker.fetch.bind(worker));

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      if ((await builds.current()) === undefined) await builds.keepLatest();
      // Another worker is no other client: what it gives out stays the same.
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener('message', (event) => {
  const [port] = event.ports;
  const order: unknown = event.data;
  if (!port || order !== KEEP_LATEST) return;
  event.waitUntil(
    builds.keepLatest().then(
      (id) => {
        port.postMessage({ kept: id } satisfies Outcome);
      },
      (error: unknown) => {
        console.warn(error);
        port.postMessage({ failed: true } satisfies Outcome);
      },
    ),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (!isForTheClient(request)) return;
  event.respondWith(
    (async () => {
      if (request.mode === 'navigate') await forgetWhatNobodyUses();
      return (await builds.answer(request)) ?? fetch(request);
    })(),
  );
});

/** As the gateway tells pages and files from its own answers. */
function isForTheClient({ method, mode, url }: Request): boolean {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== worker.location.origin || pathname === MANIFEST_PATH)
    return false;
  const isFile = /\.[^/]+$/.test(pathname);
  if (mode === 'navigate') return !isFile && !/^\/(socket\.io|health)(\/|$)/.test(pathname);
  return isFile;
}

/** A page that opens where no other is open: only the current build is of use any more. */
async function forgetWhatNobodyUses(): Promise<void> {
  const open = await worker.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  if (open.length === 0) await builds.forgetOthers();
}
