// What opens the client without a network, and changes it only when the person says so: all files of
// one build, each compared with its digest before it is kept.
//
//   /build.sha256 ─▶ the digest of each file; their own digest is what the build is called
//   each file     ─▶ fetched, hashed, put into a cache of the build's own
//   all are there ─▶ `current` names the build: every page gets that one, until another is asked for
//
// The worker that a browser starts for it is a few lines (service-worker.worker.ts). Browsers replace
// such a worker by themselves; what it gives out they do not.

import { MANIFEST_PATH, buildIdOf, sha256 } from './build-manifest';

/** A build's files: the digests by the paths, and what the build is called. */
interface Manifest {
  readonly id: string;
  readonly digests: ReadonlyMap<string, string>;
}

/** The server gave something else than what it said it would, or could not be asked. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

/** Every cache of ours begins so: what else this origin may keep is not ours to delete. */
const PREFIX = 'whispernet-';
const POINTER = `${PREFIX}current`;
const cacheOf = (id: string): string => `${PREFIX}build-${id}`;

/** The builds that this browser keeps; one of them is current. */
export class KeptBuilds {
  constructor(
    private readonly storage: CacheStorage,
    private readonly ask: typeof fetch,
  ) {}

  /** What the current build is called; undefined where none is kept. */
  async current(): Promise<string | undefined> {
    const pointer = await this.storage.open(POINTER);
    return (await pointer.match('/'))?.text();
  }

  /**
   * Keeps the build that the server has now, and makes it the current one once all of it is there.
   * Resolves with its id. Rejects with NotKept, and all stays as it was.
   */
  async keepLatest(): Promise<string> {
    const { id, digests } = await this.#manifest();
    const cache = await this.storage.open(cacheOf(id));
    try {
      for (const [path, digest] of digests) {
        const from = path === PAGE ? '/' : `/${path}`;
        const response = await this.#fetch(from);
        await compare(path, path === PAGE ? await template(response, id) : response, digest);
        await cache.put(from, response);
      }
    } catch (error) {
      if ((await this.current()) !== id) await this.storage.delete(cacheOf(id));
      throw error;
    }
    const pointer = await this.storage.open(POINTER);
    await pointer.put('/', new Response(id));
    return id;
  }

  /** What the current build has at this address; undefined where that is for the server to say. */
  async answer(request: Pick<Request, 'mode' | 'url'>): Promise<Response | undefined> {
    const id = await this.current();
    if (id === undefined) return undefined;
    if (request.mode === 'navigate') {
      const cache = await this.storage.open(cacheOf(id));
      const page = await cache.match('/', EXACTLY);
      return page && withNewNonce(page);
    }
    const { pathname } = new URL(request.url);
    const file = await this.storage.match(pathname, { ...EXACTLY, cacheName: cacheOf(id) });
    // A page of the build before is still open elsewhere: names tell what is in a file.
    return file ?? (IS_HASHED.test(pathname) ? this.#fileOfAnyBuild(pathname) : undefined);
  }

  /** Deletes the builds that are not current: nobody has a page of theirs open. */
  async forgetOthers(): Promise<void> {
    const id = await this.current();
    const stays = new Set([POINTER, ...(id === undefined ? [] : [cacheOf(id)])]);
    await this.#forget((name) => !stays.has(name));
  }

  /** Deletes everything that was kept. */
  async forgetAll(): Promise<void> {
    await this.#forget(() => true);
  }

  async #forget(goes: (name: string) => boolean): Promise<void> {
    const ours = (await this.storage.keys()).filter((name) => name.startsWith(PREFIX));
    await Promise.all(ours.filter(goes).map((name) => this.storage.delete(name)));
  }

  async #fileOfAnyBuild(path: string): Promise<Response | undefined> {
    for (const name of await this.storage.keys()) {
      if (!name.startsWith(cacheOf(''))) continue;
      const file = await this.storage.match(path, { ...EXACTLY, cacheName: name });
      if (file) return file;
    }
    return undefined;
  }

  async #manifest(): Promise<Manifest> {
    const text = await (await this.#fetch(MANIFEST_PATH)).text();
    const digests = new Map(
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const [, digest, path] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
          if (digest === undefined || path === undefined) {
            throw new NotKept(`${MANIFEST_PATH} has a line that is none of a manifest`);
          }
          return [path, digest];
        }),
    );
    if (!digests.has(PAGE)) throw new NotKept(`${MANIFEST_PATH} names no page`);
    return { id: await buildIdOf(text), digests };
  }

  async #fetch(path: string): Promise<Response> {
    let response: Response;
    try {
      response = await this.ask(path, {
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        // Or the server would take `/` for a question of a program, and not for one of a browser.
        headers: { accept: 'text/html,*/*' },
      });
    } catch (error) {
      // What fetch rejects with where the network or the server is away.
      if (!(error instanceof TypeError)) throw error;
      throw new NotKept(`${path} cannot be fetched`, { cause: error });
    }
    if (!response.ok) throw new NotKept(`${path} was answered with ${response.status}`);
    return response;
  }
}

const PAGE = 'index.html';
/** Whoever asks is the page or its worker; no other header of theirs changes the answer. */
const EXACTLY = { ignoreVary: true } as const;
const IS_HASHED = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/** The places of the page that a gateway fills in, as they are in the build (docs/verify.md). */
async function template(page: Response, id: string): Promise<Response> {
  const html = await page.clone().text();
  return new Response(
    html
      .replace(`<meta name="build-id" content="${id}"/>`, '<meta name="build-id" content=""/>')
      .replace(/<wn-app ngCspNonce="[\w-]{22}">/, '<wn-app>'),
  );
}

async function compare(path: string, response: Response, digest: string): Promise<void> {
  if ((await sha256(await response.clone().arrayBuffer())) !== digest) {
    throw new NotKept(`${path} is not what ${MANIFEST_PATH} says it is`);
  }
}

/** The page as its server gave it, policy and all; but a nonce is good for one page. */
async function withNewNonce(page: Response): Promise<Response> {
  const headers = new Headers(page.headers);
  const policy = headers.get(POLICY) ?? '';
  const [, old] = /'nonce-([\w-]+)'/.exec(policy) ?? [];
  const html = await page.text();
  if (old === undefined) return new Response(html, { headers });
  const fresh = newNonce();
  headers.set(POLICY, policy.replaceAll(old, fresh));
  return new Response(html.replace(`ngCspNonce="${old}"`, `ngCspNonce="${fresh}"`), { headers });
}

const POLICY = 'content-security-policy';

/** 16 bytes by chance, in the alphabet that a gateway uses. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
