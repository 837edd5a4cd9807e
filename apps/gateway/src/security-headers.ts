import type { IncomingMessage, ServerResponse } from 'node:http';

/** A Content-Security-Policy: each directive with its sources. */
type Policy = Readonly<Record<string, readonly string[]>>;

/**
 * What a response may do that is neither the page nor a worker: nothing, should anybody manage to
 * open it as a page of its own.
 */
const NOTHING = serialize({
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
});

/**
 * What the page may do. No inline script, no eval, no WebAssembly, no other origin.
 *
 * @param nonce of the <style> elements that Angular makes for its components; for one response
 */
export function pagePolicy(nonce: string): string {
  return serialize({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    // blob: is what the page itself makes of a received file, to show it.
    'img-src': ["'self'", 'blob:'],
    'media-src': ["'self'", 'blob:'],
    'font-src': ["'self'"],
    // Of 'self', browsers take the WebSocket of the same host and port too (CSP 3, 6.7.2.8).
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'frame-src': ["'none'"],
    'object-src': ["'none'"],
    // Not 'none': index.html has a <base>, so that its files are found from every path. The first
    // one on a page counts, and ours is the first.
    'base-uri': ["'self'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    // Angular's own, and the client's for its workers; 'angular#unsafe-bypass' is not among them.
    'trusted-types': ['angular', 'default'],
  });
}

/**
 * What a worker may do: compute. It cannot call home, the one that is given the password included.
 *
 * @param wasm whether it compiles WebAssembly, which nothing else here may
 */
export function workerPolicy({ wasm }: { readonly wasm: boolean }): string {
  return serialize({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(wasm ? ["'wasm-unsafe-eval'"] : [])],
  });
}

/**
 * What the service worker may do, which keeps the client on a device that it was installed on: fetch
 * the client's files from where it comes from itself, and nothing else.
 */
export function serviceWorkerPolicy(): string {
  return serialize({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'connect-src': ["'self'"],
  });
}

function serialize(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}

/** What the page itself needs, and whatever else a browser could be talked into, closed. */
const PERMISSIONS = [
  ...['camera', 'microphone', 'display-capture', 'fullscreen', 'clipboard-write'],
  'screen-wake-lock',
]
  .map((feature) => `${feature}=(self)`)
  .concat(
    [
      ...['geolocation', 'usb', 'serial', 'hid', 'midi', 'payment'],
      ...['browsing-topics', 'idle-detection', 'local-fonts'],
    ].map((feature) => `${feature}=()`),
  )
  .join(', ');

const HEADERS = new Map([
  ['content-security-policy', NOTHING],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-embedder-policy', 'require-corp'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
  ['permissions-policy', PERMISSIONS],
]);

/** Two years. Without includeSubDomains: a room has no say over its neighbours. */
const STRICT_TRANSPORT = 'max-age=63072000';

/**
 * A listener of an HTTP server that has to hear a request before all others: every response, whoever
 * gives it, tells the browser how little it may do. The page and the workers get a policy of their
 * own from `serveClient`.
 *
 * @param tls whether this server speaks TLS; a proxy that does it instead says so itself
 */
export function securityHeaders({ tls }: { readonly tls: boolean }) {
  const headers = new Map([
    ...HEADERS,
    ...(tls ? ([['strict-transport-security', STRICT_TRANSPORT]] as const) : []),
  ]);
  return (_request: IncomingMessage, response: ServerResponse): void => {
    response.setHeaders(headers);
  };
}
