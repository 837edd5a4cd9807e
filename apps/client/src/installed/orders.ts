/** What a page asks of the service worker: to keep the build that the server has now. */
export const KEEP_LATEST = 'keep the latest build';

/** What became of it. */
export type Outcome = { readonly kept: string } | { readonly failed: true };
