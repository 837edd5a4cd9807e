import { buildIdOf } from './build-manifest';

const NONCE = 'nonce_of_the_first_pag';

/** A server of the client in its latest build; each file under its path, the page as `index.html`. */
export class FakeServer {
  isAway = false;
  readonly asked: string[] = [];
  /** What is sent in the place of a file, whatever its digest. */
  readonly tampered = new Map<string, string>();
  #files: ReadonlyMap<string, string> = new Map();
  #manifest = '';
  #id = '';

  /** The next build: its files, and a page that shows `title`. */
  async deploy(title: string, files: Readonly<Record<string, string>>): Promise<string> {
    this.#files = new Map(Object.entries({ 'index.html': pageOf(title, '', ''), ...files }));
    const lines = [...this.#files].map(async ([path, text]) => `${await sha256(text)}  ${path}\n`);
    this.#manifest = (await Promise.all(lines)).join('');
    this.#id = await buildIdOf(this.#manifest);
    return this.#id;
  }

  readonly fetch = ((path: string): Promise<Response> => {
    this.asked.push(path);
    if (this.isAway) return Promise.reject(new TypeError('Failed to fetch'));
    if (path === '/build.sha256') return Promise.resolve(new Response(this.#manifest));
    const name = path === '/' ? 'index.html' : path.slice(1);
    const text = this.tampered.get(name) ?? this.#files.get(name);
    if (text === undefined) return Promise.resolve(new Response('', { status: 404 }));
    if (path !== '/') return Promise.resolve(new Response(text, { headers: { 'x-of': name } }));
    const filledIn = text
      .replace('content=""', `content="${this.#id}"`)
      .replace('<wn-app>', `<wn-app ngCspNonce="${NONCE}">`);
    const headers = { 'content-security-policy': `style-src 'self' 'nonce-${NONCE}'` };
    return Promise.resolve(new Response(filledIn, { headers }));
    // The builds ask by path alone, which is less than fetch may be asked.
  }) as typeof fetch;
}

const pageOf = (title: string, id: string, nonce: string): string =>
  `<title>${title}</title><meta name="build-id" content="${id}"/><wn-app${nonce}></wn-app>`;

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
