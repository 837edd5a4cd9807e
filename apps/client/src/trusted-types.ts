/** The part of Trusted Types that is used here: TypeScript's DOM has none of it. */
interface TrustedTypePolicyFactory {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string | null },
  ): unknown;
}

/** A browser, or one that knows nothing of Trusted Types and enforces none. */
interface Page {
  readonly trustedTypes?: TrustedTypePolicyFactory;
  readonly location: { readonly origin: string };
}

/**
 * Lets the page start the workers of its own build, and nothing else: the page's policy asks a
 * Trusted Type wherever a string could become code, `new Worker` takes a plain URL, and the builder
 * knows a worker only in that form. So the policy named 'default', which a browser asks about plain
 * strings, says yes to these, and has no word on HTML and scripts, which makes that a no.
 */
export function trustOwnWorkers({ trustedTypes, location }: Page): void {
  trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => (isOwnWorker(url, location.origin) ? url : null),
  });
}

/**
 * Whether the URL is the origin's own file with a name that the build gives to workers: those of the
 * page, or the one that keeps the client where it is installed.
 */
export function isOwnWorker(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin: from, pathname, search, hash, username, password } = new URL(url);
  const bare = `${search}${hash}${username}${password}` === '';
  return from === origin && bare && /^\/(worker-[A-Z0-9]{8}|service-worker)\.js$/.test(pathname);
}
